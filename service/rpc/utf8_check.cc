// Covered by tests/rpc/text_field_test.cc and tests/rpc/request_validator_test.cc.
#include "service/rpc/utf8_check.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/attribution/attribution_extractor.h"
#include "service/rpc/error_reason.h"

namespace isnad {

absl::Status CheckUtf8(absl::string_view bytes, const std::string& field) {
  const std::optional<size_t> offset = FirstInvalidUtf8(bytes);
  if (!offset.has_value()) return absl::OkStatus();
  return MakeError(ErrorReason::kMalformedUtf8,
                   {.message = absl::StrFormat("%s is not UTF-8: the byte 0x%02X at offset %d begins no well-formed "
                                               "sequence",
                                               field, static_cast<unsigned char>(bytes[*offset]), *offset),
                    .field = field,
                    .metadata = {{"field", field}, {"offset", absl::StrCat(*offset)}}});
}

}  // namespace isnad
