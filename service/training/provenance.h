// What a model file's head says of its making: enough to make it again from the same data. Names files and folders by
// their last names alone, so that nothing of the machine gets into the file. Pure but for CommandAsGiven's look at the
// current directory.
#ifndef ISNAD_SERVICE_TRAINING_PROVENANCE_H_
#define ISNAD_SERVICE_TRAINING_PROVENANCE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/training/train_options.h"
#include "service/training/training_data.h"

namespace isnad {

// The command line with paths cut to their last names, without --provenance and its lines.
std::string CommandAsGiven(int argc, const char* const* argv);

// Lines for SerializeModel: command, all values that matter to the weights, data, the caller's own.
std::vector<std::string> Provenance(const TrainOptions& options, const TrainingData& data,
                                    absl::string_view lexicon_version);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_PROVENANCE_H_
