// The engine's answer as a text file (.ann) that a person can review and `git diff` can show. README.md lists the
// lines. Offsets are bytes. Confidences and candidates are left out: they move with every training run and say nothing
// about which words were found. Pure functions.
#ifndef ISNAD_TESTS_GOLDEN_ANSWER_FILE_H_
#define ISNAD_TESTS_GOLDEN_ANSWER_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"

namespace isnad {

// The whole file, for an answer or for a refusal.
std::string AnswerFile(absl::string_view article, const absl::StatusOr<Attributions>& answer);

// One message for each span line whose range is not in the article or whose surface is not what stands there.
std::vector<std::string> SurfaceProblems(absl::string_view article, absl::string_view answer_file);

// A surface on one line: line ends, tabs, backslashes and invisible controls as escapes (\n, \r, \t, \\, \u200F).
std::string EscapedSurface(absl::string_view surface);

}  // namespace isnad

#endif  // ISNAD_TESTS_GOLDEN_ANSWER_FILE_H_
