// A stream that ends with its first breath: what a handler returns where the call is refused. `Reactor` is one of
// gRPC's server reactors. Made with new; it deletes itself when gRPC is done with it.
#ifndef ISNAD_SERVICE_TRANSPORT_REFUSED_STREAM_H_
#define ISNAD_SERVICE_TRANSPORT_REFUSED_STREAM_H_

#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

namespace isnad {

template <typename Reactor>
class RefusedStream final : public Reactor {
 public:
  explicit RefusedStream(const grpc::Status& status) { this->Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_REFUSED_STREAM_H_
