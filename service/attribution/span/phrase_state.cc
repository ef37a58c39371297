// Covered by phrase_state_test.cc.
#include "service/attribution/span/phrase_state.h"

#include <algorithm>

#include "service/attribution/span/passed_tokens.h"

namespace isnad {
namespace {

bool Closes(const Word& word) {
  if (word.article || word.enclitic != Enclitic::kNone) return true;
  return word.coarse == CoarseClass::kPlaceName || word.coarse == CoarseClass::kGivenName ||
         word.coarse == CoarseClass::kAgencyName;
}

// A preposition, a conjunction or a comma begins a phrase of its own inside the phrase.
bool BeginsAnother(const Word& word) {
  return word.coarse == CoarseClass::kPreposition || word.coarse == CoarseClass::kComma || word.preposition != 0 ||
         word.conjunction != 0;
}

}  // namespace

uint32_t PhraseState::Bits() const { return static_cast<uint32_t>(std::min(since_closed, 3) + 1) << 2 | Few(articles); }

PhraseState StateOf(const AnalyzedText& text, TokenRange phrase) {
  PhraseState state;
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const Word& word = text.At(i);
    if (word.article) ++state.articles;
    if (Closes(word)) {
      state.since_closed = 0;
    } else if (BeginsAnother(word)) {
      state.since_closed = -1;
    } else if (state.since_closed >= 0) {
      ++state.since_closed;
    }
  }
  return state;
}

uint32_t AgreementWith(const Word& word, const Word& head, const Word& last) {
  return static_cast<uint32_t>(word.article) | static_cast<uint32_t>(word.feminine == head.feminine) << 1 |
         static_cast<uint32_t>(word.feminine == last.feminine) << 2 |
         static_cast<uint32_t>(word.plural == head.plural) << 3;
}

}  // namespace isnad
