// The bytes come from a generated assembly file (embedded_data.cmake) with a table of names and addresses beside it:
// the linker copies the files as they are, so that data of any size costs no compile time. Covered by
// tests/attribution/lexicon/embedded_data_test.cc and data_test.cc.
#include "service/attribution/lexicon/embedded_data.h"

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <cstdint>

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

void ReleaseEmbeddedData() {
#ifdef __linux__
  const uintptr_t page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    // Pages that are wholly the file's.
    const uintptr_t begin = (reinterpret_cast<uintptr_t>(file.begin) + page - 1) / page * page;
    const uintptr_t end = reinterpret_cast<uintptr_t>(file.end) / page * page;
    if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
  }
#endif
}

}  // namespace isnad
