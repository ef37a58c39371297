// The engine's ranges, encoded for callers who count bytes, UTF-16 code units or code points: slicing the article in
// the caller's unit gives the response's texts, for golden articles and damaged ones, in every encoding.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "service/rpc/response_encoder.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"
#include "tests/support/article_damage.h"
#include "tests/support/text_slices.h"

namespace isnad {
namespace {

constexpr uint64_t kDamagedArticles = 400;

void ExpectSlicesInEveryEncoding(const std::string& article) {
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(article);
  ASSERT_TRUE(answer.ok()) << answer.status();
  for (v1::OffsetEncoding encoding : {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16, v1::OFFSET_ENCODING_UTF32}) {
    SCOPED_TRACE(v1::OffsetEncoding_Name(encoding));
    ValidOptions options;
    options.offset_encoding = encoding;
    v1::ExtractAttributionsResponse response;
    EncodeResponse({.article_id = "", .text = article, .language_code = "ar"}, options, *answer, &response);
    EXPECT_EQ(response.claims_size() + response.claims_omitted(), static_cast<int>(answer->claims.size()));
    testing::ExpectTextsAreSlices(article, response);
  }
}

TEST(OffsetPropertyTest, GoldenArticlesSliceTheSameInEveryEncoding) {
  for (const GoldenArticle& article : GoldenArticles()) {
    SCOPED_TRACE(article.name);
    ExpectSlicesInEveryEncoding(article.text);
  }
}

TEST(OffsetPropertyTest, DamagedArticlesSliceTheSameInEveryEncoding) {
  const std::vector<GoldenArticle> articles = GoldenArticles();
  for (uint64_t seed = 0; seed < kDamagedArticles; ++seed) {
    const GoldenArticle& article = articles[seed % articles.size()];
    SCOPED_TRACE(absl::StrCat(article.name, ", seed ", seed));
    ExpectSlicesInEveryEncoding(DamagedArticle(article.text, seed));
    if (::testing::Test::HasFailure()) return;  // One article is enough to look at.
  }
}

}  // namespace
}  // namespace isnad
