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
};

// A PredictionLine for each folded article, in their order, by a model of all other articles but those of its fold.
// Calls `done` with each fold's index. InvalidArgument names an article that stands in the data twice: a model would
// have seen it.
absl::StatusOr<std::vector<std::string>> CrossValidate(const FoldedArticles& articles, const EngineData& data,
                                                       const ModelOptions& options,
                                                       const std::function<void(int fold)>& done);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_CROSS_VALIDATION_H_
