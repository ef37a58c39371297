// A line is written while poll(2) says that the descriptor has room: a pipe then takes at least PIPE_BUF bytes without
// blocking, which is the longest line. The descriptor itself stays blocking, because whoever else holds it (a
// terminal's shell) shares that setting. Covered by tests/telemetry/line_writer_test.cc.
#include "service/telemetry/line_writer.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <utility>

#include "absl/time/clock.h"

namespace isnad {
namespace {

constexpr int kPollMs = 100;
// Lines written in one go before callers get their turn at the lock.
constexpr int kLinesPerTurn = 64;
// The pause where poll(2) sees room that write(2) does not.
constexpr absl::Duration kRetryPause = absl::Milliseconds(5);

// Whether the descriptor takes a line now, or within the time.
bool HasRoom(int descriptor, int timeout_ms) {
  pollfd entry = {.fd = descriptor, .events = POLLOUT, .revents = 0};
  // A descriptor in error counts as having room: write(2) then says what is wrong.
  return poll(&entry, 1, timeout_ms) > 0;
}

ssize_t WriteAtOnce(int descriptor, const std::string& bytes) {
  ssize_t written;
  do {
    written = write(descriptor, bytes.data(), bytes.size());
  } while (written < 0 && errno == EINTR);
  return written;
}

// Whether write(2) can raise SIGPIPE at all.
bool MaySignal(int descriptor) {
  struct stat status = {};
  return fstat(descriptor, &status) != 0 || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode);
}

// write(2) that turns SIGPIPE into EPIPE, on this thread alone and without touching the program's handlers.
ssize_t WriteWithoutSignal(int descriptor, const std::string& bytes) {
  sigset_t pipe_signal, before;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  const ssize_t written = WriteAtOnce(descriptor, bytes);
  const int error = errno;
  if (written < 0 && error == EPIPE && sigismember(&before, SIGPIPE) == 0) {
    const timespec now = {};
    while (sigtimedwait(&pipe_signal, nullptr, &now) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

}  // namespace

LineWriter::LineWriter(int descriptor)
    : descriptor_(descriptor), may_signal_(MaySignal(descriptor)), thread_([this] { WriteWaiting(); }) {}

LineWriter::~LineWriter() {
  {
    std::lock_guard lock(mutex_);
    ended_ = true;
  }
  work_.notify_one();
  thread_.join();
}

void LineWriter::Write(std::string line) {
  std::lock_guard lock(mutex_);
  if (waiting_.empty() && TryWrite(line) == Outcome::kDone) return;
  if (waiting_bytes_ + line.size() > kWaitingLineBytesMax) {
    lines_lost_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  waiting_bytes_ += line.size();
  waiting_.push_back(std::move(line));
  work_.notify_one();
}

// Done: the line is written, or lost for good.
LineWriter::Outcome LineWriter::TryWrite(const std::string& line) {
  if (!HasRoom(descriptor_, 0)) return Outcome::kBusy;
  // Behind half a line (the disk was full) the next begins on a line of its own.
  const std::string behind_torn = torn_ ? "\n" + line : "";
  const std::string& bytes = torn_ ? behind_torn : line;
  const ssize_t written = may_signal_ ? WriteWithoutSignal(descriptor_, bytes) : WriteAtOnce(descriptor_, bytes);
  if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Outcome::kBusy;
  if (written == static_cast<ssize_t>(bytes.size())) {
    torn_ = false;
  } else {
    torn_ |= written > 0;
    lines_lost_.fetch_add(1, std::memory_order_relaxed);
  }
  return Outcome::kDone;
}

void LineWriter::WriteWaiting() {
  absl::Time last = absl::InfiniteFuture();
  std::unique_lock lock(mutex_);
  while (true) {
    work_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
    if (ended_ && last == absl::InfiniteFuture()) last = absl::Now() + kLastLinesTime;
    const bool busy = !WriteSome();
    if (ended_ && (waiting_.empty() || absl::Now() >= last)) break;
    lock.unlock();
    if (busy && HasRoom(descriptor_, 0)) absl::SleepFor(kRetryPause);
    if (busy) HasRoom(descriptor_, kPollMs);
    lock.lock();
  }
  lines_lost_.fetch_add(waiting_.size(), std::memory_order_relaxed);
}

// Whether the descriptor took what it was given.
bool LineWriter::WriteSome() {
  for (int i = 0; i < kLinesPerTurn && !waiting_.empty(); ++i) {
    if (TryWrite(waiting_.front()) == Outcome::kBusy) return false;
    waiting_bytes_ -= waiting_.front().size();
    waiting_.pop_front();
  }
  return true;
}

}  // namespace isnad
