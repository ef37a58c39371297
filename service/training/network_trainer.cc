#include "service/training/network_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace isnad {
namespace {

constexpr int kH = kMemberSize;
constexpr int kD = kVectorSize;
static_assert(kMembers * kMemberSize == kHiddenSize);

// A block of weights with its AdaGrad state and running sum for the average.
struct Block {
  std::vector<float> w, g2, sum, grad;

  void Init(size_t size) {
    w.assign(size, 0);
    g2.assign(size, 0);
    sum.assign(size, 0);
  }
};

class Trainer {
 public:
  Trainer(const WordVectors8& vectors, const NetworkOptions& options)
      : options_(options), random_(options.seed), linear_mask_((1u << options.linear_bits) - 1) {
    vectors_.reserve(vectors.rows.size());
    for (const int8_t x : vectors.rows) vectors_.push_back(static_cast<float>(x) * vectors.scale);
    linear_.Init(linear_mask_ + 1);
    words_.Init(static_cast<size_t>(kSlotCount) * kD * kH);
    classes_.Init(static_cast<size_t>(kSlotCount) * kSlotClasses * kH);
    bias_.Init(kH);
    output_.Init(kH);
    FillRandom(&words_, std::sqrt(3.0f / kD));
    FillRandom(&classes_, 0.1f);
    FillRandom(&output_, 0.3f);
    words_.grad.assign(words_.w.size(), 0);
  }

  WideAndDeep Train(const std::vector<Instance>& instances) {
    std::vector<uint32_t> order(instances.size());
    std::iota(order.begin(), order.end(), 0u);
    int averaged = 0;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      for (const uint32_t i : order) Learn(instances[i]);
      if (epoch < options_.epochs / 2) continue;
      ++averaged;
      for (Block* block : {&linear_, &words_, &classes_, &bias_, &output_}) {
        for (size_t i = 0; i < block->w.size(); ++i) block->sum[i] += block->w[i];
      }
    }
    for (Block* block : {&linear_, &words_, &classes_, &bias_, &output_}) {
      for (float& x : block->sum) x /= static_cast<float>(std::max(averaged, 1));
    }
    return {std::move(linear_.sum),
            {std::move(words_.sum), std::move(classes_.sum), std::move(bias_.sum), std::move(output_.sum)}};
  }

 private:
  float Uniform() { return static_cast<float>(random_() >> 40) / static_cast<float>(1 << 24); }

  void FillRandom(Block* block, float range) {
    for (float& w : block->w) w = (2 * Uniform() - 1) * range;
  }

  // What the word in slot `s` adds to the hidden layer; kept while the next candidate has the same word there.
  const float* WordRow(int s, uint16_t word) {
    Cached& cached = cached_[s];
    if (cached.word == word) return cached.row;
    cached.word = word;
    // The row is summed in a local array, which the compiler keeps in registers.
    float row[kH] = {};
    const float* vector = &vectors_[static_cast<size_t>(word) * kD];
    const float* w = &words_.w[static_cast<size_t>(s) * kD * kH];
    for (int d = 0; d < kD; ++d, w += kH) {
      const float x = vector[d];
      for (int j = 0; j < kH; ++j) row[j] += x * w[j];
    }
    std::copy(row, row + kH, cached.row);
    return cached.row;
  }

  void Forward(const Instance& instance, size_t c, float* hidden) {
    std::copy(bias_.w.begin(), bias_.w.end(), hidden);
    for (int s = 0; s < kSlotCount; ++s) {
      const Slot slot = instance.slots[c * kSlotCount + s];
      const float* row = &classes_.w[(static_cast<size_t>(s) * kSlotClasses + slot.word_class) * kH];
      for (int j = 0; j < kH; ++j) hidden[j] += row[j];
      if (slot.word == 0 || dropped_words_[s]) continue;
      row = WordRow(s, slot.word);
      for (int j = 0; j < kH; ++j) hidden[j] += row[j];
    }
  }

