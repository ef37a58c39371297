#include "service/rpc/error_reason.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace isnad {
namespace {

struct DocumentedRow {
  std::string code;
  std::string retry;
};

// The table at the top of attribution_service.proto, by reason; rows that gRPC answers have none and are left out.
std::map<std::string, DocumentedRow> DocumentedReasons() {
  std::ifstream proto(ISNAD_SOURCE_DIR "/proto/isnad/v1/attribution_service.proto");
  std::map<std::string, DocumentedRow> rows;
  for (std::string line; std::getline(proto, line);) {
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    if (!absl::StartsWith(line, "// |") || cells.size() < 6) continue;
    const std::string reason(absl::StripAsciiWhitespace(cells[2]));
    const bool is_reason = reason.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
    if (!is_reason) continue;
    rows[reason] = {std::string(absl::StripAsciiWhitespace(cells[1])),
                    std::string(absl::StripAsciiWhitespace(cells[4]))};
  }
  return rows;
}

std::string CodeName(absl::StatusCode code) { return absl::StatusCodeToString(code); }

TEST(ErrorReasonTest, TheTableInTheApiSaysWhatTheServerDoes) {
  const std::map<std::string, DocumentedRow> documented = DocumentedReasons();
  std::set<std::string> served;
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    SCOPED_TRACE(std::string(row.name));
    served.insert(std::string(row.name));
    const auto found = documented.find(std::string(row.name));
    ASSERT_NE(found, documented.end());
    EXPECT_EQ(found->second.code, CodeName(row.code));
    EXPECT_EQ(absl::StrContains(found->second.retry, "RetryInfo"), row.retry_after_ms > 0);
  }
  for (const auto& [reason, row] : documented) EXPECT_TRUE(served.contains(reason)) << reason;
}

TEST(ErrorReasonTest, RowsStandInTheOrderOfTheEnum) {
  int next = 0;
  for (const ErrorReasonRow& row : ErrorReasonTable()) EXPECT_EQ(static_cast<int>(row.reason), next++);
  EXPECT_EQ(next, static_cast<int>(ErrorReason::kInternal) + 1);
}

TEST(ErrorReasonTest, ReasonsFitTheFormOfErrorInfo) {
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    EXPECT_LE(row.name.size(), 63u);
    EXPECT_EQ(std::string(row.name).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"), std::string::npos)
        << row.name;
  }
}

}  // namespace
}  // namespace isnad
