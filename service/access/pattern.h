// A pattern of an authorization policy, as gRFC A43 defines it: "abc" is that text, "abc*" what begins with it, "*abc"
// what ends with it, "*" anything but nothing. Upper and lower case differ. A star elsewhere, which A43 does not speak
// of and gRPC's own libraries take for itself, is refused: whoever writes "a*c" means a pattern, and a deny rule with
// it would deny nobody. An immutable value; any thread.
#ifndef ISNAD_SERVICE_ACCESS_PATTERN_H_
#define ISNAD_SERVICE_ACCESS_PATTERN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

class Pattern {
 public:
  // INVALID_ARGUMENT for a star inside, and for one at both ends: gRPC's own libraries read that in different ways.
  static absl::StatusOr<Pattern> Parse(absl::string_view text);

  bool Matches(absl::string_view value) const;

  // Whether whatever it matches begins with `begin`.
  bool OnlyBehind(absl::string_view begin) const;

  // Whether it is "", which matches nothing but nothing.
  bool empty() const { return kind_ == Kind::kExact && text_.empty(); }

 private:
  enum class Kind { kExact, kPrefix, kSuffix, kPresence };

  Pattern(Kind kind, absl::string_view text) : kind_(kind), text_(text) {}

  Kind kind_;
  std::string text_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_PATTERN_H_
