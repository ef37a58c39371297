// Asks the terminal first and the environment second; text into a pipe is wrapped at the default width.
#include "client/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace isnad {
namespace {

// Below this a claim is a column of single words; above it lines are tiring to read.
constexpr int kColumnsMin = 40;
constexpr int kColumnsMax = 120;

int ColumnsOf(int descriptor, int otherwise) {
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  int value = 0;
  if (columns != nullptr && absl::SimpleAtoi(columns, &value) && value > 0) return value;
  return otherwise;
}

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

TextStyle StyleOfStandardOutput() {
  TextStyle style;
  style.columns = std::clamp(ColumnsOf(STDOUT_FILENO, style.columns), kColumnsMin, kColumnsMax);
  bool terminal = isatty(STDOUT_FILENO) == 1;
  const char* name = std::getenv("TERM");
  bool dumb = name == nullptr || absl::string_view(name) == "dumb";
  style.colors = terminal && !dumb && !IsSet("NO_COLOR");
  style.isolates = terminal && !dumb;
  return style;
}

}  // namespace isnad
