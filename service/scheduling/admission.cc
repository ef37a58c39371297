// The cost of a byte is an exponentially weighted mean over the last fifty pieces or so: quick enough to follow a
// machine that its neighbours slow down, slow enough not to jump with one odd article. Covered by
// tests/scheduling/admission_test.cc.
#include "service/scheduling/admission.h"

#include <utility>

namespace isnad {
namespace {

constexpr double kNewShare = 0.02;

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
  waiting_ = other.waiting_;
  return *this;
}

void Admission::Place::Start() {
  if (admission_ == nullptr || !waiting_) return;
  waiting_ = false;
  std::lock_guard<std::mutex> lock(admission_->mutex_);
  admission_->waiting_bytes_[IndexOf(lane_)] -= bytes_;
}

void Admission::Place::Leave() {
  if (admission_ == nullptr) return;
  Start();
  Admission* const admission = std::exchange(admission_, nullptr);
  std::lock_guard<std::mutex> lock(admission->mutex_);
  admission->calls_ -= calls_;
  admission->bytes_ -= bytes_;
}

std::optional<Admission::Place> Admission::Admit(Lane lane, size_t bytes, Refusal* refusal) {
  std::lock_guard<std::mutex> lock(mutex_);
  const absl::Duration delay_max = limits_.queue_delay_max * (lane == Lane::kBulk ? kBulkPatience : 1);
  if (calls_ >= limits_.calls_max) {
    *refusal = Refusal::kTooManyCalls;
  } else if (bytes_ + bytes > limits_.bytes_max) {
    *refusal = Refusal::kTooManyBytes;
  } else if (waiting_bytes_[IndexOf(lane)] > 0 && DelayOf(lane) > delay_max) {
    *refusal = Refusal::kOverloaded;
  } else {
    return Enter(lane, bytes, /*calls=*/1);
  }
  return std::nullopt;
}

std::optional<Admission::Place> Admission::AdmitPart(size_t bytes) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (bytes_ + bytes > limits_.bytes_max) return std::nullopt;
  return Enter(Lane::kBulk, bytes, /*calls=*/0);
}

Admission::Place Admission::Enter(Lane lane, size_t bytes, int calls) {
  calls_ += calls;
  bytes_ += bytes;
  waiting_bytes_[IndexOf(lane)] += bytes;
  return Place(this, lane, bytes, calls);
}

void Admission::Learn(size_t bytes, absl::Duration run_time) {
  if (bytes == 0) return;
  const double seconds_per_byte = absl::ToDoubleSeconds(run_time) / static_cast<double>(bytes);
  std::lock_guard<std::mutex> lock(mutex_);
  seconds_per_byte_ += kNewShare * (seconds_per_byte - seconds_per_byte_);
}

absl::Duration Admission::DelayOf(Lane lane) const {
  // Interactive work goes first, so bulk work waits for both.
  size_t bytes = waiting_bytes_[IndexOf(Lane::kInteractive)];
  if (lane == Lane::kBulk) bytes += waiting_bytes_[IndexOf(Lane::kBulk)];
  return absl::Seconds(seconds_per_byte_ * static_cast<double>(bytes) / limits_.workers);
}

int Admission::calls_in_flight() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return calls_;
}

size_t Admission::bytes_in_flight() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

absl::Duration Admission::ExpectedDelay(Lane lane) const {
  std::lock_guard<std::mutex> lock(mutex_);
  return DelayOf(lane);
}

}  // namespace isnad
