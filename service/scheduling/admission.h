// Which calls are taken and which are turned away at once. A server that takes more than it can do answers everybody
// late; one that refuses early keeps its pace for those it takes.
//
// Three bounds: calls in flight and bytes of their requests (memory), and the time that a call can be expected to wait
// for a processor (queue delay), which is the work waiting before it by what a byte of text has cost lately. Any
// thread; each method takes one short lock.
//
// Bulk work (batches, streams and their articles, big articles) has kBulkShare of the calls and bytes, interactive work
// the whole: no number of idle streams or full batches keeps a small call out.
#ifndef ISNAD_SERVICE_SCHEDULING_ADMISSION_H_
#define ISNAD_SERVICE_SCHEDULING_ADMISSION_H_

#include <cstddef>
#include <mutex>
#include <optional>

#include "absl/time/time.h"
#include "service/scheduling/lane.h"

namespace isnad {

enum class Refusal { kTooManyCalls, kTooManyBulkCalls, kTooManyBytes, kTooManyBulkBytes, kOverloaded };

struct AdmissionLimits {
  int calls_max = 0;
  size_t bytes_max = 0;
  absl::Duration queue_delay_max;  // of interactive work; bulk work may wait kBulkPatience times as long
  int workers = 1;                 // that share the waiting work
};

// Before anything is learned: a megabyte of text a second, what one processor of a cloud machine does.
inline constexpr double kFirstSecondsPerByte = 1e-6;

// What a call costs besides its text, in bytes of text that cost as much: parsing, checks, an arena.
inline constexpr size_t kCallBytes = 64;

// What bulk work may have of a limit on calls or bytes: three quarters. A single bulk call may have all the bytes, so
// that the largest message that is let in at all finds its turn.
template <typename Number>
constexpr Number BulkShareOf(Number limit) {
  return limit - limit / 4;
}

// Nobody looks at the clock for a batch as for a click: 20 ms for one are 4 s for the other.
inline constexpr int kBulkPatience = 200;

class Admission {
 public:
  // Counts a call and its bytes, from admission until it goes. Movable; any thread; several may start its parts.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept;
    Place& operator=(Place&& other) noexcept;
    ~Place() { Leave(); }

    // The work begins: it waits no more.
    void Start();
    // So many of its bytes wait no more.
    void StartPart(size_t bytes);
    // Less is held than was asked for: counts so many bytes from now on, where these are fewer.
    void Shrink(size_t bytes);
    // Gives the place back early.
    void Leave();

   private:
    friend class Admission;
    Place(Admission* admission, Lane lane, size_t bytes, int calls)
        : admission_(admission), lane_(lane), bytes_(bytes), calls_(calls), waiting_bytes_(bytes + kCallBytes) {}

    Admission* admission_ = nullptr;
    Lane lane_ = Lane::kInteractive;
    size_t bytes_ = 0;
    int calls_ = 0;             // 1, or 0 for a part of a call
    size_t waiting_bytes_ = 0;  // guarded by the admission's mutex
  };

  explicit Admission(const AdmissionLimits& limits) : limits_(limits) {}

  // A place for a call of so many bytes; or, where there is none, `refusal` tells why. A call that finds nobody waiting
  // is never refused for its delay.
  std::optional<Place> Admit(Lane lane, size_t bytes, Refusal* refusal);
  // A place without a call of its own: an article of a stream, whose sender waits anyway. Refused for bytes alone.
  std::optional<Place> AdmitPart(size_t bytes, Refusal* refusal);

  // What a piece of interactive work has cost, by a clock that nobody sets; the source of the expectation. One odd
  // piece moves it little: it counts as eight times what was expected at most, and as an eighth of that at least.
  void Learn(size_t bytes, absl::Duration run_time);

  // Bulk work has most (three quarters) of its share of the calls or the bytes.
  bool IsBulkCrowded() const;

  int calls_in_flight() const;
  size_t bytes_in_flight() const;
  // How long work that came now would wait.
  absl::Duration ExpectedDelay(Lane lane) const;

 private:
  // All with the mutex held.
  bool HasRoomForCall(Lane lane, Refusal* refusal) const;
  bool HasRoomForBytes(Lane lane, size_t bytes, Refusal* refusal) const;
  Place Enter(Lane lane, size_t bytes, int calls);
  double SecondsPerByte() const;
  absl::Duration DelayOf(Lane lane) const;

  const AdmissionLimits limits_;
  // Guards what follows. std::mutex, which ThreadSanitizer sees through in any build of Abseil.
  mutable std::mutex mutex_;
  // By lane.
  int calls_[2] = {0, 0};
  size_t bytes_[2] = {0, 0};
  size_t waiting_bytes_[2] = {0, 0};  // with kCallBytes for each
  // Of the pieces of work lately.
  double mean_bytes_ = 4096;
  double mean_seconds_ = 4096 * kFirstSecondsPerByte;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SCHEDULING_ADMISSION_H_
