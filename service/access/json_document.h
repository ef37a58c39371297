// JSON as people write it into files that a server must not misread: no key twice, no depth or size without a limit,
// and every problem with its place. A syntax error is told as FILE:LINE:COLUMN (from 1, columns in bytes), any other as
// FILE: JSON-POINTER. Messages never repeat values. Nothing throws. Pure; any thread.
#ifndef ISNAD_SERVICE_ACCESS_JSON_DOCUMENT_H_
#define ISNAD_SERVICE_ACCESS_JSON_DOCUMENT_H_

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace isnad {

struct JsonLimits {
  size_t bytes_max = 0;
  int depth_max = 0;
};

// The document in `contents`; `file` names it in errors. INVALID_ARGUMENT where it is no JSON (RFC 8259, UTF-8, no
// comments), a key stands twice in an object, or a limit is passed.
absl::StatusOr<nlohmann::json> ReadJson(absl::string_view file, absl::string_view contents, const JsonLimits& limits);

// A value of a document with its place, to be read with expectations. The first expectation that is not met is kept in
// the status that all nodes of a document share; what is read after that means nothing.
class JsonNode {
 public:
  // The root. All three must outlive the nodes.
  JsonNode(absl::string_view file, const nlohmann::json& document, absl::Status* status)
      : file_(file), value_(&document), status_(status) {}

  bool exists() const { return value_ != nullptr; }
  // The member of that name; without one, or where this is no object, a node that does not exist.
  JsonNode Member(absl::string_view name) const;
  // As Member; its absence is a problem.
  JsonNode RequiredMember(absl::string_view name) const;

  // Fails unless this is an object with no other keys than these.
  void ExpectObject(std::initializer_list<absl::string_view> keys) const;
  // The elements of this array; fails where it is none or has more than `count_max`. None where this does not exist.
  std::vector<JsonNode> Elements(size_t count_max) const;
  // This text; fails where it is none. "" where this does not exist.
  std::string Text() const;
  // This truth value; fails where it is none. False where this does not exist.
  bool Truth() const;

  // Notes a problem of this value, unless one is noted already.
  void Fail(absl::string_view problem) const;

 private:
  JsonNode Child(absl::string_view step, const nlohmann::json* value) const;

  absl::string_view file_;
  const nlohmann::json* value_;
  absl::Status* status_;
  std::string pointer_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_JSON_DOCUMENT_H_
