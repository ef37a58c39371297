// The bytes come from a generated assembly file (embedded_data.cmake) with a table of names and addresses beside it:
// the linker copies the files as they are, so that data of any size costs no compile time. tests: data_test.
#include "service/attribution/lexicon/embedded_data.h"

#include "absl/strings/match.h"
#include "service/attribution/lexicon/embedded_file.h"

namespace isnad {
namespace {

absl::string_view Contents(const EmbeddedFile& file) {
  return absl::string_view(file.begin, static_cast<size_t>(file.end - file.begin));
}

}  // namespace

std::vector<LexiconFile> EmbeddedLexicon() {
  std::vector<LexiconFile> files;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (absl::string_view(file.room) == "lexicon") files.push_back({.name = file.name, .contents = Contents(file)});
  }
  return files;
}

absl::string_view EmbeddedModel() {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (absl::string_view(file.room) == "ranking") return Contents(file);
  }
  return "";
}

}  // namespace isnad
