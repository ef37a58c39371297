// Two generations of libraries: gRPC 1.51 and Protocol Buffers 3.21 have a function pointer each; later ones log
// through Abseil, which knows sinks. Covered by tests/server/library_logs_test.cc.
#include "service/server/library_logs.h"

#include "absl/strings/string_view.h"

#if __has_include("absl/log/log_sink.h")
#include <stdlib.h>

#include "absl/base/log_severity.h"
#include "absl/log/globals.h"
#include "absl/log/initialize.h"
#include "absl/log/log_entry.h"
#include "absl/log/log_sink.h"
#include "absl/log/log_sink_registry.h"
#include "absl/strings/match.h"
#else
#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <string>

#include "absl/base/const_init.h"
#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#endif

namespace isnad {
namespace {

constexpr absl::string_view kEvent = "library_log";

// Where in a library a line comes from.
struct Place {
  absl::string_view file;
  int line = 0;
};

absl::string_view BaseName(absl::string_view path) { return path.substr(path.rfind('/') + 1); }

void Write(EventLog& log, LogLevel level, const Place& place, absl::string_view message) {
  log.Log(level, kEvent, {{"file", BaseName(place.file)}, {"line", place.line}, {"message", message}});
}

}  // namespace

#if __has_include("absl/log/log_sink.h")

namespace {

// Abseil alone lets everything through; gRPC narrows it where GRPC_VERBOSITY is set.
absl::LogSeverity LeastSeverity() {
  const char* verbosity = getenv("GRPC_VERBOSITY");
  const absl::string_view wanted = verbosity == nullptr ? "" : verbosity;
  const bool all = absl::EqualsIgnoreCase(wanted, "DEBUG") || absl::EqualsIgnoreCase(wanted, "INFO");
  return all ? absl::LogSeverity::kInfo : absl::LogSeverity::kError;
}

LogLevel LevelOf(const absl::LogEntry& entry) {
  if (entry.verbosity() > 0) return LogLevel::kDebug;
  if (entry.log_severity() == absl::LogSeverity::kInfo) return LogLevel::kInfo;
  return entry.log_severity() == absl::LogSeverity::kWarning ? LogLevel::kWarning : LogLevel::kError;
}

}  // namespace

class LibraryLogs::Redirection : public absl::LogSink {
 public:
  explicit Redirection(EventLog& log) : log_(log), least_(LeastSeverity()), threshold_before_(absl::StderrThreshold()) {
    // Before it is initialised, Abseil writes to standard error whatever the threshold; it may be done once.
    static const bool initialised = (absl::InitializeLog(), true);
    static_cast<void>(initialised);
    absl::SetStderrThreshold(absl::LogSeverityAtLeast::kInfinity);
    absl::AddLogSink(this);
  }
  ~Redirection() override {
    absl::RemoveLogSink(this);
    absl::SetStderrThreshold(threshold_before_);
  }

  void Send(const absl::LogEntry& entry) override {
    if (entry.log_severity() < least_) return;
    Write(log_, LevelOf(entry), {entry.source_filename(), entry.source_line()}, entry.text_message());
  }

 private:
  EventLog& log_;
  const absl::LogSeverity least_;
  const absl::LogSeverityAtLeast threshold_before_;
};

#else

namespace {

// The libraries' function pointers carry no data, so what they write to must be found from here. The lock keeps the log
// alive while a line is written.
ABSL_CONST_INIT absl::Mutex receiver_mutex(absl::kConstInit);
EventLog* receiver ABSL_GUARDED_BY(receiver_mutex) = nullptr;

void Receive(LogLevel level, const Place& place, absl::string_view message) {
  absl::ReaderMutexLock lock(&receiver_mutex);
  if (receiver != nullptr) Write(*receiver, level, place, message);
}

// gRPC asks GRPC_VERBOSITY itself before it calls this; its default is errors alone.
void ReceiveFromGrpc(gpr_log_func_args* line) {
  const LogLevel level = line->severity == GPR_LOG_SEVERITY_DEBUG  ? LogLevel::kDebug
                         : line->severity == GPR_LOG_SEVERITY_INFO ? LogLevel::kInfo
                                                                   : LogLevel::kError;
  Receive(level, {line->file, line->line}, line->message);
}

void ReceiveFromProtobuf(google::protobuf::LogLevel severity, const char* file, int line, const std::string& message) {
  if (severity < google::protobuf::LOGLEVEL_ERROR) return;
  Receive(LogLevel::kError, {file, line}, message);
}

void SetReceiver(EventLog* log) {
  absl::MutexLock lock(&receiver_mutex);
  receiver = log;
}

}  // namespace

class LibraryLogs::Redirection {
 public:
  explicit Redirection(EventLog& log) {
    SetReceiver(&log);
    gpr_set_log_function(&ReceiveFromGrpc);
    handler_before_ = google::protobuf::SetLogHandler(&ReceiveFromProtobuf);
  }
  ~Redirection() {
    google::protobuf::SetLogHandler(handler_before_);
    gpr_set_log_function(nullptr);
    SetReceiver(nullptr);
  }

 private:
  google::protobuf::LogHandler* handler_before_ = nullptr;
};

#endif

LibraryLogs::LibraryLogs(EventLog& log) : redirection_(std::make_unique<Redirection>(log)) {}
LibraryLogs::~LibraryLogs() = default;

}  // namespace isnad
