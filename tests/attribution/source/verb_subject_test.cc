// What verbs, pronouns and the place of a phrase tell of a subject.
#include "service/attribution/source/verb_subject.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct AgreementCase {
  const char* name;
  const char* words;
  uint32_t agreement;
};

TEST(AgreementOfTest, APhraseByItsHead) {
  constexpr AgreementCase kCases[] = {
      {.name = "Masculine", .words = "الوزير", .agreement = 1},
      {.name = "Feminine", .words = "الوزارة", .agreement = 2},
      {.name = "Plural", .words = "المحللون", .agreement = 3},
      {.name = "Group", .words = "خبراء", .agreement = 3},
  };
  for (const AgreementCase& test : kCases) {
    const AnalyzedArticle article(test.words);
    EXPECT_EQ(AgreementOf(article.text(), article.Tokens(test.words)), test.agreement) << test.name;
  }
}

TEST(AgreementOfTest, ACueByItsVerbOrPronoun) {
  constexpr AgreementCase kCases[] = {
      {.name = "He", .words = "قال", .agreement = 1},
      {.name = "She", .words = "قالت", .agreement = 2},
      {.name = "They", .words = "قالوا", .agreement = 3},
      {.name = "HerWords", .words = "قولها", .agreement = 2},
      {.name = "ByTheirClaim", .words = "على حد زعمهم", .agreement = 3},
      {.name = "Neither", .words = "بحسب", .agreement = 0},
  };
  for (const AgreementCase& test : kCases) {
    const AnalyzedArticle article(test.words);
    const CueKind kind = article.size() > 1 ? CueKind::kPhrase : CueKind::kFinite;
    Cue cue = MakeCue(article, test.words, kind);
    if (article.WordOf(test.words).enclitic != Enclitic::kNone || kind == CueKind::kPhrase) cue.features = {};
    EXPECT_EQ(AgreementOf(article.text(), cue), test.agreement) << test.name;
  }
}

TEST(VerbShapeTest, IsToldByPrefixAndEnding) {
  const AnalyzedArticle article("يقول تقول قالت قال الوزير");
  const std::vector<Word>& words = article.text().words;
  ASSERT_EQ(words.size(), 5u);
  EXPECT_EQ(VerbShape(words[0]), 1u);
  EXPECT_EQ(VerbShape(words[1]), 2u);
  EXPECT_EQ(VerbShape(words[2]), 2u);
  EXPECT_EQ(VerbShape(words[3]), 3u);
  EXPECT_EQ(VerbShape(words[4]), 0u) << "no verb";
}

TEST(RoleOfTest, TellsSubjectsFromOtherPhrases) {
  const AnalyzedArticle article("الوزير سعيد. قالت السفيرة إن المدير عاد من القرية");
  const uint32_t first = RoleOf(article.text(), article.Tokens("الوزير"));
  const uint32_t subject = RoleOf(article.text(), article.Tokens("السفيرة"));
  const uint32_t complement = RoleOf(article.text(), article.Tokens("المدير"));
  const uint32_t other = RoleOf(article.text(), article.Tokens("القرية"));
  EXPECT_EQ(subject >> 2, 2u) << "behind a feminine verb";
  EXPECT_NE(first >> 2, subject >> 2);
  EXPECT_NE(complement >> 2, subject >> 2);
  EXPECT_NE(complement >> 2, other >> 2);
  EXPECT_EQ(other >> 2, 0u);
  EXPECT_LT(subject & 3, other & 3) << "nearer to the begin of the sentence";
}

TEST(FindSpeechGapTest, BeginsBehindTheLastAttributionAndSeesANewSubject) {
  const AnalyzedArticle article("قال سامي إن المعرض نجح، ثم قالت ليلى كلمة وأضاف أنه سيعود. وأوضح أنه سعيد");
  const std::vector<AttributionSpan> spans = {MakeSpan(article, MakeCue(article, "قال"), "سامي", {"المعرض نجح"}),
                                              MakeSpan(article, MakeCue(article, "وأضاف"), "", {"أنه سيعود"}),
                                              MakeSpan(article, MakeCue(article, "وأوضح"), "", {"أنه سعيد"})};
  const SpeechGap first = FindSpeechGap(article.text(), spans, 0);
  EXPECT_EQ(first.begin, 0);
  EXPECT_EQ(first.verb, 0u);
  const SpeechGap second = FindSpeechGap(article.text(), spans, 1);
  EXPECT_EQ(second.begin, article.Tokens("المعرض نجح").end);
  EXPECT_EQ(second.verb, 2u) << "a woman's verb with a subject";
  const SpeechGap third = FindSpeechGap(article.text(), spans, 2);
  EXPECT_EQ(third.begin, spans[2].cue.tokens.begin) << "the sentence's own begin";
  EXPECT_EQ(third.verb, 0u);
}

}  // namespace
}  // namespace isnad
