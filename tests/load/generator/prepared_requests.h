// The requests of a run, serialised once, so that sending one costs no more than its bytes; and the reading of answers.
// Immutable once made; any thread.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_PREPARED_REQUESTS_H_
#define ISNAD_TESTS_LOAD_GENERATOR_PREPARED_REQUESTS_H_

#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/load/generator/call_outcome.h"
#include "tests/load/generator/load_options.h"

namespace isnad::load {

// What to send, and the article_ids whose answers come back, in order.
struct PreparedRequest {
  grpc::ByteBuffer bytes;
  std::vector<std::string> article_ids = {};
};

class PreparedRequests {
 public:
  // `articles` is not empty.
  PreparedRequests(const LoadOptions& options, const std::vector<std::string>& articles);

  // The path of the method on the wire.
  const std::string& method() const { return method_; }

  // The call's or stream item's request; they take turns.
  const PreparedRequest& Of(int64_t call) const { return requests_[static_cast<size_t>(call) % requests_.size()]; }

  // Reads the answer to `request` into an outcome whose result is OK so far: articles that failed, a health check that
  // says otherwise, an answer to something else.
  void TakeAnswer(const PreparedRequest& request, const grpc::ByteBuffer& answer, CallOutcome* outcome) const;

 private:
  Method kind_;
  std::string method_;
  std::vector<PreparedRequest> requests_;
};

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_PREPARED_REQUESTS_H_
