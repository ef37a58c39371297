#include "tests/golden/truth.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tests/golden/word_range.h"

namespace isnad {
namespace {

using Json = nlohmann::json;

constexpr absl::string_view kQuoteKinds[] = {"direct", "indirect", "mixed"};

uint32_t Distance(ByteRange left, ByteRange right) {
  if (left.end <= right.begin) return right.begin - left.end;
  return right.end <= left.begin ? left.begin - right.end : 0;
}

// Every occurrence of `words`; where some of them are whole words, only those.
std::vector<ByteRange> Occurrences(absl::string_view article, const std::string& words) {
  std::vector<ByteRange> all;
  std::vector<ByteRange> whole;
  for (size_t at = words.empty() ? article.npos : article.find(words); at != article.npos;
       at = article.find(words, at + 1)) {
    const ByteRange range{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
    all.push_back(range);
    if (IsWholeWords(article, range)) whole.push_back(range);
  }
  return whole.empty() ? all : whole;
}

class Locator {
 public:
  Locator(absl::string_view article, int number) : article_(article), number_(number) {}

  absl::StatusOr<ByteRange> After(const std::string& words, uint32_t begin) const {
    for (ByteRange range : Occurrences(article_, words)) {
      if (range.begin >= begin) return range;
    }
    return Missing(words);
  }
  absl::StatusOr<ByteRange> Nearest(const std::string& words, ByteRange cue) const {
    const std::vector<ByteRange> ranges = Occurrences(article_, words);
    if (ranges.empty()) return Missing(words);
    return *std::min_element(ranges.begin(), ranges.end(), [cue](ByteRange left, ByteRange right) {
      return Distance(left, cue) < Distance(right, cue);
    });
  }

 private:
  absl::Status Missing(const std::string& words) const {
    return absl::InvalidArgumentError(absl::StrCat("attribution ", number_, ": not in the article: \"", words, "\""));
  }

  absl::string_view article_;
  int number_;
};

absl::Status ReadValues(const Json& json, TrueAttribution* attribution) {
  const std::string kind = json.value("kind", "");
  const auto* found = std::find(std::begin(kQuoteKinds), std::end(kQuoteKinds), kind);
  const std::optional<SourceType> type = ParseSourceType(json.value("source_type", ""));
  const std::optional<CueClass> cue_class = ParseCueClass(json.value("cue_class", ""));
  const std::string polarity = json.value("polarity", "");
  if (found == std::end(kQuoteKinds) || !type.has_value() || !cue_class.has_value() ||
      (polarity != "positive" && polarity != "negative")) {
    return absl::InvalidArgumentError(
        absl::StrCat("attribution ", attribution->number, ": unknown kind, source_type, cue_class or polarity"));
  }
  attribution->quote_kind = static_cast<QuoteKind>(found - std::begin(kQuoteKinds));
  attribution->source_type = *type;
  attribution->cue_class = *cue_class;
  attribution->polarity = polarity == "positive" ? Polarity::kPositive : Polarity::kNegative;
  attribution->parent = json.value("parent", 0);
  attribution->borderline = json.value("borderline", false);
  return absl::OkStatus();
}

absl::Status FindOptional(const Locator& locator, const Json& json, ByteRange cue, std::optional<ByteRange>* range) {
  if (!json.is_string()) return absl::InvalidArgumentError("source and antecedent are strings");
  if (json.get<std::string>().empty()) return absl::OkStatus();
  const absl::StatusOr<ByteRange> found = locator.Nearest(json.get<std::string>(), cue);
  if (found.ok()) *range = *found;
  return found.status();
}

absl::StatusOr<TrueAttribution> ReadOne(absl::string_view article, const Json& json, uint32_t behind) {
  TrueAttribution attribution;
  attribution.number = json.value("n", 0);
  if (absl::Status status = ReadValues(json, &attribution); !status.ok()) return status;
  const Locator locator(article, attribution.number);
  const absl::StatusOr<ByteRange> cue = locator.After(json.value("cue", ""), behind);
  if (!cue.ok()) return cue.status();
  attribution.cue = *cue;
  const Json claim = json.value("claim", Json::array());
  if (!claim.is_array() || claim.empty()) return absl::InvalidArgumentError("claim is a list of one or more strings");
  for (const Json& piece : claim) {
    const absl::StatusOr<ByteRange> range = locator.Nearest(piece.is_string() ? piece.get<std::string>() : "", *cue);
    if (!range.ok()) return range.status();
    attribution.claim.push_back(*range);
  }
  absl::Status status = FindOptional(locator, json.value("source", Json("")), *cue, &attribution.source);
  if (status.ok()) status = FindOptional(locator, json.value("antecedent", Json("")), *cue, &attribution.antecedent);
  if (!status.ok()) return status;
  return attribution;
}

}  // namespace

absl::StatusOr<std::vector<TrueAttribution>> ReadTruth(absl::string_view article, const std::string& gold_json) {
  const Json json = Json::parse(gold_json, /*cb=*/nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("attributions") || !json["attributions"].is_array()) {
    return absl::InvalidArgumentError("expected an object with a list named attributions");
  }
  std::vector<TrueAttribution> truth;
  uint32_t behind = 0;
  for (const Json& item : json["attributions"]) {
    absl::StatusOr<TrueAttribution> attribution = ReadOne(article, item, behind);
    if (!attribution.ok()) return attribution.status();
    behind = attribution->cue.end;
    truth.push_back(*std::move(attribution));
  }
  return truth;
}

Attributions PerfectAnswer(const std::vector<TrueAttribution>& truth) {
  Attributions answer;
  std::map<std::pair<uint32_t, uint32_t>, int> ids;
  for (const TrueAttribution& attribution : truth) {
    Claim claim;
    claim.id = attribution.number;
    claim.content = attribution.claim;
    claim.cue.range = attribution.cue;
    claim.cue.cue_class = attribution.cue_class;
    claim.cue.polarity = attribution.polarity;
    claim.quote_kind = attribution.quote_kind;
    claim.parent_id = attribution.parent;
    claim.source.range = attribution.source;
    const std::optional<ByteRange> name =
        attribution.antecedent.has_value() ? attribution.antecedent : attribution.source;
    if (name.has_value()) {
      int& id = ids[{name->begin, name->end}];
      if (id == 0) {
        id = static_cast<int>(answer.sources.size()) + 1;
        Source source;
        source.id = id;
        source.name = *name;
        source.type = attribution.source_type;
        source.mentions = {*name};
        answer.sources.push_back(std::move(source));
      }
      claim.source.source_id = id;
      claim.source.resolution = attribution.source.has_value() ? Resolution::kNamed : Resolution::kDropped;
    }
    answer.claims.push_back(std::move(claim));
  }
  return answer;
}

}  // namespace isnad
