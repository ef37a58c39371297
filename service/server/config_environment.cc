// Kubernetes sets, in every container of a namespace, variables for each service there, after Docker's links: a service
// "isnad" or "isnad-admin" gives ISNAD_SERVICE_HOST, ISNAD_ADMIN_PORT_9090_TCP_ADDR and others. They are not ours, and
// an error about them would keep the server from starting where it is deployed under its own name. Covered by
// tests/server/config_environment_test.cc.
#include "service/server/config_environment.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "service/server/nearest_name.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

bool IsNumber(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// PORT_50051_TCP, PORT_50051_TCP_ADDR, ...: the parts of `name` from its last PORT on.
bool IsPortOfLink(const std::vector<absl::string_view>& parts) {
  const auto port = std::find(parts.rbegin(), parts.rend(), "PORT").base();  // behind the last one
  const auto rest = parts.end() - port;
  if (port == parts.begin() || rest == 0) return false;
  const bool of_number = rest >= 2 && IsNumber(port[0]) && (port[1] == "TCP" || port[1] == "UDP" || port[1] == "SCTP");
  if (!of_number || rest > 3) return false;
  return rest == 2 || port[2] == "ADDR" || port[2] == "PROTO";
}

// PORT_50051_TCP_PORT ends with the word that IsPortOfLink looks for.
bool IsServiceLink(absl::string_view name, absl::string_view value) {
  if (absl::EndsWith(name, "_SERVICE_HOST") || absl::EndsWith(name, "_SERVICE_PORT") ||
      absl::StrContains(name, "_SERVICE_PORT_")) {
    return true;
  }
  if (absl::EndsWith(name, "_PORT") && absl::StrContains(value, "://")) return true;
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '_');
  if (parts.size() > 1 && parts.back() == "PORT") return IsPortOfLink({parts.begin(), parts.end() - 1});
  return IsPortOfLink(parts);
}

std::string UnknownVariable(absl::string_view name, const OptionTable& options) {
  std::vector<std::string> names = {std::string(kConfigVariable.substr(kVariablePrefix.size()))};
  for (const Option& option : options) names.push_back(absl::AsciiStrToUpper(option.name));
  const std::string nearest = NearestName(name.substr(kVariablePrefix.size()), names);
  return absl::StrCat(ShownText(name), ": no option has this variable",
                      nearest.empty() ? "" : absl::StrCat("; did you mean ", kVariablePrefix, nearest, "?"));
}

}  // namespace

Environment ReadEnvironment(const std::vector<std::string>& variables, const OptionTable& options) {
  Environment environment;
  for (const std::string& variable : variables) {
    const size_t equals = variable.find('=');
    if (equals == std::string::npos || !absl::StartsWith(variable, kVariablePrefix)) continue;
    const absl::string_view name = absl::string_view(variable).substr(0, equals);
    const absl::string_view value = absl::string_view(variable).substr(equals + 1);
    const Option* option = FindOption(absl::AsciiStrToLower(name.substr(kVariablePrefix.size())), options);
    if (name == kConfigVariable) {
      environment.config_file = std::string(value);
      if (value.empty()) environment.problems.push_back(absl::StrCat(name, ": ", kEmptyPath));
    } else if (option == nullptr || name != VariableOf(*option)) {
      if (!IsServiceLink(name, value)) environment.problems.push_back(UnknownVariable(name, options));
    } else if (absl::StatusOr<OptionValue> parsed = ParseGivenOption(*option, value); parsed.ok()) {
      environment.settings.push_back({option, *std::move(parsed), absl::StrCat("environment ", name)});
    } else {
      environment.problems.push_back(absl::StrCat(name, ": ", parsed.status().message()));
    }
  }
  return environment;
}

}  // namespace isnad
