// Covered by telling_words_test.cc.
#include "service/attribution/source/telling_words.h"

namespace isnad {
namespace {

constexpr size_t kIndexedMax = 64;   // places kept for one stem
constexpr size_t kStemBytesMin = 4;  // two letters
constexpr int kIndexSteps = 8;

}  // namespace

bool IsTelling(const Word& word) {
  if (word.stem.size() < kStemBytesMin) return false;
  switch (word.coarse) {
    case CoarseClass::kPreposition:
    case CoarseClass::kConjunction:
    case CoarseClass::kRelative:
    case CoarseClass::kPronoun:
    case CoarseClass::kDemonstrative:
    case CoarseClass::kComplementizer:
    case CoarseClass::kQuantifier:
    case CoarseClass::kNameParticle:
    case CoarseClass::kNumber:
    case CoarseClass::kTime:
      return false;
    default:
      return word.coarse > CoarseClass::kOtherMark;
  }
}

StemIndex IndexStems(const AnalyzedText& text, Cancellation* stop) {
  StemIndex index;
  for (int i = 0; i < text.size() && !Stops(stop, kIndexSteps); ++i) {
    const bool of_name = text.At(i - 1).coarse == CoarseClass::kNameParticle;  // "Abu" makes a name of any noun.
    if (!IsTelling(text.words[i]) && !of_name) continue;
    std::vector<int>& places = index[text.words[i].stem_hash];
    if (places.size() < kIndexedMax) places.push_back(i);
  }
  return index;
}

StemIndex IndexBases(const AnalyzedText& text, Cancellation* stop) {
  StemIndex index;
  for (int i = 0; i < text.size() && !Stops(stop, kIndexSteps); ++i) {
    if (!IsTelling(text.words[i])) continue;
    std::vector<int>& places = index[text.words[i].base_hash];
    if (places.size() < kIndexedMax) places.push_back(i);
  }
  return index;
}

int TellingWords(const AnalyzedText& text, TokenRange phrase) {
  int telling = 0;
  for (int i = phrase.begin; i < phrase.end; ++i) telling += IsTelling(text.words[i]);
  return telling;
}

int SharedWords(const AnalyzedText& text, TokenRange a, TokenRange b) {
  int shared = 0;
  for (int i = a.begin; i < a.end; ++i) {
    if (!IsTelling(text.words[i])) continue;
    for (int j = b.begin; j < b.end; ++j) {
      if (text.words[j].base_hash == text.words[i].base_hash) {
        ++shared;
        break;
      }
    }
  }
  return shared;
}

}  // namespace isnad
