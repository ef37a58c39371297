// Covered by tests/client/progress_test.cc.
#include "client/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace isnad {
namespace {

constexpr int kBarColumnsMin = 5;
constexpr int kBarColumnsMax = 20;
constexpr int kColumnsUnknown = 80;
constexpr std::chrono::milliseconds kTerminalPause(100);
constexpr std::chrono::milliseconds kLogPause(10000);
// Before it a rate says more about the start than about the run.
constexpr double kRateAfterSeconds = 0.5;

std::string Clockwise(double seconds) {
  const auto whole = static_cast<int64_t>(seconds + 0.5);
  if (whole < 3600) return absl::StrFormat("%d:%02d", whole / 60, whole % 60);
  return absl::StrFormat("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string Bar(double share, int columns) {
  const int full = static_cast<int>(share * columns);
  return absl::StrCat("[", std::string(full, '#'), std::string(columns - full, '-'), "] ");
}

}  // namespace

std::string ProgressLine(const ProgressState& state, int bar) {
  std::string line = bar > 0 ? Bar(state.share, bar) : "";
  absl::StrAppend(&line, state.done, state.done == 1 ? " article" : " articles");
  if (state.refused > 0) absl::StrAppend(&line, ", ", state.refused, " refused");
  const double seconds = std::chrono::duration<double>(state.elapsed).count();
  if (seconds >= kRateAfterSeconds) {
    absl::StrAppend(&line, ", ", static_cast<int64_t>(static_cast<double>(state.done - state.earlier) / seconds), "/s");
  }
  absl::StrAppend(&line, absl::StrFormat(", %d%%", static_cast<int>(state.share * 100)));
  const double passed = state.share - state.share_at_begin;
  if (seconds >= kRateAfterSeconds && passed > 0 && state.share < 1) {
    absl::StrAppend(&line, ", ", Clockwise(seconds * (1 - state.share) / passed), " left");
  }
  return line;
}

std::string ProgressLineWithin(const ProgressState& state, int columns) {
  std::string line = ProgressLine(state, /*bar=*/0);
  // The last column stays free: some terminals go to the next line behind it.
  const int bar = columns - 1 - static_cast<int>(line.size() + Bar(0, 0).size());
  if (bar >= kBarColumnsMin) return ProgressLine(state, std::min(bar, kBarColumnsMax));
  line.resize(std::min(line.size(), static_cast<size_t>(columns - 1)));
  return line;
}

void Progress::Show(ProgressState state) {
  if (!begin_.has_value()) begin_ = Clock::now();
  if (Clock::now() - shown_ >= (columns_ > 0 ? kTerminalPause : kLogPause)) Print(state, /*last=*/false);
}

void Progress::End(ProgressState state) { Print(state, /*last=*/true); }

void Progress::Print(ProgressState state, bool last) {
  shown_ = Clock::now();
  state.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(shown_ - begin_.value_or(shown_));
  // Back to the begin of the line, and behind the new one nothing of the old.
  const std::string printed = columns_ > 0
                                  ? absl::StrCat("\r", ProgressLineWithin(state, columns_), "\x1b[K", last ? "\n" : "")
                                  : absl::StrCat("isnad: ", ProgressLine(state, /*bar=*/0), "\n");
  std::fwrite(printed.data(), 1, printed.size(), stderr);
}

int ColumnsOfError() {
  const char* const term = std::getenv("TERM");
  if (isatty(STDERR_FILENO) != 1 || term == nullptr || std::strcmp(term, "dumb") == 0) return 0;
  winsize size = {};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kColumnsUnknown;
}

}  // namespace isnad
