// Measures models on articles that they have not seen.
#ifndef ISNAD_SERVICE_TRAINING_CROSS_VALIDATION_H_
#define ISNAD_SERVICE_TRAINING_CROSS_VALIDATION_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/training/model_trainer.h"

namespace isnad {

struct FoldedArticles {
  Articles always;  // trained on in every fold
  Articles folded;  // article i is in fold i % folds
  int folds = 2;
  int percent = 100;  // so many of a fold's training articles are used, spread evenly over the list
  int jobs = 1;       // folds at a time, each in a thread of its own
};

// A PredictionLine for each folded article, in their order, by a model of all other articles but those of its fold.
// The lines are the same for any number of jobs. Calls `done` with each fold's index as it ends, never two at a time.
// InvalidArgument names an article that stands in the data twice: a model would have seen it.
absl::StatusOr<std::vector<std::string>> CrossValidate(const FoldedArticles& articles, const EngineData& data,
                                                       const ModelOptions& options,
                                                       const std::function<void(int fold)>& done);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_CROSS_VALIDATION_H_
