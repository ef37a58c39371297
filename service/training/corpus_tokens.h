// The words of an unlabelled corpus as the engine folds them: the input for learning word vectors. Not part of the
// engine.
#ifndef ISNAD_SERVICE_TRAINING_CORPUS_TOKENS_H_
#define ISNAD_SERVICE_TRAINING_CORPUS_TOKENS_H_

#include <istream>
#include <ostream>

#include "absl/status/status.h"

namespace isnad {

// Reads JSON lines with a field "text" and writes one sentence a line: folded words between spaces, a fused conjunction
// left out where the rest is the more frequent word, numbers as 0. A final heh that is teh marbuta in most of the
// word's occurrences is written so in all. InvalidArgument names a bad line.
absl::Status WriteCorpusTokens(std::istream& json_lines, std::ostream& out);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_CORPUS_TOKENS_H_
