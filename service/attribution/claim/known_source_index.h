// The caller's own registry of sources, looked up by the words of a speaker's mentions. Immutable; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_KNOWN_SOURCE_INDEX_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_KNOWN_SOURCE_INDEX_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "service/attribution/claim/extract_options.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/source/speaker.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

class KnownSourceIndex {
 public:
  explicit KnownSourceIndex(std::vector<KnownSource> sources, Cancellation* stop = nullptr);
  KnownSourceIndex(const KnownSourceIndex&) = delete;
  KnownSourceIndex& operator=(const KnownSourceIndex&) = delete;

  const std::vector<KnownSource>& sources() const { return sources_; }

  // The source with the longest name or alias that stands, as whole words in any spelling, in one of the speaker's
  // mentions; the first of equals. nullptr where there is none.
  const KnownSource* Find(const AnalyzedText& text, const Speaker& speaker, Cancellation* stop = nullptr) const;

 private:
  // Looks up each run of words that begins at the space at `begin` of " folded words ", and takes the least rank into
  // `best`. Returns how many it looked up.
  int BestRunAt(absl::string_view words, size_t begin, int* best) const;

  const std::vector<KnownSource> sources_;
  std::vector<std::pair<std::string, const KnownSource*>> names_;  // " folded words ", longest first
  absl::flat_hash_map<absl::string_view, int> ranks_;  // of `names_`, so that thousands of names cost as little as one
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_KNOWN_SOURCE_INDEX_H_
