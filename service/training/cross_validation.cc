// Covered by cross_validation_test.cc.
#include "service/training/cross_validation.h"

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

Articles TrainedOn(const FoldedArticles& articles, int fold) {
  Articles training = articles.always;
  for (size_t i = 0; i < articles.folded.size(); ++i) {
    if (static_cast<int>(i) % articles.folds != fold) training.push_back(articles.folded[i]);
  }
  return training;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> CrossValidate(const FoldedArticles& articles, const EngineData& data,
                                                       const ModelOptions& options,
                                                       const std::function<void(int fold)>& done) {
  const absl::Status unseen = CheckUnseen(articles);
  if (!unseen.ok()) return unseen;
  std::vector<std::string> lines(articles.folded.size());
  for (int fold = 0; fold < articles.folds; ++fold) {
    const Ranker ranker(TrainModel(TrainedOn(articles, fold), data, options));
    for (size_t i = fold; i < lines.size(); i += articles.folds) {
      const PreparedArticle& article = *articles.folded[i];
      lines[i] = PredictionLine(article.gold.name, article.gold.text, Predict(article, data, ranker));
    }
    done(fold);
  }
  return lines;
}

}  // namespace isnad
