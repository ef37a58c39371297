// Word vectors go to the rows of their words' places in the distribution.
#include "service/training/placed_vectors.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::Each;

// Places 1, 2 and 3.
Distribution ThreeWords() { return *Distribution::Load("1\t1\t5\tالسد\n1\t2\t4\tماء\n2\t2\t3\tبحر\n"); }

// All components are `component`.
void AddWord(const std::string& word, float component, WordVectors* vectors) {
  vectors->words.push_back(word);
  vectors->vectors.emplace_back(kVectorSize, component);
}

std::vector<int8_t> Row(const WordVectors8& vectors, int place) {
  return {vectors.rows.begin() + place * kVectorSize, vectors.rows.begin() + (place + 1) * kVectorSize};
}

TEST(PlaceVectorsTest, ARowForEachPlaceAndOneOfZerosFirst) {
  WordVectors vectors;
  AddWord("بحر", -0.1f, &vectors);
  AddWord("غيم", 0.9f, &vectors);  // not in the distribution
  AddWord("السد", 0.2f, &vectors);
  const absl::StatusOr<WordVectors8> placed = PlaceVectors(vectors, ThreeWords());
  ASSERT_TRUE(placed.ok()) << placed.status();
  ASSERT_EQ(placed->size(), 4);
  EXPECT_FLOAT_EQ(placed->scale, 0.2f / 127);
  EXPECT_THAT(Row(*placed, 0), Each(0));
  EXPECT_THAT(Row(*placed, 1), Each(127));
  EXPECT_THAT(Row(*placed, 2), Each(0)) << "no vector";
  EXPECT_THAT(Row(*placed, 3), Each(-64));
}

TEST(PlaceVectorsTest, RefusesVectorsOfAnotherSize) {
  WordVectors vectors;
  AddWord("السد", 0.2f, &vectors);
  vectors.vectors[0].pop_back();
  EXPECT_EQ(PlaceVectors(vectors, ThreeWords()).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(PlaceVectorsTest, RefusesVectorsOfOtherWords) {
  WordVectors vectors;
  EXPECT_EQ(PlaceVectors(vectors, ThreeWords()).status().code(), absl::StatusCode::kInvalidArgument);
  AddWord("غيم", 0.2f, &vectors);
  EXPECT_EQ(PlaceVectors(vectors, ThreeWords()).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace isnad
