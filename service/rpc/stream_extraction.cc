// A small state machine under one mutex: every event changes the state and then takes each step that the state allows
// (read on, write the first answer that is ready, finish). The transport's operations never call back from inside, so
// they are begun with the mutex held; but Finish, behind which the transport may delete the stream on another thread,
// is the last thing that its thread does with it. An article is worked on without the mutex.
//
// Messages are parsed by the workers, one at a time and in order, because each may set the options for those behind it.
// A worker who finds another one at it leaves again; that one then queues the task anew. Covered by
// tests/rpc/stream_extraction_test.cc on a made-up transport, and over sockets by tests/end_to_end/.
#include "service/rpc/stream_extraction.h"

#include <google/protobuf/arena.h>

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/arena_message.h"
#include "service/rpc/article_failure.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/refused_status.h"
#include "service/rpc/request_parser.h"
#include "service/rpc/request_validator.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/stop_check.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {
namespace {

absl::Status IdleStatus(int idle_ms_max) {
  return MakeError(ErrorReason::kStreamIdle,
                   {.message = absl::StrCat("nothing has moved for ", idle_ms_max, " ms, the most served"),
                    .limit = ReachedLimit{.value = idle_ms_max}});
}

// On an arena of its own, for it may wait long to be written.
struct StreamAnswer {
  explicit StreamAnswer(const google::protobuf::ArenaOptions& options) : arena(options) {}

  google::protobuf::Arena arena;
  v1::StreamExtractAttributionsResponse* const message = NewOn<v1::StreamExtractAttributionsResponse>(&arena);
};

}  // namespace

// As a message has set them, or why not.
struct StreamExtraction::Options {
  absl::StatusOr<ValidOptions> valid;
  Admission::Place place;
};

