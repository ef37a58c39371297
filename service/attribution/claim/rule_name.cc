// Covered by rule_name_test.cc.
#include "service/attribution/claim/rule_name.h"

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

constexpr const char* kKinds[kCueKindCount] = {"finite", "participle", "nominal", "phrase",
                                               "colon",  "relay",      "unknown"};

const char* Lead(const AnalyzedText& text, const AttributionSpan& span) {
  const int begin = span.content.front().begin;
  if (begin < span.cue.tokens.begin) return "before";
  switch (text.At(begin - 1).coarse) {
    case CoarseClass::kComplementizer:
      return "complementizer";
    case CoarseClass::kQuoteMark:
      return "quotation";
    case CoarseClass::kColon:
      return span.cue.kind == CueKind::kColon ? "behind" : "colon";
    case CoarseClass::kPreposition:
      return "preposition";
    default:
      return text.At(begin).preposition != 0 ? "fused_preposition" : "behind";
  }
}

}  // namespace

std::string RuleName(const AnalyzedText& text, const AttributionSpan& span) {
  return absl::StrCat(kKinds[static_cast<int>(span.cue.kind)], "/", Lead(text, span));
}

}  // namespace isnad
