// What holds for every article, on real ones: as many as the environment variable ISNAD_CORPUS_ARTICLES says (1,000) of the
// JSON lines file that ISNAD_CORPUS names (objects with a string `text`). Skipped without it; prints the rate it saw.
#include <chrono>
#include <cstdlib>
#include <fstream>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/attribution/answer_check.h"
#include "tests/golden/loaded_extractor.h"

namespace isnad {
namespace {

std::vector<std::string> CorpusArticles(const char* path) {
  const char* count = std::getenv("ISNAD_CORPUS_ARTICLES");
  const size_t wanted = count == nullptr ? 1000 : std::strtoul(count, nullptr, 10);
  std::ifstream in(path);
  std::vector<std::string> articles;
  for (std::string line; articles.size() < wanted && std::getline(in, line);) {
    articles.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
  }
  return articles;
}

TEST(CorpusTest, RealArticlesGiveSoundAnswers) {
  const char* path = std::getenv("ISNAD_CORPUS");
  if (path == nullptr) GTEST_SKIP() << "ISNAD_CORPUS names no JSON lines file";
  const std::vector<std::string> articles = CorpusArticles(path);
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

}  // namespace
}  // namespace isnad
