// What holds for every article, on real ones: as many as the environment variable ISNAD_CORPUS_ARTICLES says, evenly
// from all of the JSON lines file that ISNAD_CORPUS names (objects with a string `text`). Skipped without it; prints
// the rate and the shares it saw.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/attribution/answer_check.h"
#include "tests/attribution/answer_comparison.h"
#include "tests/golden/loaded_extractor.h"
#include "tests/support/article_dressings.h"

namespace isnad {
namespace {

constexpr char kNoCorpus[] = "ISNAD_CORPUS names no JSON lines file";
constexpr size_t kLostShown = 5;

std::vector<std::string> CorpusArticles(const char* path, size_t wanted) {
  if (const char* count = std::getenv("ISNAD_CORPUS_ARTICLES")) wanted = std::strtoul(count, nullptr, 10);
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  wanted = std::min(wanted, lines.size());
  std::vector<std::string> articles;
  for (size_t i = 0; i < wanted; ++i) {
    articles.push_back(nlohmann::json::parse(lines[i * lines.size() / wanted]).at("text").get<std::string>());
  }
  return articles;
}

TEST(CorpusTest, RealArticlesGiveSoundAnswers) {
  const char* path = std::getenv("ISNAD_CORPUS");
  if (path == nullptr) GTEST_SKIP() << kNoCorpus;
  const std::vector<std::string> articles = CorpusArticles(path, 1000);
  ASSERT_FALSE(articles.empty()) << path;
  size_t claims = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (size_t i = 0; i < articles.size(); ++i) {
    SCOPED_TRACE(i);
    const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(articles[i]);
    ASSERT_TRUE(answer.ok()) << answer.status();
    for (const std::string& problem : AnswerProblems(articles[i], *answer)) ADD_FAILURE() << problem;
    claims += answer->claims.size();
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("%zu articles, %zu claims, %.0f articles a second\n", articles.size(), claims,
              static_cast<double>(articles.size()) / seconds.count());
}

class CorpusInvarianceTest : public testing::TestWithParam<NamedDressing> {};

TEST_P(CorpusInvarianceTest, DressLeavesTheAnswerOnTheSameWords) {
  const char* path = std::getenv("ISNAD_CORPUS");
  if (path == nullptr) GTEST_SKIP() << kNoCorpus;
  const std::vector<std::string> articles = CorpusArticles(path, 500);
  ASSERT_FALSE(articles.empty()) << path;
  SpanComparison sum;
  size_t shown = 0;
  for (size_t i = 0; i < articles.size(); ++i) {
    const uint64_t seed = i + 1;
    const auto comparison = CompareDressed(LoadedExtractor(), articles[i], GetParam().dressing, seed);
    ASSERT_TRUE(comparison.ok()) << "article " << i << ", seed " << seed << ": " << comparison.status();
    for (size_t k = 0; k < comparison->lost.size() && shown < kLostShown; ++k, ++shown) {
      std::cout << "article " << i << ", seed " << seed << ": lost " << Describe(articles[i], comparison->lost[k])
                << "\n";
    }
    sum.Add(*comparison);
  }
  std::printf("%s: %.4f of %d spans the same in %zu articles\n", GetParam().name, sum.share(), sum.all,
              articles.size());
  EXPECT_GE(sum.share(), GetParam().share_min);
}

INSTANTIATE_TEST_SUITE_P(Dressings, CorpusInvarianceTest, testing::ValuesIn(kDressings),
                         [](const testing::TestParamInfo<NamedDressing>& info) { return info.param.name; });

}  // namespace
}  // namespace isnad
