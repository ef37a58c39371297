// Which candidates stand around a candidate, and that the look-out is bounded.
#include "service/attribution/cue/cue_neighbours.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "service/attribution/cue/cue_candidates.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

std::vector<Cue> Candidates(const AnalyzedArticle& article) {
  static const PhraseMatcher phrases(LoadedLexicon());
  return FindCueCandidates(article.text(), LoadedLexicon(), phrases).candidates;
}

const Cue& At(const AnalyzedArticle& article, const std::vector<Cue>& candidates, absl::string_view cue) {
  return *std::find_if(candidates.begin(), candidates.end(),
                       [&](const Cue& candidate) { return article.Text(candidate.tokens) == cue; });
}

TEST(CueNeighboursTest, FindsTheNearestOnEitherSide) {
  const AnalyzedArticle article("قال الوزير إن المعرض نجح، مؤكدا أنه يعتقد أن الناس رحبوا به");
  const std::vector<Cue> candidates = Candidates(article);
  const CueNeighbours near = FindCueNeighbours(*article.text().text, candidates, At(article, candidates, "مؤكدا"));
  ASSERT_NE(near.previous, nullptr);
  EXPECT_EQ(article.Text(near.previous->tokens), "قال");
  ASSERT_NE(near.next, nullptr);
  EXPECT_EQ(article.Text(near.next->tokens), "يعتقد");
  EXPECT_TRUE(near.overlapping.empty());
  EXPECT_EQ(near.same_start, 1);
}

TEST(CueNeighboursTest, StaysInTheSentence) {
  const AnalyzedArticle article("قال الوزير نعم. وأكد الخبير ذلك. ورحب المدير به.");
  const std::vector<Cue> candidates = Candidates(article);
  const CueNeighbours near = FindCueNeighbours(*article.text().text, candidates, At(article, candidates, "وأكد"));
  EXPECT_EQ(near.previous, nullptr);
  EXPECT_EQ(near.next, nullptr);
  EXPECT_EQ(near.before, 0);
  EXPECT_EQ(near.after, 1);
}

TEST(CueNeighboursTest, FindsWhatOverlaps) {
  const AnalyzedArticle article("نجح المعرض على حد قوله");
  const std::vector<Cue> candidates = Candidates(article);
  const Cue& phrase = At(article, candidates, "على حد قوله");
  const Cue& noun = At(article, candidates, "قوله");
  const CueNeighbours of_noun = FindCueNeighbours(*article.text().text, candidates, noun);
  ASSERT_EQ(of_noun.overlapping.size(), 1u);
  EXPECT_EQ(of_noun.overlapping[0], &phrase);
  const CueNeighbours of_phrase = FindCueNeighbours(*article.text().text, candidates, phrase);
  ASSERT_EQ(of_phrase.overlapping.size(), 1u);
  EXPECT_EQ(of_phrase.overlapping[0], &noun);
}

TEST(CueNeighboursTest, CountsNoMoreThanItsBound) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "قال ";
  const AnalyzedArticle article(text);
  const std::vector<Cue> candidates = Candidates(article);
  ASSERT_EQ(candidates.size(), 40u);
  const CueNeighbours near = FindCueNeighbours(*article.text().text, candidates, candidates[20]);
  EXPECT_EQ(near.before, kCueNeighboursMax);
  EXPECT_EQ(near.after, kCueNeighboursMax);
}

}  // namespace
}  // namespace isnad
