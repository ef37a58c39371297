// Annotated articles: spans as offsets in code points and as strings, and what is refused.
#include "service/training/gold.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/language_data.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kText[] = "قال الوزير إن السد آمن. وأضاف الوزير أن العمل مستمر.";

absl::StatusOr<GoldArticle> Parse(const std::string& text, const std::string& rows) {
  return ParseGold("name", text, absl::StrCat("{\"attributions\": [", rows, "]}"));
}

// "cue|source|antecedent|piece / piece", as the article writes them.
std::string Shown(const GoldArticle& article, const GoldAttribution& a) {
  const auto optional = [&](const std::optional<ByteRange>& range) { return range ? TextOf(article, *range) : "-"; };
  return absl::StrCat(TextOf(article, a.cue), "|", optional(a.source), "|", optional(a.antecedent), "|",
                      absl::StrJoin(a.claim, " / ", [&](std::string* out, ByteRange piece) {
                        absl::StrAppend(out, TextOf(article, piece));
                      }));
}

std::vector<std::string> Shown(const GoldArticle& article) {
  std::vector<std::string> shown;
  for (const GoldAttribution& attribution : article.attributions) shown.push_back(Shown(article, attribution));
  return shown;
}

TEST(GoldTest, ReadsOffsetsInCodePoints) {
  const absl::StatusOr<GoldArticle> article =
      Parse(kText, R"({"cue": [0, 3], "source": [4, 10], "antecedent": null, "claim": [[14, 18], [19, 22]]})");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_THAT(Shown(*article), ElementsAre("قال|الوزير|-|السد / آمن"));
}

TEST(GoldTest, CodePointsBeyondTheBasicPlaneCountOnce) {
  const absl::StatusOr<GoldArticle> article =
      Parse("\U0001F469\u200D\U0001F52C قال خالد: نعم", R"({"cue": [4, 7], "source": [8, 12], "claim": [[14, 17]]})");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_THAT(Shown(*article), ElementsAre("قال|خالد|-|نعم"));
}

struct LocateCase {
  const char* name;
  const char* text;
  const char* rows;
  std::vector<uint32_t> begins;  // in code points: of each row's cue, source (where it has one) and pieces
};

// The code point that begins at a byte.
uint32_t CodePointAt(const std::string& text, uint32_t byte) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < byte; ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}

TEST(GoldTest, LocatesStringsByTheRule) {
  const LocateCase kCases[] = {
      {.name = "FirstCueFromTheBegin",
       .text = "قال أ كذا. قال أ كذا.",
       .rows = R"({"cue": "قال", "claim": ["كذا"]})",
       .begins = {0, 6}},
      {.name = "EachCueBehindTheOneBefore",
       .text = "قال أ كذا مرتين. قال أ كذا.",
       .rows = R"({"cue": "قال", "claim": ["كذا"]}, {"cue": "قال", "claim": ["كذا"]})",
       .begins = {0, 6, 17, 23}},
      {.name = "NoCueInsideTheOneBefore",
       .text = "وقال هو كذا. ثم قال ذاك.",
       .rows = R"({"cue": "وقال", "claim": ["كذا"]}, {"cue": "قال", "claim": ["ذاك"]})",
       .begins = {0, 8, 16, 20}},
      {.name = "NearestSourceBeforeTheCue",
       .text = "زيد هنا. زيد قال كذا وكذا زيد",
       .rows = R"({"cue": "قال", "source": "زيد", "claim": ["كذا"]})",
       .begins = {13, 9, 17}},
      {.name = "NearestSourceBehindTheCue",
       .text = "زيد هنا اليوم. وأفاد زيد بكذا",
       .rows = R"({"cue": "وأفاد", "source": "زيد", "claim": ["بكذا"]})",
       .begins = {15, 21, 25}},
      {.name = "DistanceCountsFromBothEndsOfALongCue",
       .text = "زيد هنا وعلى حد تعبير زيد كذا",
       .rows = R"({"cue": "وعلى حد تعبير", "source": "زيد", "claim": ["كذا"]})",
       .begins = {8, 22, 26}},
      {.name = "TheFirstOfEquallyNear",
       .text = "زيد قال زيد كذا",
       .rows = R"({"cue": "قال", "source": "زيد", "claim": ["كذا"]})",
       .begins = {4, 0, 12}},
      {.name = "OffsetsAndStringsMixed",
       .text = "قال زيد كذا. قال زيد كذا.",
       .rows = R"({"cue": [13, 16], "source": "زيد", "claim": ["كذا"]})",
       .begins = {13, 17, 8}},
  };
  for (const LocateCase& test : kCases) {
    const std::string text = test.text;
    const absl::StatusOr<GoldArticle> article = Parse(text, test.rows);
    ASSERT_TRUE(article.ok()) << test.name << ": " << article.status();
    std::vector<uint32_t> begins;
    for (const GoldAttribution& a : article->attributions) {
      begins.push_back(CodePointAt(text, a.cue.begin));
      if (a.source) begins.push_back(CodePointAt(text, a.source->begin));
      for (const ByteRange piece : a.claim) begins.push_back(CodePointAt(text, piece.begin));
    }
    EXPECT_EQ(begins, test.begins) << test.name;
  }
}

