// Covered by training_data_test.cc.
#include "service/training/training_data.h"

#include <filesystem>
#include <utility>

namespace isnad {

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
    DirectorySummary summary{LastName(directory), static_cast<int>(articles->size()), 0};
    for (GoldArticle& article : *articles) {
      summary.attributions += static_cast<int>(article.attributions.size());
      loaded.prepared.push_back(PrepareArticle(std::move(article), data));
    }
    loaded.directories.push_back(std::move(summary));
  }
  return loaded;
}

std::string LastName(const std::string& path) {
  const std::filesystem::path whole = std::filesystem::absolute(path).lexically_normal();
  return whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
}

}  // namespace isnad
