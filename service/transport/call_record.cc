// A call that goes well costs two counters, a histogram and two looks at the clock: metadata is looked at where a line
// is written, an error is told or access is controlled. Covered by tests/transport/call_record_test.cc.
#include "service/transport/call_record.h"

#include <grpc/support/time.h>
#include <grpcpp/server_context.h>

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/refused_status.h"
#include "service/rpc/status_encoder.h"
#include "service/telemetry/trace_context.h"
#include "service/transport/grpc_status.h"
#include "service/transport/peer_identity.h"

namespace isnad {
namespace {

// In seconds since 1970, the year 2200. What is behind it may not fit into the nanoseconds of gRPC's own conversion,
// where it turned up in the past.
constexpr int64_t kFarDeadline = 7258118400;

// gRPC's retry policy reads it: when to try again, in milliseconds (gRFC A6).
constexpr char kPushback[] = "grpc-retry-pushback-ms";

HeaderValues ValuesOf(const grpc::CallbackServerContext& context, absl::string_view key) {
  HeaderValues values;
  const auto [begin, end] = context.client_metadata().equal_range(grpc::string_ref(key.data(), key.size()));
  for (auto entry = begin; entry != end; ++entry) values.emplace_back(entry->second.data(), entry->second.size());
  return values;
}

absl::string_view FirstValue(const grpc::CallbackServerContext& context, absl::string_view key) {
  const HeaderValues values = ValuesOf(context, key);
  return values.empty() ? absl::string_view() : values.front();
}

DenialKind KindOf(AccessDecision::Verdict verdict) {
  switch (verdict) {
    case AccessDecision::Verdict::kCredentialsMissing:
      return DenialKind::kCredentialsMissing;
    case AccessDecision::Verdict::kCredentialsWrong:
      return DenialKind::kCredentialsWrong;
    default:
      return DenialKind::kPolicy;
  }
}

ErrorReason ReasonOf(DenialKind kind) {
  switch (kind) {
    case DenialKind::kCredentialsMissing:
      return ErrorReason::kCredentialsMissing;
    case DenialKind::kCredentialsWrong:
      return ErrorReason::kCredentialsWrong;
    case DenialKind::kPolicy:
      return ErrorReason::kAccessDenied;
  }
  return ErrorReason::kAccessDenied;
}

// The refusals that are counted as such.
std::optional<RefusalReason> RefusalOf(ErrorReason reason) {
  switch (reason) {
    case ErrorReason::kTooManyCalls:
      return RefusalReason::kTooManyCalls;
    case ErrorReason::kTooManyBytes:
      return RefusalReason::kTooManyBytes;
    case ErrorReason::kOverloaded:
      return RefusalReason::kOverloaded;
    case ErrorReason::kTooManyWatchers:
      return RefusalReason::kTooManyWatchers;
    case ErrorReason::kLoading:
      return RefusalReason::kLoading;
    case ErrorReason::kDraining:
      return RefusalReason::kDraining;
    default:
      return std::nullopt;
  }
}

}  // namespace

CallRecord::CallRecord(const CallMethod& method, grpc::CallbackServerContext* context)
    : method_(&method), context_(context), started_(SteadyNow()) {
  method_->metrics->Started();
}

absl::Status CallRecord::Authorize() const {
  const CallEnvironment& environment = *method_->environment;
  if (environment.access == nullptr || environment.access->open()) return absl::OkStatus();
  const std::shared_ptr<const grpc::AuthContext> auth = context_->auth_context();
  const Call call = {.method = method_->path, .peer = auth == nullptr ? Peer() : PeerOf(*auth)};
  const AccessDecision decision =
      environment.access->Decide(call, [this](absl::string_view key) { return ValuesOf(*context_, key); });
  if (decision.audited) LogAccess(decision);
  if (decision.allowed()) return absl::OkStatus();
  const DenialKind kind = KindOf(decision.verdict);
  environment.metrics->operation().RecordDenial(kind);
  return MakeError(ReasonOf(kind), {.message = Explain(decision)});
}

void CallRecord::LogAccess(const AccessDecision& decision) const {
  EventLog& log = *method_->environment->log;
  const LogLevel level = decision.allowed() ? LogLevel::kInfo : LogLevel::kWarning;
  if (!log.Enabled(level)) return;
  log.Log(level, decision.allowed() ? "access_decision" : "access_denied",
          {{"allowed", decision.allowed()},
           {"method", method_->path},
           {"peer", context_->peer()},
           {"caller", decision.caller},
           {"policy", decision.policy},
           {"rule", decision.rule},
           {"why", Explain(decision)},
           {"trace_id", Trace().TraceId()},
           {"span_id", Trace().SpanId()}});
}

absl::Time CallRecord::deadline() const {
  const gpr_timespec deadline = gpr_convert_clock_type(context_->raw_deadline(), GPR_CLOCK_REALTIME);
  if (deadline.tv_sec >= kFarDeadline) return absl::InfiniteFuture();
  return absl::FromUnixSeconds(deadline.tv_sec) + absl::Nanoseconds(deadline.tv_nsec);
}

grpc::Status CallRecord::End(const absl::Status& status) const {
  const absl::Duration elapsed = Since(started_);
  if (!status.ok()) return EndWithError(status, elapsed);
  method_->metrics->Handled(absl::StatusCode::kOk, elapsed);
  LogEnd(LogLevel::kDebug, status, elapsed);
  return grpc::Status::OK;
}

grpc::Status CallRecord::EndWithError(const absl::Status& status, absl::Duration elapsed) const {
  const absl::Status error = PublicStatus(status);
  method_->metrics->Handled(error.code(), elapsed);
  const std::optional<ErrorReason> reason = ReasonOf(error);
  if (reason.has_value()) {
    if (const auto refusal = RefusalOf(*reason)) method_->environment->metrics->load().RecordRefusal(*refusal);
  }
  // A defect is ours, with what is known inside of it; everything else is the caller's, or load, which metrics show.
  LogEnd(reason == ErrorReason::kInternal ? LogLevel::kError : LogLevel::kDebug, status, elapsed);
  if (const int retry_after_ms = RetryAfterMs(error); retry_after_ms > 0) {
    context_->AddTrailingMetadata(kPushback, absl::StrCat(retry_after_ms));
  }
  return EncodeStatus(error, CallerLocale(*context_));
}

void CallRecord::LogEnd(LogLevel level, const absl::Status& status, absl::Duration elapsed) const {
  EventLog& log = *method_->environment->log;
  if (!log.Enabled(level)) return;
  log.Log(level, "call",
          {{"method", method_->path},
           {"code", absl::StatusCodeToString(status.code())},
           {"message", status.message()},
           {"seconds", absl::ToDoubleSeconds(elapsed)},
           {"peer", context_->peer()},
           {"trace_id", Trace().TraceId()},
           {"span_id", Trace().SpanId()},
           {"parent_id", Trace().ParentId()}});
}

void CallRecord::LogDefect(const absl::Status& status) const {
  EventLog& log = *method_->environment->log;
  if (!log.Enabled(LogLevel::kError)) return;
  log.Error("article_failed", {{"method", method_->path},
                               {"code", absl::StatusCodeToString(status.code())},
                               {"message", status.message()},
                               {"peer", context_->peer()},
                               {"trace_id", Trace().TraceId()},
                               {"span_id", Trace().SpanId()},
                               {"parent_id", Trace().ParentId()}});
}

const TraceContext& CallRecord::Trace() const {
  if (!trace_.has_value()) {
    trace_ = ContinueTrace(FirstValue(*context_, "traceparent"), FirstValue(*context_, "tracestate"),
                           *method_->environment->trace_ids);
  }
  return *trace_;
}

}  // namespace isnad
