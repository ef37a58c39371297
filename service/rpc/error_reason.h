// Why a call fails: the stable reasons of the API, each with the one code it has, whether a retry helps and its texts.
// service/rpc/data/error_reasons.tsv is their one list; the table in proto/isnad/v1/attribution_service.proto tells
// callers the same, and tests/rpc/error_reason_test.cc compares the two. An error travels inside the server as an
// absl::Status that carries its details as payloads. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_ERROR_REASON_H_
#define ISNAD_SERVICE_RPC_ERROR_REASON_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace isnad {

enum class ErrorReason {
  kRequestMalformed,
  kTextEmpty,
  kTextTooLong,
  kMalformedUtf8,
  kArticleIdTooLong,
  kBatchEmpty,
  kTooManyArticles,
  kDuplicateArticleId,
  kUnknownEnumValue,
  kMinConfidenceOutOfRange,
  kTooManyKnownSources,
  kTooManyAliases,
  kKnownSourceIdEmpty,
  kKnownSourceNameEmpty,
  kKnownSourceTooLong,
  kLanguageNotServed,
  kTooManyCalls,
  kTooManyBytes,
  kOverloaded,
  kBatchResponseFull,
  kTooManyWatchers,
  kTooManyQuestions,
  kLoading,
  kDraining,
  kCredentialsMissing,
  kCredentialsWrong,
  kAccessDenied,
  kServiceNotKnown,
  kStreamIdle,
  kDeadlineExceeded,
  kCancelled,
  kInternal,
};

inline constexpr size_t kErrorReasons = static_cast<size_t>(ErrorReason::kInternal) + 1;

// One row of the table; error_reasons.tsv explains the columns.
struct ErrorReasonRow {
  ErrorReason reason;
  absl::string_view name;  // ErrorInfo.reason
  absl::StatusCode code;
  int retry_after_ms;       // 0: no RetryInfo
  absl::string_view limit;  // field of isnad.v1.Limits; empty: no limit was reached
  absl::string_view cause;
  absl::string_view retry;
  absl::string_view arabic;  // LocalizedMessage.message
};

// All rows, in the order of the enum.
absl::Span<const ErrorReasonRow> ErrorReasonTable();

// A limit that was reached: its value in force and, where it is known, what was found beyond it.
struct ReachedLimit {
  int64_t value = 0;
  std::optional<int64_t> found = {};
};

// What one error tells beside its reason. Nothing of an article's text goes in here.
struct ErrorDetail {
  std::string message = {};  // for developers, in English: what was found, where, what was expected
  std::string field = {};    // path of the faulty field, "article.text"; empty: no single field is at fault
  std::vector<std::pair<std::string, std::string>> metadata = {};  // for programs
  std::optional<ReachedLimit> limit = {};                          // where the reason has a limit
  int retry_after_ms = 0;  // 0: as the table says; counts only where the table has a value
};

// The error with the reason's code and, as payloads, google.rpc.ErrorInfo (with metadata "limit", "limit_value" and
// "found" where a limit was reached), BadRequest (where a field is named), QuotaFailure (RESOURCE_EXHAUSTED) and
// RetryInfo (where a retry helps).
absl::Status MakeError(ErrorReason reason, const ErrorDetail& detail);

// The reason of an error that MakeError made; nullopt: another made it.
std::optional<ErrorReason> ReasonOf(const absl::Status& status);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_ERROR_REASON_H_
