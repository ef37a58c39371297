// One loaded extractor, many threads: what a server does. Each thread answers all golden articles in an order of its
// own; ThreadSanitizer watches in the preset "thread".
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/answer_check.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"

namespace isnad {
namespace {

constexpr size_t kThreads = 4;
constexpr size_t kRounds = 3;

std::string FingerprintOf(const AttributionExtractor& extractor, const std::string& article) {
  const absl::StatusOr<Attributions> answer = extractor.Extract(article);
  return answer.ok() ? Fingerprint(*answer) : answer.status().ToString();
}

TEST(EngineThreadsTest, AnswersAreTheSameOnManyThreadsAtOnce) {
  const AttributionExtractor& extractor = LoadedExtractor();
  const std::vector<GoldenArticle> articles = GoldenArticles();
  std::vector<std::string> alone;
  for (const GoldenArticle& article : articles) alone.push_back(FingerprintOf(extractor, article.text));
  std::vector<std::vector<std::string>> different(kThreads);  // names of articles, by thread
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = 0; i < kRounds * articles.size(); ++i) {
        const size_t at = (i * (2 * t + 1) + t) % articles.size();
        if (FingerprintOf(extractor, articles[at].text) != alone[at]) different[t].push_back(articles[at].name);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::string>& names : different) EXPECT_EQ(names, std::vector<std::string>());
}

}  // namespace
}  // namespace isnad
