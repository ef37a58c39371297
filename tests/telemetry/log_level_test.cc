#include "service/telemetry/log_level.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

TEST(LogLevelTest, NamesAreReadAsWritten) {
  for (LogLevel level : {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError, LogLevel::kOff}) {
    EXPECT_EQ(ParseLogLevel(LogLevelName(level)), level);
  }
  for (const char* unknown : {"", "INFO", "warn", "0"}) EXPECT_EQ(ParseLogLevel(unknown), std::nullopt) << unknown;
}

}  // namespace
}  // namespace isnad
