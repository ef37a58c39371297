// Covered by gold_test.cc.
#include "service/training/gold.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

using Json = nlohmann::json;

class Parser {
 public:
  Parser(absl::string_view name, absl::string_view text) : name_(name), text_(text) {
    for (uint32_t offset = 0; offset < text.size(); NextCodePoint(text, &offset)) starts_.push_back(offset);
    starts_.push_back(static_cast<uint32_t>(text.size()));
  }

  absl::StatusOr<GoldArticle> Parse(absl::string_view json) {
    const Json root = Json::parse(json.begin(), json.end(), nullptr, false);
    if (!root.is_object() || !root.contains("attributions") || !root["attributions"].is_array()) {
      return Problem(0, "expected an object with a list `attributions`");
    }
    GoldArticle article{std::string(name_), std::string(text_), {}};
    for (const Json& row : root["attributions"]) {
      absl::StatusOr<GoldAttribution> attribution = ParseRow(row);
      if (!attribution.ok()) return attribution.status();
      article.attributions.push_back(*std::move(attribution));
    }
    return article;
  }

 private:
  absl::Status Problem(int n, absl::string_view problem) const {
    return absl::InvalidArgumentError(absl::StrCat(name_, ": attribution ", n, ": ", problem));
  }

  absl::StatusOr<GoldAttribution> ParseRow(const Json& row) {
    if (!row.is_object() || !row.contains("cue") || !row.contains("claim")) return Problem(0, "cue or claim is missing");
    GoldAttribution a;
    a.n = row.value("n", 0);
    const std::optional<ByteRange> cue = Locate(row["cue"], after_cue_, true);
    if (!cue) return Problem(a.n, "the cue is not in the text behind the previous cue");
    a.cue = *cue;
    after_cue_ = row["cue"].is_string() ? cue->begin + 1 : after_cue_;
    absl::Status status = LocateOptional(row, "source", a, &a.source);
    if (status.ok()) status = LocateOptional(row, "antecedent", a, &a.antecedent);
    if (!status.ok()) return status;
    for (const Json& piece : row["claim"]) {
      const std::optional<ByteRange> range = Locate(piece, a.cue.begin, false);
      if (!range) return Problem(a.n, "a piece of the claim is not in the text");
      a.claim.push_back(*range);
    }
    status = ParseValues(row, &a);
    if (!status.ok()) return status;
    return a;
  }

  absl::Status LocateOptional(const Json& row, const char* key, const GoldAttribution& a,
                              std::optional<ByteRange>* range) const {
    if (!row.contains(key) || row[key].is_null() || row[key] == "") return absl::OkStatus();
    *range = Locate(row[key], a.cue.begin, false);
    return *range ? absl::OkStatus() : Problem(a.n, absl::StrCat("the ", key, " is not in the text"));
  }

  absl::Status ParseValues(const Json& row, GoldAttribution* a) const {
    const std::string kind = row.value("kind", "indirect"), polarity = row.value("polarity", "positive");
    if (kind != "direct" && kind != "indirect" && kind != "mixed") return Problem(a->n, "unknown kind");
    a->kind = kind == "direct" ? QuoteKind::kDirect : kind == "mixed" ? QuoteKind::kMixed : QuoteKind::kIndirect;
    if (polarity != "positive" && polarity != "negative") return Problem(a->n, "unknown polarity");
    a->polarity = polarity == "negative" ? Polarity::kNegative : Polarity::kPositive;
    const std::optional<SourceType> type = ParseSourceType(row.value("source_type", "unspecified"));
    const std::optional<CueClass> cue_class = ParseCueClass(row.value("cue_class", "statement"));
    if (!type || !cue_class) return Problem(a->n, "unknown source_type or cue_class");
    a->source_type = *type;
    a->cue_class = *cue_class;
    a->parent = row.value("parent", 0);
    a->borderline = row.value("borderline", false);
    return absl::OkStatus();
  }

  // `near`: the byte behind which a cue is looked for, or to which another string must be nearest.
  std::optional<ByteRange> Locate(const Json& value, uint32_t near, bool first_behind) const {
    if (value.is_array()) return FromCodePoints(value);
    if (!value.is_string()) return std::nullopt;
    const std::string string = value.get<std::string>();
    if (string.empty()) return std::nullopt;
    std::optional<ByteRange> best;
    size_t at = first_behind ? text_.find(string, near) : text_.find(string);
    for (; at != absl::string_view::npos; at = text_.find(string, at + 1)) {
      const ByteRange range{static_cast<uint32_t>(at), static_cast<uint32_t>(at + string.size())};
      if (first_behind) return range;
      if (!best || Distance(range, near) < Distance(*best, near)) best = range;
    }
    return best;
  }

  static uint32_t Distance(ByteRange range, uint32_t to) {
    return range.end <= to ? to - range.end : range.begin > to ? range.begin - to : 0;
  }

  std::optional<ByteRange> FromCodePoints(const Json& value) const {
    if (value.size() != 2 || !value[0].is_number_unsigned() || !value[1].is_number_unsigned()) return std::nullopt;
    const size_t begin = value[0].get<size_t>(), end = value[1].get<size_t>();
    if (begin >= end || end >= starts_.size()) return std::nullopt;
    return ByteRange{starts_[begin], starts_[end]};
  }

  absl::string_view name_;
  absl::string_view text_;
  std::vector<uint32_t> starts_;  // byte offset of each code point
  uint32_t after_cue_ = 0;
};

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream contents;
  contents << in.rdbuf();
  return contents.str();
}

}  // namespace

absl::StatusOr<GoldArticle> ParseGold(absl::string_view name, absl::string_view text, absl::string_view json) {
  if (FirstInvalidUtf8(text)) return absl::InvalidArgumentError(absl::StrCat(name, ": the text is not UTF-8"));
  return Parser(name, text).Parse(json);
}

absl::StatusOr<std::vector<GoldArticle>> ReadGold(const std::string& directory) {
  std::error_code error;
  std::vector<std::string> names;
  constexpr absl::string_view kEnding = ".gold.json";
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string file = entry.path().filename().string();
    if (file.size() > kEnding.size() && absl::string_view(file).substr(file.size() - kEnding.size()) == kEnding) {
      names.push_back(file.substr(0, file.size() - kEnding.size()));
    }
  }
  if (names.empty()) return absl::NotFoundError(absl::StrCat(directory, ": no NAME.gold.json here"));
  std::sort(names.begin(), names.end());
  std::vector<GoldArticle> articles;
  for (const std::string& name : names) {
    const std::filesystem::path base = std::filesystem::path(directory) / name;
    absl::StatusOr<GoldArticle> article =
        ParseGold(name, ReadFile(base.string() + ".txt"), ReadFile(base.string() + std::string(kEnding)));
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  return articles;
}

}  // namespace isnad