  void Learn(const Instance& instance) {
    const size_t count = instance.ends.size();
    if (count < 2) return;
    for (int j = 0; j < kH; ++j)
      mask_[j] = Uniform() < options_.hidden_dropout ? 0.0f : 1 / (1 - options_.hidden_dropout);
    for (int s = 0; s < kSlotCount; ++s) dropped_words_[s] = Uniform() < options_.word_dropout;
    for (Cached& cached : cached_) cached.word = 0;
    hidden_.resize(count * kH);
    scores_.assign(count, 0.0f);
    uint32_t begin = 0;
    for (size_t c = 0; c < count; ++c) {
      float* hidden = &hidden_[c * kH];
      const bool has_slots = !instance.slots.empty() && instance.slots.size() >= (c + 1) * kSlotCount;
      if (has_slots) {
        Forward(instance, c, hidden);
        for (int j = 0; j < kH; ++j) {
          hidden[j] = hidden[j] > 0 ? hidden[j] * mask_[j] : 0;
          scores_[c] += hidden[j] * output_.w[j];
        }
      } else {
        std::fill(hidden, hidden + kH, 0.0f);
      }
      for (uint32_t i = begin; i < instance.ends[c]; ++i) scores_[c] += linear_.w[instance.features[i] & linear_mask_];
      begin = instance.ends[c];
    }
    const std::vector<float> probabilities = Softmax(scores_);
    for (size_t c = 0; c < count; ++c) {
      const float gradient = probabilities[c] - (static_cast<int>(c) == instance.gold ? 1.0f : 0.0f);
      if (std::fabs(gradient) < 2e-3f) continue;
      Backward(instance, c, gradient);
    }
    Apply(&words_);
    used_words_ = false;
  }

  void Backward(const Instance& instance, size_t c, float gradient) {
    const uint32_t begin = c == 0 ? 0 : instance.ends[c - 1];
    for (uint32_t i = begin; i < instance.ends[c]; ++i) {
      Step(&linear_, instance.features[i] & linear_mask_, gradient, options_.linear_rate);
    }
    if (instance.slots.size() < (c + 1) * kSlotCount) return;
    const float* hidden = &hidden_[c * kH];
    float delta[kH];
    bool any = false;
    for (int j = 0; j < kH; ++j) {
      delta[j] = hidden[j] > 0 ? gradient * output_.w[j] * mask_[j] : 0;
      any |= delta[j] != 0;
    }
    for (int j = 0; j < kH; ++j) {
      if (hidden[j] > 0) Step(&output_, j, gradient * hidden[j], options_.learning_rate);
    }
    if (!any) return;
    StepRow(&bias_, 0, delta);
    for (int s = 0; s < kSlotCount; ++s) {
      const Slot slot = instance.slots[c * kSlotCount + s];
      StepRow(&classes_, (static_cast<size_t>(s) * kSlotClasses + slot.word_class) * kH, delta);
      if (slot.word == 0 || dropped_words_[s]) continue;
      used_words_ = true;
      const float* vector = &vectors_[static_cast<size_t>(slot.word) * kD];
      float* g = &words_.grad[static_cast<size_t>(s) * kD * kH];
      for (int d = 0; d < kD; ++d, g += kH) {
        const float x = vector[d];
        for (int j = 0; j < kH; ++j) g[j] += x * delta[j];
      }
    }
  }

  void Step(Block* block, size_t i, float gradient, float rate) {
    block->g2[i] += gradient * gradient;
    block->w[i] -= rate * gradient / (std::sqrt(block->g2[i]) + 1e-4f);
  }

  void StepRow(Block* block, size_t at, const float* delta) {
    float* w = &block->w[at];
    float* g2 = &block->g2[at];
    for (int j = 0; j < kH; ++j) {
      g2[j] += delta[j] * delta[j];
      w[j] -= options_.learning_rate * delta[j] / (std::sqrt(g2[j]) + 1e-4f);
    }
  }

  // One step with the gradients of all candidates of an instance.
  void Apply(Block* block) {
    if (!used_words_) return;
    for (size_t i = 0; i < block->w.size(); ++i) {
      const float g = block->grad[i];
      block->g2[i] += g * g;
      block->w[i] -= options_.learning_rate * g / (std::sqrt(block->g2[i]) + 1e-4f);
      block->grad[i] = 0;
    }
  }

