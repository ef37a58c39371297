// Word vectors in fastText's text format, and their clusters.
#include "service/training/word_classes.h"

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::StatusOr<WordVectors> Read(const std::string& file) {
  std::istringstream in(file);
  return ReadWordVectors(in);
}

TEST(ReadWordVectorsTest, ReadsWordsAndUnitVectors) {
  const absl::StatusOr<WordVectors> vectors = Read("3 2\nالسد 3 4\nماء -1e-1 0 \nصفر 0 0\n");
  ASSERT_TRUE(vectors.ok()) << vectors.status();
  EXPECT_THAT(vectors->words, ElementsAre("السد", "ماء", "صفر"));
  EXPECT_THAT(vectors->vectors[0], ElementsAre(FloatNear(0.6f, 1e-6f), FloatNear(0.8f, 1e-6f)));
  EXPECT_THAT(vectors->vectors[1], ElementsAre(FloatNear(-1, 1e-6f), 0.0f));
  EXPECT_THAT(vectors->vectors[2], ElementsAre(0.0f, 0.0f)) << "nothing has no direction";
}

struct VectorErrorCase {
  const char* name;
  const char* file;
  const char* problem;
};

TEST(ReadWordVectorsTest, RefusesOtherFiles) {
  const VectorErrorCase kCases[] = {
      {"Empty", "", "vectors:1:"},
      {"NoHead", "word 1 2\n", "vectors:1:"},
      {"NoDimensions", "2 0\na\nb\n", "vectors:1:"},
      {"TooManyDimensions", "2 4000000000\na 1\n", "vectors:1:"},
      {"TooFewNumbers", "2 2\na 1 2\nb 1\n", "vectors:3: expected a word and 2 numbers"},
      {"TooManyNumbers", "2 2\na 1 2 3\nb 1 2\n", "vectors:2: expected a word and 2 numbers"},
      {"NoNumber", "1 2\na 1 x\n", "vectors:2:"},
      {"EmptyLine", "2 2\na 1 2\n\nb 1 2\n", "vectors:3:"},
      {"CutShort", "3 2\na 1 2\nb 1 2\n", "2 words, 3 expected"},
      {"TooLong", "1 2\na 1 2\nb 1 2\n", "2 words, 1 expected"},
  };
  for (const VectorErrorCase& test : kCases) {
    const absl::Status status = Read(test.file).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_THAT(std::string(status.message()), HasSubstr(test.problem)) << test.name;
  }
}

// Words around three directions that are far from each other, one after the other.
WordVectors ThreeDirections(int count) {
  WordVectors vectors;
  for (int i = 0; i < count; ++i) {
    const float angle = 2.1f * static_cast<float>(i % 3) + 0.02f * static_cast<float>(i % 7);
    vectors.words.push_back(std::to_string(i));
    vectors.vectors.push_back({std::cos(angle), std::sin(angle)});
  }
  return vectors;
}

TEST(ClusterVectorsTest, PutsLikeVectorsTogether) {
  const std::vector<int> classes = ClusterVectors(ThreeDirections(60), 3, 10);
  ASSERT_EQ(classes.size(), 60u);
  for (int i = 0; i < 60; ++i) {
    EXPECT_EQ(classes[i], classes[i % 3]) << i;
    EXPECT_GE(classes[i], 0);
    EXPECT_LT(classes[i], 3);
  }
  EXPECT_NE(classes[0], classes[1]);
  EXPECT_NE(classes[1], classes[2]);
  EXPECT_NE(classes[0], classes[2]);
}

TEST(ClusterVectorsTest, EqualInputGivesEqualClasses) {
  EXPECT_EQ(ClusterVectors(ThreeDirections(50), 4, 5), ClusterVectors(ThreeDirections(50), 4, 5));
}

TEST(ClusterVectorsTest, StandsMoreClassesThanWordsAndNoWords) {
  EXPECT_EQ(ClusterVectors(ThreeDirections(2), 8, 3).size(), 2u);
  EXPECT_THAT(ClusterVectors({}, 8, 3), IsEmpty());
}

}  // namespace
}  // namespace isnad
