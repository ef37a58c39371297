// The id of the pattern: the cue's kind, and what stands before the content.
#include "service/attribution/claim/rule_name.h"

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"

namespace isnad {
namespace {

struct RuleCase {
  const char* name;
  const char* article;
  const char* cue;
  CueKind kind;
  const char* content;
  const char* rule;
};

TEST(RuleNameTest, NamesTheCueAndWhatLeadsToTheContent) {
  const RuleCase kCases[] = {
      {.name = "Complementizer",
       .article = "قال الوزير إن المعرض نجح",
       .cue = "قال",
       .kind = CueKind::kFinite,
       .content = "المعرض نجح",
       .rule = "finite/complementizer"},
      {.name = "Quotation",
       .article = "قال الوزير «المعرض نجح»",
       .cue = "قال",
       .kind = CueKind::kFinite,
       .content = "المعرض نجح",
       .rule = "finite/quotation"},
      {.name = "ColonBehindAVerb",
       .article = "قال الوزير: المعرض نجح",
       .cue = "قال",
       .kind = CueKind::kFinite,
       .content = "المعرض نجح",
       .rule = "finite/colon"},
      {.name = "ColonAsCue",
       .article = "الوزير: المعرض نجح",
       .cue = ":",
       .kind = CueKind::kColon,
       .content = "المعرض نجح",
       .rule = "colon/behind"},
      {.name = "Before",
       .article = "المعرض نجح، بحسب الوزير",
       .cue = "بحسب",
       .kind = CueKind::kPhrase,
       .content = "المعرض نجح",
       .rule = "phrase/before"},
      {.name = "Preposition",
       .article = "تحدث الوزير عن نجاح المعرض",
       .cue = "تحدث",
       .kind = CueKind::kFinite,
       .content = "نجاح المعرض",
       .rule = "finite/preposition"},
      {.name = "FusedPreposition",
       .article = "طالب الوزير بالهدوء التام",
       .cue = "طالب",
       .kind = CueKind::kFinite,
       .content = "بالهدوء التام",
       .rule = "finite/fused_preposition"},
      {.name = "Behind",
       .article = "توقع الوزير نجاح المعرض",
       .cue = "توقع",
       .kind = CueKind::kFinite,
       .content = "نجاح المعرض",
       .rule = "finite/behind"},
      {.name = "Participle",
       .article = "عاد الوزير مؤكدا أن المعرض نجح",
       .cue = "مؤكدا",
       .kind = CueKind::kParticiple,
       .content = "المعرض نجح",
       .rule = "participle/complementizer"},
      {.name = "Nominal",
       .article = "في قوله إن المعرض نجح",
       .cue = "قوله",
       .kind = CueKind::kNominal,
       .content = "المعرض نجح",
       .rule = "nominal/complementizer"},
      {.name = "Relay",
       .article = "نقلت الصحيفة عن الوزير أن المعرض نجح",
       .cue = "عن",
       .kind = CueKind::kRelay,
       .content = "المعرض نجح",
       .rule = "relay/complementizer"},
      {.name = "Unknown",
       .article = "قال الوزير إن المعرض نجح",
       .cue = "قال",
       .kind = CueKind::kUnknown,
       .content = "المعرض نجح",
       .rule = "unknown/complementizer"},
  };
  for (const RuleCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const AttributionSpan span = MakeSpan(article, MakeCue(article, test.cue, test.kind), "", {test.content});
    EXPECT_EQ(RuleName(article.text(), span), test.rule) << test.name;
  }
}

TEST(RuleNameTest, TheFirstPieceDecides) {
  const AnalyzedArticle article("المعرض نجح، قال الوزير إن الزوار كثيرون");
  const AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "الوزير", {"المعرض نجح", "الزوار كثيرون"});
  EXPECT_EQ(RuleName(article.text(), span), "finite/before");
}

}  // namespace
}  // namespace isnad
