// Which registered name a source's name holds, and how a name is folded.
#include "service/attribution/source/source_type.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct RegisteredCase {
  const char* name;
  const char* article;
  const char* mention;
  const char* id;  // empty: none
};

TEST(FindRegisteredTest, FindsTheLongestRunThatIsAName) {
  constexpr RegisteredCase kCases[] = {
      {.name = "Name", .article = "ذكرت رويترز أنه عاد", .mention = "رويترز", .id = "agency/reuters"},
      {.name = "AgencyNoun", .article = "ذكرت وكالة رويترز أنه عاد", .mention = "وكالة رويترز", .id = "agency/reuters"},
      {.name = "AgencyNounsThatNoAliasHas",
       .article = "ذكرت وكالة أنباء كونا أنه عاد",
       .mention = "وكالة أنباء كونا",
       .id = "agency/kuna"},
      {.name = "QuotedBehindTheAgencyNoun",
       .article = "ذكرت وكالة «رويترز» أنه عاد",
       .mention = "وكالة «رويترز»",
       .id = "agency/reuters"},
      {.name = "LongestAlias",
       .article = "ذكرت وكالة الأنباء المركزية الكورية أنه عاد",
       .mention = "وكالة الأنباء المركزية الكورية",
       .id = "agency/kcna"},
      {.name = "BehindAFusedConjunction", .article = "عاد ورويترز هنا", .mention = "ورويترز", .id = "agency/reuters"},
      {.name = "AnAdjectiveMayFollow",
       .article = "ذكرت رويترز الإخبارية أنه عاد",
       .mention = "رويترز الإخبارية",
       .id = "agency/reuters"},
      {.name = "WithoutHamza", .article = "ذكرت الاناضول أنه عاد", .mention = "الاناضول", .id = "agency/anadolu"},
      {.name = "WithoutArticle", .article = "ذكرت أناضول أنه عاد", .mention = "أناضول", .id = "agency/anadolu"},
      {.name = "OtherTransliteration",
       .article = "ذكرت بلومبيرغ أنه عاد",
       .mention = "بلومبيرغ",
       .id = "agency/bloomberg"},
      {.name = "WithDiacritics", .article = "ذكرت رُويترز أنه عاد", .mention = "رُويترز", .id = "agency/reuters"},
      {.name = "Country",
       .article = "قالت الولايات المتحدة إنه عاد",
       .mention = "الولايات المتحدة",
       .id = "government/us"},
      {.name = "CountryByItsCapital", .article = "قالت واشنطن إنها عادت", .mention = "واشنطن", .id = "government/us"},
      {.name = "NotTheCountryOfAnOffice",
       .article = "قال رئيس الولايات المتحدة إنه عاد",
       .mention = "رئيس الولايات المتحدة",
       .id = ""},
      {.name = "NotTheAgencyOfAnOffice", .article = "قال مدير رويترز إنه عاد", .mention = "مدير رويترز", .id = ""},
      {.name = "NotWhatIsBehindTheMention", .article = "قالت وكالة رويترز إنه عاد", .mention = "وكالة", .id = ""},
      {.name = "Unknown", .article = "قال سامي النجار إنه عاد", .mention = "سامي النجار", .id = ""},
      {.name = "Nobody", .article = "قال إنه عاد", .mention = "", .id = ""},
  };
  for (const RegisteredCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const RegistryEntry* entry = FindRegistered(article.text(), LoadedLexicon(), article.Tokens(test.mention));
    EXPECT_EQ(entry == nullptr ? "" : entry->id, test.id) << test.name;
  }
}

struct FoldedCase {
  const char* name;
  const char* article;
  const char* mention;
  const char* like;  // the same name in another spelling, alone
};

TEST(FoldedNameTest, SpellingsOfOneNameAreOne) {
  constexpr FoldedCase kCases[] = {
      {.name = "Hamza", .article = "قال أحمد إبراهيم", .mention = "أحمد إبراهيم", .like = "احمد ابراهيم"},
      {.name = "Diacritics", .article = "قال مُحمّد", .mention = "مُحمّد", .like = "محمد"},
      {.name = "Tatweel", .article = "قال محمـــد", .mention = "محمـــد", .like = "محمد"},
      {.name = "Conjunction",
       .article = "عاد وزير الثقافة ومدير المتحف",
       .mention = "ومدير المتحف",
       .like = "مدير المتحف"},
      {.name = "Marks", .article = "ذكرت صحيفة «الفجر»", .mention = "صحيفة «الفجر»", .like = "صحيفة الفجر"},
      {.name = "Spaces", .article = "قال سامي   النجار", .mention = "سامي   النجار", .like = "سامي النجار"},
  };
  for (const FoldedCase& test : kCases) {
    const AnalyzedArticle article(test.article), like(test.like);
    const std::string folded = FoldedName(article.text(), article.Tokens(test.mention));
    EXPECT_EQ(folded, FoldedName(like.text(), {0, like.size()})) << test.name;
    EXPECT_FALSE(folded.empty()) << test.name;
  }
}

