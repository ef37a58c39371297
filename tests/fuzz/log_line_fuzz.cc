// Lines of the log: any bytes as name and text of fields, and any number, give one line of valid JSON and UTF-8 that is
// not longer than the limit and holds nothing that a terminal obeys.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>

#include "nlohmann/json.hpp"
#include "service/attribution/text/utf8.h"
#include "service/telemetry/json_line.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

void CheckLine(absl::string_view input) {
  double number = 0;
  std::memcpy(&number, input.data(), std::min(input.size(), sizeof(number)));
  JsonLine json;
  json.Add({"number", number});
  json.Add({"bytes", static_cast<uint64_t>(input.size())});
  for (int field = 0; field < 3; ++field) json.Add({"text", input.substr(std::min(input.size(), field * size_t{100}))});
  const std::string line = json.Finish();
  Require(line.size() <= kLogLineBytesMax && line.back() == '\n', "a line has its line feed within the limit");
  Require(!FirstInvalidUtf8(line).has_value(), "a line is UTF-8");
  for (size_t i = 0; i + 1 < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    Require(byte >= 0x20 && byte != 0x7F, "a line has no control characters");
  }
  const auto parsed = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  Require(parsed.is_object(), "a line is a JSON object");
  Require(parsed.contains("bytes") && parsed["bytes"] == input.size(), "numbers come back");
  if (std::isfinite(number)) Require(parsed["number"] == number, "so do those with a fraction");
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckLine({reinterpret_cast<const char*>(data), size});
  return 0;
}
