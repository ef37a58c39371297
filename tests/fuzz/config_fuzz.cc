// The server's configuration file: any bytes give settings that, printed, are read as the same again, or a refusal with
// a problem a line.
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "service/server/config_file.h"
#include "service/server/config_printer.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

constexpr char kFile[] = "fuzz.json";
constexpr size_t kMessageBytesMax = size_t{64} << 10;

ServerConfig ConfigOf(const std::vector<Setting>& settings) {
  ServerConfig config;
  for (const Setting& setting : settings) {
    Require(setting.option != nullptr && absl::StartsWith(setting.origin, "file "),
            "settings tell where they are from");
    SetOption(*setting.option, setting.value, &config);
  }
  return config;
}

void CheckConfigFile(absl::string_view json) {
  static const OptionTable& options = *new OptionTable(ServerOptions());
  const absl::StatusOr<std::vector<Setting>> settings = ReadConfig(json, kFile, options);
  if (!settings.ok()) {
    const absl::string_view message = settings.status().message();
    Require(settings.status().code() == absl::StatusCode::kInvalidArgument, "a broken file is an invalid argument");
    RequireReadableRefusal(message, kFile, kMessageBytesMax);
    const std::vector<absl::string_view> lines = absl::StrSplit(message, '\n');
    Require(lines.size() <= kConfigProblemsMax + 1, "a few problems are told, and how many there are besides");
    return;
  }
  const std::string printed = PrintConfig(ConfigOf(*settings), options);
  if (absl::StrContains(printed, kRedacted)) return;
  const absl::StatusOr<std::vector<Setting>> again = ReadConfig(printed, kFile, options);
  Require(again.ok(), "a printed configuration can be read");
  Require(again->size() == options.size(), "a printed configuration sets every option");
  Require(PrintConfig(ConfigOf(*again), options) == printed, "a printed configuration says the same");
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckConfigFile({reinterpret_cast<const char*>(data), size});
  return 0;
}
