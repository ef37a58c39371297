// The language data and the model that are part of the binary: the files of lexicon/data and ranking/data as they stood
// at build. The views stay valid for the life of the process. Any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_EMBEDDED_DATA_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_EMBEDDED_DATA_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/lexicon.h"

namespace isnad {

// All TSV files of lexicon/data, in name order.
std::vector<LexiconFile> EmbeddedLexicon();

// The model file of ranking/data.
absl::string_view EmbeddedModel();

// Gives the memory that they take back to the system, for whoever has read them and will not again: 7 MB. They stay readable:
// the system then fetches them from the binary anew. Does nothing where the system is not Linux.
void ReleaseEmbeddedData();

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_EMBEDDED_DATA_H_
