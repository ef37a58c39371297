// Calls as a transport gives them to the service, and takes their answers: gRPC in a server, something made up in
// tests, which so run without gRPC, under ThreadSanitizer.
#ifndef ISNAD_SERVICE_RPC_CALL_H_
#define ISNAD_SERVICE_RPC_CALL_H_

#include <google/protobuf/io/zero_copy_stream.h>
#include <google/protobuf/message_lite.h>

#include <cstddef>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "service/rpc/language_preference.h"

namespace isnad {

// The bytes of one request as they came over the wire. One thread at a time.
class RequestBytes {
 public:
  // Reads from the first byte on; false: as it sees fit.
  using Reader = absl::FunctionRef<bool(google::protobuf::io::ZeroCopyInputStream*)>;

  virtual ~RequestBytes() = default;

  virtual size_t size() const = 0;
  // What `read` returns; false where the bytes cannot be read. As often as wanted.
  virtual bool Read(Reader read) const = 0;
  // Whether they are such a message, which `message` then is.
  bool Parse(google::protobuf::MessageLite* message) const {
    return Read([message](google::protobuf::io::ZeroCopyInputStream* bytes) {
      return message->ParseFromZeroCopyStream(bytes);
    });
  }
};

class TransportCall {
 public:
  virtual ~TransportCall() = default;

  // The caller is gone or wants no answer any more. Any thread; cheap.
  virtual bool IsCancelled() const = 0;
  // The caller's own; InfiniteFuture where it set none.
  virtual absl::Time deadline() const = 0;
  // In which the caller wants to read errors.
  virtual Locale locale() const = 0;
  // One article of the call has failed by a defect of ours, of which the call's own end tells nothing: for the log. Any
  // thread, until the call is finished.
  virtual void LogDefect(const absl::Status& status) const = 0;
};

// One request, one answer.
class UnaryCall : public TransportCall {
 public:
  // Until Finish.
  virtual const RequestBytes& request() const = 0;
  size_t request_bytes() const { return request().size(); }
  // Ends the call, once, from any thread: with `response` where the status is OK (nullptr otherwise). The call may be
  // gone when this returns.
  virtual void Finish(const absl::Status& status, const google::protobuf::MessageLite* response) = 0;
};

// Many requests, many answers. Reads and writes are begun by the service and end on a thread of the transport's, never
// inside the call that began them; at most one read and one write is under way.
class StreamCall : public TransportCall {
 public:
  // Begins to read the next request; ends with StreamExtraction::OnRead.
  virtual void StartRead() = 0;
  // The request read; inside OnRead alone, once.
  virtual std::unique_ptr<RequestBytes> TakeRequest() = 0;
  // Begins to send an answer; ends with StreamExtraction::OnWritten.
  virtual void StartWrite(const google::protobuf::MessageLite& response) = 0;
  // Ends the stream, once, while no write is under way.
  virtual void Finish(const absl::Status& status) = 0;
  // Gives the stream up: reads and writes under way fail soon.
  virtual void Cancel() = 0;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_CALL_H_
