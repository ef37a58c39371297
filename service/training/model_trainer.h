// Trains the whole model from annotated articles, and makes predictions for articles that a model has not seen.
// Reproducible to the byte: the same articles and options give the same model, whatever the number of threads.
#ifndef ISNAD_SERVICE_TRAINING_MODEL_TRAINER_H_
#define ISNAD_SERVICE_TRAINING_MODEL_TRAINER_H_

#include <array>
#include <memory>
#include <vector>

#include "service/training/instances.h"
#include "service/training/network_trainer.h"

namespace isnad {

using Articles = std::vector<PreparedArticle*>;

struct ModelOptions {
  TrainingOptions training;
  NetworkOptions network;
  WordVectors8 vectors;            // by place in the distribution; empty: no networks
  std::vector<Decision> networks;  // decisions that have one
  int threads = 2;                 // decisions trained at a time
  int inner_folds = 4;             // for the cue probabilities that later decisions are trained on
  int parts = 2;                   // for what is learned from findings in unseen articles
};

// Sets each article's `starts` by cue models that did not see it.
Model TrainModel(const Articles& articles, const EngineData& data, const ModelOptions& options);

// Decisions and how often the right answer was no candidate, for a look at the candidates' reach.
struct Reach {
  std::array<int, kDecisionCount> instances{};
  std::array<int, kDecisionCount> unreachable{};
};
Reach MeasureReach(const Articles& articles, const EngineData& data);

// The engine's answer for a prepared article.
Attributions Predict(const PreparedArticle& article, const EngineData& data, const Ranker& ranker);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_MODEL_TRAINER_H_
