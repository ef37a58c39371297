// Any bytes in: an answer that keeps every rule, or a refusal of what is not an article. The first byte says at which
// question the extraction is cancelled too: it then ends there or, where it asks fewer, with the same answer. One
// loaded extractor, as a server has it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "service/attribution/attribution_extractor.h"
#include "service/attribution/limits.h"
#include "tests/attribution/answer_check.h"
#include "tests/fuzz/fuzz_input.h"

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

void CheckArticle(unsigned cancelled_at, absl::string_view article) {
  static const AttributionExtractor& extractor = *new AttributionExtractor(LoadOrExit());
  const bool acceptable =
      !article.empty() && article.size() <= kArticleBytesMax && !FirstInvalidUtf8(article).has_value();
  const absl::StatusOr<Attributions> answer = extractor.Extract(article);
  Require(answer.ok() == acceptable, "articles are answered, others refused");
  if (!answer.ok()) return;
  for (const std::string& problem : AnswerProblems(article, *answer)) Require(false, problem.c_str());
  unsigned questions = 0;
  const absl::StatusOr<Attributions> cut = extractor.Extract(article, {}, [&] { return ++questions == cancelled_at; });
  if (cut.ok()) {
    Require(questions < cancelled_at || cancelled_at == 0, "a yes ends the extraction");
    Require(cut->claims.size() == answer->claims.size(), "questions change no answer");
  } else {
    Require(cut.status().code() == absl::StatusCode::kCancelled, "what is cancelled says so");
    Require(questions == cancelled_at, "nothing is asked behind a yes");
  }
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // The articles of the goldens are seeds too, so nothing is cut off the text.
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  isnad::CheckArticle(isnad::Choose(input, 32).choice, input);
  return 0;
}
