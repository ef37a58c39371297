#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"

namespace isnad::tidy {
namespace {

namespace fs = std::filesystem;

const char* const kSkippedFolders[] = {"build", ".git", ".cache", "node_modules"};
const char* const kTextEndings[] = {".cc",  ".h",    ".proto", ".tsv", ".md", ".txt", ".cmake", ".json",
                                    ".yml", ".yaml", ".ann",   ".S",   ".sh", ".py",  ".js"};
const char* const kTextNames[] = {"dev",        "run",           ".clang-format", ".clang-tidy",
                                  ".gitignore", "Containerfile", "Dockerfile"};

bool IsText(const fs::path& path) {
  std::string ending = path.extension().string();
  std::string name = path.filename().string();
  return std::find(std::begin(kTextEndings), std::end(kTextEndings), ending) != std::end(kTextEndings) ||
         std::find(std::begin(kTextNames), std::end(kTextNames), name) != std::end(kTextNames);
}

// Calls visit(entry, path from the root) for every entry outside the skipped folders.
template <typename Visit>
void Walk(Visit visit) {
  const fs::path root = ISNAD_SOURCE_DIR;
  for (fs::recursive_directory_iterator entry(root), end; entry != end; ++entry) {
    std::string name = entry->path().filename().string();
    if (std::find(std::begin(kSkippedFolders), std::end(kSkippedFolders), name) != std::end(kSkippedFolders)) {
      if (entry->is_directory()) entry.disable_recursion_pending();
      continue;
    }
    visit(*entry, entry->path().lexically_relative(root).generic_string());
  }
}

}  // namespace

bool SourceFile::In(absl::string_view folder) const { return absl::StartsWith(path, folder); }
bool SourceFile::IsHeader() const { return absl::EndsWith(path, ".h"); }
bool SourceFile::IsCode() const { return IsHeader() || absl::EndsWith(path, ".cc"); }
bool SourceFile::IsTsv() const { return absl::EndsWith(path, ".tsv"); }

std::vector<SourceFile> ReadSourceTree() {
  std::vector<SourceFile> files;
  Walk([&files](const fs::directory_entry& entry, const std::string& path) {
    if (!entry.is_regular_file() || !IsText(entry.path())) return;
    std::ifstream stream(entry.path(), std::ios::binary);
    EXPECT_TRUE(stream.good()) << "cannot read " << path;
    files.push_back({path, std::string(std::istreambuf_iterator<char>(stream), {})});
  });
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> ReadFolders() {
  std::vector<std::string> folders;
  Walk([&folders](const fs::directory_entry& entry, const std::string& path) {
    if (entry.is_directory()) folders.push_back(path);
  });
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<absl::string_view> Lines(absl::string_view text) {
  if (text.empty()) return {};
  return absl::StrSplit(absl::StripSuffix(text, "\n"), '\n');
}

}  // namespace isnad::tidy
