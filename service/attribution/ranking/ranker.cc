// Covered by ranker_test.cc.
#include "service/attribution/ranking/ranker.h"

#include <algorithm>
#include <cmath>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace isnad {
namespace {

constexpr absl::string_view kMagic = "isnad-model 2";
constexpr int kBitsMax = 24;
constexpr absl::string_view kNames[kDecisionCount] = {"cue",       "source_start", "source_end",  "claim_start", "claim_end",
                                                      "antecedent", "source_type",  "quote_kind", "cue_class",   "confidence"};

int DecisionIndex(absl::string_view name) {
  return static_cast<int>(std::find(std::begin(kNames), std::end(kNames), name) - std::begin(kNames));
}

absl::Status Problem(int line, absl::string_view problem) {
  return absl::InvalidArgumentError(absl::StrCat("model:", line, ": ", problem));
}

struct Header {
  struct Row {
    int decision = 0;
    int bits = 0;
    float scale = 0;
  };
  std::vector<Row> rows;
  absl::string_view payload;
};

absl::StatusOr<Header::Row> ParseRow(absl::string_view line, int line_number) {
  const std::vector<absl::string_view> fields = absl::StrSplit(line, ' ');
  Header::Row row;
  if (fields.size() != 4 || fields[0] != "decision") return Problem(line_number, "expected `decision NAME BITS SCALE`");
  row.decision = DecisionIndex(fields[1]);
  if (row.decision == kDecisionCount) return Problem(line_number, absl::StrCat("unknown decision '", fields[1], "'"));
  if (!absl::SimpleAtoi(fields[2], &row.bits) || row.bits < 1 || row.bits > kBitsMax) {
    return Problem(line_number, "bits must be 1 to 24");
  }
  if (!absl::SimpleAtof(fields[3], &row.scale) || !std::isfinite(row.scale)) {
    return Problem(line_number, "the scale is no number");
  }
  return row;
}

absl::StatusOr<Header> ParseHeader(absl::string_view model) {
  Header header;
  for (int line_number = 1;; ++line_number) {
    const size_t end = model.find('\n');
    if (end == absl::string_view::npos) return Problem(line_number, "the header has no empty line at its end");
    const absl::string_view line = model.substr(0, end);
    model.remove_prefix(end + 1);
    if (line_number == 1) {
      if (line != kMagic) return Problem(1, absl::StrCat("expected '", kMagic, "'"));
    } else if (line.empty()) {
      header.payload = model;
      return header;
    } else if (line[0] != '#') {
      absl::StatusOr<Header::Row> row = ParseRow(line, line_number);
      if (!row.ok()) return row.status();
      header.rows.push_back(*row);
    }
  }
}

}  // namespace

absl::string_view DecisionName(Decision decision) { return kNames[static_cast<int>(decision)]; }

absl::StatusOr<Ranker> Ranker::Load(absl::string_view model) {
  const absl::StatusOr<Header> header = ParseHeader(model);
  if (!header.ok()) return header.status();
  Ranker ranker;
  absl::string_view payload = header->payload;
  for (const Header::Row& row : header->rows) {
    const size_t count = size_t{1} << row.bits;
    if (payload.size() < count) {
      return absl::InvalidArgumentError(absl::StrCat("model: weights of ", kNames[row.decision], " are cut short"));
    }
    DecisionWeights& weights = ranker.decisions_[row.decision];
    const auto* begin = reinterpret_cast<const int8_t*>(payload.data());
    weights = {row.scale, std::vector<int8_t>(begin, begin + count)};
    payload.remove_prefix(count);
  }
  if (!payload.empty()) return absl::InvalidArgumentError("model: bytes behind the last weights");
  for (int i = 0; i < kDecisionCount; ++i) {
    if (ranker.decisions_[i].weights.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("model: no weights for ", kNames[i]));
    }
  }
  return ranker;
}

std::string Ranker::Save(const std::array<DecisionWeights, kDecisionCount>& decisions,
                         absl::Span<const std::string> provenance) {
  std::string model = absl::StrCat(kMagic, "\n");
  for (const std::string& line : provenance) absl::StrAppend(&model, "# ", line, "\n");
  for (int i = 0; i < kDecisionCount; ++i) {
    const size_t count = decisions[i].weights.size();
    int bits = 0;
    while ((size_t{1} << bits) < count) ++bits;
    absl::StrAppend(&model, "decision ", kNames[i], " ", bits, " ", decisions[i].scale, "\n");
  }
  model += "\n";
  for (const DecisionWeights& weights : decisions) {
    model.append(reinterpret_cast<const char*>(weights.weights.data()), weights.weights.size());
  }
  return model;
}

Ranker Ranker::FromWeights(std::array<DecisionWeights, kDecisionCount> decisions) {
  Ranker ranker;
  ranker.decisions_ = std::move(decisions);
  return ranker;
}

float Ranker::Score(Decision decision, const FeatureVector& features) const {
  const DecisionWeights& weights = decisions_[static_cast<int>(decision)];
  const size_t mask = weights.weights.size() - 1;
  int sum = 0;
  for (const Feature feature : features.features()) sum += weights.weights[feature & mask];
  return static_cast<float>(sum) * weights.scale;
}

std::vector<float> Softmax(absl::Span<const float> scores) {
  std::vector<float> probabilities(scores.begin(), scores.end());
  if (probabilities.empty()) return probabilities;
  const float highest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& p : probabilities) sum += p = std::exp(p - highest);
  for (float& p : probabilities) p /= sum;
  return probabilities;
}

float Sigmoid(float score) { return 1 / (1 + std::exp(-score)); }

int Best(absl::Span<const float> scores) {
  if (scores.empty()) return -1;
  return static_cast<int>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace isnad
