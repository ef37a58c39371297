// A phrase begins at a noun or name and takes in what may follow inside an idafa, an agreeing adjective or a name;
// marks, verbs, prepositions, conjunctions and clauses end it. Covered by noun_phrase_test.cc.
#include "service/attribution/source/noun_phrase.h"

#include <algorithm>

namespace isnad {
namespace {

constexpr int kPhraseTokensMax = 12;

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
    case CoarseClass::kVerbLike:
      return true;
    default:
      return false;
  }
}

bool MayBegin(const AnalyzedText& text, int token) {
  const Word& word = text.At(token);
  return !EndsPhrase(word.coarse) && word.coarse != CoarseClass::kNumber && word.coarse != CoarseClass::kAccusative &&
         word.coarse != CoarseClass::kQuantifier;
}

// Whether the phrase goes on with `token`: no new phrase by a conjunction or a fused preposition, and behind an
// adjective or an article no common noun without one, unless it can be a name.
bool GoesOn(const AnalyzedText& text, int token) {
  const Word& word = text.At(token);
  if (EndsPhrase(word.coarse) || word.conjunction != 0 || word.preposition != 0) return false;
  if (word.article || word.coarse == CoarseClass::kGivenName || word.coarse == CoarseClass::kNameParticle) return true;
  const Word& before = text.At(token - 1);
  switch (word.coarse) {
    case CoarseClass::kAccusative:
    case CoarseClass::kFeminine:
    case CoarseClass::kReportingNoun:
    case CoarseClass::kFeeling:
      return !before.article && before.coarse != CoarseClass::kNationality;
    default:
      return true;
  }
}

}  // namespace

TokenRange NounPhraseAt(const AnalyzedText& text, int token) {
  if (token < 0 || token >= text.size() || !MayBegin(text, token)) return {};
  const int limit = std::min(text.text->sentences[text.text->tokens[token].sentence].end, token + kPhraseTokensMax);
  int end = token + 1;
  while (end < limit && GoesOn(text, end)) ++end;
  return {token, end};
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
