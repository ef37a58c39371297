// The unary calls that wait for their caller: to send the request, or to take the answer. A caller who does neither
// keeps what is there of them in the server's memory for as long as the connection lives: gRPC itself has no limit for
// this. Any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_TRANSFERS_H_
#define ISNAD_SERVICE_TRANSPORT_TRANSFERS_H_

#include <grpcpp/support/server_callback.h>

#include <cstddef>
#include <mutex>

#include "service/scheduling/steady_time.h"

namespace isnad {

class Transfers {
 public:
  // A call's place in the list, which is part of the call.
  struct Entry {
    grpc::CallbackServerContext* context = nullptr;
    SteadyTime since;
    size_t bytes = 0;  // of the answer; 0 for a request, whose size nobody knows yet
    bool given_up = false;
    Entry* newer = nullptr;
    Entry* older = nullptr;
    bool listed = false;
  };

  // Of more than `bytes_max` bytes of answers on their way the oldest are given up.
  explicit Transfers(size_t bytes_max) : bytes_max_(bytes_max) {}

  // The call waits for its caller from now on, until Remove, which also takes one that was not added. Given up, a call
  // is cancelled; it stays in the list until it is removed.
  void Add(Entry* entry);
  void Remove(Entry* entry);

  // Gives up the calls that have waited since before `since`.
  void GiveUpOlderThan(SteadyTime since);

  // Of answers on their way, those given up left out.
  size_t bytes() const;

 private:
  // With the mutex held.
  void GiveUp(Entry* entry);

  const size_t bytes_max_;
  mutable std::mutex mutex_;  // guards what is below
  Entry* newest_ = nullptr;
  Entry* oldest_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_TRANSFERS_H_
