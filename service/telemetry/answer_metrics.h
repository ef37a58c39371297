// What the extractor found and where it abstained, over all answers. Only counts and lengths are kept, never text.
// Recording takes no lock; any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_ANSWER_METRICS_H_
#define ISNAD_SERVICE_TELEMETRY_ANSWER_METRICS_H_

#include <cstddef>
#include <vector>

#include "absl/time/time.h"
#include "service/attribution/claim/claim.h"
#include "service/telemetry/metric_registry.h"

namespace isnad {

// Where an answer says less than it might.
enum class Abstention {
  kArticleWithoutClaim,  // an article in which no claim was found
  kClaimWithoutSource,   // a claim whose source is nobody in particular, or could not be told
  kSourceOfUnknownType,  // a source of which no type is known
  kClaimOmitted          // a claim that was found and left out, because the answer was at its limit
};
inline constexpr int kAbstentionCount = 4;

// Why an article of a batch or stream, whose call goes on, has no answer.
enum class ArticleFailure {
  kInvalid,       // the caller's doing
  kTooManyBytes,  // turned away: too much was in flight
  kBatchResponseFull,
  kDeadlineExceeded,
  kCancelled,
  kInternal  // a defect of ours
};
inline constexpr int kArticleFailureCount = 6;

class AnswerMetrics {
 public:
  explicit AnswerMetrics(MetricRegistry* registry);
  AnswerMetrics(const AnswerMetrics&) = delete;
  AnswerMetrics& operator=(const AnswerMetrics&) = delete;

  // One article has been answered; `elapsed` is the extractor's own time, waiting excluded.
  void RecordAnswer(const Attributions& attributions, size_t text_bytes, absl::Duration elapsed);
  // Claims of one answer that did not fit into its response.
  void RecordOmittedClaims(int claims);
  // An article of a batch or stream got no answer.
  void RecordFailure(ArticleFailure failure) { failures_[static_cast<size_t>(failure)]->Increment(); }
  // A batch of so many articles has come.
  void RecordBatch(size_t articles);

 private:
  using Counters = std::vector<prometheus::Counter*>;  // by the number of an enum's value

  void RecordClaims(const std::vector<Claim>& claims);
  void RecordSources(const std::vector<Source>& sources);

  prometheus::Counter* articles_;
  prometheus::Counter* text_bytes_;
  Counters claims_;
  Counters references_;
  Counters sources_;
  Counters abstentions_;
  Counters failures_;
  Histogram* confidence_;
  Histogram* extraction_seconds_;
  Histogram* batch_articles_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_ANSWER_METRICS_H_
