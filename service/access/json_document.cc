// Two passes of the library's parser: the first checks and builds nothing, so that a hostile document costs no memory;
// the second builds. Covered by tests/access/json_document_test.cc.
#include "service/access/json_document.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace isnad {
namespace {

using Json = nlohmann::json;

// Of a key in a message, in bytes: the rest of a longer one helps nobody.
constexpr size_t kShownKeyBytesMax = 64;

// A key as a step of a JSON pointer (RFC 6901), fit for a log line.
std::string Step(absl::string_view key) {
  const std::string shown = absl::CHexEscape(key.substr(0, kShownKeyBytesMax));
  return absl::StrCat("/", absl::StrReplaceAll(shown, {{"~", "~0"}, {"/", "~1"}}));
}

absl::Status ProblemAt(absl::string_view file, absl::string_view pointer, absl::string_view problem) {
  return absl::InvalidArgumentError(absl::StrCat(file, ": ", pointer.empty() ? "/" : pointer, ": ", problem));
}

absl::Status ProblemAtByte(absl::string_view file, absl::string_view contents, size_t byte, absl::string_view problem) {
  const absl::string_view before = contents.substr(0, byte);
  const size_t line = 1 + std::count(before.begin(), before.end(), '\n');
  const size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return absl::InvalidArgumentError(absl::StrCat(file, ":", line, ":", before.size() - line_begin + 1, ": ", problem));
}

// The library's account of a syntax error without its heading, without the place and the text that was read, `token`.
std::string SyntaxProblem(absl::string_view what, absl::string_view token) {
  constexpr absl::string_view kRead = "; last read: '";
  if (absl::StrContains(what, "out_of_range")) return "number out of range";
  const size_t heading_end = what.find(": ");
  if (heading_end != absl::string_view::npos) what.remove_prefix(heading_end + 2);
  const size_t read = what.find(kRead);
  if (read == absl::string_view::npos) return std::string(what);
  const size_t behind = std::min(read + kRead.size() + token.size() + 1, what.size());
  return absl::StrCat(what.substr(0, read), what.substr(behind));
}

// Looks at each event of the parser: depth, keys that come twice, syntax errors. False ends the parse.
class Checker : public nlohmann::json_sax<Json> {
 public:
  Checker(absl::string_view file, absl::string_view contents, int depth_max)
      : file_(file), contents_(contents), depth_max_(depth_max) {}

  const absl::Status& status() const { return status_; }

  bool null() override { return EndValue(); }
  bool boolean(bool) override { return EndValue(); }
  bool number_integer(number_integer_t) override { return EndValue(); }
  bool number_unsigned(number_unsigned_t) override { return EndValue(); }
  bool number_float(number_float_t, const string_t&) override { return EndValue(); }
  bool string(string_t&) override { return EndValue(); }
  bool binary(binary_t&) override { return EndValue(); }
  bool start_object(std::size_t) override { return Begin(false); }
  bool start_array(std::size_t) override { return Begin(true); }
  bool end_object() override { return End(); }
  bool end_array() override { return End(); }

  bool key(string_t& key) override {
    levels_.back().key = key;
    if (levels_.back().keys.insert(key).second) return true;
    status_ = ProblemAt(file_, Pointer(), "the key stands here twice");
    return false;
  }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& error) override {
    status_ = ProblemAtByte(file_, contents_, position == 0 ? 0 : position - 1, SyntaxProblem(error.what(), token));
    return false;
  }

 private:
  struct Level {
    bool array = false;
    size_t index = 0;
    std::string key;
    std::set<std::string> keys;
  };

  bool Begin(bool array) {
    if (static_cast<int>(levels_.size()) == depth_max_) {
      status_ = ProblemAt(file_, Pointer(), absl::StrCat("nested deeper than ", depth_max_, " levels"));
      return false;
    }
    levels_.push_back({.array = array});
    return true;
  }

  bool End() {
    levels_.pop_back();
    return EndValue();
  }

  bool EndValue() {
    if (!levels_.empty()) ++levels_.back().index;
    return true;
  }

  std::string Pointer() const {
    std::string pointer;
    for (const Level& level : levels_) pointer += level.array ? absl::StrCat("/", level.index) : Step(level.key);
    return pointer;
  }

  absl::string_view file_;
  absl::string_view contents_;
  int depth_max_;
  std::vector<Level> levels_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<Json> ReadJson(absl::string_view file, absl::string_view contents, const JsonLimits& limits) {
  if (contents.size() > limits.bytes_max) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, ": has ", contents.size(), " bytes, more than the limit of ", limits.bytes_max));
  }
  if (contents.empty()) return ProblemAtByte(file, contents, 0, "the document is empty");
  // The library takes a NUL byte for the end and would not see what follows.
  const size_t nul = contents.find('\0');
  if (nul != absl::string_view::npos) return ProblemAtByte(file, contents, nul, "NUL byte");
  Checker checker(file, contents, limits.depth_max);
  if (!Json::sax_parse(contents.begin(), contents.end(), &checker)) return checker.status();
  return Json::parse(contents.begin(), contents.end(), nullptr, /*allow_exceptions=*/false);
}

JsonNode JsonNode::Member(absl::string_view name) const {
  if (!exists() || !value_->is_object()) return Child(Step(name), nullptr);
  const auto member = value_->find(std::string(name));
  return Child(Step(name), member == value_->end() ? nullptr : &*member);
}

JsonNode JsonNode::RequiredMember(absl::string_view name) const {
  JsonNode member = Member(name);
  if (exists() && !member.exists()) member.Fail("missing");
  return member;
}

void JsonNode::ExpectObject(std::initializer_list<absl::string_view> keys) const {
  if (!exists()) return;
  if (!value_->is_object()) return Fail("expected an object");
  for (const auto& member : value_->items()) {
    if (std::find(keys.begin(), keys.end(), absl::string_view(member.key())) != keys.end()) continue;
    return Member(member.key())
        .Fail(absl::StrCat("unknown key; expected ", keys.size() == 0 ? "none" : absl::StrJoin(keys, ", ")));
  }
}

std::vector<JsonNode> JsonNode::Elements(size_t count_max) const {
  std::vector<JsonNode> elements;
  if (!exists()) return elements;
  if (!value_->is_array()) {
    Fail("expected an array");
  } else if (value_->size() > count_max) {
    Fail(absl::StrCat("has ", value_->size(), " elements, more than the limit of ", count_max));
  } else {
    for (size_t i = 0; i < value_->size(); ++i) elements.push_back(Child(absl::StrCat("/", i), &(*value_)[i]));
  }
  return elements;
}

std::string JsonNode::Text() const {
  if (!exists()) return "";
  if (value_->is_string()) return value_->get_ref<const std::string&>();
  Fail("expected a text");
  return "";
}

bool JsonNode::Truth() const {
  if (!exists()) return false;
  if (value_->is_boolean()) return value_->get<bool>();
  Fail("expected true or false");
  return false;
}

void JsonNode::Fail(absl::string_view problem) const {
  if (status_->ok()) *status_ = ProblemAt(file_, pointer_, problem);
}

JsonNode JsonNode::Child(absl::string_view step, const Json* value) const {
  JsonNode child = *this;
  child.value_ = value;
  absl::StrAppend(&child.pointer_, step);
  return child;
}

}  // namespace isnad
