// Reads with stdio rather than streams: errno says why a read failed, and pipes (<(command), /dev/stdin) work like
// files. Covered by tests/client/article_reader_test.cc.
#include "client/article_reader.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "client/file_error.h"
#include "client/owned_file.h"
#include "client/utf8.h"

namespace isnad {
namespace {

absl::StatusOr<std::string> ReadAll(std::FILE* file, size_t bytes_max) {
  std::string text;
  char block[1 << 16];
  while (size_t bytes = std::fread(block, 1, sizeof(block), file)) {
    text.append(block, bytes);
    if (text.size() > bytes_max) {
      return absl::OutOfRangeError(absl::StrCat("larger than ", bytes_max, " bytes"));
    }
  }
  if (std::ferror(file)) return FileError(errno, "cannot read");
  return text;
}

absl::StatusOr<std::string> ReadPath(const std::string& path, size_t bytes_max) {
  if (path == "-") return ReadAll(stdin, bytes_max);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return absl::InvalidArgumentError("is a folder, not a file");
  const OwnedFile file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return FileError(errno, "cannot open");
  return ReadAll(file.get(), bytes_max);
}

// The service takes UTF-8 only; file systems take any bytes.
std::string ArticleId(const std::string& path) {
  if (path == "-") return "stdin";
  std::string id = std::filesystem::path(path).stem().string();
  for (size_t bad = FirstBadByte(id); bad != absl::string_view::npos; bad = FirstBadByte(id)) id[bad] = '?';
  return id;
}

}  // namespace

absl::StatusOr<ArticleFile> ReadArticle(absl::string_view path, size_t bytes_max) {
  absl::StatusOr<std::string> text = ReadPath(std::string(path), bytes_max);
  if (!text.ok()) return text.status();
  if (absl::Status status = CheckUtf8(*text); !status.ok()) return status;
  return ArticleFile{ArticleId(std::string(path)), *std::move(text)};
}

}  // namespace isnad
