// Covered by cross_validation_test.cc.
#include "service/training/cross_validation.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/training/prediction_writer.h"

namespace isnad {
namespace {

absl::Status CheckUnseen(const FoldedArticles& articles) {
  absl::flat_hash_set<absl::string_view> texts;
  for (const PreparedArticle* article : articles.always) texts.insert(article->gold.text);
  for (const PreparedArticle* article : articles.folded) {
    if (texts.insert(article->gold.text).second) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(article->gold.name, ": stands in the data twice; a model would be measured on what it has seen"));
  }
  return absl::OkStatus();
}

// Every training article of the fold, or the given share of them: of the first n articles n * percent / 100.
Articles TrainedOn(const FoldedArticles& articles, int fold) {
  Articles training = articles.always;
  for (size_t i = 0; i < articles.folded.size(); ++i) {
    if (static_cast<int>(i) % articles.folds != fold) training.push_back(articles.folded[i]);
  }
  Articles chosen;
  for (size_t i = 0; i < training.size(); ++i) {
    if ((i + 1) * articles.percent / 100 > chosen.size()) chosen.push_back(training[i]);
  }
  return chosen;
}

// Training writes into its articles, so that each fold has its own.
Model TrainOnCopies(const Articles& articles, const EngineData& data, const ModelOptions& options) {
  std::vector<std::unique_ptr<PreparedArticle>> copies;
  Articles training;
  for (const PreparedArticle* article : articles) {
    copies.push_back(PrepareArticle(article->gold, data));
    training.push_back(copies.back().get());
  }
  return TrainModel(training, data, options);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> CrossValidate(const FoldedArticles& articles, const EngineData& data,
                                                       const ModelOptions& options,
                                                       const std::function<void(int fold)>& done) {
  const absl::Status unseen = CheckUnseen(articles);
  if (!unseen.ok()) return unseen;
  std::vector<std::string> lines(articles.folded.size());
  ModelOptions fold_options = options;
  if (articles.jobs > 1) fold_options.threads = 1;
  std::mutex report;
  std::atomic<int> next = 0;
  const auto work = [&] {
    for (int fold = next++; fold < articles.folds; fold = next++) {
      const Ranker ranker(TrainOnCopies(TrainedOn(articles, fold), data, fold_options));
      for (size_t i = fold; i < lines.size(); i += articles.folds) {
        const PreparedArticle& article = *articles.folded[i];
        lines[i] = PredictionLine(article.gold.name, article.gold.text, Predict(article, data, ranker));
      }
      const std::lock_guard<std::mutex> lock(report);
      done(fold);
    }
  };
  std::vector<std::thread> threads;
  for (int job = 0; job < std::min(articles.jobs, articles.folds); ++job) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return lines;
}

}  // namespace isnad
