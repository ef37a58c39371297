#include "service/access/json_document.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::HasCode;
using ::isnad::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr JsonLimits kLimits = {.bytes_max = 1000, .depth_max = 3};

std::string MessageOf(absl::string_view contents) {
  return std::string(ReadJson("a.json", contents, kLimits).status().message());
}

TEST(ReadJsonTest, ReadsADocument) {
  const auto document = ReadJson("a.json", "\xEF\xBB\xBF{\"a\": [1, true, null, \"\\u0642\"]}\n", kLimits);
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ((*document)["a"][3].get<std::string>(), "\xD9\x82");
}

TEST(ReadJsonTest, TellsLineAndColumnOfSyntaxErrors) {
  struct {
    std::string contents;
    absl::string_view begin;
  } const cases[] = {
      {"", "a.json:1:1: the document is empty"},
      {"{", "a.json:1:2: syntax error while parsing object key - unexpected end of input"},
      {"{\n  \"a\" 1}", "a.json:2:7: syntax error while parsing object separator - unexpected number literal"},
      {"{\"a\": 1,}", "a.json:1:9: syntax error while parsing object key - unexpected '}'"},
      {"[1 2]", "a.json:1:4: syntax error while parsing array - unexpected number literal"},
      {"{} {}", "a.json:1:4: syntax error while parsing value - unexpected '{'; expected end of input"},
      {"// no\n{}", "a.json:1:1: syntax error while parsing value - invalid literal"},
      {"{\"a\": nul}", "a.json:1:10: syntax error while parsing value - invalid literal"},
      {"{'a': 1}", "a.json:1:2: syntax error while parsing object key - invalid literal"},
      {"\n\n\"a\xFF\"", "a.json:3:3: syntax error while parsing value - invalid string: ill-formed UTF-8 byte"},
      {"\"\\ud800\"", "a.json:1:8: syntax error while parsing value - invalid string: surrogate"},
      {"\"a\tb\"", "a.json:1:3: syntax error while parsing value - invalid string: control character"},
      {"-\xAD", "a.json:1:2: syntax error while parsing value - invalid number; expected digit after '-'"},
      {"[1e999]", "a.json:1:6: number out of range"},
      {std::string("{}\0{}", 5), "a.json:1:3: NUL byte"},
  };
  for (const auto& test_case : cases) {
    EXPECT_THAT(ReadJson("a.json", test_case.contents, kLimits), HasCode(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(MessageOf(test_case.contents), StartsWith(std::string(test_case.begin))) << test_case.contents;
  }
}

TEST(ReadJsonTest, NeverRepeatsValues) {
  for (absl::string_view contents :
       {"\"canary", "[\"canary\" \"canary\"]", "canary", "{\"a\": \"canary\\x\"}", "\"canary\xFF\"", "-canary",
        "[1.canary]", "[\"; last read: canary; expected canary"}) {
    ASSERT_FALSE(ReadJson("a.json", contents, kLimits).ok()) << contents;
    EXPECT_THAT(MessageOf(contents), Not(HasSubstr("canary"))) << contents;
  }
}

TEST(ReadJsonTest, RefusesKeysThatStandTwice) {
  EXPECT_EQ(MessageOf("{\"a\": [0, {\"b\": 1, \"c\": 2, \"b\": 3}]}"), "a.json: /a/1/b: the key stands here twice");
  EXPECT_EQ(MessageOf("{\"a/b~\": 1, \"\\u0061/b~\": 2}"), "a.json: /a~1b~0: the key stands here twice");
  EXPECT_THAT(ReadJson("a.json", "{\"a\": {\"a\": 1}, \"b\": {\"a\": 1}}", kLimits), IsOk());
}

TEST(ReadJsonTest, ShowsTheBeginningOfALongOrOddKey) {
  const std::string key = absl::StrCat("\\n\\u0642", std::string(200, 'k'));
  const std::string message = MessageOf(absl::StrCat("{\"", key, "\": 1, \"", key, "\": 1}"));
  EXPECT_THAT(message, StartsWith("a.json: /\\n\\xd9\\x82kkk"));
  EXPECT_THAT(message, SizeIs(::testing::Lt(150u)));
}

TEST(ReadJsonTest, KeepsToItsLimits) {
  EXPECT_THAT(ReadJson("a.json", "[[[1]]]", kLimits), IsOk());
  EXPECT_EQ(MessageOf("[[0, [[1]]]]"), "a.json: /0/1/0: nested deeper than 3 levels");
  EXPECT_EQ(MessageOf("{\"a\": {\"b\": {\"c\": {}}}}"), "a.json: /a/b/c: nested deeper than 3 levels");
  EXPECT_THAT(ReadJson("a.json", absl::StrCat("1", std::string(999, ' ')), kLimits), IsOk());
  EXPECT_EQ(MessageOf(absl::StrCat("1", std::string(1000, ' '))),
            "a.json: has 1001 bytes, more than the limit of 1000");
}

TEST(ReadJsonTest, StandsAHundredThousandBrackets) {
  const JsonLimits limits = {.bytes_max = 1 << 20, .depth_max = 16};
  const auto document = ReadJson("a.json", std::string(100000, '['), limits);
  EXPECT_THAT(document, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(document.status().message()), HasSubstr("nested deeper than 16 levels"));
}

TEST(JsonNodeTest, ReadsWhatIsExpected) {
  const auto document = ReadJson("a.json", "{\"name\": \"x\", \"list\": [\"a\", \"b\"], \"yes\": true}", kLimits);
  ASSERT_THAT(document, IsOk());
  absl::Status status;
  const JsonNode root("a.json", *document, &status);
  root.ExpectObject({"name", "list", "yes", "none"});
  EXPECT_EQ(root.RequiredMember("name").Text(), "x");
  ASSERT_THAT(root.Member("list").Elements(2), SizeIs(2));
  EXPECT_EQ(root.Member("list").Elements(2)[1].Text(), "b");
  EXPECT_TRUE(root.Member("yes").Truth());
  EXPECT_FALSE(root.Member("none").exists());
  EXPECT_EQ(root.Member("none").Member("deeper").Text(), "");
  EXPECT_FALSE(root.Member("none").Truth());
  EXPECT_THAT(root.Member("none").Elements(1), SizeIs(0));
  EXPECT_THAT(status, IsOk());
}

TEST(JsonNodeTest, KeepsTheFirstProblem) {
  const auto document = ReadJson("a.json", "{\"a\": 1, \"b\": [1, 2, 3]}", kLimits);
  ASSERT_THAT(document, IsOk());
  struct {
    void (*read)(const JsonNode& root);
    absl::string_view message;
  } const kCases[] = {
      {[](const JsonNode& root) { root.RequiredMember("c"); }, "a.json: /c: missing"},
      {[](const JsonNode& root) {
         root.ExpectObject({"a", "c"});
       },
       "a.json: /b: unknown key; expected a, c"},
      {[](const JsonNode& root) { root.Member("a").ExpectObject({}); }, "a.json: /a: expected an object"},
      {[](const JsonNode& root) { root.Member("a").Text(); }, "a.json: /a: expected a text"},
      {[](const JsonNode& root) { root.Member("a").Truth(); }, "a.json: /a: expected true or false"},
      {[](const JsonNode& root) { root.Member("a").Elements(9); }, "a.json: /a: expected an array"},
      {[](const JsonNode& root) { root.Member("b").Elements(2); },
       "a.json: /b: has 3 elements, more than the limit of 2"},
      {[](const JsonNode& root) { root.Member("b").Elements(3)[2].Text(); }, "a.json: /b/2: expected a text"},
      {[](const JsonNode& root) { root.Text(); }, "a.json: /: expected a text"},
      {[](const JsonNode& root) {
         root.Member("a").Fail("first");
         root.Member("b").Fail("second");
       },
       "a.json: /a: first"},
  };
  for (const auto& test_case : kCases) {
    absl::Status status;
    test_case.read(JsonNode("a.json", *document, &status));
    EXPECT_EQ(status.message(), test_case.message);
  }
}

}  // namespace
}  // namespace isnad
