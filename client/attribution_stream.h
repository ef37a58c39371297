// Any number of articles over one call: articles go in, and their outcomes come back in the same order, as each is
// ready. A bad article has an outcome with an error, and the stream goes on.
//
// One thread writes while another reads; either blocks as long as the other side is behind (flow control), so memory
// stays flat. Never write everything and read then: with the buffers full, both would wait. There is no deadline, but a
// stream that stands still while an answer is owed ends with DeadlineExceeded (ClientOptions::stream_idle). A stream
// that has been answered is not repeated elsewhere when its server goes: write again what is not answered, on a new
// stream.
#ifndef ISNAD_CLIENT_ATTRIBUTION_STREAM_H_
#define ISNAD_CLIENT_ATTRIBUTION_STREAM_H_

#include <chrono>
#include <memory>

#include "absl/status/status.h"
#include "grpcpp/client_context.h"
#include "isnad/v1/attribution_service.grpc.pb.h"

namespace isnad {

class AttributionStream {
 public:
  // AttributionClient::Stream is the way to one.
  AttributionStream(v1::AttributionService::Stub& service, std::unique_ptr<grpc::ClientContext> context,
                    std::chrono::milliseconds idle_max);
  AttributionStream(AttributionStream&&) noexcept;
  AttributionStream& operator=(AttributionStream&&) noexcept;
  // Cancels what is still going on, and waits for it to end.
  ~AttributionStream();

  // Sends an article. False: the stream has ended; Finish says why.
  bool Write(const v1::StreamExtractAttributionsRequest& request);
  // There are no more articles. Called by the thread that writes.
  void FinishWrites();

  // The next outcome. False: there will be no more; Finish says why.
  bool Read(v1::StreamExtractAttributionsResponse& response);

  // How the stream ended: OK once every article was answered. Called when no other thread writes or reads any more.
  // Before Read has said that there is no more, it cancels the stream.
  absl::Status Finish();

  // Ends the stream early; from any thread. What waits in Write or Read returns false.
  void Cancel();

 private:
  class Call;
  std::unique_ptr<Call> call_;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_ATTRIBUTION_STREAM_H_
