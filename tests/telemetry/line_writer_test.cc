#include "service/telemetry/line_writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/descriptor_text.h"

namespace isnad {
namespace {

using testing::Pipe;
using testing::ReadFromStart;
using testing::ReadUntilClosed;

TEST(LineWriter, WritesLinesInOrder) {
  const int file = memfd_create("lines", 0);
  {
    LineWriter writer(file);
    for (int i = 0; i < 3; ++i) writer.Write(absl::StrCat("line ", i, "\n"));
  }
  EXPECT_EQ(ReadFromStart(file), "line 0\nline 1\nline 2\n");
  close(file);
}

// Nobody reads: what the pipe does not take waits, and comes in order once somebody does.
TEST(LineWriter, KeepsLinesForASlowReader) {
  Pipe pipe;
  std::string expected;
  std::string read;
  std::thread reader;
  {
    LineWriter writer(pipe.write_end());
    for (int i = 0; i < 5000; ++i) {
      const std::string line = absl::StrCat("line ", i, std::string(90, '.'), "\n");
      expected += line;
      writer.Write(line);
    }
    reader = std::thread([&] { read = ReadUntilClosed(pipe.read_end()); });
    // The destructor writes what waits.
  }
  pipe.CloseWriteEnd();
  reader.join();
  EXPECT_EQ(read.size(), expected.size());
  EXPECT_EQ(read, expected);
}

TEST(LineWriter, LosesAndCountsWhatDoesNotFitItsMemory) {
  Pipe pipe;
  const std::string line(4095, 'x');
  const size_t lines = 2 * kWaitingLineBytesMax / 4096;
  uint64_t lost = 0;
  {
    LineWriter writer(pipe.write_end());
    for (size_t i = 0; i < lines; ++i) writer.Write(line + "\n");
    lost = writer.lines_lost();
  }
  // All but what the pipe (64 KiB by default) and the memory hold.
  EXPECT_GE(lost, lines - kWaitingLineBytesMax / 4096 - 1024);
  EXPECT_LT(lost, lines - kWaitingLineBytesMax / 4096 + 1);
}

TEST(LineWriter, CountsWhatAFullDiskDoesNotTake) {
  const int full = open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  LineWriter writer(full);
  for (int i = 0; i < 3; ++i) writer.Write("line\n");
  EXPECT_EQ(writer.lines_lost(), 3u);
  close(full);
}

// With the default action SIGPIPE would end this test.
TEST(LineWriter, OutlivesItsReader) {
  ASSERT_EQ(signal(SIGPIPE, SIG_DFL), SIG_DFL);
  Pipe pipe;
  pipe.CloseReadEnd();
  LineWriter writer(pipe.write_end());
  for (int i = 0; i < 3; ++i) writer.Write("line\n");
  EXPECT_EQ(writer.lines_lost(), 3u);
  sigset_t pending;
  sigpending(&pending);
  EXPECT_EQ(sigismember(&pending, SIGPIPE), 0);
}

TEST(LineWriter, CountsWhatAClosedDescriptorDoesNotTake) {
  const int closed = memfd_create("closed", 0);
  close(closed);
  LineWriter writer(closed);
  writer.Write("line\n");
  EXPECT_EQ(writer.lines_lost(), 1u);
}

// A disk that fills up in the middle of a line: the next line begins on a line of its own.
TEST(LineWriter, BeginsANewLineBehindATornOne) {
  const auto handler = signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 8;
  const int file = memfd_create("disk", 0);
  LineWriter writer(file);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  writer.Write("first\n");
  writer.Write("second\n");
  writer.Write("third\n");
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  signal(SIGXFSZ, handler);
  EXPECT_EQ(writer.lines_lost(), 2u);
  writer.Write("fourth\n");
  EXPECT_EQ(ReadFromStart(file), "first\nse\nfourth\n");
  close(file);
}

}  // namespace
}  // namespace isnad
