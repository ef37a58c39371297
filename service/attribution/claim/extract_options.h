// What a caller may ask of extractions. Values, immutable where they are shared.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_EXTRACT_OPTIONS_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_EXTRACT_OPTIONS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/attribution/lexicon/categories.h"

namespace isnad {

// A source that the caller knows; wins over the lexicon's registry.
struct KnownSource {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  SourceType type = SourceType::kUnspecified;
};

class KnownSourceIndex;

struct ExtractOptions {
  double min_confidence = 0;          // claims below are left out, [0, 1]; below kConfidenceMin always
  std::vector<CueClass> cue_classes;  // only these; empty: all
  std::shared_ptr<const KnownSourceIndex> known_sources;  // of any number of extractions; nullptr: none
};

// Makes sources ready to be looked up: forty milliseconds for four megabytes of names, so once for all articles that
// have them. `cancelled` is asked every few milliseconds; where it says yes, the result is not to be used. nullptr
// where there are none.
std::shared_ptr<const KnownSourceIndex> MakeKnownSources(std::vector<KnownSource> sources,
                                                         const std::function<bool()>& cancelled = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_EXTRACT_OPTIONS_H_
