#include "service/rpc/response_encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/rpc/service_limits.h"
#include "tests/support/text_slices.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

// The range of the only occurrence of `words` in `article`.
ByteRange RangeOf(const std::string& article, const std::string& words) {
  const size_t begin = article.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())};
}

v1::ExtractAttributionsResponse Encode(const std::string& text, const Attributions& attributions,
                                       const ValidOptions& options = {}) {
  v1::ExtractAttributionsResponse response;
  EncodeResponse({.article_id = "id-7", .text = text, .language_code = "ar-TN"}, options, attributions, &response);
  return response;
}

constexpr char kArticle[] = "😀 \"سنعود\" قال المدرب سامي في بيان، \"مهما طال الزمن\" (واس)";

// One claim with everything a claim can have.
Attributions FullAttributions() {
  const std::string article = kArticle;
  Claim claim;
  claim.id = 1;
  claim.content = {RangeOf(article, "سنعود"), RangeOf(article, "مهما طال الزمن")};
  claim.cue = {.range = RangeOf(article, "قال"),
               .lemma = "قال",
               .cue_class = CueClass::kStatement,
               .stance = Stance::kPromise,
               .polarity = Polarity::kNegative,
               .modality = Modality::kHypothetical};
  claim.source = {.source_id = 2,
                  .range = RangeOf(article, "المدرب سامي"),
                  .resolution = Resolution::kGeneric,
                  .candidates = {{.source_id = 1, .probability = 0.25}}};
  claim.quote_kind = QuoteKind::kMixed;
  claim.parent_id = 0;
  claim.circumstances = {{.range = RangeOf(article, "في بيان"), .kind = CircumstanceKind::kMedium}};
  claim.chain = {1, 2};
  claim.confidence = 0.75;
  claim.rule = "verb.test";
  Source agency{.id = 1,
                .name = RangeOf(article, "واس"),
                .canonical_name = "وكالة",
                .registry_id = "agency/x",
                .type = SourceType::kAgency,
                .role = {},
                .mentions = {RangeOf(article, "واس")}};
  Source coach{.id = 2,
               .name = RangeOf(article, "المدرب سامي"),
               .canonical_name = "",
               .registry_id = "",
               .type = SourceType::kUnspecified,
               .role = RangeOf(article, "المدرب"),
               .mentions = {RangeOf(article, "المدرب سامي")}};
  return {.claims = {claim}, .sources = {agency, coach}, .document_source = RangeOf(article, "واس")};
}

