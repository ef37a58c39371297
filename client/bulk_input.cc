// Articles are read one at a time; of a folder only the names are held. Covered by tests/client/bulk_input_test.cc.
#include "client/bulk_input.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/article_line.h"
#include "client/file_error.h"
#include "client/line_reader.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

constexpr char kLines[] = ".jsonl";
constexpr char kText[] = ".txt";

struct InputFile {
  std::string name;
  bool is_lines;
};

absl::Status Named(const std::string& name, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(name, ": ", status.message()));
}

class FilesInput final : public BulkInput {
 public:
  FilesInput(fs::path folder, std::vector<InputFile> files, Shard shard)
      : folder_(std::move(folder)), files_(std::move(files)), shard_(shard) {}

  // Begins with a file of lines, so that a wrong path is known at once.
  absl::Status Begin() {
    if (!files_.empty() && files_[0].is_lines) OpenLines();
    return status_;
  }

  std::optional<NamedArticle> Next() override {
    while (status_.ok() && next_ < files_.size()) {
      std::optional<NamedArticle> article = files_[next_].is_lines ? NextLine() : WholeFile();
      if (article.has_value()) return article;
    }
    return std::nullopt;
  }

  double share_passed() const override {
    if (files_.empty()) return 1;
    const double within = lines_.has_value() ? lines_->share_passed() : 0;
    return (static_cast<double>(next_) + within) / static_cast<double>(files_.size());
  }

  const absl::Status& status() const override { return status_; }

 private:
  std::string PathOf(const InputFile& file) const { return (folder_ / file.name).string(); }

  // The file at next_, if it is the shard's.
  std::optional<NamedArticle> WholeFile() {
    const InputFile& file = files_[next_++];
    if (!shard_.Has(place_++)) return std::nullopt;
    return NamedArticle{file.name, ReadArticle(PathOf(file), kBulkArticleBytesMax)};
  }

  void OpenLines() {
    absl::StatusOr<LineReader> lines = LineReader::Open(PathOf(files_[next_]), kBulkArticleBytesMax);
    if (lines.ok()) {
      lines_.emplace(*std::move(lines));
    } else {
      status_ = Named(files_[next_].name, lines.status());
    }
  }

  // The shard's next line of the file at next_.
  std::optional<NamedArticle> NextLine() {
    if (!lines_.has_value()) OpenLines();
    while (lines_.has_value() && lines_->Next()) {
      const std::string& line = lines_->line();
      if (line.empty() || !shard_.Has(place_++)) continue;
      std::string name = absl::StrCat(files_[next_].name, ":", lines_->number());
      if (line.size() <= kBulkArticleBytesMax) return NamedArticle{std::move(name), ParseArticleLine(line)};
      return NamedArticle{std::move(name),
                          absl::OutOfRangeError(absl::StrCat("larger than ", kBulkArticleBytesMax, " bytes"))};
    }
    // An article that cannot be read would move all behind it into other shards.
    if (lines_.has_value() && !lines_->status().ok()) status_ = Named(files_[next_].name, lines_->status());
    lines_.reset();
    ++next_;
    return std::nullopt;
  }

  const fs::path folder_;
  const std::vector<InputFile> files_;
  const Shard shard_;
  absl::Status status_;
  size_t next_ = 0;                  // file
  std::optional<LineReader> lines_;  // of the file at next_
  int64_t place_ = 0;                // of the next article in the heap: empty lines do not count
};

absl::StatusOr<std::vector<InputFile>> FilesOf(const fs::path& folder) {
  std::vector<InputFile> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    std::string name = entry->path().filename().string();
    const bool is_lines = absl::EndsWith(name, kLines);
    if (name[0] == '.' || (!is_lines && !absl::EndsWith(name, kText)) || !entry->is_regular_file(ignored)) continue;
    files.push_back({std::move(name), is_lines});
  }
  if (error) return FileError(error.value(), "cannot read the folder");
  if (files.empty()) return absl::InvalidArgumentError(absl::StrCat("holds no ", kLines, " and no ", kText));
  std::sort(files.begin(), files.end(), [](const InputFile& a, const InputFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BulkInput>> OpenBulkInput(const std::string& path, Shard shard) {
  std::error_code ignored;
  fs::path folder = path;
  std::vector<InputFile> files;
  if (fs::is_directory(folder, ignored)) {
    absl::StatusOr<std::vector<InputFile>> found = FilesOf(folder);
    if (!found.ok()) return found.status();
    files = *std::move(found);
  } else {
    files.push_back({folder.filename().string(), true});
    folder.remove_filename();
  }
  auto input = std::make_unique<FilesInput>(std::move(folder), std::move(files), shard);
  if (absl::Status status = input->Begin(); !status.ok()) return status;
  return input;
}

}  // namespace isnad
