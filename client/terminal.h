// What standard output is: how wide, and whether it takes colours and directional isolates.
#ifndef ISNAD_CLIENT_TERMINAL_H_
#define ISNAD_CLIENT_TERMINAL_H_

namespace isnad {

struct TextStyle {
  int columns = 80;
  // SGR escape sequences: on a terminal, and never where NO_COLOR is set (https://no-color.org).
  bool colors = false;
  // Right-to-left text between U+2067 and U+2069, so that a terminal with bidirectional display shows Latin words and
  // numbers inside it in order. On a terminal only: files and pagers would show the controls themselves.
  bool isolates = false;
};

// The style for standard output, from the terminal and the environment (NO_COLOR, TERM, COLUMNS).
TextStyle StyleOfStandardOutput();

}  // namespace isnad

#endif  // ISNAD_CLIENT_TERMINAL_H_
