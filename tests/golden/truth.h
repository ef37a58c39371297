// The truth of a golden article: NAME.gold.json read, and its strings found in the article. Cues come in text order,
// each looked for behind the one before; a source or claim string is the occurrence nearest to its cue; whole words win
// over parts of words. Offsets are bytes. InvalidArgument names the attribution and the string that is not there.
#ifndef ISNAD_TESTS_GOLDEN_TRUTH_H_
#define ISNAD_TESTS_GOLDEN_TRUTH_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"

namespace isnad {

struct TrueAttribution {
  int number = 0;
  ByteRange cue;
  std::optional<ByteRange> source;
  std::optional<ByteRange> antecedent;
  std::vector<ByteRange> claim;
  QuoteKind quote_kind = QuoteKind::kIndirect;
  SourceType source_type = SourceType::kUnspecified;
  CueClass cue_class = CueClass::kStatement;
  Polarity polarity = Polarity::kPositive;
  int parent = 0;
  bool borderline = false;  // counts neither way
};

absl::StatusOr<std::vector<TrueAttribution>> ReadTruth(absl::string_view article, const std::string& gold_json);

// The answer that a perfect engine would give: for the tests of those who score answers.
Attributions PerfectAnswer(const std::vector<TrueAttribution>& truth);

}  // namespace isnad

#endif  // ISNAD_TESTS_GOLDEN_TRUTH_H_
