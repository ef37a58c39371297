// The ranker with the model that is part of the binary, for tests that ask what it has learned.
#ifndef ISNAD_TESTS_ATTRIBUTION_CLAIM_EMBEDDED_RANKER_H_
#define ISNAD_TESTS_ATTRIBUTION_CLAIM_EMBEDDED_RANKER_H_

#include <cstdlib>
#include <iostream>
#include <utility>

#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/ranking/model_file.h"
#include "service/attribution/ranking/ranker.h"

namespace isnad {

// Ends the program where the model does not load: no test could say anything then.
inline const Ranker& EmbeddedRanker() {
  static const Ranker ranker = [] {
    absl::StatusOr<Model> model = ParseModel(EmbeddedModel());
    if (!model.ok()) {
      std::cerr << "The embedded model does not load: " << model.status() << "\n";
      std::exit(1);
    }
    return Ranker(*std::move(model));
  }();
  return ranker;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_ATTRIBUTION_CLAIM_EMBEDDED_RANKER_H_
