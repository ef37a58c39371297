// The places of a stem form a ring, so that nothing is looked up twice. Covered by recurrence_test.cc.
#include "service/attribution/span/recurrence.h"

#include <utility>

#include "absl/container/flat_hash_map.h"

namespace isnad {
namespace {

constexpr size_t kStemBytesMin = 4;  // two letters
constexpr int kLinkSteps = 15;
constexpr int kCompareSteps = 30;

bool Says(const Word& word) {
  return word.coarse == CoarseClass::kReportingFinite || word.coarse == CoarseClass::kReportingParticiple;
}

}  // namespace

Recurrence::Recurrence(const AnalyzedText& text, Cancellation* stop)
    : stems_(text.size(), 0), next_(text.size()), places_(text.size()) {
  LinkStems(text, stop);
  for (int i = 0; i < text.size() && !Stops(stop, kCompareSteps); ++i) places_[i] = Compare(text, i);
}

void Recurrence::LinkStems(const AnalyzedText& text, Cancellation* stop) {
  absl::flat_hash_map<uint32_t, std::pair<int, int>> ends;  // first and last place of a stem so far
  for (int i = 0; i < text.size() && !Stops(stop, kLinkSteps); ++i) {
    next_[i] = i;
    const TokenKind kind = text.text->tokens[i].kind;
    if (kind == TokenKind::kMark || kind == TokenKind::kNumber || text.words[i].stem.size() < kStemBytesMin) continue;
    stems_[i] = text.words[i].stem_hash;
    const auto [it, added] = ends.try_emplace(stems_[i], i, i);
    if (added) continue;
    auto& [first, last] = it->second;
    next_[last] = i;
    next_[i] = first;
    last = i;
  }
}

bool Recurrence::SameStem(int a, int b) const {
  const int size = static_cast<int>(stems_.size());
  return a >= 0 && b >= 0 && a < size && b < size && stems_[a] != 0 && stems_[a] == stems_[b];
}

OtherPlaces Recurrence::Compare(const AnalyzedText& text, int token) const {
  OtherPlaces places;
  for (int at = next_[token]; at != token && places.count < kPlacesMax; at = next_[at]) {
    ++places.count;
    places.same_before += SameStem(token - 1, at - 1);
    places.same_behind += SameStem(token + 1, at + 1);
    places.behind_verb += Says(text.At(at - 1));
    places.before_verb += Says(text.At(at + 1));
  }
  return places;
}

const OtherPlaces& Recurrence::At(int token) const {
  static constexpr OtherPlaces kNowhere;
  return token >= 0 && token < static_cast<int>(places_.size()) ? places_[token] : kNowhere;
}

int Recurrence::Places(TokenRange phrase) const {
  int places = 0, looked_at = 0;
  const int size = static_cast<int>(stems_.size());
  if (phrase.end > size) return 0;
  for (int at = next_[phrase.begin]; at != phrase.begin && looked_at < kPlacesMax; at = next_[at], ++looked_at) {
    if (at + phrase.size() > size) continue;
    int same = 1;
    while (same < phrase.size() && stems_[at + same] == stems_[phrase.begin + same]) ++same;
    if (same == phrase.size()) ++places;
  }
  return places;
}

uint32_t Share(int part, int all) {
  if (all == 0) return 0;
  return part == 0 ? 1 : part < all ? 2 : 3;
}

}  // namespace isnad
