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

// The goldens one behind the other, as often as it takes, cut at a word: the same text at any size.
std::string Text(size_t bytes) {
  std::string text;
  while (text.size() <= bytes) {
    for (const std::string& part : GoldenArticles()) text += part + "\n";
  }
  return text.substr(0, text.rfind(' ', bytes));
}

std::string TextOfWords(int words) {
  const std::string text = Text(size_t{1} << 16);
  size_t end = 0;
  for (int word = 0; word < words; ++word) end = text.find(' ', end + 1);
  return text.substr(0, end);
}

void ExtractFrom(benchmark::State& state, const std::string& article) {
  const absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load();
  if (!extractor.ok()) return state.SkipWithError(extractor.status().ToString().c_str());
  for (auto round : state) benchmark::DoNotOptimize(extractor->Extract(article));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(article.size()));
  state.SetItemsProcessed(state.iterations());
}

// items_per_second: articles of 300 words a second on one core.
void ExtractArticleOf300Words(benchmark::State& state) { ExtractFrom(state, TextOfWords(300)); }
BENCHMARK(ExtractArticleOf300Words);

// bytes_per_second must not fall with the size: up to the service's limit for one article.
void ExtractText(benchmark::State& state) { ExtractFrom(state, Text(static_cast<size_t>(state.range(0)))); }
BENCHMARK(ExtractText)->Arg(2 << 10)->Arg(16 << 10)->Arg(128 << 10)->Arg(1 << 20)->Unit(benchmark::kMillisecond);

void LoadLanguageData(benchmark::State& state) {
  for (auto round : state) benchmark::DoNotOptimize(AttributionExtractor::Load().ok());
}
BENCHMARK(LoadLanguageData)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isnad
