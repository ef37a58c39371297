// isnad-load: calls a server at a given rate and prints what became of it. Exit status: 0 the run took place, whatever
// the answers were; 1 it could not; 2 wrong usage.
#include <iostream>
#include <variant>

#include "tests/load/generator/connections.h"
#include "tests/load/generator/load_options.h"
#include "tests/load/generator/load_run.h"
#include "tests/load/generator/report.h"

namespace {

int Fail(const absl::Status& status) {
  std::cerr << "isnad-load: " << status.message() << std::endl;
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = isnad::load::ParseOptions(argc, argv, std::cout, std::cerr);
  if (const int* exit_status = std::get_if<int>(&parsed)) return *exit_status;
  const auto& options = std::get<isnad::load::LoadOptions>(parsed);
  const auto channels = isnad::load::Connect(options);
  if (!channels.ok()) return Fail(channels.status());
  const auto result = isnad::load::RunLoad(options, *channels);
  if (!result.ok()) return Fail(result.status());
  std::cout << isnad::load::ReportJson(options, *result) << std::flush;
  return 0;
}
