// By events rather than as a tree: a line of brackets would take a hundred times its size. Covered by
// tests/client/article_line_test.cc.
#include "client/article_line.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/utf8.h"

namespace isnad {
namespace {

using Json = nlohmann::json;

// Takes `id` and `text` of the outermost object.
class FieldTaker final : public nlohmann::json_sax<Json> {
 public:
  absl::StatusOr<ArticleFile> Taken() && {
    if (!problem_.ok()) return problem_;
    if (!is_object_) return absl::InvalidArgumentError("is no JSON object");
    if (!id_.has_value()) return absl::InvalidArgumentError("has no string \"id\"");
    if (!text_.has_value()) return absl::InvalidArgumentError("has no string \"text\"");
    return ArticleFile{*std::move(id_), *std::move(text_)};
  }

  bool null() override { return Other(); }
  bool boolean(bool /*value*/) override { return Other(); }
  bool number_integer(number_integer_t /*value*/) override { return Other(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return Other(); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return Other(); }
  bool binary(binary_t& /*value*/) override { return Other(); }
  bool string(string_t& value) override {
    if (field_ != nullptr) *field_ = std::move(value);
    field_ = nullptr;
    return true;
  }
  bool start_object(size_t /*count*/) override {
    if (depth_ == 0) is_object_ = true;
    return Begin();
  }
  bool start_array(size_t /*count*/) override { return Begin(); }
  bool end_object() override { return End(); }
  bool end_array() override { return End(); }
  bool key(string_t& name) override {
    if (depth_ == 1) field_ = name == "id" ? &id_ : name == "text" ? &text_ : nullptr;
    return true;
  }
  bool parse_error(size_t position, const std::string& /*token*/, const Json::exception& /*error*/) override {
    problem_ = absl::InvalidArgumentError(absl::StrCat("is not JSON: byte ", position));
    return false;
  }

 private:
  // A value that is no string is not taken, and takes the place of one that came earlier.
  bool Other() {
    if (field_ != nullptr) field_->reset();
    field_ = nullptr;
    return true;
  }
  bool Begin() {
    ++depth_;
    return Other();
  }
  bool End() {
    --depth_;
    return true;
  }

  int64_t depth_ = 0;
  bool is_object_ = false;
  std::optional<std::string> id_;
  std::optional<std::string> text_;
  std::optional<std::string>* field_ = nullptr;  // that the next value belongs to
  absl::Status problem_;
};

}  // namespace

absl::StatusOr<ArticleFile> ParseArticleLine(absl::string_view line) {
  if (absl::Status status = CheckUtf8(line); !status.ok()) return status;
  FieldTaker taker;
  Json::sax_parse(line.begin(), line.end(), &taker);
  return std::move(taker).Taken();
}

}  // namespace isnad
