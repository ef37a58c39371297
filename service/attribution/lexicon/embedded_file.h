// The table of embedded files, defined in the source that embedded_data.cmake generates. Static storage; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_EMBEDDED_FILE_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_EMBEDDED_FILE_H_

#include "absl/types/span.h"

namespace isnad {

struct EmbeddedFile {
  const char* room;   // "lexicon" or "ranking"
  const char* name;   // without folder
  const char* begin;  // [begin, end): the file's bytes; begin is aligned to 64
  const char* end;
};

// In order of room, then name.
absl::Span<const EmbeddedFile> EmbeddedFiles();

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_EMBEDDED_FILE_H_
