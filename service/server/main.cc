// isnad-server: reads the command line, starts the server, waits for a stop signal. Exit status: 0 after an orderly
// stop, 1 where the server cannot start, 2 for a wrong command line. Standard output has one line, when the server
// serves; errors go to standard error.
#include <grpcpp/grpcpp.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/server/config.h"
#include "service/server/server.h"
#include "service/server/stop.h"

namespace {

constexpr int kCannotStart = 1;
constexpr int kWrongUsage = 2;
// Before this release gRPC has known weaknesses that a stranger can use: unbounded headers, rapid resets, a listener
// that dies when descriptors run out.
constexpr int kHardenedGrpcMajor = 1;
constexpr int kHardenedGrpcMinor = 83;

void AddOptions(isnad::ServerConfig* config, CLI::App* app) {
  app->add_option("--listen", config->listen_address, "HOST:PORT or unix:PATH to listen on; port 0: any free one")
      ->capture_default_str();
  app->add_option("--lexicon", config->lexicon_directory, "folder of *.tsv files instead of the embedded lexicon")
      ->type_name("DIR");
  app->add_option("--model", config->model_file, "model file instead of the embedded one")->type_name("FILE");
  app->add_option("--drain-delay-ms", config->drain_delay_ms,
                  "after a stop signal: time in which health says NOT_SERVING and calls are still taken")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->add_option("--drain-ms", config->drain_ms, "after that: time for the calls in flight to end")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->set_version_flag("--version", absl::StrCat("isnad-server ", ISNAD_VERSION, " (gRPC ", grpc::Version(), ")"));
}

bool IsHardenedGrpc() {
  const std::vector<std::string> parts = absl::StrSplit(grpc::Version(), '.');
  int major = 0;
  int minor = 0;
  if (parts.size() < 2 || !absl::SimpleAtoi(parts[0], &major) || !absl::SimpleAtoi(parts[1], &minor)) return false;
  return major > kHardenedGrpcMajor || (major == kHardenedGrpcMajor && minor >= kHardenedGrpcMinor);
}

void PrintServing(const isnad::Server& server) {
  std::cout << "isnad-server " << ISNAD_VERSION << ": serving on " << server.address() << " (lexicon "
            << server.extractor()->summary().version << ", gRPC " << grpc::Version()
            << (IsHardenedGrpc() ? "" : "; native gRPC build: not for untrusted networks") << ")" << std::endl;
}

int Fail(const absl::Status& status, int exit_status) {
  std::cerr << "isnad-server: " << status.message() << std::endl;
  return exit_status;
}

}  // namespace

int main(int argc, char** argv) {
  isnad::ServerConfig config;
  CLI::App app("Extracts attributed claims (who says what) from Arabic news, as a gRPC service.", "isnad-server");
  AddOptions(&config, &app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  // gRPC's own log repeats what our errors say; GRPC_VERBOSITY in the environment brings it back.
  setenv("GRPC_VERBOSITY", "NONE", /*replace=*/0);

  const isnad::StopSignals stop_signals;
  const absl::StatusOr<std::unique_ptr<isnad::Server>> server = isnad::Server::Start(config);
  if (!server.ok()) {
    return Fail(server.status(), absl::IsInvalidArgument(server.status()) ? kWrongUsage : kCannotStart);
  }
  if (absl::Status status = (*server)->Load(); !status.ok()) return Fail(status, kCannotStart);
  PrintServing(**server);

  stop_signals.Wait();
  stop_signals.LetNextEndProcess();
  (*server)->Stop();
  return 0;
}
