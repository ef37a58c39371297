// Trains one decision's linear weights and network together: softmax over candidates, AdaGrad, dropout on the hidden
// layer and on words. Equal input gives equal bytes.
#ifndef ISNAD_SERVICE_TRAINING_NETWORK_TRAINER_H_
#define ISNAD_SERVICE_TRAINING_NETWORK_TRAINER_H_

#include <vector>

#include "service/attribution/ranking/network.h"
#include "service/training/linear_trainer.h"

namespace isnad {

// A network is trained as members of their own, which differ by their seed and stand side by side in the hidden layer:
// their average is steadier than one network of the whole size.
inline constexpr int kMembers = 4;
inline constexpr int kMemberSize = kHiddenSize / kMembers;

struct NetworkOptions {
  int epochs = 10;
  float learning_rate = 0.02f;
  float linear_rate = 0.05f;
  float hidden_dropout = 0.3f;
  float word_dropout = 0.1f;
  int linear_bits = 18;
  int members = kMembers;  // 1: the other columns stay zero, for models that only help to train others
  uint64_t seed = 1;
};

// Real-valued weights, laid out as those of Network.
struct NetworkWeights {
  std::vector<float> words;
  std::vector<float> classes;
  std::vector<float> bias;
  std::vector<float> output;
};

struct WideAndDeep {
  std::vector<float> linear;
  NetworkWeights network;
};

WideAndDeep TrainNetwork(const std::vector<Instance>& instances, const WordVectors8& vectors,
                         const NetworkOptions& options);

Network QuantizeNetwork(const NetworkWeights& weights, const WordVectors8& vectors);

// The weights that a network stands for, and the trainer's own forward pass over them.
NetworkWeights Dequantize(const Network& network, const WordVectors8& vectors);
double ForwardPass(const NetworkWeights& weights, const WordVectors8& vectors, const Slot* slots);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_NETWORK_TRAINER_H_
