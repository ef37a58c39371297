// A corpus as the engine folds it, a sentence a line.
#include "service/training/corpus_tokens.h"

#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace isnad {
namespace {

using ::testing::HasSubstr;

std::string TokensOf(const std::string& text) {
  std::istringstream in(nlohmann::json{{"text", text}}.dump());
  std::ostringstream out;
  const absl::Status status = WriteCorpusTokens(in, out);
  EXPECT_TRUE(status.ok()) << status;
  return out.str();
}

struct TokensCase {
  const char* name;
  const char* text;
  const char* tokens;
};

TEST(CorpusTokensTest, WritesFoldedWordsASentenceALine) {
  const TokensCase kCases[] = {
      {.name = "Sentences", .text = "السد آمن. الماء وفير.", .tokens = "السد امن .\nالماء وفير .\n"},
      {.name = "Diacritics", .text = "السَّدُّ", .tokens = "السد\n"},
      {.name = "Numbers", .text = "بلغ 12 ثم ٣٤٥", .tokens = "بلغ 0 ثم 0\n"},
      {.name = "ConjunctionBeforeAMoreFrequentWord",
       .text = "السد هنا السد هناك والسد",
       .tokens = "السد هنا السد هناك السد\n"},
      {.name = "ConjunctionOfARarerWordStays", .text = "السد هنا والسد والسد", .tokens = "السد هنا والسد والسد\n"},
      {.name = "FehToo", .text = "السد هنا السد هناك فالسد", .tokens = "السد هنا السد هناك السد\n"},
      {.name = "AFirstLetterOfItsOwn", .text = "وزير هنا", .tokens = "وزير هنا\n"},
      {.name = "TehMarbutaOfTheMajority", .text = "قمه قمة. قمة", .tokens = "قمة قمة .\nقمة\n"},
      {.name = "HehOfTheMajority", .text = "كتابه كتابة كتابه", .tokens = "كتابه كتابه كتابه\n"},
      {.name = "TehMarbutaBehindAConjunction", .text = "قمة هنا قمة هناك وقمه", .tokens = "قمة هنا قمة هناك قمة\n"},
      {.name = "Nothing", .text = "", .tokens = ""},
  };
  for (const TokensCase& test : kCases) EXPECT_EQ(TokensOf(test.text), test.tokens) << test.name;
}

TEST(CorpusTokensTest, CountsOverTheWholeCorpus) {
  std::istringstream in("{\"text\": \"والسد\"}\n{\"text\": \"السد هنا. السد هناك.\", \"id\": 7}\n");
  std::ostringstream out;
  ASSERT_TRUE(WriteCorpusTokens(in, out).ok());
  EXPECT_EQ(out.str(), "السد\nالسد هنا .\nالسد هناك .\n");
}

TEST(CorpusTokensTest, NamesTheLineThatIsNoArticle) {
  for (const char* line : {"", "{", "[]", "\"text\"", "{}", "{\"text\": 3}", "{\"text\": \"\xC7\"}"}) {
    std::istringstream in(std::string("{\"text\": \"السد\"}\n") + line + "\n");
    std::ostringstream out;
    const absl::Status status = WriteCorpusTokens(in, out);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << line;
    EXPECT_THAT(std::string(status.message()), HasSubstr("corpus:2:")) << line;
  }
}

}  // namespace
}  // namespace isnad