TEST(GoldTest, ReadsEveryValue) {
  const absl::StatusOr<GoldArticle> article = Parse(kText, R"(
      {"n": 7, "cue": "قال", "source": "", "antecedent": "الوزير", "claim": ["السد آمن"], "kind": "mixed",
       "source_type": "government", "cue_class": "commissive", "polarity": "negative", "parent": 3, "borderline": true})");
  ASSERT_TRUE(article.ok()) << article.status();
  const GoldAttribution& a = article->attributions[0];
  EXPECT_EQ(Shown(*article, a), "قال|-|الوزير|السد آمن");
  EXPECT_EQ(a.n, 7);
  EXPECT_EQ(a.kind, QuoteKind::kMixed);
  EXPECT_EQ(a.source_type, SourceType::kGovernment);
  EXPECT_EQ(a.cue_class, CueClass::kCommissive);
  EXPECT_EQ(a.polarity, Polarity::kNegative);
  EXPECT_EQ(a.parent, 3);
  EXPECT_TRUE(a.borderline);
}

TEST(GoldTest, ValuesHaveDefaults) {
  const absl::StatusOr<GoldArticle> article = Parse(kText, R"({"cue": "قال", "claim": ["السد آمن"]})");
  ASSERT_TRUE(article.ok()) << article.status();
  const GoldAttribution& a = article->attributions[0];
  EXPECT_EQ(a.kind, QuoteKind::kIndirect);
  EXPECT_EQ(a.source_type, SourceType::kUnspecified);
  EXPECT_EQ(a.cue_class, CueClass::kStatement);
  EXPECT_EQ(a.polarity, Polarity::kPositive);
  EXPECT_EQ(a.parent, 0);
  EXPECT_FALSE(a.borderline);
}

struct GoldErrorCase {
  const char* name;
  const char* rows;
  const char* problem;
};

