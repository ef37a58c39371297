// Covered by tests/rpc/article_failure_test.cc.
#include "service/rpc/article_failure.h"

#include "service/rpc/error_reason.h"
#include "service/rpc/status_encoder.h"

namespace isnad {
namespace {

ArticleFailure FailureOf(ErrorReason reason) {
  switch (reason) {
    case ErrorReason::kTooManyBytes:
      return ArticleFailure::kTooManyBytes;
    case ErrorReason::kBatchResponseFull:
      return ArticleFailure::kBatchResponseFull;
    case ErrorReason::kDeadlineExceeded:
      return ArticleFailure::kDeadlineExceeded;
    case ErrorReason::kCancelled:
      return ArticleFailure::kCancelled;
    case ErrorReason::kInternal:
      return ArticleFailure::kInternal;
    default:
      return ArticleFailure::kInvalid;
  }
}

}  // namespace

void RecordArticleFailure(const absl::Status& status, const TransportCall& call, AnswerMetrics* metrics) {
  const ArticleFailure failure = FailureOf(ReasonOf(PublicStatus(status)).value_or(ErrorReason::kInternal));
  metrics->RecordFailure(failure);
  if (failure == ArticleFailure::kInternal) call.LogDefect(status);
}

}  // namespace isnad
