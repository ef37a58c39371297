// What a caller may ask of one extraction. Values.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_EXTRACT_OPTIONS_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_EXTRACT_OPTIONS_H_

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

struct ExtractOptions {
  double min_confidence = 0;          // claims below are left out, [0, 1]; below kConfidenceMin always
  std::vector<CueClass> cue_classes;  // only these; empty: all
  std::vector<KnownSource> known_sources;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_EXTRACT_OPTIONS_H_
