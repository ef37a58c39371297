// What holds for every article, sound or damaged: no crash, a sound answer, and the same answer again. The damaged
// articles come from the golden ones and a seed; a failure names both, and DamagedArticle(text, seed) brings it back.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "tests/attribution/answer_check.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"
#include "tests/support/article_damage.h"
#include "tests/support/article_dressings.h"

namespace isnad {
namespace {

constexpr uint64_t kDamagedArticles = 2000;
constexpr uint64_t kShards = 8;  // so that they run side by side and a failure is found soon

void ExpectSoundAnswer(absl::string_view article) {
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(article);
  ASSERT_TRUE(answer.ok()) << answer.status();
  for (const std::string& problem : AnswerProblems(article, *answer)) ADD_FAILURE() << problem;
  const absl::StatusOr<Attributions> again = LoadedExtractor().Extract(article);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(Fingerprint(*answer), Fingerprint(*again));
}

TEST(PropertyTest, GoldenArticlesGiveSoundAnswers) {
  for (const GoldenArticle& article : GoldenArticles()) {
    SCOPED_TRACE(article.name);
    ExpectSoundAnswer(article.text);
  }
}

class DamagePropertyTest : public testing::TestWithParam<uint64_t> {};

TEST_P(DamagePropertyTest, DamagedArticlesGiveSoundAnswers) {
  const std::vector<GoldenArticle> articles = GoldenArticles();
  for (uint64_t seed = GetParam(); seed < kDamagedArticles; seed += kShards) {
    const GoldenArticle& article = articles[seed % articles.size()];
    SCOPED_TRACE(article.name + ", seed " + std::to_string(seed));
    ExpectSoundAnswer(DamagedArticle(article.text, seed));
    if (HasFatalFailure() || HasNonfatalFailure()) return;  // One article is enough to look at.
  }
}

INSTANTIATE_TEST_SUITE_P(Shards, DamagePropertyTest, testing::Range(uint64_t{0}, kShards));

TEST(PropertyTest, EveryPrefixOfAnArticleGivesASoundAnswer) {
  const std::vector<GoldenArticle> articles = GoldenArticles();
  const auto article = std::find_if(articles.begin(), articles.end(),
                                    [](const GoldenArticle& golden) { return golden.name == "chain_power"; });
  ASSERT_NE(article, articles.end());
  for (uint32_t end = 0; end < article->text.size();) {
    for (int step = 0; step < 7 && end < article->text.size(); ++step) NextCodePoint(article->text, &end);
    SCOPED_TRACE(end);
    ExpectSoundAnswer(absl::string_view(article->text).substr(0, end));
  }
}

// What scrapers do most: the text ends in a word, paragraphs come twice, lines are joined.
TEST(PropertyTest, ScrapedArticlesGiveSoundAnswers) {
  for (const GoldenArticle& article : GoldenArticles()) {
    SCOPED_TRACE(article.name);
    const std::u32string text = CodePoints(article.text);
    for (int part = 1; part < 8; ++part) {
      size_t end = text.size() * part / 8;
      while (end + 1 < text.size() && !(IsArabicLetter(text[end - 1]) && IsArabicLetter(text[end]))) ++end;
      ExpectSoundAnswer(Utf8(text.substr(0, end)));
    }
    std::string doubled;
    for (absl::string_view line : absl::StrSplit(article.text, '\n')) absl::StrAppend(&doubled, line, "\n", line, "\n");
    ExpectSoundAnswer(doubled);
    ExpectSoundAnswer(absl::StrReplaceAll(article.text, {{"\n", " "}}));
    ExpectSoundAnswer(absl::StrReplaceAll(article.text, {{"\n", ""}}));
    for (const NamedDressing& named : kDressings) ExpectSoundAnswer(Dress(article.text, named.dressing, 1).text);
  }
}

// The checks themselves: each kind of unsound answer is seen.
Attributions SoundAnswer() {
  Attributions answer;
  Source source;
  source.id = 1;
  source.name = {4, 8};
  source.mentions = {{4, 8}};
  answer.sources = {source};
  for (int id : {1, 2}) {
    Claim claim;
    claim.id = id;
    claim.cue.range = id == 1 ? ByteRange{0, 4} : ByteRange{8, 10};
    claim.content = {id == 1 ? ByteRange{8, 14} : ByteRange{10, 14}};
    claim.source.source_id = 1;
    claim.source.resolution = id == 1 ? Resolution::kNamed : Resolution::kDropped;
    if (id == 1) claim.source.range = ByteRange{4, 8};
    claim.parent_id = id - 1;
    claim.rule = "rule";
    answer.claims.push_back(claim);
  }
  return answer;
}

constexpr char kSevenLetters[] = "\u0627\u0628\u062A\u062B\u062C\u062D\u062E";  // two bytes each

TEST(AnswerCheckTest, PassesSoundAnswers) { EXPECT_TRUE(AnswerProblems(kSevenLetters, SoundAnswer()).empty()); }

TEST(AnswerCheckTest, SeesUnsoundAnswers) {
  struct Case {
    const char* fault;
    void (*spoil)(Attributions*);
  };
  constexpr Case kCases[] = {
      {"empty range",
       [](Attributions* answer) {
         answer->claims[0].cue.range = {3, 3};
       }},
      {"outside", [](Attributions* answer) { answer->claims[1].content[0].end = 16; }},
      {"split code point", [](Attributions* answer) { answer->claims[0].cue.range.end = 3; }},
      {"no content", [](Attributions* answer) { answer->claims[1].content.clear(); }},
      {"overlapping pieces",
       [](Attributions* answer) {
         answer->claims[0].content.push_back({8, 10});
       }},
      {"wrong ids", [](Attributions* answer) { answer->claims[0].id = 3; }},
      {"wrong order",
       [](Attributions* answer) {
         answer->claims[0].cue.range = {10, 12};
       }},
      {"unknown parent", [](Attributions* answer) { answer->claims[1].parent_id = 3; }},
      {"own parent", [](Attributions* answer) { answer->claims[1].parent_id = 2; }},
      {"parent elsewhere", [](Attributions* answer) { answer->claims[0].content[0].begin = 10; }},
      {"unknown source", [](Attributions* answer) { answer->claims[0].source.source_id = 2; }},
      {"no source", [](Attributions* answer) { answer->claims[1].source.source_id = 0; }},
      {"name unmentioned", [](Attributions* answer) { answer->sources[0].mentions.clear(); }},
      {"confidence", [](Attributions* answer) { answer->claims[0].confidence = 1.01; }},
      {"candidate",
       [](Attributions* answer) {
         answer->claims[0].source.candidates = {{1, -0.5}};
       }},
      {"chain",
       [](Attributions* answer) {
         answer->claims[0].chain = {1, 2};
       }},
      {"no rule", [](Attributions* answer) { answer->claims[0].rule.clear(); }},
      {"document source",
       [](Attributions* answer) {
         answer->document_source = ByteRange{1, 2};
       }},
  };
  for (const Case& test : kCases) {
    Attributions answer = SoundAnswer();
    test.spoil(&answer);
    EXPECT_FALSE(AnswerProblems(kSevenLetters, answer).empty()) << test.fault;
    EXPECT_NE(Fingerprint(answer), Fingerprint(SoundAnswer())) << test.fault;
  }
}

TEST(ArticleDamageTest, IsReproducibleValidAndDifferent) {
  const std::string article = GoldenArticles().front().text;
  int changed = 0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const std::string damaged = DamagedArticle(article, seed);
    EXPECT_EQ(damaged, DamagedArticle(article, seed)) << seed;
    EXPECT_FALSE(damaged.empty()) << seed;
    EXPECT_FALSE(FirstInvalidUtf8(damaged).has_value()) << seed;
    changed += damaged != article;
  }
  EXPECT_GE(changed, 190);
}

}  // namespace
}  // namespace isnad
