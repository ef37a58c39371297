// Annotations as tokens, and which cue candidates they make right.
#include "service/training/prepared_article.h"

#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"
#include "tests/training/language_data.h"

namespace isnad {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct TokensOfCase {
  const char* name;
  const char* range;     // as the article writes it
  const char* expected;  // the tokens, from the first's begin to the last's end
};

TEST(TokensOfTest, TakesWhatTheRangeTouchesWithoutMarksAtTheEdges) {
  const std::string text = "قالَ المتحدثُ: «السد آمن، والماء وفير»، أمس.";
  const TokenizedText tokens = Tokenize(Normalize(text));
  const TokensOfCase kCases[] = {
      {.name = "OneToken", .range = "السد", .expected = "السد"},
      {.name = "SeveralTokens", .range = "السد آمن", .expected = "السد آمن"},
      {.name = "InnerMarksStay", .range = "السد آمن، والماء وفير", .expected = "السد آمن، والماء وفير"},
      {.name = "OuterMarksGo", .range = "«السد آمن، والماء وفير»،", .expected = "السد آمن، والماء وفير"},
      {.name = "PartOfAToken", .range = "ماء وف", .expected = "والماء وفير"},
      {.name = "WithItsDiacritic", .range = "قالَ", .expected = "قالَ"},
      {.name = "WithoutItsDiacritic", .range = "قال", .expected = "قالَ"},
      {.name = "MarksAloneStay", .range = ":", .expected = ":"},
      {.name = "BlanksAreNoTokens", .range = " ", .expected = ""},
  };
  for (const TokensOfCase& test : kCases) {
    const size_t at = text.find(test.range);
    ASSERT_NE(at, std::string::npos) << test.name;
    const TokenRange range =
        TokensOf(tokens, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + std::string(test.range).size())});
    const ByteRange bytes = range.empty() ? ByteRange{} : tokens.Bytes(range);
    EXPECT_EQ(text.substr(bytes.begin, bytes.size()), test.expected) << test.name;
  }
}

TEST(TokensOfTest, BeyondTheEndIsNothing) {
  const TokenizedText tokens = Tokenize(Normalize("السد آمن"));
  EXPECT_TRUE(TokensOf(tokens, {100, 200}).empty());
  EXPECT_TRUE(TokensOf(Tokenize(Normalize("")), {0, 4}).empty());
}

// The label of each candidate by its words.
std::map<std::string, CueLabel> Labels(const PreparedArticle& article) {
  std::map<std::string, CueLabel> labels;
  for (size_t i = 0; i < article.labels.size(); ++i) {
    labels[TextOf(article, article.candidates.candidates[i].tokens)] = article.labels[i];
  }
  return labels;
}

TEST(PrepareArticleTest, LabelsCandidatesByTheAnnotations) {
  const auto article = Prepared("قال الوزير إن السد آمن. وأضاف المدير أن المياه وفيرة. وأكد النائب أن الطريق مفتوح.",
                                R"({"n": 1, "cue": "قال", "source": "الوزير", "claim": ["السد آمن"]},
                                   {"n": 2, "cue": "وأضاف", "claim": ["المياه وفيرة"], "borderline": true})");
  ASSERT_EQ(article->labels.size(), article->candidates.candidates.size());
  const std::map<std::string, CueLabel> labels = Labels(*article);
  EXPECT_THAT(labels, Contains(std::pair<const std::string, CueLabel>("قال", CueLabel::kYes)));
  EXPECT_THAT(labels, Contains(std::pair<const std::string, CueLabel>("وأضاف", CueLabel::kIgnored)));
  EXPECT_THAT(labels, Contains(std::pair<const std::string, CueLabel>("وأكد", CueLabel::kNo)));
}

TEST(PrepareArticleTest, OneCandidateAloneIsRight) {
  // The verb is a candidate by itself and as a part of the phrase.
  const auto article = Prepared("المطر قادم، وفقا لما ذكره الراصد.",
                                R"({"cue": "وفقا لما ذكره", "source": "الراصد", "claim": ["المطر قادم"]})");
  int right = 0;
  for (const CueLabel label : article->labels) right += label == CueLabel::kYes;
  EXPECT_GT(article->labels.size(), 1u);
  EXPECT_EQ(right, 1);
  EXPECT_EQ(Labels(*article)["وفقا لما ذكره"], CueLabel::kYes);
}