TEST(ResponseEncoderTest, EncodesEveryField) {
  const v1::ExtractAttributionsResponse response = Encode(kArticle, FullAttributions());
  EXPECT_EQ(response.article_id(), "id-7");
  EXPECT_EQ(response.language_code(), "ar-TN");
  EXPECT_EQ(response.offset_encoding(), v1::OFFSET_ENCODING_UTF8);
  EXPECT_EQ(response.document_source(), "واس");
  ASSERT_EQ(response.claims_size(), 1);
  const v1::Claim& claim = response.claims(0);
  EXPECT_EQ(claim.id(), 1);
  EXPECT_EQ(claim.text(), "سنعود … مهما طال الزمن");
  EXPECT_EQ(claim.cue().text(), "قال");
  EXPECT_EQ(claim.cue().lemma(), "قال");
  EXPECT_EQ(claim.cue().cue_class(), v1::CUE_CLASS_STATEMENT);
  EXPECT_EQ(claim.cue().stance(), v1::STANCE_PROMISE);
  EXPECT_EQ(claim.cue().polarity(), v1::POLARITY_NEGATIVE);
  EXPECT_EQ(claim.cue().modality(), v1::MODALITY_HYPOTHETICAL);
  EXPECT_EQ(claim.source().source_id(), 2);
  EXPECT_EQ(claim.source().text(), "المدرب سامي");
  EXPECT_EQ(claim.source().resolution(), v1::RESOLUTION_GENERIC);
  ASSERT_EQ(claim.source().candidates_size(), 1);
  EXPECT_EQ(claim.source().candidates(0).source_id(), 1);
  EXPECT_EQ(claim.source().candidates(0).probability(), 0.25);
  EXPECT_EQ(claim.quote_kind(), v1::QUOTE_KIND_MIXED);
  ASSERT_EQ(claim.circumstances_size(), 1);
  EXPECT_EQ(claim.circumstances(0).text(), "في بيان");
  EXPECT_EQ(claim.circumstances(0).kind(), v1::CIRCUMSTANCE_KIND_MEDIUM);
  EXPECT_THAT(claim.chain(), ElementsAre(1, 2));
  EXPECT_EQ(claim.confidence(), 0.75);
  EXPECT_EQ(claim.rule(), "verb.test");
  ASSERT_EQ(response.sources_size(), 2);
  EXPECT_EQ(response.sources(0).name(), "واس");
  EXPECT_EQ(response.sources(0).canonical_name(), "وكالة");
  EXPECT_EQ(response.sources(0).registry_id(), "agency/x");
  EXPECT_EQ(response.sources(0).type(), v1::SOURCE_TYPE_AGENCY);
  EXPECT_FALSE(response.sources(0).has_role_span());
  EXPECT_EQ(response.sources(1).type(), v1::SOURCE_TYPE_UNSPECIFIED_SOURCE);
  EXPECT_EQ(response.sources(1).role(), "المدرب");
  EXPECT_EQ(response.sources(1).mentions_size(), 1);
  EXPECT_FALSE(response.text_omitted());
  EXPECT_EQ(response.claims_omitted(), 0);
}

TEST(ResponseEncoderTest, LeavesOutTheClaimsPastTheLimit) {
  Attributions attributions = FullAttributions();
  attributions.claims.push_back(attributions.claims.front());
  attributions.claims.back().id = 2;
  ValidOptions options;
  options.claims_max = 2;
  EXPECT_EQ(Encode(kArticle, attributions, options).claims_omitted(), 0);
  options.claims_max = 1;
  const v1::ExtractAttributionsResponse response = Encode(kArticle, attributions, options);
  EXPECT_EQ(response.claims_size(), 1);
  EXPECT_EQ(response.claims_omitted(), 1);
  EXPECT_FALSE(response.text_omitted());
}

TEST(ResponseEncoderTest, NamesNoParentThatIsLeftOut) {
  Attributions attributions = FullAttributions();
  attributions.claims.push_back(attributions.claims.front());
  attributions.claims.back().id = 2;
  attributions.claims.front().parent_id = 2;  // its cue stands behind: "...", she said, he wrote
  ValidOptions options;
  options.claims_max = 2;
  EXPECT_EQ(Encode(kArticle, attributions, options).claims(0).parent_id(), 2);
  options.claims_max = 1;
  EXPECT_EQ(Encode(kArticle, attributions, options).claims(0).parent_id(), 0);
}

TEST(ResponseEncoderTest, TextsAreSlicesInEveryEncoding) {
  for (v1::OffsetEncoding encoding : {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16, v1::OFFSET_ENCODING_UTF32}) {
    SCOPED_TRACE(v1::OffsetEncoding_Name(encoding));
    ValidOptions options;
    options.offset_encoding = encoding;
    const v1::ExtractAttributionsResponse response = Encode(kArticle, FullAttributions(), options);
    EXPECT_EQ(response.offset_encoding(), encoding);
    testing::ExpectTextsAreSlices(kArticle, response);
  }
}

