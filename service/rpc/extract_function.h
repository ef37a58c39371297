// What answers an article: the engine, or in tests something made up. Called from many threads at once; the rules of
// AttributionExtractor::Extract hold for it.
#ifndef ISNAD_SERVICE_RPC_EXTRACT_FUNCTION_H_
#define ISNAD_SERVICE_RPC_EXTRACT_FUNCTION_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/attribution_extractor.h"

namespace isnad {

using ExtractFunction = std::function<absl::StatusOr<Attributions>(
    absl::string_view article, const ExtractOptions& options, const std::function<bool()>& cancelled)>;

// The function and what it knows.
struct ExtractionEngine {
  ExtractFunction extract;
  LexiconSummary lexicon;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_EXTRACT_FUNCTION_H_