struct StreamExtraction::Item {
  std::unique_ptr<RequestBytes> bytes;  // until they are parsed
  absl::Status refused;                 // by admission: there are no bytes then
  RequestOutline outline;
  std::shared_ptr<const Options> options;
  std::unique_ptr<StreamAnswer> answer;
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
      options_(std::make_shared<const Options>(Options{.valid = ValidOptions(), .place = {}})),
      moved_(SteadyNow()) {}

StreamExtraction::~StreamExtraction() { on_gone_(this); }

void StreamExtraction::Start() {
  mutex_.lock();
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

void StreamExtraction::OnRead(bool ok) {
  std::unique_ptr<Item> item = ok ? TakeItem() : nullptr;
  mutex_.lock();
  reading_ = false;
  moved_ = SteadyNow();
  if (!ok) {
    reads_ended_ = true;
  } else if (!finished_) {
    QueueNext(Lane::kBulk, item->deadline);
    unprepared_.push_back(item.get());
    items_.push_back(std::move(item));
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

void StreamExtraction::EndIfIdle(SteadyTime now, int idle_ms_max) {
  mutex_.lock();
  const bool works = std::any_of(items_.begin(), items_.end(), [](const auto& item) { return !item->answered; });
  const bool idle = !finished_ && !broken_ && !works && moved_ <= Moved(now, -absl::Milliseconds(idle_ms_max));
  if (idle && writing_) {
    broken_ = true;
    call_->Cancel();
  } else if (idle) {
    reads_ended_ = true;
    end_ = IdleStatus(idle_ms_max);
  }
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

std::unique_ptr<StreamExtraction::Item> StreamExtraction::TakeItem() {
  auto item = std::make_unique<Item>();
  item->deadline = DeadlineOf(*call_, *resources_.limits, item->arrived);
  item->bytes = call_->TakeRequest();
  Refusal refusal = Refusal::kTooManyBytes;
  std::optional<Admission::Place> place = resources_.admission->AdmitPart(item->bytes->size(), &refusal);
  if (place.has_value()) {
    item->place = *std::move(place);
  } else {
    item->refused = RefusedStatus(refusal, *resources_.limits);
    item->outline = ReadOutline(*item->bytes, *resources_.limits);
    item->bytes.reset();
  }
  return item;
}

void StreamExtraction::QueueNext(Lane lane, SteadyTime deadline) {
  resources_.pool->Run(
      lane, [this] { AnswerNext(); }, [this, deadline] { return StopCheck::IsOver(*call_, deadline); });
}

StreamExtraction::Item* StreamExtraction::BeginToPrepare() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (preparing_) {
    ++tasks_owed_;
    return nullptr;
  }
  preparing_ = true;
  Item* const item = unprepared_.front();
  unprepared_.pop_front();
  return item;
}

void StreamExtraction::EndToPrepare() {
  std::lock_guard<std::mutex> lock(mutex_);
  preparing_ = false;
  for (; tasks_owed_ > 0; --tasks_owed_) {
    // They have had their turn; what is over may have been hurried, and is not to wait for another.
    const SteadyTime deadline = unprepared_.front()->deadline;
    QueueNext(StopCheck::IsOver(*call_, deadline) ? Lane::kInteractive : Lane::kBulk, deadline);
  }
}

void StreamExtraction::AnswerNext() {
  Item* const item = BeginToPrepare();
  if (item == nullptr) return;
  item->place.Start();
  resources_.metrics->load().RecordQueueDelay(Lane::kBulk, Since(item->arrived));
  Complete(item, Answer(item));
  item->options.reset();  // behind the last look at an error that may be theirs
  mutex_.lock();
  item->answered = true;
  const bool done = Step();
  mutex_.unlock();
  if (done) Finish();
}

absl::Status StreamExtraction::Answer(Item* item) {
  google::protobuf::Arena arena(ArticleArena());  // goes with the request when the answer is made
  auto* const request = NewOn<wire::v1::StreamExtractAttributionsRequest>(&arena);
  const StopCheck stop(*call_, item->deadline, resources_.pool);
  const absl::Status prepared = call_->IsCancelled() ? stop.status() : Prepare(item, request);
  EndToPrepare();
  if (!prepared.ok()) return prepared;
  if (stop.IsOver()) return stop.status();
  item->answer = std::make_unique<StreamAnswer>(ArticleArena());
  return resources_.answerer->Answer(request->article(), "article", *item->options->valid, stop,
                                     item->answer->message->mutable_response());
}

absl::Status StreamExtraction::Prepare(Item* item, wire::v1::StreamExtractAttributionsRequest* request) {
  absl::Status status = std::exchange(item->refused, absl::OkStatus());
  if (status.ok()) {
    status = ParseRequest(*item->bytes, *resources_.limits, request, &item->outline);
    item->bytes.reset();
  }
  const bool malformed = ReasonOf(status) == ErrorReason::kRequestMalformed;
  if (item->outline.has_options && !malformed) {
    options_ = status.ok() ? MakeOptions(request->options())
                           : std::make_shared<const Options>(Options{.valid = status, .place = {}});
  }
  item->options = options_;
  return status.ok() ? options_->valid.status() : status;
}

std::shared_ptr<const StreamExtraction::Options> StreamExtraction::MakeOptions(
    const wire::v1::ExtractOptions& options) {
  options_.reset();  // their bytes may be what the new ones need
  Refusal refusal = Refusal::kTooManyBytes;
  std::optional<Admission::Place> place =
      resources_.admission->AdmitPart(options.ByteSizeLong() + KnownNameBytes(options), &refusal);
  if (!place.has_value()) {
    return std::make_shared<const Options>(Options{.valid = RefusedStatus(refusal, *resources_.limits), .place = {}});
  }
  place->Start();
  // The time of one article does not count: the options are for those behind it, too.
  const StopCheck stop(*call_, OnSteadyClock(absl::InfiniteFuture()), resources_.pool);
  return std::make_shared<const Options>(Options{
      .valid = ValidateOptions(options, *resources_.limits, [&stop] { return stop(); }), .place = *std::move(place)});
}

void StreamExtraction::Complete(Item* item, const absl::Status& status) {
  if (!status.ok()) {
    RecordArticleFailure(status, *call_, &resources_.metrics->answers());
    item->answer = std::make_unique<StreamAnswer>(google::protobuf::ArenaOptions());
    *item->answer->message->mutable_error() = EncodeRpcStatus(status, call_->locale());
  }
  v1::StreamExtractAttributionsResponse* const message = item->answer->message;
  const absl::string_view id = EchoedId(item->outline.article_id);
  message->set_article_id(id.data(), id.size());
  item->place.Shrink(message->ByteSizeLong());
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
    call_->StartWrite(*items_.front()->answer->message);
  }
}

void StreamExtraction::Finish() {
  // Nobody else changes the state any more.
  call_->Finish(broken_ ? absl::CancelledError("nothing reaches the caller any more") : end_);
}

}  // namespace isnad
