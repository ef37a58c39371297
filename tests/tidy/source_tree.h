// The project's own files as the tidy tests see them: paths from the repository root, and their bytes. Reads the
// working tree without asking git, so that it also works in an unpacked archive; build trees and caches are passed
// over.
#ifndef ISNAD_TESTS_TIDY_SOURCE_TREE_H_
#define ISNAD_TESTS_TIDY_SOURCE_TREE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace isnad::tidy {

struct SourceFile {
  std::string path;  // "service/attribution/limits.h"
  std::string text;

  bool In(absl::string_view folder) const;  // "service/"
  bool IsHeader() const;
  bool IsCode() const;  // .cc and .h
  bool IsTsv() const;
};

// Every text file, sorted by path. Fails the calling test where the tree cannot be read.
std::vector<SourceFile> ReadSourceTree();

// Every folder, sorted, from the repository root.
std::vector<std::string> ReadFolders();

// The lines without their line feeds; the last is not empty where the file ends with a line feed.
std::vector<absl::string_view> Lines(absl::string_view text);

}  // namespace isnad::tidy

#endif  // ISNAD_TESTS_TIDY_SOURCE_TREE_H_
