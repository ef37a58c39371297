// Annotations without texts, joined with the corpus that holds them, and what is refused.
#include "service/training/corpus_annotations.h"

#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/text/text_hash.h"
#include "tests/training/language_data.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

constexpr char kText[] = "قال الوزير إن السد آمن، وأضاف أن العمل مستمر.";

constexpr char kNoAttribution[] = "- - - - - - - - - -";

// A row by its cells behind the fingerprint, separated by spaces.
std::string Row(std::string cells, absl::string_view article = "a", absl::string_view text = kText) {
  for (char& c : cells) c = c == ' ' ? '\t' : c;
  return absl::StrCat(article, "\t", absl::Hex(HashText(text), absl::kZeroPad8), "\t", cells, "\n");
}

absl::StatusOr<std::vector<GoldArticle>> Read(const std::string& table, const std::string& id = "a") {
  std::istringstream corpus(
      absl::StrCat(R"({"id": "other", "text": "x"})", "\n{\"id\": \"", id, "\", \"text\": \"", kText, "\"}\n"));
  return ReadCorpusAnnotations("annotations.tsv", table, corpus);
}

TEST(CorpusAnnotationsTest, JoinsRowsWithTheirArticle) {
  const absl::StatusOr<std::vector<GoldArticle>> articles =
      Read(Row("0-3 4-10 - 14-18,19-22 mixed person statement positive 0 settled") +
           Row("24-29 - 4-10 33-43 indirect person belief negative 1 borderline"));
  ASSERT_TRUE(articles.ok()) << articles.status();
  ASSERT_EQ(articles->size(), 1u);
  const GoldArticle& article = (*articles)[0];
  EXPECT_EQ(article.name, "a");
  EXPECT_EQ(article.text, kText);
  ASSERT_EQ(article.attributions.size(), 2u);
  const GoldAttribution &first = article.attributions[0], &second = article.attributions[1];
  EXPECT_EQ(first.n, 1);
  EXPECT_EQ(TextOf(article, first.cue), "قال");
  EXPECT_EQ(TextOf(article, *first.source), "الوزير");
  EXPECT_FALSE(first.antecedent);
  ASSERT_EQ(first.claim.size(), 2u);
  EXPECT_EQ(TextOf(article, first.claim[0]), "السد");
  EXPECT_EQ(TextOf(article, first.claim[1]), "آمن");
  EXPECT_EQ(first.kind, QuoteKind::kMixed);
  EXPECT_FALSE(first.borderline);
  EXPECT_EQ(second.n, 2);
  EXPECT_FALSE(second.source);
  EXPECT_EQ(TextOf(article, *second.antecedent), "الوزير");
  EXPECT_EQ(second.cue_class, CueClass::kBelief);
  EXPECT_EQ(second.source_type, SourceType::kPerson);
  EXPECT_EQ(second.polarity, Polarity::kNegative);
  EXPECT_EQ(second.parent, 1);
  EXPECT_TRUE(second.borderline);
}

TEST(CorpusAnnotationsTest, AnArticleMayHaveNoAttribution) {
  const absl::StatusOr<std::vector<GoldArticle>> articles = Read(Row(kNoAttribution));
  ASSERT_TRUE(articles.ok()) << articles.status();
  ASSERT_EQ(articles->size(), 1u);
  EXPECT_TRUE((*articles)[0].attributions.empty());
}

struct RefusedCase {
  const char* name;
  std::string row;
  const char* problem;
};

TEST(CorpusAnnotationsTest, RefusesWhatItCannotRead) {
  const RefusedCase kCases[] = {
      {"SpanWithoutEnd", Row("0 4-10 - 14-18 direct person statement positive 0 settled"), "cue: expected BEGIN-END"},
      {"SpanBehindTheText", Row("0-3 4-1000 - 14-18 direct person statement positive 0 settled"), "source: 4-1000"},
      {"EmptySpan", Row("0-3 4-4 - 14-18 direct person statement positive 0 settled"), "source: 4-4"},
      {"NoContent", Row("0-3 4-10 - - direct person statement positive 0 settled"), "content: an attribution has"},
      {"EmptyPiece", Row("0-3 4-10 - 14-18,,19-22 direct person statement positive 0 settled"), "content"},
      {"Kind", Row("0-3 4-10 - 14-18 quoted person statement positive 0 settled"), "quote kind: unknown"},
      {"Type", Row("0-3 4-10 - 14-18 direct robot statement positive 0 settled"), "source type: unknown"},
      {"Class", Row("0-3 4-10 - 14-18 direct person shout positive 0 settled"), "cue class: unknown"},
      {"Polarity", Row("0-3 4-10 - 14-18 direct person statement neutral 0 settled"), "polarity: unknown"},
      {"Parent", Row("0-3 4-10 - 14-18 direct person statement positive x settled"), "parent: expected a number"},
      {"Status", Row("0-3 4-10 - 14-18 direct person statement positive 0 maybe"), "status: unknown"},
      {"AnotherText", "a\t00000000\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n", "fingerprint: the corpus has another text"},
  };
  for (const RefusedCase& test : kCases) {
    const absl::Status status = Read(test.row).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_THAT(std::string(status.message()), HasSubstr(absl::StrCat("annotations.tsv:1: ", test.problem)))
        << test.name;
  }
}

TEST(CorpusAnnotationsTest, AnArticleThatTheCorpusLacksIsNotFound) {
  EXPECT_EQ(Read(Row(kNoAttribution), "b").status().code(), absl::StatusCode::kNotFound);
}

TEST(CorpusAnnotationsTest, AnArticlesRowsStandTogether) {
  const std::string row = Row(kNoAttribution), other = Row(kNoAttribution, "other", "x");
  EXPECT_TRUE(Read(row + row + other).ok());
  EXPECT_FALSE(Read(row + other + row).ok());
}

TEST(CorpusAnnotationsTest, ACorpusLineWithoutIdIsAnError) {
  std::istringstream corpus(R"({"text": "x"})");
  const absl::Status status = ReadCorpusAnnotations("annotations.tsv", "", corpus).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("corpus:1"));
}

}  // namespace
}  // namespace isnad
