// Any bytes in: an answer that keeps every rule, or a refusal of what is not an article. One loaded extractor, as a
// server has it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "service/attribution/attribution_extractor.h"
#include "service/attribution/limits.h"
#include "tests/attribution/answer_check.h"

namespace isnad {
namespace {

AttributionExtractor LoadOrExit() {
  absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load();
  if (!extractor.ok()) {
    std::fprintf(stderr, "%s\n", extractor.status().ToString().c_str());
    std::exit(1);
  }
  return *std::move(extractor);
}

void CheckArticle(absl::string_view article) {
  static const AttributionExtractor& extractor = *new AttributionExtractor(LoadOrExit());
  bool acceptable = !article.empty() && article.size() <= kArticleBytesMax && !FirstInvalidUtf8(article).has_value();
  absl::StatusOr<Attributions> answer = extractor.Extract(article);
  if (answer.ok() != acceptable) std::abort();
  if (!answer.ok()) return;
  for (const std::string& problem : AnswerProblems(article, *answer)) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckArticle({reinterpret_cast<const char*>(data), size});
  return 0;
}