TEST(ResponseEncoderTest, LeavesTheArticlesWordsOutWhereNotWanted) {
  ValidOptions options;
  options.include_text = false;
  v1::ExtractAttributionsResponse bare = Encode(kArticle, FullAttributions(), options);
  EXPECT_EQ(bare.document_source(), "");
  EXPECT_EQ(bare.claims(0).text(), "");
  EXPECT_EQ(bare.claims(0).cue().text(), "");
  EXPECT_EQ(bare.claims(0).source().text(), "");
  EXPECT_EQ(bare.claims(0).circumstances(0).text(), "");
  EXPECT_EQ(bare.sources(1).name(), "");
  EXPECT_EQ(bare.sources(1).role(), "");
  EXPECT_EQ(bare.sources(0).canonical_name(), "وكالة") << "not the article's words";
  EXPECT_FALSE(bare.text_omitted()) << "the caller asked for it";

  // With the words put back, it is the full response: all spans are there.
  const v1::ExtractAttributionsResponse full = Encode(kArticle, FullAttributions());
  bare.set_document_source(full.document_source());
  bare.mutable_claims(0)->set_text(full.claims(0).text());
  bare.mutable_claims(0)->mutable_cue()->set_text(full.claims(0).cue().text());
  bare.mutable_claims(0)->mutable_source()->set_text(full.claims(0).source().text());
  bare.mutable_claims(0)->mutable_circumstances(0)->set_text(full.claims(0).circumstances(0).text());
  for (int i = 0; i < 2; ++i) {
    bare.mutable_sources(i)->set_name(full.sources(i).name());
    bare.mutable_sources(i)->set_role(full.sources(i).role());
  }
  EXPECT_EQ(bare.SerializeAsString(), full.SerializeAsString());
}

TEST(ResponseEncoderTest, LeavesTheMentionOfADroppedSubjectOut) {
  Attributions attributions = FullAttributions();
  attributions.claims[0].source.range.reset();
  attributions.claims[0].source.resolution = Resolution::kDropped;
  const v1::ExtractAttributionsResponse response = Encode(kArticle, attributions);
  EXPECT_FALSE(response.claims(0).source().has_span());
  EXPECT_EQ(response.claims(0).source().text(), "");
}

TEST(ResponseEncoderTest, ListsOnlySourcesThatAClaimRefersTo) {
  Attributions attributions = FullAttributions();
  attributions.claims[0].chain.clear();
  attributions.claims[0].source.candidates.clear();
  const v1::ExtractAttributionsResponse response = Encode(kArticle, attributions);
  ASSERT_EQ(response.sources_size(), 1);
  EXPECT_EQ(response.sources(0).id(), 2);
}

// The engine's value and the API's have the same name.
TEST(ResponseEncoderTest, EnumsKeepTheirNames) {
  Attributions attributions = FullAttributions();
  const auto proto_name = [](absl::string_view prefix, absl::string_view name) {
    return absl::StrCat(prefix, absl::AsciiStrToUpper(name));
  };
  for (int i = 0; i < kCueClassCount; ++i) {
    attributions.claims[0].cue.cue_class = static_cast<CueClass>(i);
    EXPECT_EQ(v1::CueClass_Name(Encode(kArticle, attributions).claims(0).cue().cue_class()),
              proto_name("CUE_CLASS_", CueClassName(static_cast<CueClass>(i))));
  }
  for (int i = 0; i < kStanceCount; ++i) {
    attributions.claims[0].cue.stance = static_cast<Stance>(i);
    EXPECT_EQ(v1::Stance_Name(Encode(kArticle, attributions).claims(0).cue().stance()),
              proto_name("STANCE_", StanceName(static_cast<Stance>(i))));
  }
  for (int i = 1; i < kSourceTypeCount; ++i) {
    attributions.sources[0].type = static_cast<SourceType>(i);
    EXPECT_EQ(v1::SourceType_Name(Encode(kArticle, attributions).sources(0).type()),
              proto_name("SOURCE_TYPE_", SourceTypeName(static_cast<SourceType>(i))));
  }
}