TEST(FoldedNameTest, KeepsALetterWawThatIsNoConjunction) {
  const AnalyzedArticle article("عاد وزير الثقافة");
  EXPECT_NE(FoldedName(article.text(), article.Tokens("وزير")), FoldedName(AnalyzedArticle("زير").text(), {0, 1}));
}

TEST(FoldedNameTest, NobodyHasNoName) {
  const AnalyzedArticle article("قال");
  EXPECT_EQ(FoldedName(article.text(), {}), "");
}

TEST(RankSourceTypeTest, NobodyHasNoType) {
  const AnalyzedArticle article("قال إنه عاد");
  const AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "", {"إنه عاد"});
  EXPECT_EQ(RankSourceType(article.text(), LoadedLexicon(), {{&span, {}}}, Ranker()), SourceType::kUnspecified);
}

TEST(SourceTypeFeaturesTest, WhatStandsBehindAPrepositionIsNotThePhrasesEnd) {
  const AnalyzedArticle article("قال مسؤول في الحكومة إنه عاد، قال مسؤول في المصنع إنه غاب");
  const auto features = [&](const char* name, int occurrence) {
    const AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "", {"إنه عاد"});
    FeatureVector vector;
    AddSourceTypeFeatures(article.text(), LoadedLexicon(), span, article.Tokens(name, occurrence),
                          SourceType::kAnonymous, &vector);
    return vector.features();
  };
  FeatureVector word;
  word.Add(26, static_cast<uint32_t>(SourceType::kAnonymous), article.text().At(article.size() - 3).stem_hash);
  const auto has_word = [&](const std::vector<Feature>& all) {
    return std::find(all.begin(), all.end(), word.features()[0]) != all.end();
  };
  EXPECT_TRUE(has_word(features("المصنع", 0)));
  EXPECT_FALSE(has_word(features("مسؤول في المصنع", 0)));
  EXPECT_NE(features("مسؤول في المصنع", 0), features("مسؤول", 0));
}

// A type is more than one mention shows: each look adds its score.
TEST(RankSourceTypeTest, AllLooksAtASpeakerCount) {
  const AnalyzedArticle article("قال المكتب إنه عاد، وأكدت الصحيفة أنه غاب");
  const std::vector<AttributionSpan> spans = {MakeSpan(article, MakeCue(article, "قال"), "المكتب", {"إنه عاد"}),
                                              MakeSpan(article, MakeCue(article, "وأكدت"), "الصحيفة", {"أنه غاب"})};
  const std::vector<SourceLook> looks = {{&spans[0], spans[0].source}, {&spans[1], spans[1].source}};
  int changed = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const Ranker ranker(RandomModel(seed, /*bits=*/14, /*range=*/20, /*scale=*/0.05f));
    const auto rank = [&](absl::Span<const SourceLook> seen) {
      return RankSourceType(article.text(), LoadedLexicon(), seen, ranker);
    };
    const SourceType both = rank(looks);
    EXPECT_EQ(both, rank({looks[1], looks[0]})) << "the order of looks does not matter";
    changed += both != rank({looks[0]});
  }
  EXPECT_GT(changed, 0);
}

TEST(SourceTypeFeaturesTest, TypesAndNamesHaveTheirOwn) {
  const AnalyzedArticle article("قال الوزير إنه عاد");
  const AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "الوزير", {"إنه عاد"});
  const auto features = [&](TokenRange name, SourceType type) {
    FeatureVector vector;
    AddSourceTypeFeatures(article.text(), LoadedLexicon(), span, name, type, &vector);
    return vector.features();
  };
  EXPECT_EQ(features(span.source, SourceType::kUnspecified), features(span.source, SourceType::kUnspecified));
  EXPECT_NE(features(span.source, SourceType::kUnspecified), features(span.source, static_cast<SourceType>(1)));
  EXPECT_GT(features(span.source, SourceType::kUnspecified).size(), features({}, SourceType::kUnspecified).size());
}

}  // namespace
}  // namespace isnad
