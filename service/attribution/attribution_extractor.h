// The engine's only door: an Arabic news article in, attributed claims out.
//
// Load once (lexicon and model: some ten milliseconds), then call Extract from any number of threads; a loaded
// extractor is immutable and takes no locks. The same article, options and data give the same answer on every run and
// thread. Nothing in an article's language makes an error: broken quotations, missing punctuation and other scripts
// give fewer claims. Offsets in the answer are bytes of the article as given.
#ifndef ISNAD_SERVICE_ATTRIBUTION_ATTRIBUTION_EXTRACTOR_H_
#define ISNAD_SERVICE_ATTRIBUTION_ATTRIBUTION_EXTRACTOR_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"
#include "service/attribution/claim/extract_options.h"
#include "service/attribution/text/utf8.h"  // FirstInvalidUtf8, which callers may use to name the offset

namespace isnad {

struct LexiconSummary {
  std::string version;  // 12 hex digits over lexicon and model: equal version, equal answers
  int lemmas = 0;
  int forms = 0;
};

class AttributionExtractor {
 public:
  // Loads the embedded lexicon and model, or those of `lexicon_directory` (all *.tsv) and `model_file` where not empty.
  // InvalidArgument with file, line and problem for bad data; NotFound for missing files.
  static absl::StatusOr<AttributionExtractor> Load(absl::string_view lexicon_directory = "",
                                                   absl::string_view model_file = "");
  AttributionExtractor(AttributionExtractor&&) noexcept;
  AttributionExtractor& operator=(AttributionExtractor&&) noexcept;
  ~AttributionExtractor();

  // InvalidArgument: empty article, article above kArticleBytesMax, malformed UTF-8. An article without attributions is
  // an empty answer. Cancelled where `cancelled` returns true: it is asked at once and then every few milliseconds, in
  // all stages and on any text, until it says yes. It may take its time and call this extractor (cancellation.h).
  absl::StatusOr<Attributions> Extract(absl::string_view article, const ExtractOptions& options = {},
                                       const std::function<bool()>& cancelled = nullptr) const;

  LexiconSummary summary() const;
  // One line for a lemma, or for each generated form ("form<TAB>lemma<TAB>features").
  std::vector<std::string> LexiconLines(bool forms) const;

 private:
  struct Engine;
  explicit AttributionExtractor(std::unique_ptr<const Engine> engine);

  std::unique_ptr<const Engine> engine_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_ATTRIBUTION_EXTRACTOR_H_
