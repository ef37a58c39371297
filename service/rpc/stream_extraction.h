// One stream of articles: reads ahead a few of them, has them answered side by side by the workers, and writes the
// answers in the order of the requests. Flow control both ways: no further article is read while kStreamArticlesAhead
// are unanswered, and the next answer is written when the last one has gone. A bad article fails alone.
//
// All that a stream holds is counted among the bytes in flight: a request until its answer is made, the answer until
// it is written, and the options in force.
//
// The transport calls OnRead and OnWritten; any thread.
#ifndef ISNAD_SERVICE_RPC_STREAM_EXTRACTION_H_
#define ISNAD_SERVICE_RPC_STREAM_EXTRACTION_H_

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "absl/status/status.h"
#include "service/rpc/article_answerer.h"
#include "service/rpc/call.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/wire/request.pb.h"
#include "service/scheduling/admission.h"
#include "service/scheduling/steady_time.h"
#include "service/scheduling/worker_pool.h"
#include "service/telemetry/server_metrics.h"

namespace isnad {

// What a stream works with; all of it outlives the stream.
struct StreamResources {
  const ArticleAnswerer* answerer = nullptr;
  Admission* admission = nullptr;
  WorkerPool* pool = nullptr;
  const ServiceLimits* limits = nullptr;
  ServerMetrics* metrics = nullptr;
};

class StreamExtraction {
 public:
  // `place` is the stream's among the calls in flight. `on_gone` is called by the destructor.
  StreamExtraction(const StreamResources& resources, StreamCall* call, Admission::Place place,
                   std::function<void(StreamExtraction*)> on_gone);
  // After the transport has finished with the stream.
  ~StreamExtraction();
  StreamExtraction(const StreamExtraction&) = delete;
  StreamExtraction& operator=(const StreamExtraction&) = delete;

  // Begins to read.
  void Start();

  // A read has ended: with a request, or because there will be none.
  void OnRead(bool ok);
  // A write has ended; not `ok`: nothing reaches the caller any more.
  void OnWritten(bool ok);

  // Reads no more, answers what was read, ends with DRAINING.
  void Drain();
  // Ends with STREAM_IDLE, or gives up a caller who takes no answers, where nothing has moved for so many milliseconds.
  void EndIfIdle(SteadyTime now, int idle_ms_max);

 private:
  struct Options;
  struct Item;

  // Without the mutex.
  std::unique_ptr<Item> TakeItem();
  // One more task that answers the first item which is still bytes; `deadline`: that item's, at which it is hurried.
  void QueueNext(Lane lane, SteadyTime deadline);
  void AnswerNext();
  // The first item that is still bytes; nullptr where another worker is at one.
  Item* BeginToPrepare();
  void EndToPrepare();
  absl::Status Answer(Item* item);
  absl::Status Prepare(Item* item, wire::v1::StreamExtractAttributionsRequest* request);
  std::shared_ptr<const Options> MakeOptions(const wire::v1::ExtractOptions& options);
  void Complete(Item* item, const absl::Status& status);
  void Finish();
  // With the mutex held.
  // Takes each step that the state allows. True: all is done, and the caller must call Finish, without the mutex.
  [[nodiscard]] bool Step();
  void WriteOrDrop();

  const StreamResources resources_;
  StreamCall* const call_;
  const Admission::Place place_;
  const std::function<void(StreamExtraction*)> on_gone_;

  // In force behind the last item prepared; for whoever has set preparing_.
  std::shared_ptr<const Options> options_;

  // Guards what follows. std::mutex, which ThreadSanitizer sees through in any build of Abseil.
  std::mutex mutex_;
  std::deque<std::unique_ptr<Item>> items_;  // read and not yet written, in order
  std::deque<Item*> unprepared_;             // those of them that are still bytes; a task for each is queued or owed
  bool preparing_ = false;
  int tasks_owed_ = 0;  // that came while another one was preparing
  SteadyTime moved_;    // the last read or write
  absl::Status end_;    // how the stream is to end
  bool reading_ = false;
  bool writing_ = false;
  bool reads_ended_ = false;  // no request is wanted, or none will come
  bool broken_ = false;       // nothing reaches the caller
  bool finished_ = false;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_STREAM_EXTRACTION_H_
