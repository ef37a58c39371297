// The unary calls whose answers are on their way. A caller who takes nothing keeps an answer in the server's memory for
// as long as the connection lives: gRPC itself has no limit for this. Any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_OPEN_ANSWERS_H_
#define ISNAD_SERVICE_TRANSPORT_OPEN_ANSWERS_H_

#include <grpcpp/support/server_callback.h>

#include <mutex>

#include "service/scheduling/steady_time.h"

namespace isnad {

class OpenAnswers {
 public:
  // A call's place in the list, which is part of the call.
  struct Entry {
    grpc::CallbackServerContext* context = nullptr;
    SteadyTime ended;
    Entry* next = nullptr;
    Entry* previous = nullptr;
  };

  // The call has been ended and is on its way; until Remove, which also takes one that was not added.
  void Add(Entry* entry);
  void Remove(Entry* entry);

  // Gives up the calls that were ended before `since` and are not done.
  void CancelOlderThan(SteadyTime since);

 private:
  std::mutex mutex_;        // guards what is below
  Entry* first_ = nullptr;  // the latest
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_OPEN_ANSWERS_H_