TEST(PrepareArticleTest, ACertainReadingWinsOverABorderlineOne) {
  const auto article = Prepared("قال الوزير إن السد آمن.",
                                R"({"n": 1, "cue": [0, 3], "claim": [[14, 18]], "borderline": true},
                                   {"n": 2, "cue": [0, 3], "claim": [[14, 22]]},
                                   {"n": 3, "cue": [0, 3], "claim": [[19, 22]], "borderline": true})");
  EXPECT_EQ(Labels(*article)["قال"], CueLabel::kYes);
}

TEST(PrepareArticleTest, TellsSpansAsTokens) {
  const auto article = Prepared("قال الوزير: «السد آمن». «سنعود غدا»، أضاف، «مهما طال الزمن».",
                                R"({"n": 1, "cue": "قال", "source": "الوزير", "claim": ["«السد آمن»"]},
                                   {"n": 2, "cue": "أضاف", "antecedent": "الوزير",
                                    "claim": ["سنعود غدا", "مهما طال الزمن"]})");
  ASSERT_EQ(article->gold_spans.size(), 2u);
  const GoldSpan &first = article->gold_spans[0], &second = article->gold_spans[1];
  EXPECT_EQ(TextOf(*article, first.span.cue.tokens), "قال");
  EXPECT_EQ(first.span.cue.probability, 1);
  EXPECT_EQ(TextOf(*article, first.span.source), "الوزير");
  ASSERT_EQ(first.span.content.size(), 1u);
  EXPECT_EQ(TextOf(*article, first.span.content[0]), "السد آمن");
  EXPECT_EQ(first.Fullest(), first.span.source);
  EXPECT_TRUE(second.span.source.empty());
  EXPECT_EQ(second.Fullest(), first.span.source);
  ASSERT_EQ(second.span.content.size(), 2u);
  EXPECT_EQ(TextOf(*article, second.span.content[1]), "مهما طال الزمن");
}

TEST(PrepareArticleTest, ACueOfNoCandidateKeepsItsTokens) {
  const auto article = Prepared("السماء زرقاء والبحر هادئ.", R"({"cue": "زرقاء", "claim": ["البحر هادئ"]})");
  ASSERT_EQ(article->gold_spans.size(), 1u);
  EXPECT_FALSE(article->gold_spans[0].has_candidate);
  EXPECT_EQ(article->gold_spans[0].span.cue.kind, CueKind::kUnknown);
  EXPECT_EQ(TextOf(*article, article->gold_spans[0].span.cue.tokens), "زرقاء");
}

TEST(PrepareArticleTest, SortsByCueAndNests) {
  const auto article = Prepared("أفادت الوكالة أن الوزير قال إن السد آمن.",
                                R"({"n": 1, "cue": [24, 27], "source": [17, 23], "claim": [[31, 39]], "parent": 2},
                                   {"n": 2, "cue": [0, 5], "source": [6, 13], "claim": [[17, 39]]})");
  ASSERT_EQ(article->spans.size(), 2u);
  EXPECT_EQ(TextOf(*article, article->spans[0].cue.tokens), "أفادت");
  EXPECT_EQ(article->spans[0].parent, -1);
  EXPECT_EQ(article->spans[1].parent, 0);
  EXPECT_EQ(article->gold_spans[1].gold->n, 1);
}

TEST(PrepareArticleTest, NestsAsAnnotatedWhateverTheContentsHold) {
  const auto article = Prepared("أفادت الوكالة أن الوزير قال إن السد آمن.",
                                R"({"n": 1, "cue": "أفادت", "claim": ["الوزير قال إن السد آمن"]},
                                   {"n": 2, "cue": "قال", "claim": ["السد آمن"], "parent": 0})");
  ASSERT_EQ(article->spans.size(), 2u);
  EXPECT_EQ(article->spans[1].parent, -1);
}

TEST(PrepareArticleTest, AnArticleWithoutAnnotationsHasNoSpans) {
  const auto article = Prepared("قال الوزير إن السد آمن.", "");
  EXPECT_THAT(article->gold_spans, IsEmpty());
  EXPECT_EQ(Labels(*article)["قال"], CueLabel::kNo);
  EXPECT_EQ(article->starts.size(), article->tokens.tokens.size());
}

}  // namespace
}  // namespace isnad
