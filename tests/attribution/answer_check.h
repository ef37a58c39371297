// What holds for every answer, whatever the article: ranges in the article and on code points, ids that exist, order,
// nesting, probabilities. Pure functions.
#ifndef ISNAD_TESTS_ATTRIBUTION_ANSWER_CHECK_H_
#define ISNAD_TESTS_ATTRIBUTION_ANSWER_CHECK_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"

namespace isnad {

// One message for each broken rule; empty for a sound answer.
std::vector<std::string> AnswerProblems(absl::string_view article, const Attributions& answer);

// Every field of the answer, numbers to the last bit: equal fingerprints, equal answers.
std::string Fingerprint(const Attributions& answer);

}  // namespace isnad

#endif  // ISNAD_TESTS_ATTRIBUTION_ANSWER_CHECK_H_
