// Annotations of articles that stand elsewhere: a table of offsets and values without a word of text, read together
// with the corpus that holds the articles. An article's fingerprint guards against another text under the same name.
#ifndef ISNAD_SERVICE_TRAINING_CORPUS_ANNOTATIONS_H_
#define ISNAD_SERVICE_TRAINING_CORPUS_ANNOTATIONS_H_

#include <iosfwd>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/training/gold.h"

namespace isnad {

// The annotated articles in the order of the table. `table` is a TSV file as training/data/annotations.tsv describes
// it, `file` its name for problems; `corpus` has JSON lines with `id` and `text`, more of them than are annotated as a
// rule. InvalidArgument where a row cannot be read, a span is not in the text, or the text has another fingerprint;
// NotFound where the corpus lacks an article.
absl::StatusOr<std::vector<GoldArticle>> ReadCorpusAnnotations(absl::string_view file, absl::string_view table,
                                                               std::istream& corpus);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_CORPUS_ANNOTATIONS_H_
