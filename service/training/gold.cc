// Covered by gold_test.cc.
#include "service/training/gold.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "service/attribution/text/utf8.h"
#include "service/training/code_points.h"

namespace isnad {
namespace {

using Json = nlohmann::json;

constexpr absl::string_view kEnding = ".gold.json";

class Parser {
 public:
  Parser(absl::string_view name, absl::string_view text) : name_(name), text_(text), code_points_(text) {}

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
    GoldAttribution a;
    if (!row.is_object()) return Problem(0, "expected an object");
    if (!ReadNumber(row, "n", &a.n)) return Problem(0, "n is no number");
    if (!row.contains("cue") || !row.contains("claim")) return Problem(a.n, "cue or claim is missing");
    const std::optional<ByteRange> cue = LocateCue(row["cue"]);
    if (!cue) return Problem(a.n, "the cue is not in the text behind the previous cue");
    a.cue = *cue;
    if (row["cue"].is_string()) behind_cue_ = cue->end;
    absl::Status status = LocateOptional(row, "source", a, &a.source);
    if (status.ok()) status = LocateOptional(row, "antecedent", a, &a.antecedent);
    if (status.ok()) status = LocateClaim(row["claim"], &a);
    if (status.ok()) status = ReadValues(row, &a);
    if (!status.ok()) return status;
    return a;
  }

  absl::Status LocateOptional(const Json& row, const char* key, const GoldAttribution& a,
                              std::optional<ByteRange>* range) const {
    if (!row.contains(key) || row[key].is_null() || row[key] == "") return absl::OkStatus();
    *range = LocateNear(row[key], a.cue);
    return *range ? absl::OkStatus() : Problem(a.n, absl::StrCat("the ", key, " is not in the text"));
  }

  absl::Status LocateClaim(const Json& pieces, GoldAttribution* a) const {
    if (!pieces.is_array() || pieces.empty()) return Problem(a->n, "the claim is no list of pieces");
    for (const Json& piece : pieces) {
      const std::optional<ByteRange> range = LocateNear(piece, a->cue);
      if (!range) return Problem(a->n, "a piece of the claim is not in the text");
      a->claim.push_back(*range);
    }
    return absl::OkStatus();
  }

  absl::Status ReadValues(const Json& row, GoldAttribution* a) const {
    const std::optional<QuoteKind> kind = ParseQuoteKind(ReadWord(row, "kind", "indirect"));
    if (!kind) return Problem(a->n, "unknown kind");
    a->kind = *kind;
    const std::optional<Polarity> polarity = ParsePolarity(ReadWord(row, "polarity", "positive"));
    if (!polarity) return Problem(a->n, "unknown polarity");
    a->polarity = *polarity;
    const std::optional<SourceType> type = ParseSourceType(ReadWord(row, "source_type", "unspecified"));
    if (!type) return Problem(a->n, "unknown source_type");
    a->source_type = *type;
    const std::optional<CueClass> cue_class = ParseCueClass(ReadWord(row, "cue_class", "statement"));
    if (!cue_class) return Problem(a->n, "unknown cue_class");
    a->cue_class = *cue_class;
    if (!ReadNumber(row, "parent", &a->parent)) return Problem(a->n, "parent is no number");
    if (!row.contains("borderline")) return absl::OkStatus();
    if (!row["borderline"].is_boolean()) return Problem(a->n, "borderline is neither true nor false");
    a->borderline = row["borderline"].get<bool>();
    return absl::OkStatus();
  }

  // Keeps `number` where the row has none.
  static bool ReadNumber(const Json& row, const char* key, int* number) {
    if (!row.contains(key)) return true;
    if (!row[key].is_number_integer()) return false;
    *number = row[key].get<int>();
    return true;
  }

  // `missing` where the row has none; empty, which is no value of any field, where it is no string.
  static std::string ReadWord(const Json& row, const char* key, const char* missing) {
    if (!row.contains(key)) return missing;
    return row[key].is_string() ? row[key].get<std::string>() : "";
  }

