// Writes lines to a file descriptor without ever holding the caller up: a line that the descriptor does not take at
// once (a pipe whose reader is slow) waits in memory, up to a limit, and a thread of its own writes it later, in order;
// what cannot be written (a full disk, a pipe without a reader) is lost and counted. Each line is one write(2). SIGPIPE
// never reaches the program. Any thread. Does not own the descriptor.
#ifndef ISNAD_SERVICE_TELEMETRY_LINE_WRITER_H_
#define ISNAD_SERVICE_TELEMETRY_LINE_WRITER_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "absl/time/time.h"

namespace isnad {

// What may wait, in bytes: some ten thousand lines, a second or two of a reader that does nothing.
inline constexpr size_t kWaitingLineBytesMax = size_t{4} << 20;
// How long the destructor goes on trying to write what waits.
inline constexpr absl::Duration kLastLinesTime = absl::Seconds(1);

class LineWriter {
 public:
  explicit LineWriter(int descriptor);
  // Writes what waits, for at most kLastLinesTime; what is left then is lost.
  ~LineWriter();
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;

  // `line` ends with a line feed.
  void Write(std::string line);

  uint64_t lines_lost() const { return lines_lost_.load(std::memory_order_relaxed); }

 private:
  enum class Outcome { kDone, kBusy };

  void WriteWaiting();
  // Both under the lock.
  Outcome TryWrite(const std::string& line);
  bool WriteSome();

  const int descriptor_;
  const bool may_signal_;
  std::atomic<uint64_t> lines_lost_{0};
  // Guards what is below. The standard library's, which ThreadSanitizer sees through; the packaged Abseil's it does
  // not.
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::string> waiting_;
  size_t waiting_bytes_ = 0;
  bool torn_ = false;  // the last line was written in part
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_LINE_WRITER_H_
