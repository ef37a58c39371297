#include "service/access/secret_comparison.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

TEST(SecretComparisonTest, SeesEveryDifference) {
  EXPECT_TRUE(SecretsAreEqual("", ""));
  EXPECT_TRUE(SecretsAreEqual("abc", "abc"));
  for (const char* other : {"", "ab", "abd", "xbc", "abcd", "ABC"})
    EXPECT_FALSE(SecretsAreEqual("abc", other)) << other;
}

}  // namespace
}  // namespace isnad
