#include "tests/client/child_process.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <thread>

#include "gtest/gtest.h"

namespace isnad {
namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe NewPipe() {
  int ends[2];
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  return {ends[0], ends[1]};
}

Pipe NewTerminal() {
  Pipe terminal;
  winsize size = {};
  size.ws_col = 60;
  size.ws_row = 24;
  EXPECT_EQ(openpty(&terminal.read_end, &terminal.write_end, nullptr, nullptr, &size), 0);
  fcntl(terminal.read_end, F_SETFD, FD_CLOEXEC);
  fcntl(terminal.write_end, F_SETFD, FD_CLOEXEC);
  return terminal;
}

// To the end of the stream; a terminal whose other side has gone reads as EIO.
std::string ReadToEnd(int descriptor) {
  std::string text;
  char block[4096];
  for (;;) {
    ssize_t bytes = read(descriptor, block, sizeof(block));
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes <= 0) break;
    text.append(block, bytes);
  }
  close(descriptor);
  return text;
}

[[noreturn]] void BecomeProgram(const std::string& program, const ChildInput& input, const Pipe (&streams)[3]) {
  dup2(streams[0].read_end, STDIN_FILENO);
  dup2(streams[1].write_end, STDOUT_FILENO);
  dup2(streams[2].write_end, STDERR_FILENO);
  for (const auto& [name, value] : input.environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> arguments = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : input.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execv(program.c_str(), arguments.data());
  _exit(127);
}

}  // namespace

bool HasTerminals() {
  Pipe terminal;
  if (openpty(&terminal.read_end, &terminal.write_end, nullptr, nullptr, nullptr) != 0) return false;
  close(terminal.read_end);
  close(terminal.write_end);
  return true;
}

ChildOutput RunChild(const std::string& program, const ChildInput& input) {
  const Pipe streams[3] = {NewPipe(), input.terminal ? NewTerminal() : NewPipe(),
                           input.error_terminal ? NewTerminal() : NewPipe()};
  pid_t child = fork();
  if (child == 0) BecomeProgram(program, input, streams);
  close(streams[0].read_end);
  close(streams[1].write_end);
  close(streams[2].write_end);
  if (!input.standard_input.empty()) {
    ssize_t size = static_cast<ssize_t>(input.standard_input.size());
    EXPECT_EQ(write(streams[0].write_end, input.standard_input.data(), size), size);
  }
  close(streams[0].write_end);
  ChildOutput output;
  std::thread errors([&] { output.standard_error = ReadToEnd(streams[2].read_end); });
  if (input.meanwhile) input.meanwhile(child);
  output.standard_output = ReadToEnd(streams[1].read_end);
  errors.join();
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  if (WIFEXITED(status)) output.exit_status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) output.signal = WTERMSIG(status);
  return output;
}

}  // namespace isnad
