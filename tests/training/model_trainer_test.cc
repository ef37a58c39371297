// Tiny models of the golden articles: the same bytes from the same data, and the same answers from the trainer and from
// the engine that has read the model's file.
#include "service/training/model_trainer.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/attribution_extractor.h"
#include "service/attribution/ranking/model_file.h"
#include "service/training/prediction_writer.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/golden_articles.h"

namespace isnad {
namespace {

using ::testing::Each;

// A random vector for each word of the distribution, as the engine wants them beside it.
WordVectors8 VectorsForEachWord() {
  std::mt19937_64 random(12);
  WordVectors8 vectors;
  vectors.scale = 0.002f;
  vectors.rows.assign(static_cast<size_t>(LanguageData().distribution.size() + 1) * kVectorSize, 0);
  std::generate(vectors.rows.begin() + kVectorSize, vectors.rows.end(), [&] { return static_cast<int8_t>(random()); });
  return vectors;
}

ModelOptions TinyModelWithNetworks() {
  ModelOptions options = TinyModel();
  options.network.epochs = 1;
  options.vectors = VectorsForEachWord();
  options.networks = {Decision::kCue, Decision::kClaimEnd};
  return options;
}

std::string TrainedFile(const ModelOptions& options, size_t count) {
  const TrainingData data = GoldenArticles(count);
  return SerializeModel(TrainModel(data.articles(), LanguageData(), options), {});
}

TEST(TrainModelTest, TheSameArticlesAndOptionsGiveTheSameBytes) {
  // Not compared by EXPECT_EQ, which would print megabytes.
  EXPECT_TRUE(TrainedFile(TinyModel(), 30) == TrainedFile(TinyModel(), 30));
  EXPECT_TRUE(TrainedFile(TinyModelWithNetworks(), 8) == TrainedFile(TinyModelWithNetworks(), 8));
}

TEST(TrainModelTest, TrainsAnewWhereStartsAreLeftFromBefore) {
  const TrainingData data = GoldenArticles(10);
  const std::string first = SerializeModel(TrainModel(data.articles(), LanguageData(), TinyModel()), {});
  EXPECT_TRUE(SerializeModel(TrainModel(data.articles(), LanguageData(), TinyModel()), {}) == first);
}

TEST(TrainModelTest, OtherArticlesOrAnotherSeedGiveOtherBytes) {
  ModelOptions other = TinyModel();
  other.training.seed = 2;
  const std::string model = TrainedFile(TinyModel(), 12);
  EXPECT_FALSE(TrainedFile(other, 12) == model);
  EXPECT_FALSE(TrainedFile(TinyModel(), 13) == model);
}

TEST(TrainModelTest, TrainsEveryDecisionAndTheNetworksAskedFor) {
  const TrainingData data = GoldenArticles();
  const Model model = TrainModel(data.articles(), LanguageData(), TinyModelWithNetworks());
  for (int d = 0; d < kDecisionCount; ++d) {
    const Decision decision = static_cast<Decision>(d);
    const std::vector<int8_t>& weights = model.decisions[d].weights;
    EXPECT_NE(std::count(weights.begin(), weights.end(), 0), static_cast<std::ptrdiff_t>(weights.size()))
        << DecisionName(decision);
    const bool asked_for = decision == Decision::kCue || decision == Decision::kClaimEnd;
    EXPECT_EQ(!model.decisions[d].network.empty(), asked_for) << DecisionName(decision);
  }
}

TEST(TrainModelTest, SetsTheProbabilityOfACueAtEachToken) {
  const TrainingData data = GoldenArticles();
  TrainModel(data.articles(), LanguageData(), TinyModel());
  float highest = 0;
  for (const auto& article : data.prepared) {
    ASSERT_EQ(article->starts.size(), article->tokens.tokens.size());
    EXPECT_THAT(article->starts, Each(::testing::AllOf(::testing::Ge(0.0f), ::testing::Le(1.0f))));
    for (const float start : article->starts) highest = std::max(highest, start);
  }
  EXPECT_GT(highest, 0.5f);
}

TEST(TrainModelTest, StandsNoArticles) {
  const Model model = TrainModel({}, LanguageData(), TinyModel());
  EXPECT_TRUE(ParseModel(SerializeModel(model, {})).ok());
}

void ExpectTheEnginesAnswers(const ModelOptions& options, size_t count) {
  const TrainingData data = GoldenArticles(count);
  Model model = TrainModel(data.articles(), LanguageData(), options);
  const TemporaryFolder folder;
  const std::string file = folder.Write("tiny.model", SerializeModel(model, {"made by a test"}));
  const absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load("", file);
  ASSERT_TRUE(extractor.ok()) << extractor.status();
  const Ranker ranker(std::move(model));
  size_t claims = 0;
  for (const auto& article : data.prepared) {
    const std::string& text = article->gold.text;
    const absl::StatusOr<Attributions> answer = extractor->Extract(text);
    ASSERT_TRUE(answer.ok()) << answer.status();
    claims += answer->claims.size();
    EXPECT_EQ(PredictionLine("a", text, Predict(*article, LanguageData(), ranker)), PredictionLine("a", text, *answer))
        << article->gold.name;
  }
  EXPECT_GT(claims, count) << "a model that finds nothing proves nothing";
}

TEST(PredictTest, IsWhatTheEngineAnswersWithTheModelsFile) { ExpectTheEnginesAnswers(TinyModel(), 30); }

TEST(PredictTest, IsWhatTheEngineAnswersWithNetworks) { ExpectTheEnginesAnswers(TinyModelWithNetworks(), 12); }

TEST(MeasureReachTest, CountsChoicesAndRightAnswersThatAreNoCandidate) {
  const TrainingData data = GoldenArticles();
  const Reach reach = MeasureReach(data.articles(), LanguageData());
  size_t certain = 0;
  for (const auto& article : data.prepared) {
    for (const GoldSpan& span : article->gold_spans) certain += !span.gold->borderline;
  }
  for (const Decision decision : {Decision::kSourceStart, Decision::kClaimStart, Decision::kClaimEnd}) {
    const int d = static_cast<int>(decision);
    EXPECT_EQ(reach.instances[d] + reach.unreachable[d], static_cast<int>(certain)) << DecisionName(decision);
    EXPECT_LT(reach.unreachable[d], static_cast<int>(certain) / 10) << DecisionName(decision);
  }
}

}  // namespace
}  // namespace isnad
