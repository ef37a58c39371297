// Makes the calls of a run, in turn over its connections. Subclasses: a call for each request, or streams that carry
// them. Any thread; `done` runs once for each, on a thread of gRPC's.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_CALLER_H_
#define ISNAD_TESTS_LOAD_GENERATOR_CALLER_H_

#include <functional>
#include <memory>
#include <string>

#include "tests/load/generator/call_outcome.h"
#include "tests/load/generator/canceller.h"
#include "tests/load/generator/connections.h"
#include "tests/load/generator/load_options.h"
#include "tests/load/generator/prepared_requests.h"

namespace isnad::load {

class Caller {
 public:
  virtual ~Caller() = default;

  // Sends the request of this number, which was due at `due`.
  virtual void Start(int64_t call, Clock::time_point due, WhenDone done) = 0;
  // No more will be started; gives what is in flight `patience` to end, then cancels it where that is not done by
  // deadlines.
  virtual void End(std::chrono::milliseconds patience) = 0;
};

struct CallerSetup {
  const LoadOptions& options;
  const PreparedRequests& requests;
  Channels channels;
  std::string bearer_token = {};  // empty: none
  std::function<void(const std::string& result)> when_stream_ends = [](const std::string&) {};
};

// One call for each request. What `setup` refers to outlives the caller, as does the caller its calls.
std::unique_ptr<Caller> MakeUnaryCaller(CallerSetup setup);

// One stream on each connection, opened anew when it ends before its time.
std::unique_ptr<Caller> MakeStreamCaller(CallerSetup setup);

// The status as the wire carries it: with details where there are some.
google::rpc::Status WireStatus(const grpc::Status& status);

// For the call's context: the bearer token.
void AddToken(const std::string& bearer_token, grpc::ClientContext* context);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_CALLER_H_
