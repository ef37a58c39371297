// Covered by corpus_annotations_test.cc.
#include "service/training/corpus_annotations.h"

#include <istream>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"
#include "service/attribution/lexicon/tsv.h"
#include "service/attribution/text/text_hash.h"
#include "service/attribution/text/utf8.h"
#include "service/training/code_points.h"

namespace isnad {
namespace {

enum Column {
  kArticle,
  kFingerprint,
  kCue,
  kSource,
  kAntecedent,
  kContent,
  kKind,
  kType,
  kClass,
  kPolarity,
  kParent,
  kStatus,
  kColumnCount,
};
constexpr absl::string_view kColumns[kColumnCount] = {"article",    "fingerprint", "cue",        "source",
                                                      "antecedent", "content",     "quote kind", "source type",
                                                      "cue class",  "polarity",    "parent",     "status"};

using Texts = absl::flat_hash_map<std::string, std::string>;

// The texts of the annotated articles.
absl::StatusOr<Texts> FindTexts(const std::vector<TsvRow>& rows, std::istream& corpus) {
  Texts texts;
  for (const TsvRow& row : rows) texts[row[kArticle].text];
  std::string line;
  for (int number = 1; std::getline(corpus, line); ++number) {
    const nlohmann::json article = nlohmann::json::parse(line, nullptr, false);
    if (!article.is_object() || !article.contains("id") || !article["id"].is_string() || !article.contains("text") ||
        !article["text"].is_string()) {
      return absl::InvalidArgumentError(
          absl::StrCat("corpus:", number, ": expected an object with strings `id` and `text`"));
    }
    const auto it = texts.find(article["id"].get<std::string>());
    if (it != texts.end()) it->second = article["text"].get<std::string>();
  }
  return texts;
}

// Reads the cells of an attribution in one article's text.
class RowReader {
 public:
  explicit RowReader(absl::string_view text) : code_points_(text) {}

  absl::StatusOr<GoldAttribution> Read(const TsvRow& row) const {
    GoldAttribution a;
    absl::Status status = ReadSpans(row, &a);
    if (status.ok()) status = ReadValues(row, &a);
    if (!status.ok()) return status;
    return a;
  }

 private:
  absl::StatusOr<ByteRange> Span(const TsvCell& cell, absl::string_view item) const {
    const std::vector<absl::string_view> ends = absl::StrSplit(item, '-');
    uint32_t begin = 0, end = 0;
    if (ends.size() != 2 || !absl::SimpleAtoi(ends[0], &begin) || !absl::SimpleAtoi(ends[1], &end)) {
      return cell.Problem(absl::StrCat("expected BEGIN-END, not ", item));
    }
    if (const std::optional<ByteRange> range = code_points_.Bytes(begin, end)) return *range;
    return cell.Problem(absl::StrCat(item, " is empty or reaches beyond the text"));
  }

  absl::Status ReadOptional(const TsvCell& cell, std::optional<ByteRange>* range) const {
    if (cell.text == "-") return absl::OkStatus();
    const absl::StatusOr<ByteRange> span = Span(cell, cell.text);
    if (span.ok()) *range = *span;
    return span.status();
  }

  absl::Status ReadSpans(const TsvRow& row, GoldAttribution* a) const {
    const absl::StatusOr<ByteRange> cue = Span(row[kCue], row[kCue].text);
    if (!cue.ok()) return cue.status();
    a->cue = *cue;
    absl::Status status = ReadOptional(row[kSource], &a->source);
    if (status.ok()) status = ReadOptional(row[kAntecedent], &a->antecedent);
    if (!status.ok()) return status;
    const absl::StatusOr<std::vector<absl::string_view>> pieces = row[kContent].Items();
    if (!pieces.ok()) return pieces.status();
    if (pieces->empty()) return row[kContent].Problem("an attribution has a content");
    for (const absl::string_view piece : *pieces) {
      const absl::StatusOr<ByteRange> span = Span(row[kContent], piece);
      if (!span.ok()) return span.status();
      a->claim.push_back(*span);
    }
    return absl::OkStatus();
  }

  static absl::Status ReadValues(const TsvRow& row, GoldAttribution* a) {
    const absl::StatusOr<SourceType> type = ParseNamed(row[kType], &ParseSourceType);
    const absl::StatusOr<CueClass> cue_class = ParseNamed(row[kClass], &ParseCueClass);
    const absl::StatusOr<QuoteKind> kind = ParseNamed(row[kKind], &ParseQuoteKind);
    const absl::StatusOr<Polarity> polarity = ParseNamed(row[kPolarity], &ParsePolarity);
    for (const absl::Status& status : {type.status(), cue_class.status(), kind.status(), polarity.status()}) {
      if (!status.ok()) return status;
    }
    a->source_type = *type;
    a->cue_class = *cue_class;
    a->kind = *kind;
    a->polarity = *polarity;
    const absl::string_view status = row[kStatus].text;
    if (!absl::SimpleAtoi(row[kParent].text, &a->parent)) return row[kParent].Problem("expected a number");
    if (status != "settled" && status != "borderline") return row[kStatus].Problem("unknown status");
    a->borderline = status == "borderline";
    return absl::OkStatus();
  }

  CodePoints code_points_;
};

absl::Status CheckText(const TsvRow& row, const std::string& text) {
  if (text.empty()) return absl::NotFoundError(row[kArticle].Problem("not in the corpus").message());
  if (FirstInvalidUtf8(text)) return row[kArticle].Problem("the text is not UTF-8");
  const std::string fingerprint = absl::StrCat(absl::Hex(HashText(text), absl::kZeroPad8));
  if (fingerprint == row[kFingerprint].text) return absl::OkStatus();
  return row[kFingerprint].Problem(absl::StrCat("the corpus has another text: ", fingerprint));
}

// The article whose rows begin at `*next`, which moves behind them.
absl::StatusOr<GoldArticle> ReadArticle(const std::vector<TsvRow>& rows, Texts* texts, size_t* next) {
  const TsvRow& first = rows[*next];
  std::string& text = (*texts)[first[kArticle].text];
  if (const absl::Status status = CheckText(first, text); !status.ok()) return status;
  const RowReader reader(text);
  GoldArticle article{std::string(first[kArticle].text), "", {}};
  for (; *next < rows.size() && rows[*next][kArticle].text == first[kArticle].text; ++*next) {
    if (rows[*next][kCue].text == "-") continue;  // an article without attributions
    absl::StatusOr<GoldAttribution> attribution = reader.Read(rows[*next]);
    if (!attribution.ok()) return attribution.status();
    attribution->n = static_cast<int>(article.attributions.size()) + 1;
    article.attributions.push_back(*std::move(attribution));
  }
  article.text = std::move(text);
  text.clear();  // an article's rows stand together: a second group finds no text
  return article;
}

}  // namespace

absl::StatusOr<std::vector<GoldArticle>> ReadCorpusAnnotations(absl::string_view file, absl::string_view table,
                                                               std::istream& corpus) {
  const absl::StatusOr<std::vector<TsvRow>> rows = ReadTsv(file, table, kColumns);
  if (!rows.ok()) return rows.status();
  absl::StatusOr<Texts> texts = FindTexts(*rows, corpus);
  if (!texts.ok()) return texts.status();
  std::vector<GoldArticle> articles;
  for (size_t next = 0; next < rows->size();) {
    absl::StatusOr<GoldArticle> article = ReadArticle(*rows, &*texts, &next);
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  return articles;
}

}  // namespace isnad
