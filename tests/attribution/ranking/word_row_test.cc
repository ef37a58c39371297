// Every instruction set gives the row of the definition, to the last bit.
#include "service/attribution/ranking/word_row.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/ranking/network.h"

namespace isnad {
namespace {

constexpr size_t kPairWeights = size_t{kVectorSize} * kHiddenSize;

// row[j]: the sum of vector[d] times the weight of component d and unit j.
std::vector<int32_t> PlainRow(const std::vector<int8_t>& vector, const std::vector<int16_t>& pairs) {
  std::vector<int32_t> row(kHiddenSize, 0);
  for (int d = 0; d < kVectorSize; ++d) {
    for (int j = 0; j < kHiddenSize; ++j) row[j] += vector[d] * pairs[(d / 2 * kHiddenSize + j) * 2 + d % 2];
  }
  return row;
}

std::vector<int32_t> RowBy(const WordRowPath& path, const std::vector<int8_t>& vector,
                           const std::vector<int16_t>& pairs) {
  std::vector<int32_t> row(kHiddenSize, 12345);  // what stood there before does not count
  path.multiply(vector.data(), pairs.data(), row.data());
  return row;
}

TEST(WordRowTest, EveryPathGivesTheRowOfTheDefinition) {
  constexpr uint64_t kSeed = 31;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  std::vector<int8_t> vector(kVectorSize);
  std::vector<int16_t> pairs(kPairWeights);
  for (int round = 0; round < 1000; ++round) {
    for (int8_t& x : vector) x = static_cast<int8_t>(random());
    for (int16_t& x : pairs) x = static_cast<int8_t>(random());
    const std::vector<int32_t> expected = PlainRow(vector, pairs);
    for (const WordRowPath& path : WordRowPaths())
      ASSERT_EQ(RowBy(path, vector, pairs), expected) << path.instruction_set;
  }
}

TEST(WordRowTest, EveryPathStandsTheExtremes) {
  for (const int8_t component : {int8_t{-128}, int8_t{127}}) {
    for (const int16_t weight : {int16_t{-128}, int16_t{127}}) {
      const std::vector<int8_t> vector(kVectorSize, component);
      const std::vector<int16_t> pairs(kPairWeights, weight);
      const std::vector<int32_t> expected(kHiddenSize, kVectorSize * component * weight);
      for (const WordRowPath& path : WordRowPaths())
        EXPECT_EQ(RowBy(path, vector, pairs), expected) << path.instruction_set;
    }
  }
}

TEST(WordRowTest, EndsWithThePathOfEveryMachine) {
  std::vector<std::string> names;
  for (const WordRowPath& path : WordRowPaths()) names.push_back(path.instruction_set);
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.back(), "portable");
#if defined(__x86_64__)
  EXPECT_THAT(names, ::testing::Contains("sse2"));
  EXPECT_EQ(names.front() == "avx2", static_cast<bool>(__builtin_cpu_supports("avx2")));
#endif
}

}  // namespace
}  // namespace isnad
