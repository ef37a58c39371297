// One batch of articles: validated as a whole, then answered article by article on the workers, several at a time, each
// a slice of bulk work; the call ends when the last one is answered. One bad article fails alone.
#ifndef ISNAD_SERVICE_RPC_BATCH_EXTRACTION_H_
#define ISNAD_SERVICE_RPC_BATCH_EXTRACTION_H_

#include "service/rpc/article_answerer.h"
#include "service/rpc/call.h"
#include "service/rpc/service_limits.h"
#include "service/scheduling/admission.h"
#include "service/scheduling/steady_time.h"
#include "service/scheduling/worker_pool.h"
#include "service/telemetry/answer_metrics.h"

namespace isnad {

// What a batch works with; all of it outlives the batch.
struct BatchResources {
  const ArticleAnswerer* answerer = nullptr;
  Admission* admission = nullptr;
  WorkerPool* pool = nullptr;
  const ServiceLimits* limits = nullptr;
  AnswerMetrics* metrics = nullptr;
};

// Ends `call`, now or later. `place` is the call's among those in flight and is given back just before it ends. Called
// by a worker.
void RunBatch(const BatchResources& resources, UnaryCall* call, Admission::Place place, SteadyTime deadline);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_BATCH_EXTRACTION_H_
