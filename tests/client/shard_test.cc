#include "client/shard.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

namespace isnad {
namespace {

TEST(ShardTest, ReadsIndexAndCount) {
  for (const char* text : {"0/1", "3/16", "99999/100000"}) {
    const absl::StatusOr<Shard> shard = ParseShard(text);
    ASSERT_TRUE(shard.ok()) << text;
    EXPECT_EQ(std::to_string(shard->index) + "/" + std::to_string(shard->count), text);
  }
  EXPECT_EQ(ParseShard("3/16")->name(), "part-3-of-16");
}

TEST(ShardTest, RefusesAllElse) {
  for (const char* text : {"", "/", "1", "1/", "/1", "1/1", "-1/2", "0/0", "0/100001", "a/2", "1/b", "0/1/2", "0/ "}) {
    EXPECT_TRUE(absl::IsInvalidArgument(ParseShard(text).status())) << text;
  }
}

TEST(ShardTest, EachPlaceIsInOneShard) {
  for (int64_t place = 0; place < 100; ++place) {
    int holders = 0;
    for (int index = 0; index < 7; ++index) holders += Shard{index, 7}.Has(place);
    EXPECT_EQ(holders, 1) << place;
  }
}

}  // namespace
}  // namespace isnad
