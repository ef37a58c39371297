// Lines are read one at a time: memory does not grow with the file. Covered by tests/client/bulk_input_test.cc.
#include "client/bulk_input.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/file_error.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

class FolderInput final : public BulkInput {
 public:
  FolderInput(std::vector<std::string> paths, Shard shard) : paths_(std::move(paths)), shard_(shard) {}

  std::optional<NamedArticle> Next() override {
    while (next_ < paths_.size() && !shard_.Has(static_cast<int64_t>(next_))) ++next_;
    if (next_ >= paths_.size()) return std::nullopt;
    const std::string& path = paths_[next_++];
    return NamedArticle{path, ReadArticle(path)};
  }
  double share_passed() const override {
    return paths_.empty() ? 1.0 : static_cast<double>(next_) / static_cast<double>(paths_.size());
  }
  std::string fingerprint() const override { return absl::StrCat(paths_.size(), " files"); }
  absl::Status status() const override { return absl::OkStatus(); }

 private:
  const std::vector<std::string> paths_;
  const Shard shard_;
  size_t next_ = 0;
};

absl::StatusOr<ArticleFile> ParseLine(absl::string_view line) {
  const nlohmann::json json = nlohmann::json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return absl::InvalidArgumentError("is not JSON");
  if (!json.is_object()) return absl::InvalidArgumentError("is no JSON object");
  ArticleFile article;
  for (const auto& [name, value] : {std::pair{"id", &article.article_id}, std::pair{"text", &article.text}}) {
    const auto field = json.find(name);
    if (field == json.end() || !field->is_string()) {
      return absl::InvalidArgumentError(absl::StrCat("has no string \"", name, "\""));
    }
    *value = field->get<std::string>();
  }
  return article;
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class LinesInput final : public BulkInput {
 public:
  LinesInput(std::string path, std::FILE* file, uint64_t bytes, Shard shard)
      : path_(std::move(path)), file_(file), bytes_(bytes), shard_(shard) {}

  std::optional<NamedArticle> Next() override {
    while (ReadLine()) {
      if (line_.empty() || !shard_.Has(place_++)) continue;
      const std::string name = absl::StrCat(path_, ":", line_number_);
      if (line_.size() <= kFileBytesMax) return NamedArticle{name, ParseLine(line_)};
      return NamedArticle{name, absl::OutOfRangeError(absl::StrCat("larger than ", kFileBytesMax, " bytes"))};
    }
    return std::nullopt;
  }
  double share_passed() const override {
    return bytes_ == 0 ? 1.0 : std::min(1.0, static_cast<double>(passed_) / static_cast<double>(bytes_));
  }
  std::string fingerprint() const override { return absl::StrCat(bytes_, " bytes"); }
  absl::Status status() const override { return status_; }

 private:
  // The next line without its end; of one that is too long a byte more than is taken.
  bool ReadLine() {
    line_.clear();
    int c = 0;
    while ((c = getc_unlocked(file_.get())) != EOF && c != '\n') {
      if (line_.size() <= kFileBytesMax) line_ += static_cast<char>(c);
      ++passed_;
    }
    if (std::ferror(file_.get())) status_ = FileError(errno, absl::StrCat(path_, ": cannot read"));
    if (!status_.ok() || (c == EOF && line_.empty())) return false;
    ++passed_;
    ++line_number_;
    if (!line_.empty() && line_.back() == '\r') line_.pop_back();
    return true;
  }

  const std::string path_;
  const std::unique_ptr<std::FILE, CloseFile> file_;
  const uint64_t bytes_;
  const Shard shard_;
  absl::Status status_;
  std::string line_;
  uint64_t passed_ = 0;
  int64_t line_number_ = 0;
  int64_t place_ = 0;  // of the article in the file: empty lines do not count
};

absl::StatusOr<std::vector<std::string>> FilesOf(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const std::string name = entry->path().filename().string();
    if (name[0] != '.' && entry->is_regular_file(ignored)) paths.push_back(entry->path().string());
  }
  if (error) return FileError(error.value(), absl::StrCat(folder, ": cannot read"));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BulkInput>> OpenBulkInput(const std::string& path, Shard shard) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    absl::StatusOr<std::vector<std::string>> paths = FilesOf(path);
    if (!paths.ok()) return paths.status();
    return std::make_unique<FolderInput>(*std::move(paths), shard);
  }
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return FileError(errno, absl::StrCat(path, ": cannot open"));
  const uintmax_t bytes = fs::file_size(path, ignored);
  return std::make_unique<LinesInput>(path, file, ignored ? 0 : bytes, shard);
}

}  // namespace isnad
