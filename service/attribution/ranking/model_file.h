// The model as one file: lines of text (`isnad-model 3`, `#` provenance, then what follows), an empty line, and the
// weights as bytes in the order of the lines, little-endian.
//
//   decision NAME BITS SCALE              2^BITS signed bytes
//   network NAME UNIT OUTPUT_UNIT         words (bytes), classes and bias (32 bits), output (16 bits); sizes as
//   network.h has them vectors COUNT SCALE                   COUNT rows of signed bytes
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_MODEL_FILE_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_MODEL_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/attribution/ranking/ranker.h"

namespace isnad {

// InvalidArgument `model:LINE: problem` for a bad head, `model: problem` for bytes that are too few, too many or out of
// range. What it accepts gives finite scores for any candidate.
absl::StatusOr<Model> ParseModel(absl::string_view file);

// `provenance` lines are written behind `# `, also where one holds a line end.
std::string SerializeModel(const Model& model, absl::Span<const std::string> provenance);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_MODEL_FILE_H_
