// The one definition of what the server can be told: each field of ServerConfig with its option. Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_OPTION_TABLE_H_
#define ISNAD_SERVICE_SERVER_OPTION_TABLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "service/server/option.h"

namespace isnad {

// Names that are no options of the server itself.
inline constexpr absl::string_view kConfigFlag = "--config";
inline constexpr absl::string_view kConfigVariable = "ISNAD_CONFIG";
inline constexpr absl::string_view kVariablePrefix = "ISNAD_";

OptionTable ServerOptions();

// nullptr: none has this name.
const Option* FindOption(absl::string_view name, const OptionTable& options);

// "drain_ms": "--drain-ms", "ISNAD_DRAIN_MS".
std::string FlagOf(const Option& option);
std::string VariableOf(const Option& option);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_OPTION_TABLE_H_
