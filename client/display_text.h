// Text of articles made fit for a terminal: harmless, and broken into lines of a given width.
//
// Width is counted in terminal columns: marks and format characters take none, wide East Asian characters two. A line
// holds whole words; only a word wider than the line is cut.
#ifndef ISNAD_CLIENT_DISPLAY_TEXT_H_
#define ISNAD_CLIENT_DISPLAY_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace isnad {

// `text` on one line: each run of white space is one space; control characters (an article must not steer the terminal)
// and directional controls (they would reorder what stands beside) are dropped. Bytes that are not UTF-8 become '?'.
std::string DisplayLine(absl::string_view text);

// A name on one line, with nothing lost: control characters, directional controls, line separators and bytes that are
// not UTF-8 are written as \xNN, byte by byte, so that two names that differ do not look alike.
std::string DisplayName(absl::string_view name);

int DisplayColumns(absl::string_view line);

// Lines of at most `columns` columns, at least one of them.
std::vector<std::string> WrapLine(absl::string_view line, int columns);

// Whether it holds a letter of a right-to-left script (Hebrew, Arabic and their neighbours).
bool HasRightToLeft(absl::string_view text);

}  // namespace isnad

#endif  // ISNAD_CLIENT_DISPLAY_TEXT_H_
