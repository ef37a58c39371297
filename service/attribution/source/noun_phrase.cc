// A phrase begins at a noun or name and takes in what may follow inside an idafa, an agreeing adjective or a name;
// marks, verbs, prepositions, conjunctions and clauses end it. Covered by noun_phrase_test.cc.
#include "service/attribution/source/noun_phrase.h"

#include <algorithm>

#include "service/attribution/span/aside.h"

namespace isnad {
namespace {

constexpr int kPhraseTokensMax = 12;
// Tokens of a quoted name inside a phrase ("the agency 'X Y'"), marks included.
constexpr int kQuotedNameTokensMax = 7;

// Classes that are never part of a name or of the description of a speaker.
bool EndsPhrase(CoarseClass coarse) {
  switch (coarse) {
    case CoarseClass::kOutside:
    case CoarseClass::kComma:
    case CoarseClass::kStop:
    case CoarseClass::kColon:
    case CoarseClass::kQuoteMark:
    case CoarseClass::kBracket:
    case CoarseClass::kDash:
    case CoarseClass::kOtherMark:
    case CoarseClass::kReportingFinite:
    case CoarseClass::kReportingParticiple:
    case CoarseClass::kComplementizer:
    case CoarseClass::kPreposition:
    case CoarseClass::kRelative:
    case CoarseClass::kDemonstrative:
    case CoarseClass::kPronoun:
    case CoarseClass::kConjunction:
    case CoarseClass::kSubordinator:
    case CoarseClass::kNegation:
    case CoarseClass::kAuxiliary:
    case CoarseClass::kAdverb:
    case CoarseClass::kTime:
    case CoarseClass::kNumber:
    case CoarseClass::kVerbLike:
      return true;
    default:
      return false;
  }
}

// An indefinite accusative ends a phrase, unless the last alef may be that of a name.
bool EndsPhrase(const Word& word) {
  if (word.coarse == CoarseClass::kAccusative) return word.vector != 0 && !word.name_class;
  return EndsPhrase(word.coarse);
}

bool MayBegin(const AnalyzedText& text, int token) {
  const Word& word = text.At(token);
  return !EndsPhrase(word) && word.coarse != CoarseClass::kQuantifier;
}

// Whether the phrase goes on with `token`: no new phrase by a conjunction or a fused preposition, and behind an
// adjective or an article no common noun without one, unless it can be a name.
bool GoesOn(const AnalyzedText& text, int token) {
  const Word& word = text.At(token);
  if (EndsPhrase(word) || word.conjunction != 0 || word.preposition != 0) return false;
  if (word.article || word.coarse == CoarseClass::kGivenName || word.coarse == CoarseClass::kNameParticle) return true;
  const Word& before = text.At(token - 1);
  if (word.coarse == CoarseClass::kReportingNoun && word.enclitic != Enclitic::kNone) return false;  // "qawluhu"
  switch (word.coarse) {
    case CoarseClass::kFeminine:
    case CoarseClass::kReportingNoun:
    case CoarseClass::kFeeling:
      return !before.article && before.coarse != CoarseClass::kNationality;
    default:
      return true;
  }
}

// The end of a short quotation whose mark stands at `token`; -1 where none does.
int QuotedNameEnd(const AnalyzedText& text, int token) {
  if (!OpensQuotation(*text.text, token)) return -1;
  const int end = text.text->quotations[text.text->tokens[token].quotation].close_mark + 1;
  return end - token <= kQuotedNameTokensMax ? end : -1;
}

}  // namespace

TokenRange NounPhraseAt(const AnalyzedText& text, int token) {
  if (token < 0 || token >= text.size() || !MayBegin(text, token)) return {};
  const int limit = std::min(text.text->sentences[text.text->tokens[token].sentence].end, token + kPhraseTokensMax);
  int end = token + 1;
  while (end < limit) {
    const int quoted = QuotedNameEnd(text, end);
    if (quoted > end && quoted <= limit) {
      end = quoted;
    } else if (GoesOn(text, end)) {
      ++end;
    } else {
      break;
    }
  }
  return {token, end};
}

TokenRange PhraseAround(const AnalyzedText& text, int token) {
  constexpr int kTokensBack = 8;
  const int sentence = text.text->sentences[text.text->tokens[token].sentence].begin;
  TokenRange best = NounPhraseAt(text, token);
  for (int begin = token - 1; begin >= sentence && begin >= token - kTokensBack; --begin) {
    const CoarseClass coarse = text.words[begin].coarse;
    if (coarse == CoarseClass::kQuoteMark || coarse == CoarseClass::kBracket) continue;  // May stand inside a name.
    const TokenRange phrase = NounPhraseAt(text, begin);
    if (!phrase.Contains(token) || coarse == CoarseClass::kReportingNoun || coarse == CoarseClass::kFeeling) break;
    best = phrase;
    if (text.words[begin].conjunction != 0) break;
  }
  return best;
}

std::vector<TokenRange> NounPhrases(const AnalyzedText& text, TokenRange range) {
  std::vector<TokenRange> phrases;
  for (int token = range.begin; token < range.end;) {
    const TokenRange phrase = NounPhraseAt(text, token);
    if (phrase.empty()) {
      ++token;
      continue;
    }
    phrases.push_back({phrase.begin, std::min(phrase.end, range.end)});
    token = phrase.end;
  }
  return phrases;
}

}  // namespace isnad
