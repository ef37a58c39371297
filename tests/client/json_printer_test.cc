#include "client/json_printer.h"

#include <algorithm>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/client/hand_made_response.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(FormatAsJson, WritesOneLine) {
  absl::StatusOr<std::string> json = FormatAsJson(HandMadeResponse(), JsonLayout::kOneLine);
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(std::count(json->begin(), json->end(), '\n'), 1);
  EXPECT_EQ(json->back(), '\n');
  EXPECT_THAT(*json, StartsWith(R"({"articleId":"harbour","claims":[{"id":1,)"));
}

TEST(FormatAsJson, LeavesArabicReadable) {
  EXPECT_THAT(*FormatAsJson(HandMadeResponse(), JsonLayout::kOneLine), HasSubstr(R"("lemma":"نفى")"));
}

TEST(FormatAsJson, StaysOnOneLineWhateverTheTextHolds) {
  v1::ExtractAttributionsResponse response;
  response.add_claims()->set_text("قال:\r\n\u2028\"نعم\"\\");
  std::string json = *FormatAsJson(response, JsonLayout::kOneLine);
  EXPECT_EQ(std::count(json.begin(), json.end(), '\n'), 1);
  EXPECT_EQ(json.find("\u2028"), std::string::npos) << "a line separator breaks some readers of JSON Lines";
}

TEST(FormatAsJson, GivesTheMessageBack) {
  for (JsonLayout layout : {JsonLayout::kOneLine, JsonLayout::kIndented}) {
    v1::ExtractAttributionsResponse back;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(*FormatAsJson(HandMadeResponse(), layout), &back).ok());
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(back, HandMadeResponse()));
  }
}

TEST(FormatAsJson, IndentsForPeople) {
  EXPECT_THAT(*FormatAsJson(HandMadeResponse(), JsonLayout::kIndented),
              StartsWith("{\n \"articleId\": \"harbour\",\n"));
}

}  // namespace
}  // namespace isnad
