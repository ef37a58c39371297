// A model file may come from a user: any bytes give a model that scores every candidate with a number, or are refused.
// The input is taken twice: as a file, and as the numbers of a whole model, which no input of the fuzzer is long enough
// to be.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/ranking/model_file.h"
#include "service/attribution/ranking/ranker.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

void ScoreEverywhere(Model model) {
  const Ranker ranker(std::move(model));
  FeatureVector features;
  for (uint32_t i = 0; i < 100; ++i) features.Add(i, i * 7919u);
  for (uint32_t s = 0; s < kSlotCount; ++s) {
    features.AddSlot({static_cast<uint16_t>(s * 9001), static_cast<uint16_t>(s * 50)});
  }
  RankingScratch scratch;
  for (int decision = 0; decision < kDecisionCount; ++decision) {
    const float score = ranker.Score(static_cast<Decision>(decision), features, &scratch);
    Require(std::isfinite(score) && !std::isnan(Sigmoid(score)), "an accepted model gives finite scores");
  }
}

void ParseAndScore(absl::string_view file) {
  absl::StatusOr<Model> model = ParseModel(file);
  if (!model.ok()) return RequireReadableRefusal(model.status().message(), "model:", 4096);
  ScoreEverywhere(*std::move(model));
}

// Numbers from the input's bytes, over and over.
class Numbers {
 public:
  explicit Numbers(absl::string_view input) : input_(input) {}

  template <typename Number>
  Number Next() {
    char bytes[sizeof(Number)];
    for (char& byte : bytes) byte = input_[at_++ % input_.size()];
    Number number;
    std::memcpy(&number, bytes, sizeof(Number));
    return number;
  }

  template <typename Number>
  std::vector<Number> Next(size_t count) {
    std::vector<Number> numbers(count);
    for (Number& number : numbers) number = Next<Number>();
    return numbers;
  }

 private:
  absl::string_view input_;
  size_t at_ = 0;
};

Model ModelOf(absl::string_view input) {
  Numbers numbers(input);
  Model model;
  for (DecisionWeights& decision : model.decisions) decision = {numbers.Next<float>(), numbers.Next<int8_t>(4), {}};
  Network& network = model.decisions[static_cast<int>(Decision::kClaimEnd)].network;
  network.unit = numbers.Next<float>();
  network.output_unit = numbers.Next<float>();
  model.vectors.scale = numbers.Next<float>();
  model.vectors.rows = numbers.Next<int8_t>(kVectorSize * 2);
  network.bias = numbers.Next<int32_t>(kHiddenSize);
  network.output = numbers.Next<int16_t>(kHiddenSize);
  network.words = numbers.Next<int8_t>(size_t{kSlotCount} * kVectorSize * kHiddenSize);
  network.classes = numbers.Next<int32_t>(size_t{kSlotCount} * kSlotClasses * kHiddenSize);
  return model;
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  isnad::ParseAndScore(input);
  if (!input.empty()) isnad::ParseAndScore(isnad::SerializeModel(isnad::ModelOf(input), {}));
  return 0;
}
