// The words before the cue are read backwards, over auxiliaries, to the first that decides: a negation, a conditional,
// an "an" of the subjunctive. Covered by cue_attributes_test.cc.
#include "service/attribution/claim/cue_attributes.h"

#include <algorithm>
#include <iterator>

namespace isnad {
namespace {

// Auxiliaries between a negation or conditional and the verb ("lam yakun qad a'lana").
constexpr int kAuxiliariesMax = 2;
constexpr int kSubjectTokensMax = 5;

// Folded: alef with hamza is alef.
constexpr absl::string_view kLa = "\u0644\u0627";
constexpr absl::string_view kAlla = "\u0627\u0644\u0627";  // an + la
constexpr absl::string_view kMa = "\u0645\u0627";
constexpr absl::string_view kQad = "\u0642\u062F";
constexpr absl::string_view kQabla = "\u0642\u0628\u0644";
constexpr absl::string_view kAn = "\u0627\u0646";

// Negations of a verb: lam, lan, laysa, laysat.
constexpr absl::string_view kVerbNegations[] = {"\u0644\u0645", "\u0644\u0646", "\u0644\u064A\u0633",
                                                "\u0644\u064A\u0633\u062A"};
// Before a noun, a participle or an "an" clause: duna, biduni, ghayr, 'adam.
constexpr absl::string_view kNounNegations[] = {"\u062F\u0648\u0646", "\u0628\u062F\u0648\u0646", "\u063A\u064A\u0631",
                                                "\u0639\u062F\u0645"};
// law, idha, la'alla, rubbama, and kay, likay for what is only meant to be said.
constexpr absl::string_view kConditionals[] = {"\u0644\u0648",       "\u0627\u0630\u0627",
                                               "\u0644\u0639\u0644", "\u0631\u0628\u0645\u0627",
                                               "\u0643\u064A",       "\u0644\u0643\u064A"};
// "Not cease to" affirms: zala, zalat, zalu, yazal, tazal, yazalun, yazal and tazal cut short, bariha.
constexpr absl::string_view kContinuing[] = {
    "\u0632\u0627\u0644",       "\u0632\u0627\u0644\u062A", "\u0632\u0627\u0644\u0648\u0627",
    "\u064A\u0632\u0627\u0644", "\u062A\u0632\u0627\u0644", "\u064A\u0632\u0627\u0644\u0648\u0646",
    "\u064A\u0632\u0644",       "\u062A\u0632\u0644",       "\u0628\u0631\u062D"};

template <size_t kCount>
bool IsAmong(const absl::string_view (&words)[kCount], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsFinite(const Cue& cue) {
  return cue.lemma >= 0 && (cue.features.kind == FormKind::kPerfect || cue.features.kind == FormKind::kImperfect);
}

// Without hamza and vowels some forms are perfect and imperfect at once ("a'lana", "u'linu"), whatever the cue's
// reading.
bool MayBe(const AnalyzedText& text, const Cue& cue, FormKind kind) {
  if (cue.features.kind == kind) return true;
  const WordEntry* entry = text.words[cue.tokens.begin].entry;
  if (entry == nullptr) return false;
  for (const Reading& reading : entry->readings) {
    if (reading.features.kind == kind) return true;
  }
  return false;
}

bool IsSurelyImperfect(const AnalyzedText& text, const Cue& cue) {
  return IsFinite(cue) && !MayBe(text, cue, FormKind::kPerfect);
}

// The first token before the cue that is no auxiliary, or -1 at the sentence's beginning; `continuing` and `qad` say
// what was passed over.
struct Before {
  int token = -1;
  bool continuing = false;
  bool qad = false;
};

bool SameSentence(const AnalyzedText& text, int token, int other) {
  return token >= 0 && text.text->tokens[token].sentence == text.text->tokens[other].sentence;
}

Before LookBefore(const AnalyzedText& text, int cue_begin) {
  Before before;
  int token = cue_begin - 1;
  for (int i = 0; i <= kAuxiliariesMax && SameSentence(text, token, cue_begin); ++i, --token) {
    const Word& word = text.words[token];
    if (word.stem == kQad) {
      before.qad = true;
    } else if (IsAmong(kContinuing, word.stem)) {
      before.continuing = true;
    } else if (!word.Is(WordClass::kAuxiliary)) {
      break;
    }
  }
  if (SameSentence(text, token, cue_begin)) before.token = token;
  return before;
}

// "ma" is a relative far more often; it negates at a clause's beginning, before a verb without an object pronoun.
bool NegatesAsMa(const AnalyzedText& text, int token, const Cue& cue) {
  if (text.words[token].stem != kMa || cue.features.kind != FormKind::kPerfect) return false;
  if (text.words[cue.tokens.begin].enclitic != Enclitic::kNone) return false;
  const bool begins = !SameSentence(text, token - 1, token) || text.text->tokens[token - 1].kind == TokenKind::kMark ||
                      text.words[token].conjunction != 0;
  return begins;
}

// "lam takun Biyunghyang qad a'lanat": subject between auxiliary and verb.
bool IsNegatedFarBefore(const AnalyzedText& text, int token) {
  for (int i = 0; i < kSubjectTokensMax && SameSentence(text, token - 1, token); ++i, --token) {
    if (text.text->tokens[token].kind == TokenKind::kMark) return false;
    if (text.words[token].Is(WordClass::kAuxiliary)) return text.words[token - 1].stem == kVerbNegations[0];
  }
  return false;
}

bool IsNegated(const AnalyzedText& text, const Cue& cue, const Before& before) {
  if (before.token < 0 || before.continuing) return false;
  const Word& word = text.words[before.token];
  if (IsAmong(kNounNegations, word.stem)) return true;
  if (!IsFinite(cue)) return false;
  if (IsAmong(kVerbNegations, word.stem) || NegatesAsMa(text, before.token, cue)) return true;
  if ((word.stem == kLa || word.stem == kAlla) && MayBe(text, cue, FormKind::kImperfect)) return true;
  if (before.qad && IsNegatedFarBefore(text, before.token)) return true;
  // "duna an yu'akkida".
  return word.stem == kAn && IsAmong(kNounNegations, text.At(before.token - 1).stem);
}

bool IsHypothetical(const AnalyzedText& text, const Cue& cue, const Before& before) {
  const bool imperfect = IsSurelyImperfect(text, cue);
  if (before.qad && imperfect) return true;
  if (before.token < 0) return false;
  const int token = before.token;
  if (text.words[token].stem == kLa && text.At(token - 1).stem == kQad) return imperfect;  // "qad la yu'lin"
  const Word& word = text.words[token];
  if (IsAmong(kConditionals, word.stem)) return IsFinite(cue);
  if (word.stem != kAn && word.stem != kAlla) return false;
  // Inna and anna never stand right before a verb, so this is the subjunctive's an: an act that is planned, possible or
  // wanted. "duna an" tells what was not said, "qabla an" what was said later, and "nuridu an nu'akkida" says it.
  const absl::string_view before_an = text.At(token - 1).stem;
  return imperfect && cue.features.person != Person::kFirst && before_an != kQabla &&
         !IsAmong(kNounNegations, before_an);
}

Stance StanceOf(const Lexicon& lexicon, const Cue& cue) {
  if (cue.phrase >= 0 && lexicon.phrases()[cue.phrase].stance != Stance::kNeutral) {
    return lexicon.phrases()[cue.phrase].stance;
  }
  return cue.lemma >= 0 ? lexicon.lemma(cue.lemma).stance : Stance::kNeutral;
}

}  // namespace

CueAttributes FindCueAttributes(const AnalyzedText& text, const Lexicon& lexicon, const Cue& cue) {
  const Before before = LookBefore(text, cue.tokens.begin);
  const bool denies = cue.lemma >= 0 && lexicon.lemma(cue.lemma).denies;
  CueAttributes attributes;
  if (denies != IsNegated(text, cue, before)) attributes.polarity = Polarity::kNegative;
  if (IsHypothetical(text, cue, before)) attributes.modality = Modality::kHypothetical;
  attributes.stance = StanceOf(lexicon, cue);
  return attributes;
}

}  // namespace isnad
