#include "service/telemetry/answer_metrics.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/telemetry/metric_value.h"

namespace isnad {
namespace {

using testing::MetricValue;

Claim ClaimOf(CueClass cue_class, Resolution resolution, int source_id, double confidence) {
  Claim claim;
  claim.cue.cue_class = cue_class;
  claim.source.resolution = resolution;
  claim.source.source_id = source_id;
  claim.confidence = confidence;
  return claim;
}

class AnswerMetricsTest : public ::testing::Test {
 protected:
  double Value(absl::string_view series) const { return MetricValue(registry_, series); }
  double Abstentions(absl::string_view kind) const {
    return Value(absl::StrCat("isnad_abstentions_total{kind=\"", kind, "\"}"));
  }

  MetricRegistry registry_;
  AnswerMetrics metrics_{&registry_};
};

TEST_F(AnswerMetricsTest, CountWhatAnAnswerHolds) {
  Attributions attributions;
  attributions.claims = {ClaimOf(CueClass::kStatement, Resolution::kNamed, 1, 0.95),
                         ClaimOf(CueClass::kStatement, Resolution::kDropped, 1, 0.55),
                         ClaimOf(CueClass::kBelief, Resolution::kImpersonal, 0, 0.15)};
  attributions.sources.resize(2);
  attributions.sources[0].type = SourceType::kAgency;
  metrics_.RecordAnswer(attributions, 1234, absl::Milliseconds(2));
  EXPECT_EQ(Value("isnad_articles_total"), 1);
  EXPECT_EQ(Value("isnad_text_bytes_total"), 1234);
  EXPECT_EQ(Value("isnad_claims_total{cue_class=\"statement\"}"), 2);
  EXPECT_EQ(Value("isnad_claims_total{cue_class=\"belief\"}"), 1);
  EXPECT_EQ(Value("isnad_source_references_total{resolution=\"named\"}"), 1);
  EXPECT_EQ(Value("isnad_source_references_total{resolution=\"dropped\"}"), 1);
  EXPECT_EQ(Value("isnad_source_references_total{resolution=\"impersonal\"}"), 1);
  EXPECT_EQ(Value("isnad_sources_total{type=\"agency\"}"), 1);
  EXPECT_EQ(Value("isnad_sources_total{type=\"unspecified\"}"), 1);
  EXPECT_EQ(Value("isnad_claim_confidence_count"), 3);
  EXPECT_EQ(Value("isnad_claim_confidence_bucket{le=\"0.2\"}"), 1);
  EXPECT_EQ(Value("isnad_claim_confidence_bucket{le=\"0.9\"}"), 2);
  EXPECT_EQ(Value("isnad_extraction_seconds_sum"), 0.002);
}

TEST_F(AnswerMetricsTest, CountAbstentions) {
  metrics_.RecordAnswer({}, 10, absl::ZeroDuration());
  EXPECT_EQ(Abstentions("article_without_claim"), 1);
  Attributions attributions;
  attributions.claims = {ClaimOf(CueClass::kStatement, Resolution::kNamed, 1, 1),
                         ClaimOf(CueClass::kEvidence, Resolution::kImpersonal, 0, 1)};
  attributions.sources.resize(1);
  metrics_.RecordAnswer(attributions, 10, absl::ZeroDuration());
  metrics_.RecordOmittedClaims(0);
  metrics_.RecordOmittedClaims(7);
  EXPECT_EQ(Abstentions("article_without_claim"), 1);
  EXPECT_EQ(Abstentions("claim_without_source"), 1);
  EXPECT_EQ(Abstentions("source_of_unknown_type"), 1);
  EXPECT_EQ(Abstentions("claim_omitted"), 7);
}

TEST_F(AnswerMetricsTest, CountArticlesWithoutAnAnswerByReason) {
  metrics_.RecordFailure(ArticleFailure::kInternal);
  metrics_.RecordFailure(ArticleFailure::kInvalid);
  metrics_.RecordFailure(ArticleFailure::kInvalid);
  EXPECT_EQ(Value("isnad_article_failures_total{reason=\"internal\"}"), 1);
  EXPECT_EQ(Value("isnad_article_failures_total{reason=\"invalid\"}"), 2);
  EXPECT_EQ(Value("isnad_article_failures_total{reason=\"cancelled\"}"), 0) << "there from the start";
}

TEST_F(AnswerMetricsTest, CountBatchesByTheirArticles) {
  metrics_.RecordBatch(3);
  metrics_.RecordBatch(256);
  EXPECT_EQ(Value("isnad_batch_articles_count"), 2);
  EXPECT_EQ(Value("isnad_batch_articles_sum"), 259);
  EXPECT_EQ(Value("isnad_batch_articles_bucket{le=\"4\"}"), 1);
}

}  // namespace
}  // namespace isnad
