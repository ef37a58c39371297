// The configuration file: one JSON object whose keys are the names of options. All its problems are told, each in a
// line "FILE:LINE: option: problem": keys that are unknown or given twice, values of the wrong type or out of range,
// text that is no JSON. Nothing of a broken file is used. The key "$schema" is for editors and is passed over. Any
// thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_FILE_H_
#define ISNAD_SERVICE_SERVER_CONFIG_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/server/option.h"

namespace isnad {

// The most bytes of a file: many times all options with the longest paths that people write.
inline constexpr size_t kConfigFileBytesMax = size_t{64} << 10;
// Objects and arrays within each other; no option takes one, and a file this deep is none of ours.
inline constexpr int kConfigDepthMax = 8;
// The most problems of one file, variables and flags that are told; a count of the others follows.
inline constexpr size_t kConfigProblemsMax = 100;

// The settings in `json`, in its order. `file` is its name, for problems and origins. InvalidArgument: see above.
absl::StatusOr<std::vector<Setting>> ReadConfig(absl::string_view json, absl::string_view file,
                                                const OptionTable& options);

// The same of the file's content. InvalidArgument also where the file cannot be read or is too large.
absl::StatusOr<std::vector<Setting>> ReadConfigFile(const std::string& file, const OptionTable& options);

// InvalidArgument with one problem a line, at most kConfigProblemsMax of them; OK where there is none.
absl::Status ProblemsToStatus(const std::vector<std::string>& problems);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_FILE_H_
