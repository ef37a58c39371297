// Hashes decide which learned weight belongs to which feature, so a change of them silently spoils every model file.
// The expected values are the published ones of FNV-1a, and the finaliser's fixed points of MurmurHash3.
#include "service/attribution/text/text_hash.h"

#include <set>

#include "gtest/gtest.h"

namespace isnad {
namespace {

TEST(TextHashTest, IsFnv1a) {
  EXPECT_EQ(HashText(""), 0x811C9DC5u);
  EXPECT_EQ(HashText("a"), 0xE40C292Cu);
  EXPECT_EQ(HashText("foobar"), 0xBF9CF968u);
}

TEST(TextHashTest, ReadsBytesAsUnsigned) { EXPECT_NE(HashText("\xD9\x82"), HashText("\x59\x02")); }

TEST(TextHashTest, MixingDependsOnOrderAndValue) {
  std::set<uint32_t> hashes;
  for (const uint32_t a : {0u, 1u, 2u}) {
    for (const uint32_t b : {0u, 1u, 2u}) hashes.insert(FinishHash(MixHash(MixHash(7, a), b)));
  }
  EXPECT_EQ(hashes.size(), 9u);
}

}  // namespace
}  // namespace isnad
