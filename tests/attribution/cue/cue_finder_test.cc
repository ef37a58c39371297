// Which of overlapping candidates stays, with probabilities that are made up; then the whole finder with weights that
// are.
#include "service/attribution/cue/cue_finder.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/limits.h"
#include "service/attribution/ranking/model_file.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Cue MakeCue(int begin, int end, float probability, CueKind kind = CueKind::kFinite) {
  Cue cue;
  cue.tokens = {begin, end};
  cue.kind = kind;
  cue.probability = probability;
  return cue;
}

std::string Ranges(const CueList& list) {
  std::vector<std::string> ranges;
  for (const Cue& cue : list.cues) ranges.push_back(absl::StrCat(cue.tokens.begin, "-", cue.tokens.end));
  return absl::StrJoin(ranges, " ");
}

struct SelectCase {
  const char* name;
  std::vector<Cue> candidates;
  const char* cues;
};

TEST(SelectCuesTest, KeepsTheMostProbableOfOverlappingCandidates) {
  const SelectCase kCases[] = {
      {.name = "None", .candidates = {}, .cues = ""},
      {.name = "OneProbable", .candidates = {MakeCue(2, 3, 0.9f)}, .cues = "2-3"},
      {.name = "OneImprobable", .candidates = {MakeCue(2, 3, kCueProbabilityMin - 0.01f)}, .cues = ""},
      {.name = "AtTheThreshold", .candidates = {MakeCue(2, 3, kCueProbabilityMin)}, .cues = "2-3"},
      {.name = "Apart", .candidates = {MakeCue(0, 1, 0.6f), MakeCue(5, 6, 0.9f)}, .cues = "0-1 5-6"},
      {.name = "Adjacent", .candidates = {MakeCue(0, 2, 0.6f), MakeCue(2, 3, 0.9f)}, .cues = "0-2 2-3"},
      {.name = "TheProbableWins", .candidates = {MakeCue(0, 3, 0.6f), MakeCue(1, 2, 0.9f)}, .cues = "1-2"},
      {.name = "OfEqualsTheLonger", .candidates = {MakeCue(1, 2, 0.8f), MakeCue(1, 4, 0.8f)}, .cues = "1-4"},
      {.name = "TheLoserFreesNothing",
       .candidates = {MakeCue(0, 2, 0.7f), MakeCue(1, 4, 0.9f), MakeCue(3, 5, 0.8f)},
       .cues = "1-4"},
      {.name = "BothEndsOfALongOne",
       .candidates = {MakeCue(0, 2, 0.9f), MakeCue(1, 4, 0.6f), MakeCue(3, 5, 0.8f)},
       .cues = "0-2 3-5"},
  };
  for (const SelectCase& test : kCases) {
    CueCandidates candidates;
    candidates.candidates = test.candidates;
    EXPECT_EQ(Ranges(SelectCues(candidates, 10)), test.cues) << test.name;
  }
}

TEST(SelectCuesTest, SaysForEachTokenHowProbablyACueBeginsThere) {
  CueCandidates candidates;
  candidates.candidates = {MakeCue(1, 2, 0.2f), MakeCue(1, 3, 0.4f), MakeCue(3, 4, 0.9f)};
  EXPECT_THAT(SelectCues(candidates, 5).starts, ElementsAre(0.0f, 0.4f, 0.0f, 0.9f, 0.0f));
}

TEST(SelectCuesTest, StopsAtTheLimitOfClaims) {
  CueCandidates candidates;
  for (int i = 0; i < kClaimsMax + 1; ++i) candidates.candidates.push_back(MakeCue(i, i + 1, 0.9f));
  const CueList list = SelectCues(candidates, kClaimsMax + 1);
  EXPECT_THAT(list.cues, SizeIs(kClaimsMax));
  EXPECT_EQ(list.cues.front().tokens.begin, 0) << "the first in the text are kept";
}

// A ranker for which each candidate scores `weight` for each of its features.
Ranker EqualRanker(int8_t weight) {
  Model model;
  for (DecisionWeights& decision : model.decisions) {
    decision.scale = 1;
    decision.weights = {weight, weight};
  }
  return Ranker(std::move(model));
}

TEST(FindCuesTest, RanksEveryCandidate) {
  const AnalyzedArticle article("قال الوزير إن المعرض نجح، على حد قوله، ثم عاد");
  const PhraseMatcher phrases(LoadedLexicon());
  const CueList all = FindCues(article.text(), LoadedLexicon(), phrases, EqualRanker(1));
  EXPECT_EQ(all.cues.front().tokens, article.Tokens("قال"));
  bool phrase = false;
  for (const Cue& cue : all.cues) {
    EXPECT_GT(cue.probability, 0.99f);
    phrase |= cue.tokens == article.Tokens("على حد قوله");
  }
  EXPECT_TRUE(phrase) << "of equally probable candidates the phrase must win over the noun inside it";
  EXPECT_THAT(FindCues(article.text(), LoadedLexicon(), phrases, EqualRanker(-1)).cues, IsEmpty());
}

std::vector<std::string> CueWords(const AnalyzedArticle& article, const Ranker& ranker) {
  const PhraseMatcher phrases(LoadedLexicon());
  std::vector<std::string> words;
  for (const Cue& cue : FindCues(article.text(), LoadedLexicon(), phrases, ranker).cues) {
    words.push_back(article.Text(cue.tokens));
  }
  return words;
}

struct RelayCase {
  const char* name;
  const char* article;
  bool relay;  // whether the chain's preposition stays a cue
};

TEST(FindCuesTest, ANominalCueTakesThePlaceOfTheRelayBeforeIt) {
  const RelayCase kCases[] = {
      {.name = "Nominal", .article = "نقلت وكالة رويترز عن مسؤول كبير قوله إن السوق ستفتح غدا", .relay = false},
      {.name = "NoNominal", .article = "نقلت وكالة رويترز عن مسؤول كبير أن السوق ستفتح غدا", .relay = true},
      {.name = "NominalWithoutPronoun",
       .article = "نقلت وكالة رويترز عن مسؤول كبير قول الخبراء إن السوق ستفتح غدا",
       .relay = true},
      {.name = "NominalInTheNextSentence",
       .article = "نقلت وكالة رويترز عن مسؤول كبير أن السوق ستفتح غدا. وجاء قوله إن المطر قريب متأخرا",
       .relay = true},
  };
  for (const RelayCase& test : kCases) {
    const std::vector<std::string> words = CueWords(AnalyzedArticle(test.article), EqualRanker(1));
    const bool relay = std::find(words.begin(), words.end(), "عن") != words.end();
    EXPECT_EQ(relay, test.relay) << test.name;
  }
}

TEST(FindCuesTest, TheEmbeddedModelFindsTheNominalCueOfAChain) {
  absl::StatusOr<Model> model = ParseModel(EmbeddedModel());
  ASSERT_TRUE(model.ok()) << model.status();
  const AnalyzedArticle article("نقلت وكالة رويترز عن مسؤول كبير قوله إن السوق ستفتح غدا.");
  EXPECT_THAT(CueWords(article, Ranker(*std::move(model))), ElementsAre("نقلت", "قوله"));
}

TEST(FindCuesTest, AnEmptyTextHasNone) {
  const AnalyzedArticle article("");
  const PhraseMatcher phrases(LoadedLexicon());
  const CueList list = FindCues(article.text(), LoadedLexicon(), phrases, EqualRanker(1));
  EXPECT_THAT(list.cues, IsEmpty());
  EXPECT_THAT(list.starts, IsEmpty());
}

}  // namespace
}  // namespace isnad
