// What README.md shows at its top is what the command answers: the article there is given to the built command, and its
// answer compared with the text and the claim printed below.
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "isnad/v1/attribution_service.pb.h"
#include "tests/client/child_process.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

// The texts between ``` lines, in order.
std::vector<std::string> CodeBlocks(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<std::string> blocks;
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    if (absl::StartsWith(line, "```")) {
      inside = !inside;
      if (inside) blocks.emplace_back();
    } else if (inside) {
      blocks.back() += line + "\n";
    }
  }
  return blocks;
}

class ReadmeTest : public testing::Test {
 protected:
  ReadmeTest() : blocks_(CodeBlocks(ISNAD_SOURCE_DIR "/README.md")) {}

  std::string AnswerTo(const std::string& article, const std::string& format) {
    ChildInput input;
    input.arguments = {"extract", "--format", format, folder_.Write("article.txt", article)};
    ChildOutput output = RunChild(ISNAD_BINARY_DIR "/bin/isnad", input);
    EXPECT_EQ(output.exit_status, 0) << output.standard_error;
    return output.standard_output;
  }

  TemporaryFolder folder_;
  std::vector<std::string> blocks_;  // the article, its answer as text, one claim of it as JSON, ...
};

TEST_F(ReadmeTest, ShowsTheAnswerAsText) {
  ASSERT_GE(blocks_.size(), 3u);
  ASSERT_THAT(blocks_[0], testing::Not(testing::IsEmpty()));
  std::string answer = AnswerTo(blocks_[0], "text");
  EXPECT_EQ(blocks_[1] + "\n", answer) << "paste the answer into README.md";
}

TEST_F(ReadmeTest, ShowsOneClaimAsJson) {
  ASSERT_GE(blocks_.size(), 3u);
  v1::Claim shown;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(blocks_[2], &shown).ok()) << blocks_[2];
  v1::ExtractAttributionsResponse response;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(AnswerTo(blocks_[0], "jsonl"), &response).ok());
  ASSERT_GE(shown.id(), 1);
  ASSERT_GE(response.claims_size(), shown.id());
  v1::Claim claim = response.claims(shown.id() - 1);
  claim.set_confidence(std::round(claim.confidence() * 100) / 100);
  EXPECT_EQ(shown.DebugString(), claim.DebugString());
}

}  // namespace
}  // namespace isnad
