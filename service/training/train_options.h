// The command line of isnad-train. Options that contradict each other, or that would be passed over in silence, are
// wrong usage.
#ifndef ISNAD_SERVICE_TRAINING_TRAIN_OPTIONS_H_
#define ISNAD_SERVICE_TRAINING_TRAIN_OPTIONS_H_

#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

#include "service/training/model_trainer.h"

namespace isnad {

// Exit statuses of the training tools.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

struct TrainOptions {
  std::vector<std::string> gold;       // directories to train on
  std::string annotations;             // a table of further articles to train on; empty: none
  std::string corpus;                  // the JSON lines that hold their texts
  std::vector<std::string> fold_over;  // directories to cross-validate over
  std::string out;                     // the model file; empty: none
  std::string predictions;             // the folds' predictions; empty: none
  std::string lexicon;                 // empty: the embedded one
  std::string vectors;                 // empty: those of the embedded model
  std::vector<std::string> provenance;
  std::string command;  // as given, paths by their last names
  int folds = 0;
  int fraction = 100;  // percent of each fold's training articles
  int jobs = 1;        // folds at a time; by default one for each hardware thread
  bool reach = false;
  ModelOptions model;  // its word vectors are not read yet
};

// The options, or the exit status once help or a problem is printed.
std::variant<TrainOptions, int> ParseTrainOptions(int argc, const char* const* argv, std::ostream& out,
                                                  std::ostream& error);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_TRAIN_OPTIONS_H_
