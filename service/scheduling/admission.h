// Which calls are taken and which are turned away at once. A server that takes more than it can do answers everybody
// late; one that refuses early keeps its pace for those it takes.
//
// Three bounds: calls in flight and bytes of their requests (memory), and the time that a call can be expected to wait
// for a processor (queue delay), which is the work waiting before it by what a byte of text has cost lately. All
// methods from any thread; each takes one short lock.
#ifndef ISNAD_SERVICE_SCHEDULING_ADMISSION_H_
#define ISNAD_SERVICE_SCHEDULING_ADMISSION_H_

#include <cstddef>
#include <mutex>
#include <optional>

#include "absl/time/time.h"
#include "service/scheduling/lane.h"

namespace isnad {

enum class Refusal { kTooManyCalls, kTooManyBytes, kOverloaded };

struct AdmissionLimits {
  int calls_max = 0;
  size_t bytes_max = 0;
  absl::Duration queue_delay_max;  // of interactive work; bulk work may wait kBulkPatience times as long
  int workers = 1;                 // that share the waiting work
};

// Before anything is learned: a megabyte of text a second, what one processor of a cloud machine does.
inline constexpr double kFirstSecondsPerByte = 1e-6;

// Nobody looks at the clock for a batch as for a click: 20 ms for one are 4 s for the other.
inline constexpr int kBulkPatience = 200;

class Admission {
 public:
  // A call's place, from admission until it goes; counts the call and its bytes. Movable; may go on any thread.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept;
    Place& operator=(Place&& other) noexcept;
    ~Place() { Leave(); }

    // The work begins: it waits no more.
    void Start();
    // Gives the place back early.
    void Leave();

   private:
    friend class Admission;
    Place(Admission* admission, Lane lane, size_t bytes, int calls)
        : admission_(admission), lane_(lane), bytes_(bytes), calls_(calls), waiting_(true) {}

    Admission* admission_ = nullptr;
    Lane lane_ = Lane::kInteractive;
    size_t bytes_ = 0;
    int calls_ = 0;  // 1, or 0 for a part of a call
    bool waiting_ = false;
  };

  explicit Admission(const AdmissionLimits& limits) : limits_(limits) {}

  // A place for a call of so many bytes; or, where there is none, `refusal` tells why. A call that finds nobody waiting
  // is never refused for its delay.
  std::optional<Place> Admit(Lane lane, size_t bytes, Refusal* refusal);
  // A place without a call of its own: an article of a stream, whose sender waits anyway. Refused for bytes alone.
  std::optional<Place> AdmitPart(size_t bytes);

  // What a piece of interactive work has cost; the source of the expectation.
  void Learn(size_t bytes, absl::Duration run_time);

  int calls_in_flight() const;
  size_t bytes_in_flight() const;
  // How long work that came now would wait.
  absl::Duration ExpectedDelay(Lane lane) const;

 private:
  // Both with the mutex held.
  Place Enter(Lane lane, size_t bytes, int calls);
  absl::Duration DelayOf(Lane lane) const;

  const AdmissionLimits limits_;
  // Guards what follows. std::mutex, which ThreadSanitizer sees through in any build of Abseil.
  mutable std::mutex mutex_;
  int calls_ = 0;
  size_t bytes_ = 0;
  size_t waiting_bytes_[2] = {0, 0};  // by lane
  double seconds_per_byte_ = kFirstSecondsPerByte;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SCHEDULING_ADMISSION_H_
