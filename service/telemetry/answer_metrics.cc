// Covered by tests/telemetry/answer_metrics_test.cc.
#include "service/telemetry/answer_metrics.h"

#include <array>
#include <iterator>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace isnad {
namespace {

constexpr MetricDescription kArticles = {"isnad_articles_total", "Articles answered."};
constexpr MetricDescription kTextBytes = {"isnad_text_bytes_total", "Bytes of the texts of articles answered."};
constexpr MetricDescription kClaims = {"isnad_claims_total", "Claims found, by the class of their cue."};
constexpr MetricDescription kReferences = {"isnad_source_references_total",
                                           "Sources of claims, by how the article refers to them."};
constexpr MetricDescription kSources = {"isnad_sources_total", "Sources found, one for each article, by their type."};
constexpr MetricDescription kAbstentions = {"isnad_abstentions_total",
                                            "Where answers say less than they might, by what is missing."};
constexpr MetricDescription kFailures = {"isnad_article_failures_total",
                                         "Articles of batches and streams without an answer, by reason."};
constexpr MetricDescription kConfidence = {"isnad_claim_confidence", "Confidence of the claims found, 0 to 1."};
constexpr MetricDescription kExtraction = {"isnad_extraction_seconds",
                                           "Seconds that the extractor took for one article, waiting excluded."};
constexpr MetricDescription kBatch = {"isnad_batch_articles", "Articles of one batch."};

constexpr const char* kResolutionNames[] = {"named", "generic", "pronoun", "dropped", "impersonal"};
constexpr const char* kAbstentionNames[kAbstentionCount] = {"article_without_claim", "claim_without_source",
                                                            "source_of_unknown_type", "claim_omitted"};
constexpr const char* kFailureNames[kArticleFailureCount] = {
    "invalid", "too_many_bytes", "batch_response_full", "deadline_exceeded", "cancelled", "internal"};

// 2 KiB take a tenth of a millisecond, the longest article some hundred.
const std::vector<double>& ExtractionBounds() {
  static const std::vector<double> bounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                             0.025,  0.05,    0.1,    0.25,  0.5,    1};
  return bounds;
}

template <typename Name>
std::vector<prometheus::Counter*> AddCounters(MetricRegistry* registry, const MetricDescription& description,
                                              const char* label, const std::vector<Name>& values) {
  std::vector<prometheus::Counter*> counters;
  for (const Name& value : values) counters.push_back(registry->AddCounter(description, {{label, std::string(value)}}));
  return counters;
}

std::vector<absl::string_view> CueClassNames() {
  std::vector<absl::string_view> names;
  for (int i = 0; i < kCueClassCount; ++i) names.push_back(CueClassName(static_cast<CueClass>(i)));
  return names;
}

std::vector<absl::string_view> SourceTypeNames() {
  std::vector<absl::string_view> names;
  for (int i = 0; i < kSourceTypeCount; ++i) names.push_back(SourceTypeName(static_cast<SourceType>(i)));
  return names;
}

std::vector<absl::string_view> Names(absl::Span<const char* const> names) { return {names.begin(), names.end()}; }

// One addition for each value that occurs, however many claims an article has.
template <size_t N>
void AddAll(const std::array<int, N>& counts, const std::vector<prometheus::Counter*>& counters) {
  for (size_t i = 0; i < N; ++i) {
    if (counts[i] > 0) counters[i]->Increment(counts[i]);
  }
}

}  // namespace

AnswerMetrics::AnswerMetrics(MetricRegistry* registry)
    : articles_(registry->AddCounter(kArticles)),
      text_bytes_(registry->AddCounter(kTextBytes)),
      claims_(AddCounters(registry, kClaims, "cue_class", CueClassNames())),
      references_(AddCounters(registry, kReferences, "resolution", Names(kResolutionNames))),
      sources_(AddCounters(registry, kSources, "type", SourceTypeNames())),
      abstentions_(AddCounters(registry, kAbstentions, "kind", Names(kAbstentionNames))),
      failures_(AddCounters(registry, kFailures, "reason", Names(kFailureNames))),
      confidence_(registry->AddHistogram(kConfidence, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9})),
      extraction_seconds_(registry->AddHistogram(kExtraction, ExtractionBounds())),
      batch_articles_(registry->AddHistogram(kBatch, {1, 2, 4, 8, 16, 32, 64, 128, 256})) {}

void AnswerMetrics::RecordAnswer(const Attributions& attributions, size_t text_bytes, absl::Duration elapsed) {
  articles_->Increment();
  text_bytes_->Increment(static_cast<double>(text_bytes));
  extraction_seconds_->Observe(absl::ToDoubleSeconds(elapsed));
  if (attributions.claims.empty()) abstentions_[static_cast<int>(Abstention::kArticleWithoutClaim)]->Increment();
  RecordClaims(attributions.claims);
  RecordSources(attributions.sources);
}

void AnswerMetrics::RecordClaims(const std::vector<Claim>& claims) {
  std::array<int, kCueClassCount> by_class = {};
  std::array<int, std::size(kResolutionNames)> by_resolution = {};
  int without_source = 0;
  for (const Claim& claim : claims) {
    ++by_class[static_cast<int>(claim.cue.cue_class)];
    ++by_resolution[static_cast<int>(claim.source.resolution)];
    if (claim.source.source_id == 0) ++without_source;
    confidence_->Observe(claim.confidence);
  }
  AddAll(by_class, claims_);
  AddAll(by_resolution, references_);
  abstentions_[static_cast<int>(Abstention::kClaimWithoutSource)]->Increment(without_source);
}

void AnswerMetrics::RecordSources(const std::vector<Source>& sources) {
  std::array<int, kSourceTypeCount> by_type = {};
  for (const Source& source : sources) ++by_type[static_cast<int>(source.type)];
  AddAll(by_type, sources_);
  const int unknown = by_type[static_cast<int>(SourceType::kUnspecified)];
  abstentions_[static_cast<int>(Abstention::kSourceOfUnknownType)]->Increment(unknown);
}

void AnswerMetrics::RecordOmittedClaims(int claims) {
  abstentions_[static_cast<int>(Abstention::kClaimOmitted)]->Increment(claims);
}

void AnswerMetrics::RecordBatch(size_t articles) { batch_articles_->Observe(static_cast<double>(articles)); }

}  // namespace isnad
