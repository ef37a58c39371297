// Folds: each article is predicted by a model that has not seen it.
#include "service/training/cross_validation.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/training/prediction_writer.h"
#include "tests/training/golden_articles.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

// The predictions for article `index` by a model of `training`.
std::string Line(const Articles& training, const PreparedArticle& article) {
  const Ranker ranker(TrainModel(training, LanguageData(), TinyModel()));
  return PredictionLine(article.gold.name, article.gold.text, Predict(article, LanguageData(), ranker));
}

TEST(CrossValidateTest, EachArticleByAModelOfTheOtherFolds) {
  const TrainingData data = GoldenArticles(7);
  const Articles all = data.articles();
  const FoldedArticles articles{{all[5], all[6]}, {all[0], all[1], all[2], all[3], all[4]}, 2};
  std::vector<int> done;
  const absl::StatusOr<std::vector<std::string>> lines =
      CrossValidate(articles, LanguageData(), TinyModel(), [&](int fold) { done.push_back(fold); });
  ASSERT_TRUE(lines.ok()) << lines.status();
  const Articles odd = {all[5], all[6], all[1], all[3]}, even = {all[5], all[6], all[0], all[2], all[4]};
  EXPECT_THAT(*lines, ElementsAre(Line(odd, *all[0]), Line(even, *all[1]), Line(odd, *all[2]), Line(even, *all[3]),
                                  Line(odd, *all[4])));
  EXPECT_THAT(done, ElementsAre(0, 1));
}

TEST(CrossValidateTest, JobsChangeNothingButTheTime) {
  const TrainingData data = GoldenArticles(7);
  FoldedArticles articles{{data.articles()[0]}, data.articles(), 3};
  articles.folded.erase(articles.folded.begin());
  const auto lines = CrossValidate(articles, LanguageData(), TinyModel(), [](int) {});
  ASSERT_TRUE(lines.ok()) << lines.status();
  for (const int jobs : {2, 3, 8}) {
    articles.jobs = jobs;
    std::vector<int> done;
    const auto again = CrossValidate(articles, LanguageData(), TinyModel(), [&](int fold) { done.push_back(fold); });
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(*again, *lines) << jobs;
    EXPECT_THAT(done, UnorderedElementsAre(0, 1, 2)) << jobs;
  }
}

TEST(CrossValidateTest, TrainsOnTheAskedShareSpreadOverTheArticles) {
  const TrainingData data = GoldenArticles(6);
  const Articles all = data.articles();
  FoldedArticles articles{{all[0]}, {all[1], all[2], all[3], all[4], all[5]}, 5};
  articles.percent = 50;
  const auto lines = CrossValidate(articles, LanguageData(), TinyModel(), [](int) {});
  ASSERT_TRUE(lines.ok()) << lines.status();
  // The first fold has articles 0, 2, 3, 4 and 5 to train on; the last one 0, 1, 2, 3 and 4.
  EXPECT_EQ(lines->front(), Line({all[2], all[4]}, *all[1]));
  EXPECT_EQ(lines->back(), Line({all[1], all[3]}, *all[5]));
}

TEST(CrossValidateTest, MoreFoldsThanArticlesLeaveOneOut) {
  const TrainingData data = GoldenArticles(3);
  const Articles all = data.articles();
  const absl::StatusOr<std::vector<std::string>> lines =
      CrossValidate({{}, all, 5}, LanguageData(), TinyModel(), [](int) {});
  ASSERT_TRUE(lines.ok()) << lines.status();
  EXPECT_EQ(lines->at(1), Line({all[0], all[2]}, *all[1]));
}

TEST(CrossValidateTest, RefusesAnArticleThatAModelHasSeen) {
  const TrainingData data = GoldenArticles(3), again = GoldenArticles(3);
  const Articles all = data.articles();
  for (const FoldedArticles& articles : {FoldedArticles{{all[0]}, {all[1], again.prepared[0].get()}, 2},
                                         FoldedArticles{{}, {all[0], all[1], all[0]}, 2}}) {
    const absl::Status status = CrossValidate(articles, LanguageData(), TinyModel(), [](int) {}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(all[0]->gold.name));
  }
}

}  // namespace
}  // namespace isnad
