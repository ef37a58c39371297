#include "client/article_digest.h"

#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace isnad {
namespace {

uint64_t DigestOf(const std::vector<NamedArticle>& articles) {
  uint64_t digest = 0;
  for (const NamedArticle& article : articles) digest = DigestWith(digest, article);
  return digest;
}

TEST(ArticleDigestTest, TellsArticlesApart) {
  const std::vector<std::vector<NamedArticle>> heaps = {
      {},
      {{"a:1", ArticleFile{"1", "text"}}},
      {{"a:1", ArticleFile{"1", "texT"}}},
      {{"a:1", ArticleFile{"1t", "ext"}}},
      {{"a:1", ArticleFile{"", "1text"}}},
      {{"a:11", ArticleFile{"", "text"}}},
      {{"a:1", ArticleFile{"1", "text"}}, {"a:2", ArticleFile{"2", "text"}}},
      {{"a:2", ArticleFile{"2", "text"}}, {"a:1", ArticleFile{"1", "text"}}},
      {{"a:1", absl::InvalidArgumentError("text")}},
      {{"a:1", absl::NotFoundError("text")}},
  };
  std::set<uint64_t> digests;
  for (const std::vector<NamedArticle>& heap : heaps) digests.insert(DigestOf(heap));
  EXPECT_EQ(digests.size(), heaps.size());
}

TEST(ArticleDigestTest, IsTheSameEverywhere) {
  EXPECT_EQ(DigestOf({{"a:1", ArticleFile{"1", "text"}}}), uint64_t{13643467411317480700u});
}

}  // namespace
}  // namespace isnad
