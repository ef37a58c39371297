// The parser tells each value as it comes, so that a key given twice is seen, which a parsed object would hide, and
// reads through an iterator that counts lines, so that each problem has one. Covered by
// tests/server/config_file_test.cc.
#include "service/server/config_file.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "service/access/file_reader.h"
#include "service/server/nearest_name.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

constexpr absl::string_view kSchemaKey = "$schema";

// Bytes of a text; counts the line feeds that it has passed.
class LineCountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  LineCountingIterator(const char* at, int* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  LineCountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  LineCountingIterator operator++(int) {
    LineCountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const LineCountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const LineCountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  int* line_;
};

// "parse error at line 3, column 9: syntax error while parsing value - invalid literal; last read: '...'": where and
// why, without the text itself, which may be a secret.
std::string SyntaxProblem(absl::string_view file, absl::string_view what) {
  const size_t line_at = what.find("line ");
  const size_t colon = what.find(": ", line_at == what.npos ? 0 : line_at);
  if (line_at == what.npos || colon == what.npos) return absl::StrCat(file, ": not JSON");
  const absl::string_view place = what.substr(line_at + 5, colon - line_at - 5);  // "3, column 9"
  absl::string_view reason = what.substr(colon + 2);
  reason = reason.substr(0, reason.find("; last read:"));
  return absl::StrCat(file, ":", place.substr(0, place.find(',')), ": not JSON: ", absl::Utf8SafeCEscape(reason), " (",
                      place.substr(place.find(',') + 2), ")");
}

class ConfigHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  ConfigHandler(absl::string_view file, const int* line, const OptionTable& options)
      : file_(file), line_(*line), options_(options) {}

  bool null() override { return NotAllowedHere("null"); }
  bool boolean(bool value) override {
    if (option_ == nullptr || option_->type != OptionType::kSwitch) return NotAllowedHere(value ? "true" : "false");
    return Take(OptionValue(value));
  }
  bool number_integer(number_integer_t value) override { return Number(value, absl::StrCat(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return NotAllowedHere(absl::StrCat(value));
    return Number(static_cast<int64_t>(value), absl::StrCat(value));
  }
  // JSON Schema takes 1.0 and 1e3 for whole numbers, and so do we.
  bool number_float(number_float_t value, const string_t& shown) override {
    constexpr double kExactMax = 1e15;
    if (value != std::floor(value) || std::abs(value) > kExactMax) return NotAllowedHere(shown);
    return Number(static_cast<int64_t>(value), shown);
  }
  bool string(string_t& value) override {
    if (passed_over_) return true;
    if (option_ == nullptr || !TakesText(*option_)) return NotAllowedHere(ShownText(value));
    return Take(ParseOption(*option_, value));
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(size_t) override {
    if (depth_ > 0) NotAllowedHere("an object");
    return Descend();
  }
  bool start_array(size_t) override {
    NotAllowedHere("an array");
    return Descend();
  }
  bool end_object() override { return --depth_ >= 0; }
  bool end_array() override { return --depth_ >= 0; }
  bool key(string_t& name) override;
  bool parse_error(size_t, const std::string&, const nlohmann::json::exception& error) override {
    problems_.push_back(SyntaxProblem(file_, error.what()));
    return false;
  }

  const std::vector<std::string>& problems() const { return problems_; }
  std::vector<Setting> settings() && { return std::move(settings_); }

 private:
  bool Descend() {
    if (++depth_ <= kConfigDepthMax) return true;
    Problem(absl::StrCat("more than ", kConfigDepthMax, " objects and arrays within each other"));
    return false;
  }
  bool Number(int64_t number, absl::string_view shown) {
    if (option_ == nullptr || !TakesNumber(*option_)) return NotAllowedHere(shown);
    return Take(NumberForOption(*option_, number));
  }
  bool Take(absl::StatusOr<OptionValue> value);
  // Of the values within a value only the outermost is told.
  bool NotAllowedHere(absl::string_view shown);
  void Problem(absl::string_view problem) {
    problems_.push_back(absl::StrCat(file_, ":", key_line_ == 0 ? line_ : key_line_, ": ", problem));
  }

  const absl::string_view file_;
  const int& line_;
  const OptionTable& options_;
  std::map<std::string, int> lines_;  // of each key
  std::vector<Setting> settings_;
  std::vector<std::string> problems_;
  int depth_ = 0;
  // Of the last key of the outermost object.
  const Option* option_ = nullptr;
  int key_line_ = 0;
  bool passed_over_ = false;
};

bool ConfigHandler::key(string_t& name) {
  if (depth_ != 1) return true;
  key_line_ = line_;
  passed_over_ = name == kSchemaKey;
  option_ = FindOption(name, options_);
  const auto [first, is_new] = lines_.emplace(name, line_);
  if (!is_new) {
    Problem(absl::StrCat(ShownText(name), " is given twice, first in line ", first->second));
  } else if (option_ == nullptr && !passed_over_) {
    std::vector<std::string> names;
    for (const Option& option : options_) names.push_back(option.name);
    const std::string nearest = NearestName(name, names);
    Problem(absl::StrCat("unknown option ", ShownText(name),
                         nearest.empty() ? "" : absl::StrCat("; did you mean \"", nearest, "\"?")));
  }
  return true;
}

bool ConfigHandler::Take(absl::StatusOr<OptionValue> value) {
  if (depth_ != 1) return true;
  if (value.ok()) {
    settings_.push_back({option_, *std::move(value), absl::StrCat("file ", file_, ":", key_line_)});
  } else {
    Problem(absl::StrCat(option_->name, ": ", value.status().message()));
  }
  return true;
}

bool ConfigHandler::NotAllowedHere(absl::string_view shown) {
  if (depth_ == 0) {
    Problem(absl::StrCat(shown, " is not an object of options"));
  } else if (depth_ == 1 && passed_over_) {
    Problem(absl::StrCat(kSchemaKey, ": ", shown, " is not a text"));
  } else if (depth_ == 1 && option_ != nullptr) {
    Problem(absl::StrCat(option_->name, ": ", NotAllowed(*option_, shown)));
  }
  return true;
}

}  // namespace

absl::StatusOr<std::vector<Setting>> ReadConfig(absl::string_view json, absl::string_view file,
                                                const OptionTable& options) {
  if (json.size() > kConfigFileBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat(file, ": more than ", kConfigFileBytesMax, " bytes"));
  }
  int line = 1;
  ConfigHandler handler(file, &line, options);
  const LineCountingIterator begin(json.data(), &line);
  const LineCountingIterator end(json.data() + json.size(), &line);
  nlohmann::json::sax_parse(begin, end, &handler);
  if (absl::Status status = ProblemsToStatus(handler.problems()); !status.ok()) return status;
  return std::move(handler).settings();
}

absl::StatusOr<std::vector<Setting>> ReadConfigFile(const std::string& file, const OptionTable& options) {
  absl::StatusOr<std::string> bytes = ReadWholeFile(file, kConfigFileBytesMax);
  if (!bytes.ok()) return absl::InvalidArgumentError(bytes.status().message());
  return ReadConfig(*bytes, file, options);
}

absl::Status ProblemsToStatus(const std::vector<std::string>& problems) {
  if (problems.empty()) return absl::OkStatus();
  const size_t told = std::min(problems.size(), kConfigProblemsMax);
  std::string text = absl::StrJoin(problems.begin(), problems.begin() + told, "\n");
  if (told < problems.size()) absl::StrAppend(&text, "\nand ", problems.size() - told, " more problems");
  return absl::InvalidArgumentError(text);
}

}  // namespace isnad
