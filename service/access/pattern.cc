// Covered by tests/access/pattern_test.cc.
#include "service/access/pattern.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"

namespace isnad {

absl::StatusOr<Pattern> Pattern::Parse(absl::string_view text) {
  if (text == "*") return Pattern(Kind::kPresence, "");
  const bool begins = absl::StartsWith(text, "*");
  const bool ends = absl::EndsWith(text, "*");
  if (begins && ends) return absl::InvalidArgumentError("a star at both ends; expected one at most");
  const size_t inside = text.find('*', 1);
  if (inside != text.npos && inside + 1 != text.size()) {
    return absl::InvalidArgumentError("a star inside; expected one at the begin or the end, or none");
  }
  if (begins) return Pattern(Kind::kSuffix, text.substr(1));
  if (ends) return Pattern(Kind::kPrefix, text.substr(0, text.size() - 1));
  return Pattern(Kind::kExact, text);
}

bool Pattern::Matches(absl::string_view value) const {
  switch (kind_) {
    case Kind::kExact:
      return value == text_;
    case Kind::kPrefix:
      return absl::StartsWith(value, text_);
    case Kind::kSuffix:
      return absl::EndsWith(value, text_);
    case Kind::kPresence:
      return !value.empty();
  }
  return false;
}

bool Pattern::OnlyBehind(absl::string_view begin) const {
  return (kind_ == Kind::kExact || kind_ == Kind::kPrefix) && absl::StartsWith(text_, begin);
}

}  // namespace isnad
