// What an article costs, stage by stage. The articles are the goldens': news of ordinary length and of every kind.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "service/attribution/attribution_extractor.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

std::vector<std::string> GoldenArticles() {
  std::vector<std::string> articles;
  for (const auto& entry : std::filesystem::directory_iterator(ISNAD_SOURCE_DIR "/tests/golden/articles")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    articles.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  std::sort(articles.begin(), articles.end());
  return articles;
}

// Runs `stage` over every article in each round; reports bytes and articles a second.
template <typename Stage>
void OverArticles(benchmark::State& state, Stage stage) {
  const std::vector<std::string> articles = GoldenArticles();
  int64_t bytes = 0;
  for (const std::string& article : articles) bytes += static_cast<int64_t>(article.size());
  for (auto round : state) {
    for (const std::string& article : articles) benchmark::DoNotOptimize(stage(article));
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(articles.size()));
}

void CheckUtf8(benchmark::State& state) {
  OverArticles(state, [](const std::string& article) { return FirstInvalidUtf8(article); });
}
BENCHMARK(CheckUtf8);

void NormalizeText(benchmark::State& state) {
  OverArticles(state, [](const std::string& article) { return Normalize(article).size(); });
}
BENCHMARK(NormalizeText);

void NormalizeAndTokenize(benchmark::State& state) {
  OverArticles(state, [](const std::string& article) { return Tokenize(Normalize(article)).tokens.size(); });
}
BENCHMARK(NormalizeAndTokenize);

void Extract(benchmark::State& state) {
  absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load();
  if (!extractor.ok()) return state.SkipWithError(extractor.status().ToString().c_str());
  OverArticles(state, [&](const std::string& article) { return extractor->Extract(article)->claims.size(); });
}
BENCHMARK(Extract);

// All goldens again and again up to the service's limit for one article.
void ExtractTheLargestArticle(benchmark::State& state) {
  absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load();
  if (!extractor.ok()) return state.SkipWithError(extractor.status().ToString().c_str());
  std::string article;
  while (article.size() < (size_t{1} << 20)) {
    for (const std::string& part : GoldenArticles()) article += part + "\n";
  }
  size_t end = size_t{1} << 20;
  while ((article[end] & 0xC0) == 0x80) --end;
  article.resize(end);
  for (auto round : state) benchmark::DoNotOptimize(extractor->Extract(article));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(article.size()));
}
BENCHMARK(ExtractTheLargestArticle)->Unit(benchmark::kMillisecond);

void LoadLanguageData(benchmark::State& state) {
  for (auto round : state) benchmark::DoNotOptimize(AttributionExtractor::Load().ok());
}
BENCHMARK(LoadLanguageData)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isnad
