// Covered by source_context_test.cc.
#include "service/attribution/span/source_context.h"

#include <algorithm>

namespace isnad {

uint32_t SourceContext::OwedBits() const {
  const Lemma* verb = lemma();
  if (verb == nullptr) return 0;
  const bool clause = verb->Takes(Frame::kAnna) || verb->Takes(Frame::kInna);
  return static_cast<uint32_t>(verb->Takes(Frame::kPerson)) | static_cast<uint32_t>(verb->Takes(Frame::kObject)) << 1 |
         static_cast<uint32_t>(clause) << 2;
}

uint32_t SourceContext::CueStep(int token) const {
  if (token < 0 || token >= static_cast<int>(starts.size())) return 0;
  constexpr float kSteps[] = {0.02f, 0.15f, 0.5f, 0.85f};
  uint32_t step = 0;
  for (const float limit : kSteps) {
    if (starts[token] >= limit) ++step;
  }
  return step;
}

uint32_t SourceContext::HighestCueStep(TokenRange range) const {
  uint32_t highest = 0;
  for (int i = range.begin; i < range.end; ++i) highest = std::max(highest, CueStep(i));
  return highest;
}

}  // namespace isnad
