// A model file may come from a user: any bytes load into weights that can be asked, or are refused.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "service/attribution/ranking/ranker.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto ranker = isnad::Ranker::Load({reinterpret_cast<const char*>(data), size});
  if (!ranker.ok()) return 0;
  isnad::FeatureVector features;
  for (int i = 0; i < 100; ++i) features.Add(i, i * 7919u);
  for (int decision = 0; decision < isnad::kDecisionCount; ++decision) {
    (void)ranker->Score(static_cast<isnad::Decision>(decision), features);
  }
  return 0;
}