  // A string's first occurrence behind the previous cue.
  std::optional<ByteRange> LocateCue(const Json& value) const {
    if (value.is_array()) return FromCodePoints(value);
    const std::vector<ByteRange> occurrences = Occurrences(value, behind_cue_);
    if (occurrences.empty()) return std::nullopt;
    return occurrences.front();
  }

  // A string's occurrence nearest to the cue; the first of equals.
  std::optional<ByteRange> LocateNear(const Json& value, ByteRange cue) const {
    if (value.is_array()) return FromCodePoints(value);
    std::optional<ByteRange> best;
    for (const ByteRange range : Occurrences(value, 0)) {
      if (!best || Distance(range, cue) < Distance(*best, cue)) best = range;
    }
    return best;
  }

  std::vector<ByteRange> Occurrences(const Json& value, uint32_t from) const {
    std::vector<ByteRange> ranges;
    const std::string string = value.is_string() ? value.get<std::string>() : "";
    if (string.empty()) return ranges;
    for (size_t at = text_.find(string, from); at != absl::string_view::npos; at = text_.find(string, at + 1)) {
      ranges.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + string.size())});
    }
    return ranges;
  }

  static uint32_t Distance(ByteRange a, ByteRange b) {
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
  }

  std::optional<ByteRange> FromCodePoints(const Json& value) const {
    if (value.size() != 2 || !value[0].is_number_unsigned() || !value[1].is_number_unsigned()) return std::nullopt;
    return code_points_.Bytes(value[0].get<size_t>(), value[1].get<size_t>());
  }

  absl::string_view name_;
  absl::string_view text_;
  CodePoints code_points_;
  uint32_t behind_cue_ = 0;  // the end of the previous cue that was a string
};

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream contents;
  if (!in || !(contents << in.rdbuf())) return absl::NotFoundError(absl::StrCat(path, ": cannot be read, or is empty"));
  return contents.str();
}

absl::StatusOr<GoldArticle> ReadArticle(const std::string& directory, const std::string& name) {
  const std::string base = (std::filesystem::path(directory) / name).string();
  const absl::StatusOr<std::string> text = ReadFile(absl::StrCat(base, ".txt"));
  if (!text.ok()) return text.status();
  const absl::StatusOr<std::string> json = ReadFile(absl::StrCat(base, kEnding));
  return json.ok() ? ParseGold(name, *text, *json) : json.status();
}

}  // namespace

std::optional<QuoteKind> ParseQuoteKind(absl::string_view name) {
  if (name == "direct") return QuoteKind::kDirect;
  if (name == "indirect") return QuoteKind::kIndirect;
  if (name == "mixed") return QuoteKind::kMixed;
  return std::nullopt;
}

std::optional<Polarity> ParsePolarity(absl::string_view name) {
  if (name == "positive") return Polarity::kPositive;
  if (name == "negative") return Polarity::kNegative;
  return std::nullopt;
}

absl::StatusOr<GoldArticle> ParseGold(absl::string_view name, absl::string_view text, absl::string_view json) {
  if (FirstInvalidUtf8(text)) return absl::InvalidArgumentError(absl::StrCat(name, ": the text is not UTF-8"));
  return Parser(name, text).Parse(json);
}

absl::StatusOr<std::vector<GoldArticle>> ReadGold(const std::string& directory) {
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string file = entry.path().filename().string();
    if (file.size() > kEnding.size() && absl::EndsWith(file, kEnding)) {
      names.push_back(file.substr(0, file.size() - kEnding.size()));
    }
  }
  if (names.empty()) return absl::NotFoundError(absl::StrCat(directory, ": no NAME.gold.json here"));
  std::sort(names.begin(), names.end());
  std::vector<GoldArticle> articles;
  for (const std::string& name : names) {
    absl::StatusOr<GoldArticle> article = ReadArticle(directory, name);
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  return articles;
}

}  // namespace isnad
