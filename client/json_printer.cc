// Protobuf's own JSON writer. Its status type differs from one protobuf release to the next, so only ok() and
// ToString() are asked of it. Covered by tests/client/json_printer_test.cc.
#include "client/json_printer.h"

#include "absl/status/status.h"
#include "google/protobuf/util/json_util.h"

namespace isnad {

absl::StatusOr<std::string> FormatAsJson(const google::protobuf::Message& message, JsonLayout layout) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = layout == JsonLayout::kIndented;
  std::string json;
  auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) return absl::InternalError(status.ToString());
  if (json.empty() || json.back() != '\n') json += '\n';
  return json;
}

}  // namespace isnad