// Claims that each hold all that follows, as colon after colon in one line would be.
Attributions NestedAttributions(uint32_t article_bytes, int claims) {
  Attributions attributions;
  for (int i = 0; i < claims; ++i) {
    const auto at = static_cast<uint32_t>(2 * i);
    Claim claim;
    claim.id = i + 1;
    claim.parent_id = i;
    claim.content = {{at + 2, article_bytes}};
    claim.cue.range = {at + 1, at + 2};
    claim.source = {
        .source_id = i + 1, .range = ByteRange{at, at + 1}, .resolution = Resolution::kNamed, .candidates = {}};
    claim.rule = "colon";
    for (int id = 1; id <= i + 1; ++id) claim.chain.push_back(id);
    Source source;
    source.id = i + 1;
    source.name = {at, at + 1};
    source.mentions = {source.name};
    attributions.claims.push_back(std::move(claim));
    attributions.sources.push_back(std::move(source));
  }
  return attributions;
}

std::string ColonArticle(size_t bytes) {
  std::string article;
  while (article.size() + 2 <= bytes) article += "a:";
  return article;
}

TEST(ResponseEncoderTest, KeepsTheTextsOfAFewNestedClaims) {
  const std::string article = ColonArticle(20);
  const v1::ExtractAttributionsResponse response = Encode(article, NestedAttributions(article.size(), 8));
  EXPECT_FALSE(response.text_omitted());
  EXPECT_EQ(response.claims_size(), 8);
  EXPECT_EQ(response.claims(7).text(), article.substr(16));
}

TEST(ResponseEncoderTest, OmitsTextsBeforeClaims) {
  const std::string article = ColonArticle(2000) + std::string(20000, 'z');
  const v1::ExtractAttributionsResponse response = Encode(article, NestedAttributions(article.size(), 100));
  EXPECT_TRUE(response.text_omitted());
  EXPECT_EQ(response.claims_omitted(), 0);
  ASSERT_EQ(response.claims_size(), 100);
  EXPECT_EQ(response.claims(0).text(), "");
  EXPECT_EQ(response.sources(0).name(), "");
  EXPECT_EQ(response.claims(0).content(0).end(), static_cast<int>(article.size()));
}

TEST(ResponseEncoderTest, NeverExceedsFourTimesTheArticleAndAConstant) {
  for (size_t article_bytes : {200u, 2000u, 20000u, 200000u}) {
    SCOPED_TRACE(article_bytes);
    const std::string article = ColonArticle(article_bytes);
    const int claims = std::min<int>(2000, static_cast<int>(article_bytes / 2 - 1));
    const v1::ExtractAttributionsResponse response = Encode(article, NestedAttributions(article.size(), claims));
    EXPECT_LE(response.ByteSizeLong(), 4 * article.size() + kResponseBytesBase);
    EXPECT_EQ(response.claims_size() + response.claims_omitted(), claims);
    EXPECT_GT(response.claims_size(), 0);
    // What is left is whole: each claim's source is listed, and no other.
    std::set<int> listed;
    std::set<int> referenced;
    for (const v1::Source& source : response.sources()) listed.insert(source.id());
    for (const v1::Claim& claim : response.claims()) referenced.insert(claim.source().source_id());
    EXPECT_EQ(listed, referenced);
  }
}

TEST(ResponseEncoderTest, ResponsesFitIntoWhatClientsReceiveByDefault) {
  EXPECT_EQ(ResponseBytesMax(0), kResponseBytesBase);
  EXPECT_EQ(ResponseBytesMax(1000), 4000 + kResponseBytesBase);
  EXPECT_LT(ResponseBytesMax(kArticleBytesMax), size_t{4} << 20);
}

TEST(ResponseEncoderTest, AnArticleWithoutAttributionsIsAnEmptyList) {
  const v1::ExtractAttributionsResponse response = Encode("خبر", Attributions());
  EXPECT_EQ(response.claims_size(), 0);
  EXPECT_EQ(response.sources_size(), 0);
  EXPECT_FALSE(response.has_document_source_span());
}

}  // namespace
}  // namespace isnad
