// gRPC keeps a reactor only while operations run or a hold is on it, and calls OnDone when neither is left. So the hold
// goes when nothing more can be started: reads have ended and no write runs. Covered by tests/load/load_run_test.cc.
#include "tests/load/generator/article_stream.h"

#include <utility>

namespace isnad::load {

ArticleStream::ArticleStream(const CallerSetup& setup, const std::shared_ptr<grpc::Channel>& channel) : setup_(setup) {
  AddToken(setup_.bearer_token, &context_);
  grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub(channel);
  stub.PrepareBidiStreamingCall(&context_, setup_.requests.method(), {}, this);
  AddHold();
}

void ArticleStream::Start() {
  itself_ = shared_from_this();
  StartRead(&answer_);
  StartCall();
}

bool ArticleStream::Send(const PreparedRequest& request, Clock::time_point due, WhenDone done) {
  Step step;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (reads_ended_ || no_more_) return false;
    CallOutcome outcome;
    outcome.due = due;
    outcome.sent = Clock::now();
    awaiting_.push_back({.request = &request, .outcome = std::move(outcome), .done = std::move(done)});
    to_write_.push_back(&request);
    step = Next();
  }
  Take(step);
  return true;
}

void ArticleStream::End() {
  Step step;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    no_more_ = true;
    step = Next();
  }
  Take(step);
}

ArticleStream::Step ArticleStream::Next() {
  if (busy_ || !held_) return {};
  if (reads_ended_) {
    held_ = false;
    return {.operation = Operation::kLetGo};
  }
  if (!to_write_.empty()) {
    const PreparedRequest* const request = to_write_.front();
    to_write_.pop_front();
    busy_ = true;
    return {.operation = Operation::kWrite, .request = request};
  }
  if (no_more_ && !writes_ended_) {
    writes_ended_ = true;
    busy_ = true;
    return {.operation = Operation::kEndWrites};
  }
  return {};
}

void ArticleStream::Take(const Step& step) {
  switch (step.operation) {
    case Operation::kNone:
      return;
    case Operation::kWrite:
      return StartWrite(&step.request->bytes);
    case Operation::kEndWrites:
      return StartWritesDone();
    case Operation::kLetGo:
      return RemoveHold();
  }
}

void ArticleStream::OnWriteDone(bool ok) {
  Step step;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    busy_ = false;
    if (!ok) to_write_.clear();  // the stream is broken; what awaits an answer gets its status in OnDone
    step = Next();
  }
  Take(step);
}

void ArticleStream::OnWritesDoneDone(bool ok) { OnWriteDone(ok); }

void ArticleStream::OnReadDone(bool ok) {
  if (!ok) {
    Step step;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      reads_ended_ = true;
      step = Next();
    }
    return Take(step);
  }
  Sent sent;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (awaiting_.empty()) return Cancel();  // an answer to nothing: OnDone tells
    sent = std::move(awaiting_.front());
    awaiting_.pop_front();
  }
  sent.outcome.ended = Clock::now();
  sent.outcome.result = "OK";
  setup_.requests.TakeAnswer(*sent.request, answer_, &sent.outcome);
  StartRead(&answer_);
  sent.done(sent.outcome);
}

void ArticleStream::OnDone(const grpc::Status& status) {
  std::deque<Sent> unanswered;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    unanswered = std::exchange(awaiting_, {});
  }
  for (Sent& sent : unanswered) {
    sent.outcome.ended = Clock::now();
    TakeStatus(WireStatus(status), &sent.outcome);
    if (sent.outcome.ok()) sent.outcome.result = "NO_ANSWER";  // the stream ended well, but too early
    sent.done(sent.outcome);
  }
  const CallerSetup& setup = setup_;
  // Before the end is told, behind which the channels may go: the last hold on one must not end on gRPC's own thread.
  itself_.reset();
  setup.when_stream_ends(CodeName(static_cast<int>(status.error_code())));
}

}  // namespace isnad::load
