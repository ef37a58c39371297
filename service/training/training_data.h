// Annotated articles of some directories, and of a corpus, prepared for training.
#ifndef ISNAD_SERVICE_TRAINING_TRAINING_DATA_H_
#define ISNAD_SERVICE_TRAINING_TRAINING_DATA_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/training/model_trainer.h"

namespace isnad {

struct SourceSummary {
  std::string name;  // the last name of the directory or table
  int articles = 0;
  int attributions = 0;  // borderline ones included
};

struct TrainingData {
  std::vector<std::unique_ptr<PreparedArticle>> prepared;
  std::vector<SourceSummary> sources;

  Articles articles() const;
};

// In the order of `directories`, by name within each. Errors as ReadGold's.
absl::StatusOr<TrainingData> LoadTrainingData(const std::vector<std::string>& directories, const EngineData& data);

// Adds the articles of a table of annotations, whose texts stand in the JSON lines of `corpus`. NotFound where a file
// cannot be read, and errors as ReadCorpusAnnotations'.
absl::Status AddCorpusAnnotations(const std::string& annotations, const std::string& corpus, const EngineData& data,
                                  TrainingData* loaded);

// The last name of a path, also where that ends in a slash or is "." or "..".
std::string LastName(const std::string& path);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_TRAINING_DATA_H_