TEST(GoldTest, RefusesRowsThatDoNotFit) {
  const GoldErrorCase kCases[] = {
      {"RowIsNoObject", R"("قال")", "expected an object"},
      {"NumberIsAString", R"({"n": "1", "cue": "قال", "claim": ["السد"]})", "n is no number"},
      {"CueMissing", R"({"n": 4, "claim": ["السد"]})", "attribution 4: cue or claim is missing"},
      {"ClaimMissing", R"({"n": 4, "cue": "قال"})", "attribution 4: cue or claim is missing"},
      {"CueNotInTheText", R"({"n": 4, "cue": "ذكر", "claim": ["السد"]})", "attribution 4: the cue is not in the text"},
      {"CueEmpty", R"({"cue": "", "claim": ["السد"]})", "the cue is not in the text"},
      {"CueIsANumber", R"({"cue": 3, "claim": ["السد"]})", "the cue is not in the text"},
      {"CueOnlyBeforeTheLastOne",
       R"({"n": 1, "cue": "وأضاف", "claim": ["السد"]}, {"n": 2, "cue": "قال", "claim": ["السد"]})",
       "attribution 2: the cue is not in the text behind the previous cue"},
      {"SourceNotInTheText", R"({"cue": "قال", "source": "المدير", "claim": ["السد"]})", "the source is not"},
      {"AntecedentNotInTheText", R"({"cue": "قال", "antecedent": "المدير", "claim": ["السد"]})",
       "the antecedent is not"},
      {"ClaimNotInTheText", R"({"cue": "قال", "claim": ["السد", "البحر"]})", "a piece of the claim is not"},
      {"ClaimIsAString", R"({"cue": "قال", "claim": "السد"})", "no list of pieces"},
      {"ClaimHasNoPiece", R"({"cue": "قال", "claim": []})", "no list of pieces"},
      {"OffsetsBeyondTheText", R"({"cue": [0, 3], "claim": [[14, 4000]]})", "a piece of the claim is not"},
      {"OffsetsTurnedRound", R"({"cue": [3, 0], "claim": [[14, 17]]})", "the cue is not"},
      {"OffsetsEmpty", R"({"cue": [3, 3], "claim": [[14, 17]]})", "the cue is not"},
      {"OffsetsNegative", R"({"cue": [-1, 3], "claim": [[14, 17]]})", "the cue is not"},
      {"OneOffset", R"({"cue": [0], "claim": [[14, 17]]})", "the cue is not"},
      {"WrongKind", R"({"cue": "قال", "claim": ["السد"], "kind": "straight"})", "unknown kind"},
      {"KindIsANumber", R"({"cue": "قال", "claim": ["السد"], "kind": 1})", "unknown kind"},
      {"WrongPolarity", R"({"cue": "قال", "claim": ["السد"], "polarity": "none"})", "unknown polarity"},
      {"WrongSourceType", R"({"cue": "قال", "claim": ["السد"], "source_type": "robot"})", "unknown source_type"},
      {"WrongCueClass", R"({"cue": "قال", "claim": ["السد"], "cue_class": "song"})", "unknown cue_class"},
      {"ParentIsAString", R"({"cue": "قال", "claim": ["السد"], "parent": "1"})", "parent is no number"},
      {"BorderlineIsANumber", R"({"cue": "قال", "claim": ["السد"], "borderline": 1})", "borderline is neither"},
  };
  for (const GoldErrorCase& test : kCases) {
    const absl::StatusOr<GoldArticle> article = Parse(kText, test.rows);
    EXPECT_EQ(article.status().code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_THAT(std::string(article.status().message()), HasSubstr(test.problem)) << test.name;
    EXPECT_THAT(std::string(article.status().message()), HasSubstr("name: ")) << test.name;
  }
}

TEST(GoldTest, RefusesWhatIsNoListOfAttributions) {
  for (const char* json : {"", "{", "[]", "{}", R"({"attributions": {}})", R"({"attributions": "none"})"}) {
    EXPECT_EQ(ParseGold("name", kText, json).status().code(), absl::StatusCode::kInvalidArgument) << json;
  }
}

TEST(GoldTest, RefusesTextThatIsNotUtf8) {
  const absl::StatusOr<GoldArticle> article = ParseGold("name", "\xC7\xE1\xE3", R"({"attributions": []})");
  EXPECT_EQ(article.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(article.status().message()), HasSubstr("name: the text is not UTF-8"));
}

TEST(ReadGoldTest, ReadsADirectoryByName) {
  const TemporaryFolder folder;
  for (const std::string name : {"b", "a", "c.d"}) {
    folder.Write(name + ".txt", kText);
    folder.Write(name + ".gold.json", R"({"attributions": [{"cue": "قال", "claim": ["السد"]}]})");
  }
  folder.Write("only_text.txt", kText);
  const absl::StatusOr<std::vector<GoldArticle>> articles = ReadGold(folder.Path(""));
  ASSERT_TRUE(articles.ok()) << articles.status();
  std::vector<std::string> names;
  for (const GoldArticle& article : *articles) {
    names.push_back(article.name);
    EXPECT_EQ(article.text, kText);
    EXPECT_EQ(article.attributions.size(), 1u);
  }
  EXPECT_THAT(names, ElementsAre("a", "b", "c.d"));
}

TEST(ReadGoldTest, SaysWhatIsMissing) {
  const TemporaryFolder folder;
  EXPECT_EQ(ReadGold(folder.Path("")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadGold(folder.Path("nowhere")).status().code(), absl::StatusCode::kNotFound);
  folder.Write("a.gold.json", R"({"attributions": []})");
  const absl::Status status = ReadGold(folder.Path("")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("a.txt"));
}

TEST(ReadGoldTest, NamesTheArticleThatIsBad) {
  const TemporaryFolder folder;
  folder.Write("good.txt", kText);
  folder.Write("good.gold.json", R"({"attributions": []})");
  folder.Write("spoilt.txt", kText);
  folder.Write("spoilt.gold.json", R"({"attributions": [{"n": 3, "cue": "غرّد", "claim": ["السد"]}]})");
  const absl::Status status = ReadGold(folder.Path("")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("spoilt: attribution 3"));
}

}  // namespace
}  // namespace isnad
