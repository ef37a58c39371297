// What became of one call, or of one article of a stream. A value.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_CALL_OUTCOME_H_
#define ISNAD_TESTS_LOAD_GENERATOR_CALL_OUTCOME_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"

namespace isnad::load {

using Clock = std::chrono::steady_clock;

struct CallOutcome {
  Clock::time_point due;
  Clock::time_point sent;
  Clock::time_point ended;
  // The name of the status code; "NOT_SERVING" of a health check that is answered so; "WRONG_ANSWER" where an answer is
  // not the one to the request.
  std::string result;
  std::string reason;                     // of ErrorInfo; empty: none
  std::optional<int64_t> retry_delay_ms;  // of RetryInfo
  std::optional<int64_t> pushback_ms;     // of grpc-retry-pushback-ms
  int64_t answer_bytes = 0;
  // Of an answered batch, its articles with and without claims; the latter by code and reason. An article of its own
  // counts as one.
  int64_t articles_ok = 0;
  std::map<std::string, int64_t> articles_failed;

  bool ok() const { return result == "OK"; }
};

using WhenDone = std::function<void(const CallOutcome&)>;

// "RESOURCE_EXHAUSTED" for 8; "CODE_99" for what is no code.
std::string CodeName(int code);

// Fills result, reason and retry_delay_ms from a status and what its details say.
void TakeStatus(const google::rpc::Status& status, CallOutcome* outcome);

// "INVALID_ARGUMENT TEXT_EMPTY": code and reason, as one key to count by.
std::string CodeAndReason(const google::rpc::Status& status);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_CALL_OUTCOME_H_
