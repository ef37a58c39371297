// A message as proto3 JSON: lowerCamelCase names, enum values by name, fields with their default value left out, Arabic
// as it is (not escaped).
#ifndef ISNAD_CLIENT_JSON_PRINTER_H_
#define ISNAD_CLIENT_JSON_PRINTER_H_

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace isnad {

enum class JsonLayout {
  kOneLine,   // one line for the whole message: JSON Lines
  kIndented,  // for people
};

// Ends with a line feed. Internal where the message holds what JSON cannot say.
absl::StatusOr<std::string> FormatAsJson(const google::protobuf::Message& message, JsonLayout layout);

}  // namespace isnad

#endif  // ISNAD_CLIENT_JSON_PRINTER_H_
