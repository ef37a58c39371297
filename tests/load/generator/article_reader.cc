#include "tests/load/generator/article_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "tests/load/generator/made_up_article.h"

namespace isnad::load {
namespace {

namespace fs = std::filesystem;
using Articles = std::vector<std::string>;

absl::StatusOr<Articles> ReadFolder(const std::string& path, size_t articles_max) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Articles articles;
  for (const std::string& file : files) {
    if (articles.size() == articles_max) break;
    absl::StatusOr<std::string> text = ReadFile(file);
    if (!text.ok()) return text.status();
    articles.push_back(*std::move(text));
  }
  return articles;
}

absl::StatusOr<Articles> ReadJsonLines(const std::string& path, size_t articles_max) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  Articles articles;
  std::string line;
  for (int number = 1; articles.size() < articles_max && std::getline(stream, line); ++number) {
    if (line.empty()) continue;
    const auto object = nlohmann::json::parse(line, /*cb=*/nullptr, /*allow_exceptions=*/false);
    if (!object.is_object() || !object.contains("text") || !object["text"].is_string()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": not a JSON object with a text in \"text\""));
    }
    articles.push_back(object["text"].get<std::string>());
  }
  return articles;
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf()))
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read, or is empty"));
  return text.str();
}

absl::StatusOr<std::vector<std::string>> ReadArticles(const LoadOptions& options) {
  const auto articles_max = static_cast<size_t>(options.articles_max);
  if (options.articles.empty()) {
    Articles articles;
    for (size_t i = 0; i < articles_max; ++i)
      articles.push_back(MadeUpArticle(options.article_bytes, options.seed + i));
    return articles;
  }
  absl::StatusOr<Articles> articles = fs::is_directory(options.articles)
                                          ? ReadFolder(options.articles, articles_max)
                                          : ReadJsonLines(options.articles, articles_max);
  if (articles.ok() && articles->empty()) {
    return absl::NotFoundError(absl::StrCat(options.articles, ": holds no articles"));
  }
  return articles;
}

}  // namespace isnad::load
