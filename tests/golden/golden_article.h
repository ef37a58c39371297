// The golden articles and what lies beside them: NAME.txt (the article's bytes), NAME.gold.json (the truth, by hand),
// NAME.ann (the engine's answer, reviewed). Found under ISNAD_SOURCE_DIR; a file that cannot be read reads as empty,
// which no golden file is but the refused article of that name. Header only: the property tests of other rooms use it.
#ifndef ISNAD_TESTS_GOLDEN_GOLDEN_ARTICLE_H_
#define ISNAD_TESTS_GOLDEN_GOLDEN_ARTICLE_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

namespace isnad {

struct GoldenArticle {
  std::string name;    // of the file, without folder and extension
  std::string folder;  // "articles" or "refused"
  std::string text;
};

inline std::filesystem::path GoldenPath(const GoldenArticle& article, const std::string& extension) {
  return std::filesystem::path(ISNAD_SOURCE_DIR) / "tests" / "golden" / article.folder / (article.name + extension);
}

inline std::string ReadBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// All files of tests/golden/FOLDER with that extension, by name.
inline std::vector<GoldenArticle> GoldenArticles(const std::string& folder = "articles",
                                                 const std::string& extension = ".txt") {
  std::vector<GoldenArticle> articles;
  const std::filesystem::path path = std::filesystem::path(ISNAD_SOURCE_DIR) / "tests" / "golden" / folder;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() != extension) continue;
    articles.push_back({entry.path().stem().string(), folder, ReadBytes(entry.path())});
  }
  std::sort(articles.begin(), articles.end(),
            [](const GoldenArticle& left, const GoldenArticle& right) { return left.name < right.name; });
  return articles;
}

// What GoogleTest prints of a parameter.
inline void PrintTo(const GoldenArticle& article, std::ostream* out) { *out << article.folder << '/' << article.name; }

}  // namespace isnad

#endif  // ISNAD_TESTS_GOLDEN_GOLDEN_ARTICLE_H_
