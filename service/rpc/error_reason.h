// Why a call fails: the stable reasons of the API, each with the one code it has and whether a retry helps. The table
// in proto/isnad/v1/attribution_service.proto tells callers the same; tests/rpc/error_reason_test.cc compares the two.
// An error travels inside the server as an absl::Status that carries its details as payloads. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_ERROR_REASON_H_
#define ISNAD_SERVICE_RPC_ERROR_REASON_H_

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
  kMethodNotServed,
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

// One row of the table.
struct ErrorReasonRow {
  ErrorReason reason;
  absl::string_view name;  // ErrorInfo.reason
  absl::StatusCode code;
  int retry_after_ms;  // 0: no RetryInfo
};

// All rows, in the order of the enum.
absl::Span<const ErrorReasonRow> ErrorReasonTable();

// What one error tells beside its reason. Nothing of an article's text goes in here.
struct ErrorDetail {
  std::string message = {};  // for developers, in English: what was found, where, what was expected
  std::string field = {};    // path of the faulty field, "article.text"; empty: no single field is at fault
  std::vector<std::pair<std::string, std::string>> metadata = {};  // for programs
};

// The error with the reason's code and, as payloads, google.rpc.ErrorInfo, BadRequest (where a field is named) and
// RetryInfo (where a retry helps).
absl::Status MakeError(ErrorReason reason, const ErrorDetail& detail);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_ERROR_REASON_H_
