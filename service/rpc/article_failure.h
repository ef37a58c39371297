// What the server's operators learn of an article of a batch or stream that gets no answer: the call itself ends well,
// so neither its status nor the line of its end tells. Any thread.
#ifndef ISNAD_SERVICE_RPC_ARTICLE_FAILURE_H_
#define ISNAD_SERVICE_RPC_ARTICLE_FAILURE_H_

#include "absl/status/status.h"
#include "service/rpc/call.h"
#include "service/telemetry/answer_metrics.h"

namespace isnad {

// Counts the article; a defect is also logged, with what is known inside of it. `status` is not OK.
void RecordArticleFailure(const absl::Status& status, const TransportCall& call, AnswerMetrics* metrics);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_ARTICLE_FAILURE_H_