  struct Cached {
    uint16_t word = 0;
    float row[kH];
  };

  const NetworkOptions options_;
  std::mt19937_64 random_;
  const uint32_t linear_mask_;
  std::vector<float> vectors_;
  Block linear_, words_, classes_, bias_, output_;
  float mask_[kH];
  bool dropped_words_[kSlotCount];
  bool used_words_ = false;
  Cached cached_[kSlotCount];
  std::vector<float> hidden_;
  std::vector<float> scores_;
};

// Writes a member's rows into its columns of the whole network's rows.
void PlaceMember(const std::vector<float>& member, int index, float factor, std::vector<float>* whole) {
  whole->resize(member.size() * kMembers, 0.0f);
  for (size_t i = 0; i < member.size(); ++i) {
    (*whole)[i / kH * kHiddenSize + index * kH + i % kH] = factor * member[i];
  }
}

}  // namespace

WideAndDeep TrainNetwork(const std::vector<Instance>& instances, const WordVectors8& vectors,
                         const NetworkOptions& options) {
  WideAndDeep all;
  for (int m = 0; m < options.members; ++m) {
    NetworkOptions member_options = options;
    member_options.seed = options.seed * kMembers + static_cast<uint64_t>(m);
    const WideAndDeep member = Trainer(vectors, member_options).Train(instances);
    all.linear.resize(member.linear.size(), 0.0f);
    for (size_t i = 0; i < member.linear.size(); ++i)
      all.linear[i] += member.linear[i] / static_cast<float>(options.members);
    PlaceMember(member.network.words, m, 1, &all.network.words);
    PlaceMember(member.network.classes, m, 1, &all.network.classes);
    PlaceMember(member.network.bias, m, 1, &all.network.bias);
    PlaceMember(member.network.output, m, 1.0f / static_cast<float>(options.members), &all.network.output);
  }
  return all;
}

Network QuantizeNetwork(const NetworkWeights& weights, const WordVectors8& vectors) {
  Network network;
  Bytes words = QuantizeToBytes(weights.words);
  network.unit = words.scale * vectors.scale;
  network.words = std::move(words.values);
  for (const float x : weights.classes) network.classes.push_back(static_cast<int32_t>(std::lround(x / network.unit)));
  for (const float x : weights.bias) network.bias.push_back(static_cast<int32_t>(std::lround(x / network.unit)));
  float largest = 0;
  for (const float x : weights.output) largest = std::max(largest, std::fabs(x));
  network.output_unit = largest > 0 ? largest / 32767 : 1;
  for (const float x : weights.output)
    network.output.push_back(static_cast<int16_t>(std::lround(x / network.output_unit)));
  return network;
}

NetworkWeights Dequantize(const Network& network, const WordVectors8& vectors) {
  NetworkWeights weights;
  for (const int8_t x : network.words) weights.words.push_back(static_cast<float>(x) * network.unit / vectors.scale);
  for (const int32_t x : network.classes) weights.classes.push_back(static_cast<float>(x) * network.unit);
  for (const int32_t x : network.bias) weights.bias.push_back(static_cast<float>(x) * network.unit);
  for (const int16_t x : network.output) weights.output.push_back(static_cast<float>(x) * network.output_unit);
  return weights;
}

double ForwardPass(const NetworkWeights& weights, const WordVectors8& vectors, const Slot* slots) {
  double score = 0;
  for (int j = 0; j < kHiddenSize; ++j) {
    double hidden = weights.bias[j];
    for (int s = 0; s < kSlotCount; ++s) {
      hidden += weights.classes[(s * kSlotClasses + slots[s].word_class) * kHiddenSize + j];
      for (int d = 0; d < kD; ++d) {
        const double component = static_cast<double>(vectors.rows[slots[s].word * kD + d]) * vectors.scale;
        hidden += component * weights.words[(s * kD + d) * kHiddenSize + j];
      }
    }
    score += std::max(hidden, 0.0) * weights.output[j];
  }
  return score;
}

}  // namespace isnad
