// The cost of a byte is the ratio of two exponentially weighted means over the last fifty pieces or so, of their
// seconds and of their bytes: quick enough to follow a machine that its neighbours slow down, slow enough not to jump
// with one odd piece, and weighted by size, because a mean of each piece's own ratio would follow the smallest ones.
// Covered by tests/scheduling/admission_test.cc.
#include "service/scheduling/admission.h"

#include <algorithm>
#include <utility>

namespace isnad {
namespace {

constexpr double kNewShare = 0.02;
// A piece of work may look so many times dearer or cheaper than expected.
constexpr double kOddCost = 8;
// No processor is faster; keeps the cost above 0, from where no factor leads back.
constexpr double kSecondsPerByteMin = 1e-10;

size_t IndexOf(Lane lane) { return lane == Lane::kInteractive ? 0 : 1; }

}  // namespace

Admission::Place::Place(Place&& other) noexcept { *this = std::move(other); }

Admission::Place& Admission::Place::operator=(Place&& other) noexcept {
  if (this == &other) return *this;
  Leave();
  admission_ = std::exchange(other.admission_, nullptr);
  lane_ = other.lane_;
  bytes_ = other.bytes_;
  calls_ = other.calls_;
  waiting_bytes_ = other.waiting_bytes_;
  return *this;
}

void Admission::Place::Start() { StartPart(bytes_ + kCallBytes); }

void Admission::Place::StartPart(size_t bytes) {
  if (admission_ == nullptr) return;
  std::lock_guard<std::mutex> lock(admission_->mutex_);
  const size_t started = std::min(bytes, waiting_bytes_);
  waiting_bytes_ -= started;
  admission_->waiting_bytes_[IndexOf(lane_)] -= started;
}

void Admission::Place::Shrink(size_t bytes) {
  if (admission_ == nullptr || bytes >= bytes_) return;
  Start();
  std::lock_guard<std::mutex> lock(admission_->mutex_);
  admission_->bytes_[IndexOf(lane_)] -= bytes_ - bytes;
  bytes_ = bytes;
}

void Admission::Place::Leave() {
  if (admission_ == nullptr) return;
  Start();
  Admission* const admission = std::exchange(admission_, nullptr);
  std::lock_guard<std::mutex> lock(admission->mutex_);
  admission->calls_[IndexOf(lane_)] -= calls_;
  admission->bytes_[IndexOf(lane_)] -= bytes_;
}

std::optional<Admission::Place> Admission::Admit(Lane lane, size_t bytes, Refusal* refusal) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!HasRoomForCall(lane, refusal) || !HasRoomForBytes(lane, bytes, refusal)) return std::nullopt;
  const absl::Duration delay_max = limits_.queue_delay_max * (lane == Lane::kBulk ? kBulkPatience : 1);
  if (waiting_bytes_[IndexOf(lane)] > 0 && DelayOf(lane) > delay_max) {
    *refusal = Refusal::kOverloaded;
    return std::nullopt;
  }
  return Enter(lane, bytes, /*calls=*/1);
}

std::optional<Admission::Place> Admission::AdmitPart(size_t bytes, Refusal* refusal) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!HasRoomForBytes(Lane::kBulk, bytes, refusal)) return std::nullopt;
  return Enter(Lane::kBulk, bytes, /*calls=*/0);
}

bool Admission::HasRoomForCall(Lane lane, Refusal* refusal) const {
  const int bulk = calls_[IndexOf(Lane::kBulk)];
  *refusal = Refusal::kTooManyCalls;
  if (calls_[IndexOf(Lane::kInteractive)] + bulk >= limits_.calls_max) return false;
  *refusal = Refusal::kTooManyBulkCalls;
  return lane == Lane::kInteractive || bulk < BulkShareOf(limits_.calls_max);
}

bool Admission::HasRoomForBytes(Lane lane, size_t bytes, Refusal* refusal) const {
  const size_t bulk = bytes_[IndexOf(Lane::kBulk)];
  *refusal = Refusal::kTooManyBytes;
  if (bytes_[IndexOf(Lane::kInteractive)] + bulk + bytes > limits_.bytes_max) return false;
  *refusal = Refusal::kTooManyBulkBytes;
  return lane == Lane::kInteractive || bulk == 0 || bulk + bytes <= BulkShareOf(limits_.bytes_max);
}

Admission::Place Admission::Enter(Lane lane, size_t bytes, int calls) {
  calls_[IndexOf(lane)] += calls;
  bytes_[IndexOf(lane)] += bytes;
  waiting_bytes_[IndexOf(lane)] += bytes + kCallBytes;
  return Place(this, lane, bytes, calls);
}

void Admission::Learn(size_t bytes, absl::Duration run_time) {
  const double cost_bytes = static_cast<double>(bytes + kCallBytes);
  std::lock_guard<std::mutex> lock(mutex_);
  const double expected = cost_bytes * SecondsPerByte();
  const double seconds = std::clamp(absl::ToDoubleSeconds(run_time), expected / kOddCost, expected * kOddCost);
  mean_seconds_ += kNewShare * (seconds - mean_seconds_);
  mean_bytes_ += kNewShare * (cost_bytes - mean_bytes_);
}

double Admission::SecondsPerByte() const { return std::max(kSecondsPerByteMin, mean_seconds_ / mean_bytes_); }

absl::Duration Admission::DelayOf(Lane lane) const {
  // Interactive work goes first, so bulk work waits for both.
  size_t bytes = waiting_bytes_[IndexOf(Lane::kInteractive)];
  if (lane == Lane::kBulk) bytes += waiting_bytes_[IndexOf(Lane::kBulk)];
  return absl::Seconds(SecondsPerByte() * static_cast<double>(bytes) / limits_.workers);
}

bool Admission::IsBulkCrowded() const {
  std::lock_guard<std::mutex> lock(mutex_);
  const size_t bulk = IndexOf(Lane::kBulk);
  return calls_[bulk] >= BulkShareOf(BulkShareOf(limits_.calls_max)) ||
         bytes_[bulk] >= BulkShareOf(BulkShareOf(limits_.bytes_max));
}

int Admission::calls_in_flight() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return calls_[0] + calls_[1];
}

size_t Admission::bytes_in_flight() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return bytes_[0] + bytes_[1];
}

absl::Duration Admission::ExpectedDelay(Lane lane) const {
  std::lock_guard<std::mutex> lock(mutex_);
  return DelayOf(lane);
}

}  // namespace isnad
