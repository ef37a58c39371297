// Everything that the engine loads at start: lexicon, distribution, phrases and model, from the binary or from files.
#ifndef ISNAD_SERVICE_ATTRIBUTION_ENGINE_DATA_H_
#define ISNAD_SERVICE_ATTRIBUTION_ENGINE_DATA_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/cue/phrase_matcher.h"
#include "service/attribution/lexicon/distribution.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/ranking/ranker.h"

namespace isnad {

// Immutable once loaded; shared by all threads. The phrases borrow the lexicon, which therefore does not move.
struct EngineData {
  std::unique_ptr<const Lexicon> lexicon;
  Distribution distribution;
  std::unique_ptr<const PhraseMatcher> phrases;
  Ranker ranker;
  std::string version;  // 12 hex digits over all data files and the model
};

// Empty paths: the embedded data. NotFound and InvalidArgument name the file.
absl::StatusOr<EngineData> LoadEngineData(absl::string_view lexicon_directory, absl::string_view model_file);

// The same without a model, for training one. Every score is zero.
absl::StatusOr<EngineData> LoadLanguageData(absl::string_view lexicon_directory);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_ENGINE_DATA_H_
