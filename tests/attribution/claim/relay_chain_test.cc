// Which nested attributions are a chain of reporters and which are only nested.
#include "service/attribution/claim/relay_chain.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct SpanRow {
  const char* cue;
  CueKind kind;
  const char* source;
  const char* content;
  int parent;
  int source_id;
};

struct ChainCase {
  const char* name;
  const char* article;
  std::vector<SpanRow> spans;
  std::vector<std::vector<int>> chains;
};

TEST(RelayChainTest, FollowsReporters) {
  const ChainCase kCases[] = {
      {.name = "NounOfSaying",
       .article = "نقلت رويترز عن مسؤول قوله إن المعرض نجح",
       .spans = {{"نقلت", CueKind::kFinite, "رويترز", "عن مسؤول قوله إن المعرض نجح", -1, 1},
                 {"قوله", CueKind::kNominal, "مسؤول", "المعرض نجح", 0, 2}},
       .chains = {{}, {1, 2}}},
      {.name = "PrepositionAlone",
       .article = "نقلت رويترز عن مسؤول أن المعرض نجح",
       .spans = {{"نقلت", CueKind::kFinite, "رويترز", "عن مسؤول أن المعرض نجح", -1, 1},
                 {"عن", CueKind::kRelay, "مسؤول", "المعرض نجح", 0, 2}},
       .chains = {{}, {1, 2}}},
      {.name = "LongInnerSource",
       .article = "نسبت رويترز إلى المتحدث باسم وزارة الثقافة المصرية سامي بن نايف النجار قوله إن المعرض نجح",
       .spans = {{"نسبت", CueKind::kFinite, "رويترز",
                  "إلى المتحدث باسم وزارة الثقافة المصرية سامي بن نايف النجار قوله إن المعرض نجح", -1, 4},
                 {"قوله", CueKind::kNominal, "المتحدث باسم وزارة الثقافة المصرية سامي بن نايف النجار", "المعرض نجح", 0,
                  7}},
       .chains = {{}, {4, 7}}},
      {.name = "ThreeReporters",
       .article = "أوردت صحيفة أن وكالة نقلت عن مسؤول قوله إن المعرض نجح",
       .spans = {{"أوردت", CueKind::kFinite, "صحيفة", "وكالة نقلت عن مسؤول قوله إن المعرض نجح", -1, 1},
                 {"نقلت", CueKind::kFinite, "وكالة", "عن مسؤول قوله إن المعرض نجح", 0, 2},
                 {"قوله", CueKind::kNominal, "مسؤول", "المعرض نجح", 1, 3}},
       .chains = {{}, {1, 2}, {1, 2, 3}}},
      {.name = "NestedIsNoChain",
       .article = "أكد الوزير أن المدير قال إن المعرض نجح",
       .spans = {{"أكد", CueKind::kFinite, "الوزير", "المدير قال إن المعرض نجح", -1, 1},
                 {"قال", CueKind::kFinite, "المدير", "المعرض نجح", 0, 2}},
       .chains = {{}, {}}},
      {.name = "NounOfSayingInsideAStatement",
       .article = "أكد الوزير أن إعلان المدير أن المعرض نجح صحيح",
       .spans = {{"أكد", CueKind::kFinite, "الوزير", "إعلان المدير أن المعرض نجح صحيح", -1, 1},
                 {"إعلان", CueKind::kNominal, "المدير", "المعرض نجح", 0, 2}},
       .chains = {{}, {}}},
      {.name = "TooDeepInTheClaim",
       .article = "نقلت رويترز أن المعرض الذي افتتح في المدينة قبل عام نجح وأن المدير قال إنه سيعود",
       .spans = {{"نقلت", CueKind::kFinite, "رويترز",
                  "المعرض الذي افتتح في المدينة قبل عام نجح وأن المدير قال إنه سيعود", -1, 1},
                 {"قال", CueKind::kFinite, "المدير", "إنه سيعود", 0, 2}},
       .chains = {{}, {}}},
      {.name = "NobodyRelays",
       .article = "نقلت رويترز عن مسؤول قوله إن المعرض نجح",
       .spans = {{"نقلت", CueKind::kFinite, "رويترز", "عن مسؤول قوله إن المعرض نجح", -1, 0},
                 {"قوله", CueKind::kNominal, "مسؤول", "المعرض نجح", 0, 2}},
       .chains = {{}, {}}},
      {.name = "NobodyIsRelayed",
       .article = "نقلت رويترز عن مسؤول قوله إن المعرض نجح",
       .spans = {{"نقلت", CueKind::kFinite, "رويترز", "عن مسؤول قوله إن المعرض نجح", -1, 1},
                 {"قوله", CueKind::kNominal, "مسؤول", "المعرض نجح", 0, 0}},
       .chains = {{}, {}}},
      {.name = "TheSameSourceTwice",
       .article = "نقل الوزير عن نفسه قوله إن المعرض نجح",
       .spans = {{"نقل", CueKind::kFinite, "الوزير", "عن نفسه قوله إن المعرض نجح", -1, 1},
                 {"قوله", CueKind::kNominal, "", "المعرض نجح", 0, 1}},
       .chains = {{}, {}}},
      {.name = "NoParents",
       .article = "نقلت رويترز نجاح المعرض وقال الوزير نعم",
       .spans = {{"نقلت", CueKind::kFinite, "رويترز", "نجاح المعرض", -1, 1},
                 {"وقال", CueKind::kFinite, "الوزير", "نعم", -1, 2}},
       .chains = {{}, {}}},
  };
  for (const ChainCase& test : kCases) {
    SCOPED_TRACE(test.name);
    const AnalyzedArticle article(test.article);
    std::vector<AttributionSpan> spans;
    std::vector<int> source_ids;
    for (const SpanRow& row : test.spans) {
      spans.push_back(MakeSpan(article, MakeCue(article, row.cue, row.kind), row.source, {row.content}));
      spans.back().parent = row.parent;
      source_ids.push_back(row.source_id);
    }
    EXPECT_EQ(FindRelayChains(article.text(), LoadedLexicon(), spans, source_ids), test.chains);
  }
}

TEST(RelayChainTest, ACircleOfParentsEnds) {
  const AnalyzedArticle article("نقلت رويترز عن مسؤول قوله نعم");
  std::vector<AttributionSpan> spans = {MakeSpan(article, MakeCue(article, "نقلت"), "رويترز", {"عن مسؤول قوله نعم"}),
                                        MakeSpan(article, MakeCue(article, "قوله"), "مسؤول", {"نقلت رويترز"})};
  spans[0].parent = 1;
  spans[1].parent = 0;
  const std::vector<int> source_ids = {1, 2};
  for (const std::vector<int>& chain : FindRelayChains(article.text(), LoadedLexicon(), spans, source_ids)) {
    EXPECT_LE(chain.size(), 10u);
  }
}

TEST(RelayChainTest, NoAttributionsNoChains) {
  const AnalyzedArticle article("");
  EXPECT_TRUE(FindRelayChains(article.text(), LoadedLexicon(), {}, {}).empty());
}

}  // namespace
}  // namespace isnad
