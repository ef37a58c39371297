// Writes an answer as one line of the response's JSON, offsets in code points: what the evaluation reads.
#ifndef ISNAD_SERVICE_TRAINING_PREDICTION_WRITER_H_
#define ISNAD_SERVICE_TRAINING_PREDICTION_WRITER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"

namespace isnad {

std::string PredictionLine(absl::string_view name, absl::string_view text, const Attributions& attributions);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_PREDICTION_WRITER_H_
