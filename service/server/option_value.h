// Values of options: read from text or given by JSON, checked against type and range, put into a configuration and
// taken out of it. Problems are one line and end with what would be right: `"soon" is not a whole number from 0 to
// 3600000 (milliseconds)`; they show nothing of a secret. Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_OPTION_VALUE_H_
#define ISNAD_SERVICE_SERVER_OPTION_VALUE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/server/option.h"

namespace isnad {

// Printed where a secret stands, and no value that an option takes.
inline constexpr absl::string_view kRedacted = "(redacted)";

// Texts and names of choices; of them, files and folders; numbers. Neither: true or false.
bool TakesText(const Option& option);
bool TakesPath(const Option& option);
bool TakesNumber(const Option& option);

// What the option takes: "a whole number from 0 to 1024", "true or false".
std::string ExpectedOf(const Option& option);

// Text between quotation marks, cut where long, with control characters made visible.
std::string ShownText(absl::string_view text);

// Why the option does not take a value that is shown so.
std::string NotAllowed(const Option& option, absl::string_view shown);

// The value in `text`, as flags, environment variables and texts of the file give it. InvalidArgument: see above.
absl::StatusOr<OptionValue> ParseOption(const Option& option, absl::string_view text);

// The same of a flag or a variable, where an empty text is no file and no folder: most likely it was to be filled in,
// and it would switch off what the configuration file names.
absl::StatusOr<OptionValue> ParseGivenOption(const Option& option, absl::string_view text);
inline constexpr absl::string_view kEmptyPath = "is empty; name a path, or leave it out where there is none";

// The number itself where the option takes it. InvalidArgument: see above.
absl::StatusOr<OptionValue> NumberForOption(const Option& option, int64_t number);

// `value` has the option's type and is in its range.
void SetOption(const Option& option, const OptionValue& value, ServerConfig* config);
OptionValue GetOption(const Option& option, const ServerConfig& config);

// As ParseOption reads it.
std::string TextOf(const OptionValue& value);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_OPTION_VALUE_H_
