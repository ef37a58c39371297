// Covered by training_data_test.cc.
#include "service/training/training_data.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/training/corpus_annotations.h"

namespace isnad {
namespace {

void Add(const std::string& name, std::vector<GoldArticle> articles, const EngineData& data, TrainingData* loaded) {
  SourceSummary summary{name, static_cast<int>(articles.size()), 0};
  for (GoldArticle& article : articles) {
    summary.attributions += static_cast<int>(article.attributions.size());
    loaded->prepared.push_back(PrepareArticle(std::move(article), data));
  }
  loaded->sources.push_back(std::move(summary));
}

}  // namespace

Articles TrainingData::articles() const {
  Articles articles;
  for (const auto& article : prepared) articles.push_back(article.get());
  return articles;
}

absl::StatusOr<TrainingData> LoadTrainingData(const std::vector<std::string>& directories, const EngineData& data) {
  TrainingData loaded;
  for (const std::string& directory : directories) {
    absl::StatusOr<std::vector<GoldArticle>> articles = ReadGold(directory);
    if (!articles.ok()) return articles.status();
    Add(LastName(directory), *std::move(articles), data, &loaded);
  }
  return loaded;
}

absl::Status AddCorpusAnnotations(const std::string& annotations, const std::string& corpus, const EngineData& data,
                                  TrainingData* loaded) {
  std::ifstream table(annotations), articles(corpus);
  if (!table) return absl::NotFoundError(absl::StrCat(annotations, ": cannot be read"));
  if (!articles) return absl::NotFoundError(absl::StrCat(corpus, ": cannot be read"));
  std::ostringstream contents;
  contents << table.rdbuf();
  absl::StatusOr<std::vector<GoldArticle>> read =
      ReadCorpusAnnotations(LastName(annotations), contents.str(), articles);
  if (!read.ok()) return read.status();
  Add(LastName(annotations), *std::move(read), data, loaded);
  return absl::OkStatus();
}

std::string LastName(const std::string& path) {
  const std::filesystem::path whole = std::filesystem::absolute(path).lexically_normal();
  return whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
}

}  // namespace isnad
