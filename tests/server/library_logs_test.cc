#include "service/server/library_logs.h"

#include <grpc/grpc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/descriptor_text.h"

#if __has_include("absl/log/log.h")
#include "absl/log/log.h"
#define LOG_LIKE_GRPC(text) LOG(ERROR) << (text)
#define WHISPER_LIKE_GRPC(text) LOG(INFO) << (text)
#define LOG_LIKE_PROTOBUF(text) LOG(ERROR) << (text)
#else
#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#define LOG_LIKE_GRPC(text) gpr_log(GPR_ERROR, "%s", text)
#define WHISPER_LIKE_GRPC(text) gpr_log(GPR_INFO, "%s", text)
#define LOG_LIKE_PROTOBUF(text) GOOGLE_LOG(ERROR) << (text)
#endif

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReadFromStart;

class LibraryLogsTest : public ::testing::Test {
 protected:
  LibraryLogsTest() { grpc_init(); }
  ~LibraryLogsTest() override {
    grpc_shutdown();
    close(file_);
  }

  std::vector<std::string> Lines() const { return absl::StrSplit(ReadFromStart(file_), '\n', absl::SkipEmpty()); }

  const int file_ = memfd_create("log", 0);
  EventLog log_{file_};
};

TEST_F(LibraryLogsTest, BringsTheLibrariesErrorsIntoTheLog) {
  ::testing::internal::CaptureStderr();
  {
    LibraryLogs logs(log_);
    LOG_LIKE_GRPC("no \"luck\"");
    LOG_LIKE_PROTOBUF("malformed");
  }
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), IsEmpty());
  const std::vector<std::string> lines = Lines();
  ASSERT_EQ(lines.size(), 2u);
  const nlohmann::json grpc = nlohmann::json::parse(lines[0]);
  EXPECT_EQ(grpc["level"], "error");
  EXPECT_EQ(grpc["event"], "library_log");
  EXPECT_EQ(grpc["message"], "no \"luck\"");
  EXPECT_EQ(grpc["file"], "library_logs_test.cc");
  EXPECT_GT(grpc["line"], 0);
  EXPECT_EQ(nlohmann::json::parse(lines[1])["message"], "malformed");
}

TEST_F(LibraryLogsTest, LeavesTheirChatterOut) {
  LibraryLogs logs(log_);
  WHISPER_LIKE_GRPC("chatter");
  EXPECT_THAT(Lines(), IsEmpty());
}

TEST_F(LibraryLogsTest, GivesStandardErrorBack) {
  { LibraryLogs logs(log_); }
  { LibraryLogs again(log_); }
  ::testing::internal::CaptureStderr();
  LOG_LIKE_GRPC("back again");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("back again"));
  EXPECT_THAT(Lines(), IsEmpty());
}

TEST_F(LibraryLogsTest, KeepsToTheLogsLevel) {
  log_.set_level(LogLevel::kOff);
  LibraryLogs logs(log_);
  LOG_LIKE_GRPC("unheard");
  EXPECT_THAT(Lines(), IsEmpty());
}

}  // namespace
}  // namespace isnad
