// How far a long run is, on standard error: a line that is written over on a terminal, a plain line now and then where
// nobody watches (a log). One thread.
#ifndef ISNAD_CLIENT_PROGRESS_H_
#define ISNAD_CLIENT_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <optional>
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

// The same for a terminal: no longer than its line, with a bar where there is room.
std::string ProgressLineWithin(const ProgressState& state, int columns);

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  // `columns` of the terminal that standard error is; 0: it is none.
  explicit Progress(int columns) : columns_(columns) {}

  // Ten times a second on a terminal, every ten seconds elsewhere.
  void Show(ProgressState state);
  // The last line.
  void End(ProgressState state);

 private:
  void Print(ProgressState state, bool last);

  const int columns_;
  std::optional<Clock::time_point> begin_;  // of the first article: an earlier run's may have taken long to pass over
  Clock::time_point shown_ = Clock::now();
};

// Of standard error, where that is a terminal that can write over a line; 0 where not.
int ColumnsOfError();

}  // namespace isnad

#endif  // ISNAD_CLIENT_PROGRESS_H_
