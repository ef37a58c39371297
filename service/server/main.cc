// isnad-server: reads the configuration, checks it, starts, serves, and stops on a signal. Exit status: 0 after an
// orderly stop or when what was asked for is printed, 1 where the server cannot start or is not healthy, 2 for a wrong
// command line or configuration. Standard output has one line, when the server serves; errors go to standard error.
#include <grpcpp/grpcpp.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/scheduling/freed_memory.h"
#include "service/server/config.h"
#include "service/server/config_check.h"
#include "service/server/config_documents.h"
#include "service/server/config_flags.h"
#include "service/server/config_loader.h"
#include "service/server/config_printer.h"
#include "service/server/config_schema.h"
#include "service/server/health_probe.h"
#include "service/server/library_logs.h"
#include "service/server/option_table.h"
#include "service/server/server.h"
#include "service/server/stop.h"
#include "service/telemetry/event_log.h"

namespace isnad {
namespace {

constexpr int kCannotStart = 1;
constexpr int kUnhealthy = 1;
constexpr int kWrongUsage = 2;
// Before this release gRPC has known weaknesses that a stranger can use: unbounded headers, rapid resets, a listener
// that dies when descriptors run out.
constexpr int kHardenedGrpcMajor = 1;
constexpr int kHardenedGrpcMinor = 83;

bool IsHardenedGrpc() {
  const std::vector<std::string> parts = absl::StrSplit(grpc::Version(), '.');
  int major = 0;
  int minor = 0;
  if (parts.size() < 2 || !absl::SimpleAtoi(parts[0], &major) || !absl::SimpleAtoi(parts[1], &minor)) return false;
  return major > kHardenedGrpcMajor || (major == kHardenedGrpcMajor && minor >= kHardenedGrpcMinor);
}

void PrintServing(const Server& server) {
  std::cout << "isnad-server " << ISNAD_VERSION << ": serving on " << server.address() << " (lexicon "
            << server.extractor()->summary().version << ", gRPC " << grpc::Version()
            << (IsHardenedGrpc() ? "" : "; native gRPC build: not for untrusted networks") << ")" << std::endl;
}

// Each line of the message is a problem.
int Fail(const absl::Status& status, int exit_status) {
  for (absl::string_view problem : absl::StrSplit(status.message(), '\n')) {
    std::cerr << "isnad-server: " << problem << std::endl;
  }
  return exit_status;
}

// What is printed about the program itself; empty where the action is another.
std::string Document(ServerAction action, const OptionTable& options) {
  switch (action) {
    case ServerAction::kVersion:
      return absl::StrCat("isnad-server ", ISNAD_VERSION, " (gRPC ", grpc::Version(), ")\n");
    case ServerAction::kHelp:
      return HelpText(options);
    case ServerAction::kManPage:
      return ManPage(options, ISNAD_VERSION);
    case ServerAction::kSchema:
      return ConfigSchema(options);
    case ServerAction::kMarkdown:
      return MarkdownTables(options);
    default:
      return "";
  }
}

int Check(const ServerConfig& config, const OptionTable& options) {
  int exit_status = 0;
  for (const absl::Status& status : {CheckConfig(config, options), CheckFileContents(config, options)}) {
    if (!status.ok()) exit_status = Fail(status, kWrongUsage);
  }
  if (exit_status == 0) std::cout << "configuration is valid" << std::endl;
  return exit_status;
}

int ReportHealth(const absl::Status& health) {
  if (!health.ok()) return Fail(health, kUnhealthy);
  std::cout << "serving" << std::endl;
  return 0;
}

// A core would hold articles, tokens and the TLS key.
void LeaveNoCore() {
  const rlimit none = {.rlim_cur = 0, .rlim_max = 0};
  setrlimit(RLIMIT_CORE, &none);
}

int Serve(const ServerConfig& config) {
  LeaveNoCore();
  KeepFreedMemory();
  const StopSignals stop_signals;
  EventLog log(STDERR_FILENO, config.log_level);
  const LibraryLogs library_logs(log);
  const absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(config, &log);
  if (!server.ok()) {
    return Fail(server.status(), absl::IsInvalidArgument(server.status()) ? kWrongUsage : kCannotStart);
  }
  if (absl::Status status = (*server)->Load(); !status.ok()) return Fail(status, kCannotStart);
  PrintServing(**server);

  stop_signals.Wait([&server] { (*server)->Reload(); });
  stop_signals.LetNextEndProcess();
  (*server)->Stop();
  return 0;
}

int Run(const std::vector<std::string>& arguments, const std::vector<std::string>& variables) {
  const OptionTable options = ServerOptions();
  const CommandLine command_line = ReadCommandLine(arguments, options);
  const ServerAction action = command_line.action;
  if (const std::string document = Document(action, options); !document.empty()) {
    std::cout << document << std::flush;
    return 0;
  }
  const absl::StatusOr<LoadedConfig> loaded = LoadConfig(command_line, variables, options);
  if (!loaded.ok()) return Fail(loaded.status(), kWrongUsage);
  if (action == ServerAction::kPrintConfig || action == ServerAction::kPrintConfigOrigins) {
    std::cout << (action == ServerAction::kPrintConfig ? PrintConfig(loaded->config, options)
                                                       : PrintConfigOrigins(*loaded, options))
              << std::flush;
    return 0;
  }
  if (action == ServerAction::kHealth) return ReportHealth(ProbeHealth(loaded->config.admin_address));
  if (action == ServerAction::kCheckConfig) return Check(loaded->config, options);
  if (absl::Status status = CheckConfig(loaded->config, options); !status.ok()) return Fail(status, kWrongUsage);
  return Serve(loaded->config);
}

std::vector<std::string> Variables() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  return variables;
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) {
  return isnad::Run(std::vector<std::string>(argv + 1, argv + argc), isnad::Variables());
}
