// A rule returns its problem, or nothing where it is kept; a new rule is a function and a line in kRules. Covered by
// tests/server/config_check_test.cc.
#include "service/server/config_check.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/access/reloadable_access.h"
#include "service/attribution/attribution_extractor.h"
#include "service/server/admin_address.h"
#include "service/server/config_file.h"
#include "service/server/option_value.h"
#include "service/server/tls_files.h"
#include "service/server/tls_material.h"
#include "service/server/transport_security.h"

namespace isnad {
namespace {

std::string MessageHoldsArticle(const ServerConfig& config) {
  const ServiceLimits& limits = config.limits;
  if (static_cast<size_t>(limits.message_bytes_max) >= limits.article_bytes_max + kRequestFramingBytes) return "";
  return absl::StrCat("message_bytes_max: ", limits.message_bytes_max,
                      " is too little for a request with an article of article_bytes_max (", limits.article_bytes_max,
                      ") and ", kRequestFramingBytes, " bytes around it");
}

std::string ServerHoldsMessage(const ServerConfig& config) {
  const ServiceLimits& limits = config.limits;
  if (limits.in_flight_bytes_max >= static_cast<size_t>(limits.message_bytes_max)) return "";
  return absl::StrCat("in_flight_bytes_max: ", limits.in_flight_bytes_max, " is less than message_bytes_max (",
                      limits.message_bytes_max, "): the largest message would never be let in");
}

std::string CallsOutliveTheirWait(const ServerConfig& config) {
  const ServiceLimits& limits = config.limits;
  if (limits.queue_delay_ms_max <= limits.call_ms_max) return "";
  return absl::StrCat("queue_delay_ms_max: ", limits.queue_delay_ms_max, " is more than call_ms_max (",
                      limits.call_ms_max, "): calls would end while they wait");
}

std::string TransportIsSecure(const ServerConfig& config) {
  return std::string(CheckTransportSecurity(config).message());
}

std::string AdminAddressHasItsForm(const ServerConfig& config) {
  if (config.admin_address.empty()) return "";
  return std::string(ParseAdminAddress(config.admin_address).status().message());
}

std::string AddressesDiffer(const ServerConfig& config) {
  const bool chosen_by_system = absl::EndsWith(config.admin_address, ":0");
  if (config.admin_address.empty() || chosen_by_system || config.admin_address != config.listen_address) return "";
  return absl::StrCat("admin_address: ", ShownText(config.admin_address), " is also the address to listen on (listen)");
}

constexpr std::string (*kRules[])(const ServerConfig&) = {
    MessageHoldsArticle, ServerHoldsMessage,     CallsOutliveTheirWait,
    TransportIsSecure,   AdminAddressHasItsForm, AddressesDiffer,
};

// Of the file or folder that the option names; empty where there is none or it can be read.
std::string PathProblem(const Option& option, const ServerConfig& config) {
  if (!TakesPath(option)) return "";
  const std::string path = TextOf(GetOption(option, config));
  if (path.empty()) return "";
  struct stat status = {};
  const bool is_folder = option.type == OptionType::kFolder;
  const int wanted = is_folder ? R_OK | X_OK : R_OK;
  const auto problem = [&](absl::string_view reason) {
    return absl::StrCat(option.name, ": ", ShownText(path), " cannot be read: ", reason);
  };
  if (stat(path.c_str(), &status) != 0) return problem(strerror(errno));
  if (S_ISDIR(status.st_mode) != is_folder) return problem(is_folder ? "it is no folder" : "it is a folder");
  if (access(path.c_str(), wanted) != 0) return problem(strerror(errno));
  return "";
}

absl::Status CheckTlsFileContents(const ServerConfig& config) {
  if (!UsesTls(config) || config.tls_private_key_file.empty()) return absl::OkStatus();
  return CheckTlsFiles(ReadTlsFiles(config), absl::Now()).status();
}

}  // namespace

absl::Status CheckConfig(const ServerConfig& config, const OptionTable& options) {
  std::vector<std::string> problems;
  for (const auto rule : kRules) problems.push_back(rule(config));
  for (const Option& option : options) problems.push_back(PathProblem(option, config));
  problems.erase(std::remove(problems.begin(), problems.end(), ""), problems.end());
  return ProblemsToStatus(problems);
}

absl::Status CheckFileContents(const ServerConfig& config, const OptionTable& options) {
  ServerConfig readable = config;
  for (const Option& option : options) {
    if (!PathProblem(option, config).empty()) SetOption(option, OptionValue(std::string()), &readable);
  }
  AccessFiles access_files = AccessFilesOf(config);
  access_files.tokens = readable.tokens_file;
  access_files.policy = readable.policy_file;
  const absl::Status statuses[] = {
      AttributionExtractor::Load(readable.lexicon_directory, readable.model_file).status(),
      CheckTlsFileContents(readable),
      ReloadableAccess::Load(access_files).status(),
  };
  std::vector<std::string> problems;
  for (const absl::Status& status : statuses) {
    if (!status.ok()) problems.emplace_back(status.message());
  }
  return ProblemsToStatus(problems);
}

}  // namespace isnad
