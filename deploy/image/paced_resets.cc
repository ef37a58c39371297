// Rapid resets in the image. gRPC 1.83 answers each stream past a connection's limit as fast as it comes, on all its
// threads, and the work of other callers waits: 200,000 of them made a call's p99 4 to 9 times as long. Here a
// connection that resets more than its allowance has what it sends next handled later (reset_pace.h); TCP holds the
// sender back.
//
// gRPC tells nobody about resets, so the linker renames three of its functions (link_statically: --wrap). What a read
// has brought is handled on one thread, which then begins the connection's next read: what it has counted by then came
// with the last.
//
// Covered by tests/image/attacks.py: rapid_resets.
#include <grpc/event_engine/event_engine.h>
#include <grpc/slice.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "deploy/image/reset_pace.h"

struct grpc_chttp2_transport;
struct grpc_chttp2_stream;
struct grpc_endpoint;

namespace isnad {
namespace {

using ::grpc_event_engine::experimental::EventEngine;
using ::grpc_event_engine::experimental::GetDefaultEventEngine;
using ::grpc_event_engine::experimental::SliceBuffer;

// What this thread has handled and not yet charged to a connection.
thread_local uint32_t resets_read = 0;

ResetPace& Pace() {
  static ResetPace pace;
  return pace;
}

int64_t SteadyNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

using OnRead = absl::AnyInvocable<void(absl::Status)>;

// A connection's read that has begun; there is one at a time. It outlives its connection where that ends first.
struct PendingRead {
  std::shared_ptr<EventEngine> engine = GetDefaultEventEngine();
  OnRead on_read;
  int64_t not_before = kAtOnce;  // steady nanoseconds
  static constexpr int64_t kAtOnce = 0;
};

void TellOf(PendingRead* read, absl::Status status) {
  resets_read = 0;
  std::exchange(read->on_read, nullptr)(std::move(status));
}

void TellInTime(const std::shared_ptr<PendingRead>& read) {
  const int64_t wait = read->not_before - SteadyNanoseconds();
  read->engine->RunAfter(std::chrono::nanoseconds(std::max<int64_t>(wait, 0)),
                         [read] { TellOf(read.get(), absl::OkStatus()); });
}

class PacedEndpoint final : public EventEngine::Endpoint {
 public:
  explicit PacedEndpoint(std::unique_ptr<EventEngine::Endpoint> endpoint) : endpoint_(std::move(endpoint)) {}

  // What has come is told late, rather than read late: so the connection's end is noticed, and ends the wait of a next
  // read.
  bool Read(OnRead on_read, SliceBuffer* buffer, ReadArgs args) override {
    read_->not_before = Charge(std::exchange(resets_read, 0));
    read_->on_read = std::move(on_read);
    const auto came = [read = read_](absl::Status status) {
      if (status.ok() && read->not_before != PendingRead::kAtOnce) return TellInTime(read);
      TellOf(read.get(), std::move(status));
    };
    if (!endpoint_->Read(came, buffer, args)) return false;
    const bool at_once = read_->not_before == PendingRead::kAtOnce;
    if (at_once) {
      read_->on_read = nullptr;
    } else {
      TellInTime(read_);
    }
    return at_once;
  }

  bool Write(absl::AnyInvocable<void(absl::Status)> on_writable, SliceBuffer* data, WriteArgs args) override {
    return endpoint_->Write(std::move(on_writable), data, std::move(args));
  }
  const EventEngine::ResolvedAddress& GetPeerAddress() const override { return endpoint_->GetPeerAddress(); }
  const EventEngine::ResolvedAddress& GetLocalAddress() const override { return endpoint_->GetLocalAddress(); }
  std::shared_ptr<TelemetryInfo> GetTelemetryInfo() const override { return endpoint_->GetTelemetryInfo(); }
  void* QueryExtension(absl::string_view id) override { return endpoint_->QueryExtension(id); }

 private:
  // When what is read next may be told.
  int64_t Charge(uint32_t resets) {
    if (resets == 0) return PendingRead::kAtOnce;
    const int64_t now = SteadyNanoseconds();
    const uint32_t past = allowance_.Past(resets, now);
    return past == 0 ? PendingRead::kAtOnce : Pace().TurnAfter(past, now);
  }

  const std::unique_ptr<EventEngine::Endpoint> endpoint_;
  const std::shared_ptr<PendingRead> read_ = std::make_shared<PendingRead>();
  ResetAllowance allowance_;
};

}  // namespace

// grpc_chttp2_rst_stream_parser_parse: part of a frame that resets a stream that was taken.
absl::Status ParseReset(void* parser, grpc_chttp2_transport* transport, grpc_chttp2_stream* stream,
                        const grpc_slice& slice, int is_last) asm("__real_" PARSE_RESET);
absl::Status ParseCountedReset(void* parser, grpc_chttp2_transport* transport, grpc_chttp2_stream* stream,
                               const grpc_slice& slice, int is_last) asm("__wrap_" PARSE_RESET);

absl::Status ParseCountedReset(void* parser, grpc_chttp2_transport* transport, grpc_chttp2_stream* stream,
                               const grpc_slice& slice, int is_last) {
  if (is_last != 0) ++resets_read;
  return ParseReset(parser, transport, stream, slice, is_last);
}

// grpc_chttp2_increase_num_pending_induced_frames: gRPC answers something by itself: refuses a stream, echoes a ping.
void AddAnswer(grpc_chttp2_transport* transport) asm("__real_" INDUCED_FRAME);
void AddCountedAnswer(grpc_chttp2_transport* transport) asm("__wrap_" INDUCED_FRAME);

void AddCountedAnswer(grpc_chttp2_transport* transport) {
  ++resets_read;
  AddAnswer(transport);
}

// grpc_event_engine_endpoint_create: gRPC takes a connection that was accepted or made.
using Connection = absl::StatusOr<std::unique_ptr<EventEngine::Endpoint>>;
grpc_endpoint* TakeConnection(Connection connection) asm("__real_" TAKE_CONNECTION);
grpc_endpoint* TakePacedConnection(Connection connection) asm("__wrap_" TAKE_CONNECTION);

grpc_endpoint* TakePacedConnection(Connection connection) {
  if (connection.ok() && *connection != nullptr) *connection = std::make_unique<PacedEndpoint>(*std::move(connection));
  return TakeConnection(std::move(connection));
}

}  // namespace isnad
