// The service without its wire: takes calls from a transport, admits or refuses them, runs them on its workers, and
// ends each of them exactly once. Until Serve every call ends with LOADING.
//
// Articles from big_article_bytes_min on, batches and streams are bulk work: they make way for the others every few
// milliseconds. All methods may be called from any thread; Serve once.
#ifndef ISNAD_SERVICE_RPC_EXTRACTION_SERVICE_H_
#define ISNAD_SERVICE_RPC_EXTRACTION_SERVICE_H_

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "absl/status/status.h"
#include "service/rpc/article_answerer.h"
#include "service/rpc/call.h"
#include "service/rpc/extract_function.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/stream_extraction.h"
#include "service/scheduling/admission.h"
#include "service/scheduling/steady_time.h"
#include "service/scheduling/worker_pool.h"
#include "service/telemetry/server_metrics.h"

namespace isnad {

class ExtractionService {
 public:
  // `workers`: 0, one for each processor. The metrics outlive the service.
  ExtractionService(const ServiceLimits& limits, int workers, ServerMetrics* metrics);
  // No call may be left.
  ~ExtractionService() = default;

  // From now on calls are answered by `engine`.
  void Serve(ExtractionEngine engine);
  // nullptr until Serve.
  const ArticleAnswerer* answerer() const { return serving_.load(std::memory_order_acquire); }

  // ExtractAttributions and BatchExtractAttributions. The call is ended later, or at once where it is refused.
  void Extract(UnaryCall* call);
  void ExtractBatch(UnaryCall* call);
  // StreamExtractAttributions. The transport starts the result and keeps it until Finish has been called and nothing is
  // under way any more. nullptr: the stream is refused and finished already.
  std::unique_ptr<StreamExtraction> OpenStream(StreamCall* call);

  // Streams end when they have answered what they have read; new ones at once.
  void Drain();
  // Gives up the streams on which nothing has moved since `now` less stream_idle_ms_max, or less kCrowdedIdleMsMax
  // where that is shorter and others may need their places.
  void EndIdleStreams(SteadyTime now);
  // Ends the calls that are still queued at their deadline or after their caller has gone. To be called once a second,
  // which bounds how late that is.
  void EndQueuedCalls() { pool_.HurryOver(); }

  const Admission& admission() const { return admission_; }
  const WorkerPool& pool() const { return pool_; }
  int streams_open() const;

 private:
  std::optional<Admission::Place> AdmitOrFinish(Lane lane, UnaryCall* call);
  // What a worker does with a call that was admitted.
  using Work = void (ExtractionService::*)(Lane lane, UnaryCall* call, Admission::Place place, SteadyTime deadline);
  // Admits the call and leaves it to a worker; or finishes it.
  void Queue(Lane lane, UnaryCall* call, Work work);
  void RunUnary(Lane lane, UnaryCall* call, Admission::Place place, SteadyTime deadline);
  void StartBatch(Lane lane, UnaryCall* call, Admission::Place place, SteadyTime deadline);
  void Remove(StreamExtraction* stream);

  const ServiceLimits limits_;
  ServerMetrics* const metrics_;
  std::optional<ArticleAnswerer> answerer_;  // written once, before serving_ points to it
  std::atomic<const ArticleAnswerer*> serving_{nullptr};
  Admission admission_;
  mutable std::mutex streams_mutex_;  // guards the two that follow
  std::set<StreamExtraction*> streams_;
  bool draining_ = false;
  WorkerPool pool_;  // last: its threads end before the rest goes
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_EXTRACTION_SERVICE_H_
