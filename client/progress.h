// How far a long run is, on standard error: a line that is written over on a terminal, a plain line now and then where
// nobody watches (a log). One thread.
#ifndef ISNAD_CLIENT_PROGRESS_H_
#define ISNAD_CLIENT_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace isnad {

struct ProgressState {
  int64_t done = 0;     // articles of this shard, also those of an earlier run
  int64_t earlier = 0;  // of these, the earlier run's
  int64_t refused = 0;
  double share = 0;  // of the input, [0, 1]
  double share_at_begin = 0;
  std::chrono::milliseconds elapsed{0};
};

// "12345 articles, 3 refused, 830/s, 41%, 1:45 left"; what cannot be told yet is left out. With a bar of so many
// columns in front where `bar` is above 0.
std::string ProgressLine(const ProgressState& state, int bar);

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  // `terminal`: standard error is one.
  explicit Progress(bool terminal) : terminal_(terminal) {}

  // Ten times a second on a terminal, every ten seconds elsewhere.
  void Show(ProgressState state);
  // The last line.
  void End(ProgressState state);

 private:
  void Print(ProgressState state, bool last);

  const bool terminal_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point shown_ = begin_;
};

// Whether standard error is a terminal that can write over a line.
bool ErrorIsTerminal();

}  // namespace isnad

#endif  // ISNAD_CLIENT_PROGRESS_H_
