// How slowly a connection is read whose streams are opened and reset faster than is any use (rapid reset,
// CVE-2023-44487). A connection has an allowance; what goes past it waits its turn behind all other connections that do
// the same.
//
// Times are nanoseconds of a steady clock. Covered by tests/image/reset_pace_test.cc.
#ifndef ISNAD_DEPLOY_IMAGE_RESET_PACE_H_
#define ISNAD_DEPLOY_IMAGE_RESET_PACE_H_

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace isnad {

constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;

// Resets of one connection that cost it nothing, in each second that begins with one: a client that gives up calls, or
// has not read yet how many streams it may open. For one thread at a time.
class ResetAllowance {
 public:
  static constexpr uint32_t kPerSecond = 100;

  // Of `resets` that came at `now`, how many are past the allowance.
  uint32_t Past(uint32_t resets, int64_t now) {
    if (now - since_ >= kNanosecondsPerSecond) {
      since_ = now;
      left_ = kPerSecond;
    }
    const uint32_t free = std::min(resets, left_);
    left_ -= free;
    return resets - free;
  }

 private:
  int64_t since_ = -kNanosecondsPerSecond;
  uint32_t left_ = 0;
};

// The turns of all connections together. Thread-safe.
class ResetPace {
 public:
  // 10,000 a second of a process. One costs gRPC 6 to 20 µs, an AMD EPYC's core thus a tenth to a fifth of itself.
  static constexpr int64_t kTurn = 100'000;
  // Nobody waits longer, however many want to: a connection that is not read notices nothing, its end included.
  static constexpr int64_t kLongestWait = kNanosecondsPerSecond;

  // When whoever sent `resets` past its allowance, read at `now`, is to be heard again.
  int64_t TurnAfter(uint32_t resets, int64_t now) {
    int64_t turn = next_.load(std::memory_order_relaxed);
    int64_t after;
    do {
      after = std::min(std::max(turn, now) + resets * kTurn, now + kLongestWait);
    } while (!next_.compare_exchange_weak(turn, after, std::memory_order_relaxed));
    return after;
  }

 private:
  std::atomic<int64_t> next_{0};
};

}  // namespace isnad

#endif  // ISNAD_DEPLOY_IMAGE_RESET_PACE_H_
