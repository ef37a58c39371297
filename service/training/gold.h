// Annotated articles: NAME.txt with NAME.gold.json beside it, in the format of the annotation guidelines. Spans are
// given as [begin, end] in code points, or as strings, which are then located in text order: each cue behind the
// previous cue, source and claim nearest to their cue.
#ifndef ISNAD_SERVICE_TRAINING_GOLD_H_
#define ISNAD_SERVICE_TRAINING_GOLD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"

namespace isnad {

struct GoldAttribution {
  int n = 0;
  ByteRange cue;
  std::optional<ByteRange> source;
  std::optional<ByteRange> antecedent;
  std::vector<ByteRange> claim;
  QuoteKind kind = QuoteKind::kIndirect;
  SourceType source_type = SourceType::kUnspecified;
  CueClass cue_class = CueClass::kStatement;
  Polarity polarity = Polarity::kPositive;
  int parent = 0;
  bool borderline = false;
};

struct GoldArticle {
  std::string name;
  std::string text;
  std::vector<GoldAttribution> attributions;
};

// The values as annotations write them; nullopt where no value has that name.
std::optional<QuoteKind> ParseQuoteKind(absl::string_view name);
std::optional<Polarity> ParsePolarity(absl::string_view name);

// All articles of a directory, by name. NotFound where it holds none, or a text is missing; InvalidArgument with file,
// attribution and problem.
absl::StatusOr<std::vector<GoldArticle>> ReadGold(const std::string& directory);

// One article from its text and the contents of its .gold.json.
absl::StatusOr<GoldArticle> ParseGold(absl::string_view name, absl::string_view text, absl::string_view json);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_GOLD_H_
