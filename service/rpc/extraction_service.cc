// Admission first, on the transport's thread and before anything is parsed: a refusal must cost next to nothing. The
// rest on a worker. Covered by tests/rpc/extraction_service_test.cc, on a made-up transport.
#include "service/rpc/extraction_service.h"

#include <google/protobuf/arena.h>

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/arena_message.h"
#include "service/rpc/batch_extraction.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/refused_status.h"
#include "service/rpc/request_parser.h"
#include "service/rpc/request_validator.h"
#include "service/rpc/stop_check.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {
namespace {

absl::Status Draining() {
  return MakeError(ErrorReason::kDraining, {.message = "the server stops and begins no further stream"});
}

AdmissionLimits ToAdmissionLimits(const ServiceLimits& limits, int workers) {
  return {.calls_max = limits.concurrent_calls_max,
          .bytes_max = limits.in_flight_bytes_max,
          .queue_delay_max = absl::Milliseconds(limits.queue_delay_ms_max),
          .workers = workers};
}

// Parses, validates and answers.
absl::Status Answer(const ArticleAnswerer& answerer, const ServiceLimits& limits, UnaryCall* call,
                    const StopCheck& stop, v1::ExtractAttributionsResponse* response) {
  auto* const request = NewOn<wire::v1::ExtractAttributionsRequest>(response->GetArena());
  if (absl::Status status = ParseRequest(call->request(), limits, request); !status.ok()) return status;
  const absl::StatusOr<ValidOptions> options = ValidateOptions(request->options(), limits, [&stop] { return stop(); });
  if (!options.ok()) return options.status();
  return answerer.Answer(request->article(), "article", *options, stop, response);
}

}  // namespace

ExtractionService::ExtractionService(const ServiceLimits& limits, int workers, ServerMetrics* metrics)
    : limits_(limits),
      metrics_(metrics),
      admission_(ToAdmissionLimits(limits, WorkerPool::ThreadCount(workers))),
      pool_(workers) {}

void ExtractionService::Serve(ExtractionEngine engine) {
  answerer_.emplace(std::move(engine), limits_, &metrics_->answers());
  serving_.store(&*answerer_, std::memory_order_release);
}

std::optional<Admission::Place> ExtractionService::AdmitOrFinish(Lane lane, UnaryCall* call) {
  if (answerer() == nullptr) {
    call->Finish(LoadingStatus(), nullptr);
    return std::nullopt;
  }
  Refusal refusal = Refusal::kOverloaded;
  std::optional<Admission::Place> place = admission_.Admit(lane, call->request_bytes(), &refusal);
  if (!place.has_value()) call->Finish(RefusedStatus(refusal, limits_), nullptr);
  return place;
}

void ExtractionService::Queue(Lane lane, UnaryCall* call, Work work) {
  std::optional<Admission::Place> place = AdmitOrFinish(lane, call);
  if (!place.has_value()) return;
  const SteadyTime arrived = SteadyNow();
  const SteadyTime deadline = DeadlineOf(*call, limits_, arrived);
  auto run = [this, lane, call, work, place = *std::move(place), arrived, deadline]() mutable {
    metrics_->load().RecordQueueDelay(lane, Since(arrived));
    (this->*work)(lane, call, std::move(place), deadline);
  };
  pool_.Run(lane, std::move(run), [call, deadline] { return StopCheck::IsOver(*call, deadline); });
}

void ExtractionService::Extract(UnaryCall* call) {
  const Lane lane = call->request_bytes() >= limits_.big_article_bytes_min ? Lane::kBulk : Lane::kInteractive;
  Queue(lane, call, &ExtractionService::RunUnary);
}

void ExtractionService::ExtractBatch(UnaryCall* call) { Queue(Lane::kBulk, call, &ExtractionService::StartBatch); }

void ExtractionService::RunUnary(Lane lane, UnaryCall* call, Admission::Place place, SteadyTime deadline) {
  place.Start();
  const StopCheck stop(*call, deadline, lane == Lane::kBulk ? &pool_ : nullptr);
  const SteadyTime start = SteadyNow();
  const size_t bytes = call->request_bytes();
  google::protobuf::Arena arena(ArticleArena());
  auto* const response = NewOn<v1::ExtractAttributionsResponse>(&arena);
  const absl::Status status = stop.IsOver() ? stop.status() : Answer(*answerer(), limits_, call, stop, response);
  if (status.ok() && lane == Lane::kInteractive) admission_.Learn(bytes, Since(start));
  place.Leave();
  call->Finish(status, status.ok() ? response : nullptr);
}

void ExtractionService::StartBatch(Lane, UnaryCall* call, Admission::Place place, SteadyTime deadline) {
  const BatchResources resources = {.answerer = answerer(),
                                    .admission = &admission_,
                                    .pool = &pool_,
                                    .limits = &limits_,
                                    .metrics = &metrics_->answers()};
  RunBatch(resources, call, std::move(place), deadline);
}

std::unique_ptr<StreamExtraction> ExtractionService::OpenStream(StreamCall* call) {
  if (answerer() == nullptr) {
    call->Finish(LoadingStatus());
    return nullptr;
  }
  Refusal refusal = Refusal::kOverloaded;
  std::optional<Admission::Place> place = admission_.Admit(Lane::kBulk, /*bytes=*/0, &refusal);
  if (!place.has_value()) {
    call->Finish(RefusedStatus(refusal, limits_));
    return nullptr;
  }
  place->Start();
  std::lock_guard<std::mutex> lock(streams_mutex_);
  if (draining_) {
    call->Finish(Draining());
    return nullptr;
  }
  const StreamResources resources = {
      .answerer = answerer(), .admission = &admission_, .pool = &pool_, .limits = &limits_, .metrics = metrics_};
  auto stream = std::make_unique<StreamExtraction>(resources, call, *std::move(place),
                                                   [this](StreamExtraction* gone) { Remove(gone); });
  streams_.insert(stream.get());
  return stream;
}

void ExtractionService::Remove(StreamExtraction* stream) {
  std::lock_guard<std::mutex> lock(streams_mutex_);
  streams_.erase(stream);
}

void ExtractionService::Drain() {
  std::lock_guard<std::mutex> lock(streams_mutex_);
  draining_ = true;
  for (StreamExtraction* stream : streams_) stream->Drain();
}

void ExtractionService::EndIdleStreams(SteadyTime now) {
  int idle_ms_max = limits_.stream_idle_ms_max;
  if (admission_.IsBulkCrowded()) idle_ms_max = std::min(idle_ms_max, kCrowdedIdleMsMax);
  std::lock_guard<std::mutex> lock(streams_mutex_);
  for (StreamExtraction* stream : streams_) stream->EndIfIdle(now, idle_ms_max);
}

int ExtractionService::streams_open() const {
  std::lock_guard<std::mutex> lock(streams_mutex_);
  return static_cast<int>(streams_.size());
}

}  // namespace isnad
