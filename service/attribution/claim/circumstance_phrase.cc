// A preposition and the class of its noun say what a phrase is; nouns of time need no preposition. A phrase of time
// holds words of time alone, the others go on to the next circumstance, mark or complementizer, so that "fi mu'tamar
// sahafi ma'a nazirihi" is one. Covered by circumstances_test.cc.
#include "service/attribution/claim/circumstance_phrase.h"

#include <algorithm>

namespace isnad {
namespace {

constexpr int kPhraseTokensMax = 16;
// Demonstratives, ordinals and quantifiers between a preposition and its noun.
constexpr int kBeforeHeadMax = 3;

// Folded prepositions (alef maksura is yeh), and the nouns that make a preposition with min, 'an and ala.
constexpr absl::string_view kFi = "\u0641\u064A";
constexpr absl::string_view kAla = "\u0639\u0644\u064A";
constexpr absl::string_view kIla = "\u0627\u0644\u064A";
constexpr absl::string_view kMin = "\u0645\u0646";
constexpr absl::string_view kAn = "\u0639\u0646";
constexpr absl::string_view kAbra = "\u0639\u0628\u0631";
constexpr absl::string_view kKhilala = "\u062E\u0644\u0627\u0644";
constexpr absl::string_view kDimna = "\u0636\u0645\u0646";
constexpr absl::string_view kAthnaa = "\u0627\u062B\u0646\u0627\u0621";
constexpr absl::string_view kLada = "\u0644\u062F\u064A";
constexpr absl::string_view kTariq = "\u0637\u0631\u064A\u0642";
constexpr absl::string_view kHamish = "\u0647\u0627\u0645\u0634";
constexpr absl::string_view kLam = "\u0644";
// Before and after an event: qabla, ba'da, qubayla, bu'ayda, 'aqiba, ithra, mundhu.
constexpr absl::string_view kOrderPrepositions[] = {
    "\u0642\u0628\u0644", "\u0628\u0639\u062F", "\u0642\u0628\u064A\u0644", "\u0628\u0639\u064A\u062F",
    "\u0639\u0642\u0628", "\u0627\u062B\u0631", "\u0645\u0646\u0630"};
// Only behind a noun of time: madi, madiya, muqbil, muqbila, qadim, qadima, jari, jariya, hali, haliya, akhir, akhira,
// tali.
constexpr absl::string_view kTimeAdjectives[] = {
    "\u0645\u0627\u0636\u064A",       "\u0645\u0627\u0636\u064A\u0647", "\u0645\u0642\u0628\u0644",
    "\u0645\u0642\u0628\u0644\u0647", "\u0642\u0627\u062F\u0645",       "\u0642\u0627\u062F\u0645\u0647",
    "\u062C\u0627\u0631\u064A",       "\u062C\u0627\u0631\u064A\u0647", "\u062D\u0627\u0644\u064A",
    "\u062D\u0627\u0644\u064A\u0647", "\u0627\u062E\u064A\u0631",       "\u0627\u062E\u064A\u0631\u0647",
    "\u062A\u0627\u0644\u064A"};
// "year", but with the article also "general": "al-amin al-'amm".
constexpr absl::string_view kAm = "\u0639\u0627\u0645";
constexpr absl::string_view kWaqt = "\u0648\u0642\u062A";

bool IsTime(const Word& word) {
  // Ramadan, Jum'a and Rabi' are men as well, and "ahad" without article is a number.
  if (!word.article && (word.Is(WordClass::kFirstName) || word.Is(WordClass::kDay)) && !word.Is(WordClass::kMonth)) {
    return false;
  }
  return word.Is(WordClass::kDay) || word.Is(WordClass::kMonth) || word.Is(WordClass::kTimeNoun);
}

bool IsAdjectiveOfTime(const Word& word) {
  return std::find(std::begin(kTimeAdjectives), std::end(kTimeAdjectives), word.stem) != std::end(kTimeAdjectives);
}

bool IsNumber(const AnalyzedText& text, int token) {
  return text.text->tokens[token].kind == TokenKind::kNumber || text.words[token].Is(WordClass::kNumber);
}

bool IsMedium(const Word& word) {
  return word.Is(WordClass::kMediumNoun) || word.Is(WordClass::kDocumentNoun) || word.Is(WordClass::kOutletNoun) ||
         word.Is(WordClass::kOutlet);
}

bool IsVenue(const Word& word) { return word.Is(WordClass::kVenueNoun); }

bool IsMark(const AnalyzedText& text, int token) { return text.text->tokens[token].kind == TokenKind::kMark; }

// A preposition and where its noun is looked for.
struct Opening {
  absl::string_view preposition;  // separate, folded; empty where it is fused or there is none
  char fused = 0;
  int head = 0;
};

// "min khilal", "'an tariq" are one preposition; a lone lam (with tatweel) is the fused one.
std::optional<Opening> OpeningAt(const AnalyzedText& text, TokenRange rest) {
  const Word& word = text.words[rest.begin];
  int head = rest.begin + 1;
  if (word.preposition == 'b' || word.preposition == 'l') return Opening{{}, word.preposition, rest.begin};
  const bool lone_lam = word.stem == kLam;
  if (head >= rest.end || (!lone_lam && !word.Is(WordClass::kPreposition))) return std::nullopt;
  const bool compound =
      (word.stem == kMin && text.words[head].stem == kKhilala) || (word.stem == kAn && text.words[head].stem == kTariq);
  head += compound ? 1 : 0;
  if (text.text->IsMark(head, Mark::kQuote)) ++head;
  if (lone_lam) return Opening{{}, 'l', head};
  return Opening{compound ? kAbra : word.stem, 0, head};
}

int SkipBeforeHead(const AnalyzedText& text, int head, int end) {
  for (int i = 0; i < kBeforeHeadMax && head + 1 < end; ++i, ++head) {
    const Word& word = text.words[head];
    if (IsTime(word) || IsMark(text, head)) break;
    if (!word.Is(WordClass::kDemonstrative) && !word.Is(WordClass::kQuantifier) && !IsNumber(text, head)) break;
  }
  return head;
}

bool IsVenuePreposition(const Opening& o) {
  return o.fused == 'b' || o.preposition == kFi || o.preposition == kAla || o.preposition == kAbra ||
         o.preposition == kKhilala || o.preposition == kAthnaa || o.preposition == kDimna || o.preposition == kLada;
}

bool IsOrderPreposition(absl::string_view preposition) {
  return std::find(std::begin(kOrderPrepositions), std::end(kOrderPrepositions), preposition) !=
         std::end(kOrderPrepositions);
}

bool IsTimePreposition(absl::string_view preposition) {
  return preposition == kFi || preposition == kMin || preposition == kKhilala || preposition == kAthnaa ||
         IsOrderPreposition(preposition);
}

// What the noun at `head` says; behind "fi khitam", "ala hamish" it is the second noun that counts.
std::optional<CircumstanceKind> KindOfNoun(const AnalyzedText& text, int head, int end) {
  const bool edge = IsTime(text.words[head]) || text.words[head].stem == kHamish;
  for (int i = head; i < std::min(edge ? head + 3 : head + 1, end) && !IsMark(text, i); ++i) {
    if (IsVenue(text.words[i])) return CircumstanceKind::kVenue;
    if (IsMedium(text.words[i]) && i <= head + 1) return CircumstanceKind::kMedium;
  }
  return std::nullopt;
}

bool IsTimeAt(const AnalyzedText& text, int head, int end) {
  if (IsTime(text.words[head])) return true;
  if (!IsNumber(text, head)) return false;
  for (int i = head + 1; i < std::min(head + 3, end); ++i) {
    if (IsTime(text.words[i])) return true;
  }
  return false;
}

std::optional<CircumstanceKind> KindOf(const AnalyzedText& text, const Opening& opening, int end) {
  const int head = SkipBeforeHead(text, opening.head, end);
  if (head >= end) return std::nullopt;
  const Word& word = text.words[head];
  if (word.Is(WordClass::kShiftMarker)) return std::nullopt;
  if (opening.fused == 'l' || opening.preposition == kIla) {
    // A lam before a quotation mark can only be written alone; what is quoted is a name.
    if (opening.fused == 'l' && text.text->IsMark(head - 1, Mark::kQuote)) return CircumstanceKind::kAddressee;
    if (IsAddresseeWord(word)) return CircumstanceKind::kAddressee;
    return std::nullopt;
  }
  if (IsVenuePreposition(opening)) {
    const std::optional<CircumstanceKind> kind = KindOfNoun(text, head, end);
    if (kind || opening.preposition == kAbra) return kind ? kind : CircumstanceKind::kMedium;
  }
  if (IsOrderPreposition(opening.preposition) && IsVenue(word)) return CircumstanceKind::kTime;  // "ba'da liqa'ihi"
  if (IsTimePreposition(opening.preposition) && IsTimeAt(text, head, end)) return CircumstanceKind::kTime;
  return std::nullopt;
}

bool IsTimeOrNumber(const AnalyzedText& text, int token) {
  return IsTime(text.At(token)) || (token < text.size() && IsNumber(text, token));
}

// "mars/adhar", "al-yawm (al-sabt)": the mark at `token` and what belongs to it; the token behind, or -1.
int BehindTimeMark(const AnalyzedText& text, int token, int end) {
  if (token + 1 >= end || !IsTimeOrNumber(text, token + 1)) return -1;
  if (text.text->IsMark(token, Mark::kSlash)) return token + 1;
  if (!text.text->IsMark(token, Mark::kOpenBracket)) return -1;
  for (int i = token + 2; i < std::min(token + 5, end); ++i) {
    if (text.text->IsMark(i, Mark::kCloseBracket)) return i + 1;
  }
  return -1;
}

bool GoesOnWithTime(const AnalyzedText& text, int token, int end) {
  const Word& word = text.words[token];
  if (IsTimeOrNumber(text, token) || word.Is(WordClass::kQuantifier) || word.Is(WordClass::kDemonstrative) ||
      word.Is(WordClass::kGenericModifier) || IsAdjectiveOfTime(word)) {
    return word.preposition == 0;
  }
  // "fi waqt sabiq": an adjective of its own.
  if (text.At(token - 1).stem == kWaqt && !text.At(token - 1).article) return word.preposition == 0;
  const bool joins = word.stem == kMin || word.stem == kFi;
  return joins && token + 1 < end && IsTimeOrNumber(text, token + 1);
}

// A time that needs no preposition. "al-'amm" alone is an adjective, "sabah" alone a name, and adjectives begin no
// phrase.
bool BeginsBareTime(const AnalyzedText& text, TokenRange rest) {
  const Word& word = text.words[rest.begin];
  if (word.preposition != 0 || IsAdjectiveOfTime(word)) return false;
  int next = rest.begin + 1;
  if (word.Is(WordClass::kDemonstrative) || word.Is(WordClass::kQuantifier) || IsNumber(text, rest.begin)) {
    if (text.At(next).stem == kMin) ++next;  // "awwal min ams"
    if (next < rest.end && IsTime(text.words[next])) return true;
  }
  const bool goes_on = next < rest.end && (IsTimeOrNumber(text, next) || IsAdjectiveOfTime(text.words[next]));
  if (goes_on && word.Is(WordClass::kTimeNoun)) return true;
  return IsTime(word) && word.stem != kAm;
}

// A governed preposition before the content is the cue's: "ashara fi bayan [ila] anna".
bool LeadsToContent(const AnalyzedText& text, int token, int end) {
  if (!text.words[token].Is(WordClass::kPreposition)) return false;
  return token + 1 == end || text.words[token + 1].Is(WordClass::kComplementizer) ||
         text.text->IsMark(token + 1, Mark::kColon);
}

bool EndsPhraseBefore(const AnalyzedText& text, int token, int end) {
  const Word& word = text.words[token];
  if (word.Is(WordClass::kComplementizer) || LeadsToContent(text, token, end)) return true;
  if (word.coarse == CoarseClass::kReportingParticiple) return true;
  if (word.coarse == CoarseClass::kReportingFinite && word.conjunction != 0) return true;
  return CircumstanceKindAt(text, {token, end}).has_value();
}

// Behind the quotation that opens at `token`, as in the name of a programme; -1 where it does not close before `end`.
int BehindQuotation(const AnalyzedText& text, int token, int end) {
  const int quotation = text.text->tokens[token].quotation;
  if (quotation < 0 || text.text->quotations[quotation].open_mark != token) return -1;
  const int close = text.text->quotations[quotation].close_mark;
  return close < end ? close + 1 : -1;
}

}  // namespace

bool IsAddresseeWord(const Word& word) {
  return word.Is(WordClass::kAgency) || word.Is(WordClass::kOutlet) || word.Is(WordClass::kAgencyNoun) ||
         word.Is(WordClass::kOutletNoun) || word.Is(WordClass::kGroupNoun);
}

std::optional<CircumstanceKind> CircumstanceKindAt(const AnalyzedText& text, TokenRange rest) {
  if (rest.empty() || IsMark(text, rest.begin)) return std::nullopt;
  if (BeginsBareTime(text, rest)) return CircumstanceKind::kTime;
  const std::optional<Opening> opening = OpeningAt(text, rest);
  if (!opening) return std::nullopt;
  // "wifqan li-X" names a source, not an addressee.
  if (opening->fused == 'l' && text.At(rest.begin - 1).coarse == CoarseClass::kPreposition) return std::nullopt;
  return KindOf(text, *opening, rest.end);
}

int CircumstanceEnd(const AnalyzedText& text, TokenRange rest, CircumstanceKind kind) {
  const int limit = std::min(rest.end, rest.begin + kPhraseTokensMax);
  const std::optional<Opening> opening = OpeningAt(text, rest);
  const int head = opening ? SkipBeforeHead(text, opening->head, rest.end) : rest.begin;
  const bool pure_time = kind == CircumstanceKind::kTime && !IsVenue(text.At(head));
  int end = rest.begin + 1;
  while (end < limit) {
    if (IsMark(text, end)) {
      const int behind = pure_time ? BehindTimeMark(text, end, limit) : BehindQuotation(text, end, limit);
      if (behind < 0) break;
      end = behind;
    } else if (end > head &&
               (pure_time ? !GoesOnWithTime(text, end, rest.end) : EndsPhraseBefore(text, end, rest.end))) {
      break;
    } else {
      ++end;
    }
  }
  return end;
}

}  // namespace isnad
