// A field of a log line: a name and a value of its own type. A view: text is not copied, so it must outlive the call
// that writes the line. Never an article's text nor a secret.
#ifndef ISNAD_SERVICE_TELEMETRY_LOG_FIELD_H_
#define ISNAD_SERVICE_TELEMETRY_LOG_FIELD_H_

#include <concepts>
#include <cstdint>
#include <variant>

#include "absl/strings/string_view.h"

namespace isnad {

struct LogField {
  using Value = std::variant<absl::string_view, bool, int64_t, uint64_t, double>;

  // {"port", 50051}, {"address", address}, {"ok", true}, {"seconds", 0.25}.
  template <typename T>
  LogField(absl::string_view field_name, const T& field_value) : name(field_name), value(ValueOf(field_value)) {}

  absl::string_view name;
  Value value;

 private:
  template <typename T>
  static Value ValueOf(const T& value) {
    if constexpr (std::same_as<T, bool>) {
      return value;
    } else if constexpr (std::signed_integral<T>) {
      return static_cast<int64_t>(value);
    } else if constexpr (std::unsigned_integral<T>) {
      return static_cast<uint64_t>(value);
    } else if constexpr (std::floating_point<T>) {
      return static_cast<double>(value);
    } else {
      return absl::string_view(value);
    }
  }
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_LOG_FIELD_H_
