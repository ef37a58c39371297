// A small state machine under one mutex: every event changes the state and then takes each step that the state allows
// (read on, write the first answer that is ready, finish). The transport's operations never call back from inside, so
// they are begun with the mutex held; but Finish, behind which the transport may delete the stream on another thread,
// is the last thing that its thread does with it. An article is worked on without the mutex. Covered by
// tests/rpc/stream_extraction_test.cc on a made-up transport, and over sockets by tests/end_to_end/.
#include "service/rpc/stream_extraction.h"

#include <google/protobuf/arena.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/arena_message.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/refused_status.h"
#include "service/rpc/request_parser.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/stop_check.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {
namespace {

absl::Status IdleStatus(const ServiceLimits& limits) {
  return MakeError(
      ErrorReason::kStreamIdle,
      {.message = absl::StrCat("nothing has moved for ", limits.stream_idle_ms_max, " ms, the most served"),
       .limit = ReachedLimit{.value = limits.stream_idle_ms_max}});
}

}  // namespace

struct StreamExtraction::Item {
  google::protobuf::Arena arena{ArticleArena()};
  wire::v1::StreamExtractAttributionsRequest* request = NewOn<wire::v1::StreamExtractAttributionsRequest>(&arena);
  v1::StreamExtractAttributionsResponse* response = NewOn<v1::StreamExtractAttributionsResponse>(&arena);
  std::shared_ptr<const absl::StatusOr<ValidOptions>> options;
  Admission::Place place;
  SteadyTime arrived = SteadyNow();
  SteadyTime deadline;
  bool answered = false;
};

StreamExtraction::StreamExtraction(const StreamResources& resources, StreamCall* call, Admission::Place place,
                                   std::function<void(StreamExtraction*)> on_gone)
    : resources_(resources),
      call_(call),
      place_(std::move(place)),
      on_gone_(std::move(on_gone)),
      options_(std::make_shared<const absl::StatusOr<ValidOptions>>(ValidOptions())),
      moved_(SteadyNow()) {}

StreamExtraction::~StreamExtraction() { on_gone_(this); }

void StreamExtraction::Start() {
  mutex_.lock();
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::OnRead(bool ok) {
  mutex_.lock();
  reading_ = false;
  moved_ = SteadyNow();
  if (!ok) {
    reads_ended_ = true;
  } else if (!finished_) {
    items_.push_back(std::make_unique<Item>());
    Take(items_.back().get());
  }
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::OnWritten(bool ok) {
  mutex_.lock();
  writing_ = false;
  moved_ = SteadyNow();
  items_.pop_front();
  broken_ = broken_ || !ok;
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::Drain() {
  mutex_.lock();
  if (!reads_ended_) {
    reads_ended_ = true;
    end_ = MakeError(ErrorReason::kDraining,
                     {.message = "the server stops; what it had read is answered, send the rest to another one"});
  }
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::EndIfIdle(SteadyTime since) {
  mutex_.lock();
  const bool works = std::any_of(items_.begin(), items_.end(), [](const auto& item) { return !item->answered; });
  const bool idle = !finished_ && !broken_ && !works && moved_ <= since;
  if (idle && writing_) {
    broken_ = true;
    call_->Cancel();
  } else if (idle) {
    reads_ended_ = true;
    end_ = IdleStatus(*resources_.limits);
  }
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::Take(Item* item) {
  if (absl::Status status = Prepare(item); !status.ok()) return Complete(item, status);
  resources_.pool->Run(
      Lane::kBulk, [this, item] { Run(item); }, [this, item] { return StopCheck::IsOver(*call_, item->deadline); });
}

absl::Status StreamExtraction::Prepare(Item* item) {
  const std::unique_ptr<RequestBytes> bytes = call_->TakeRequest();
  if (absl::Status status = ParseRequest(*bytes, *resources_.limits, item->request); !status.ok()) return status;
  if (item->request->has_options()) {
    options_ = std::make_shared<const absl::StatusOr<ValidOptions>>(
        ValidateOptions(item->request->options(), *resources_.limits));
  }
  item->options = options_;
  if (!item->options->ok()) return item->options->status();
  Refusal refusal = Refusal::kTooManyBytes;
  std::optional<Admission::Place> place = resources_.admission->AdmitPart(bytes->size(), &refusal);
  if (!place.has_value()) {
    resources_.metrics->RecordRefusal(RefusalReason::kTooManyBytes);
    return RefusedStatus(refusal, *resources_.limits);
  }
  item->place = *std::move(place);
  item->deadline = std::min(OnSteadyClock(call_->deadline()),
                            Moved(item->arrived, absl::Milliseconds(resources_.limits->call_ms_max)));
  return absl::OkStatus();
}

void StreamExtraction::Run(Item* item) {
  item->place.Start();
  resources_.metrics->RecordQueueDelay(Lane::kBulk, Since(item->arrived));
  const StopCheck stop(*call_, item->deadline, resources_.pool);
  const absl::Status status = stop.IsOver()
                                  ? stop.status()
                                  : resources_.answerer->Answer(item->request->article(), "article", **item->options,
                                                                stop, item->response->mutable_response());
  item->place.Leave();
  mutex_.lock();
  Complete(item, status);
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::Complete(Item* item, const absl::Status& status) {
  if (!status.ok()) *item->response->mutable_error() = EncodeRpcStatus(status, call_->locale());
  const absl::string_view id = EchoedId(item->request->article());
  item->response->set_article_id(id.data(), id.size());
  item->answered = true;
}

bool StreamExtraction::Step() {
  if (finished_) return false;
  broken_ = broken_ || call_->IsCancelled();
  WriteOrDrop();
  if (!reading_ && !reads_ended_ && !broken_ && items_.size() < kStreamArticlesAhead) {
    reading_ = true;
    call_->StartRead();
  }
  finished_ = !writing_ && items_.empty() && (reads_ended_ || broken_);
  return finished_;
}

void StreamExtraction::WriteOrDrop() {
  while (!writing_ && !items_.empty() && items_.front()->answered) {
    if (broken_) {
      items_.pop_front();
      continue;
    }
    writing_ = true;
    call_->StartWrite(*items_.front()->response);
  }
}

void StreamExtraction::Finish() {
  // Nobody else changes the state any more.
  call_->Finish(broken_ ? absl::CancelledError("nothing reaches the caller any more") : end_);
}

}  // namespace isnad
