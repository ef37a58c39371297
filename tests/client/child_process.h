// Runs a program to its end and keeps what it wrote: what a user of the command would see.
#ifndef ISNAD_TESTS_CLIENT_CHILD_PROCESS_H_
#define ISNAD_TESTS_CLIENT_CHILD_PROCESS_H_

#include <sys/types.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace isnad {

struct ChildInput {
  std::vector<std::string> arguments;              // behind the program's name
  std::string standard_input;                      // at most what a pipe holds (64 KiB)
  std::map<std::string, std::string> environment;  // added to this process's own
  bool terminal = false;                           // standard output is a terminal of 60 columns
  bool error_terminal = false;                     // so is standard error
  std::function<void(pid_t)> meanwhile;            // what the parent does first, while it runs
};

struct ChildOutput {
  int exit_status = -1;  // -1: ended by `signal`
  int signal = 0;
  std::string standard_output;
  std::string standard_error;
};

// Whether this machine has terminals to give; a bare container may have none.
bool HasTerminals();

ChildOutput RunChild(const std::string& program, const ChildInput& input);

}  // namespace isnad

#endif  // ISNAD_TESTS_CLIENT_CHILD_PROCESS_H_
