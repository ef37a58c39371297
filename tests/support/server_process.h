// The real isnad-server as a child process.
#ifndef ISNAD_TESTS_SUPPORT_SERVER_PROCESS_H_
#define ISNAD_TESTS_SUPPORT_SERVER_PROCESS_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace isnad::testing {

class ServerProcess {
 public:
  // Starts bin/isnad-server with the arguments. Without a drain delay, which would only make tests wait, unless they
  // name one. Of the caller's environment it gets no variable of the server's, but the given ones ("NAME=VALUE").
  explicit ServerProcess(std::vector<std::string> arguments, std::vector<std::string> variables = {}) {
    const std::string delay = "--drain-delay-ms";
    if (std::find(arguments.begin(), arguments.end(), delay) == arguments.end()) arguments.push_back(delay + "=0");
    arguments.insert(arguments.begin(), ISNAD_BINARY_DIR "/bin/isnad-server");
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    for (char** variable = environ; *variable != nullptr; ++variable) {
      if (strncmp(*variable, "ISNAD_", 6) != 0) variables.emplace_back(*variable);
    }
    std::vector<char*> envp;
    for (std::string& variable : variables) envp.push_back(variable.data());
    envp.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    output_ = ends[0];
    const int errors = mkstemp(errors_path_.data());
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    started_ = std::chrono::steady_clock::now();
    const int spawned = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    close(errors);
    if (spawned != 0) throw std::runtime_error("cannot start " + arguments[0]);
  }

  ~ServerProcess() {
    if (!ended_) {
      kill(pid_, SIGKILL);
      Wait();
    }
    close(output_);
    unlink(errors_path_.c_str());
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // The next line of its standard output; empty where it has closed it or says nothing for 30 s.
  std::string ReadLine() {
    std::string line;
    pollfd readable = {.fd = output_, .events = POLLIN, .revents = 0};
    for (char c = 0; poll(&readable, 1, 30000) > 0 && read(output_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

  // All of its standard output from here on; it must end by itself.
  std::string ReadAll() {
    std::string text;
    char bytes[4096];
    for (ssize_t count = 0; (count = read(output_, bytes, sizeof bytes)) > 0;) text.append(bytes, count);
    return text;
  }

  // Waits for the line that it serves, and returns the address in it. Throws where it does not serve, which fails the
  // test.
  std::string WaitUntilServing() {
    serving_line_ = ReadLine();
    start_ms_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started_).count();
    const std::string before = "serving on ";
    const size_t begin = serving_line_.find(before);
    if (begin == std::string::npos) {
      throw std::runtime_error("isnad-server does not serve: " + serving_line_ + errors());
    }
    const size_t end = serving_line_.find(' ', begin + before.size());
    return serving_line_.substr(begin + before.size(), end - begin - before.size());
  }

  void Signal(int number) const { kill(pid_, number); }
  pid_t pid() const { return pid_; }

  // The status as waitpid gives it.
  int Wait() {
    int status = 0;
    if (!ended_) waitpid(pid_, &status, 0);
    ended_ = true;
    return status;
  }

  // The exit status; -1 where a signal ended it.
  int ExitStatus() {
    const int status = Wait();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string errors() const {
    std::ostringstream text;
    text << std::ifstream(errors_path_).rdbuf();
    return text.str();
  }
  const std::string& serving_line() const { return serving_line_; }
  double start_ms() const { return start_ms_; }

 private:
  pid_t pid_ = 0;
  int output_ = -1;
  bool ended_ = false;
  std::string errors_path_ = ::testing::TempDir() + "isnad-server-errors-XXXXXX";
  std::string serving_line_;
  std::chrono::steady_clock::time_point started_;
  double start_ms_ = 0;
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_SERVER_PROCESS_H_
