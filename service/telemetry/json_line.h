// One line of JSON in the making: a flat object, whatever bytes go in. The line is valid UTF-8 and valid JSON:
// malformed UTF-8 becomes U+FFFD, and what a terminal, an editor or JavaScript would obey is escaped (C0 and C1
// controls, DEL, line and paragraph separators, directional controls). What does not fit is cut on a code point
// boundary or left out, and the line ends with "truncated":true. A value; one thread.
#ifndef ISNAD_SERVICE_TELEMETRY_JSON_LINE_H_
#define ISNAD_SERVICE_TELEMETRY_JSON_LINE_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "service/telemetry/log_field.h"

namespace isnad {

// The longest line, in bytes, line feed included: what Linux writes into a pipe in one piece (PIPE_BUF), so that lines
// of several processes do not mix and a line never waits half-written.
inline constexpr size_t kLogLineBytesMax = 4096;

// The longest text of one field, in bytes before escaping; a path or a message is shorter, and four such still fit.
inline constexpr size_t kLogFieldBytesMax = 1024;

class JsonLine {
 public:
  JsonLine();

  // Adds `"name":value`. Not finite doubles become null.
  void Add(const LogField& field);

  // The whole line with its line feed; nothing may be added behind it.
  std::string Finish();

 private:
  // Whether so many bytes more leave room for the line's end.
  bool Fits(size_t bytes) const;
  bool AddText(absl::string_view text, size_t text_bytes_max);
  void AddValue(const LogField::Value& value);
  void AddNumber(double value);

  std::string line_;
  bool truncated_ = false;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_JSON_LINE_H_
