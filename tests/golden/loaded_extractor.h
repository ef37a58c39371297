// One extractor with the embedded data for all tests of a program, as a server has one for all calls. Ends the program
// where the data do not load: no test could say anything then.
#ifndef ISNAD_TESTS_GOLDEN_LOADED_EXTRACTOR_H_
#define ISNAD_TESTS_GOLDEN_LOADED_EXTRACTOR_H_

#include <cstdlib>
#include <iostream>
#include <utility>

#include "service/attribution/attribution_extractor.h"

namespace isnad {

inline const AttributionExtractor& LoadedExtractor() {
  static const AttributionExtractor extractor = [] {
    absl::StatusOr<AttributionExtractor> loaded = AttributionExtractor::Load();
    if (!loaded.ok()) {
      std::cerr << "The embedded lexicon and model do not load: " << loaded.status() << "\n";
      std::exit(1);
    }
    return *std::move(loaded);
  }();
  return extractor;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_GOLDEN_LOADED_EXTRACTOR_H_
