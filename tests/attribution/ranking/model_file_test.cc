// The model file: what is refused, and that a model comes back from it to the bit. Bad files are made from a good one,
// a change at a time.
#include "service/attribution/ranking/model_file.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

// Sixteen weights for each decision, and a network for one of them.
Model GoodModel() {
  Model model = RandomModel(/*seed=*/1, /*bits=*/4, /*range=*/127, /*scale=*/0.25f);
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network = RandomNetwork(2);
  model.vectors = RandomVectors(3, 5);
  return model;
}

std::string GoodFile() { return SerializeModel(GoodModel(), {"made by a test"}); }

TEST(ModelFileTest, AModelComesBackToTheBit) {
  Model model = GoodModel();
  model.decisions[0].scale = 1.0f / 3.0f;
  model.decisions[1].scale = std::nextafter(0.1f, 1.0f);
  model.decisions[2].scale = std::numeric_limits<float>::min();
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network.unit = 1.0f / 60007.0f;
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network.output_unit = std::nextafter(1e-5f, 0.0f);
  model.vectors.scale = 1.0f / 129.0f;
  const absl::StatusOr<Model> parsed = ParseModel(SerializeModel(model, {}));
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  for (int d = 0; d < kDecisionCount; ++d) {
    const DecisionWeights &expected = model.decisions[d], &found = parsed->decisions[d];
    EXPECT_EQ(found.scale, expected.scale);
    EXPECT_EQ(found.weights, expected.weights);
    EXPECT_EQ(found.network.unit, expected.network.unit);
    EXPECT_EQ(found.network.output_unit, expected.network.output_unit);
    EXPECT_EQ(found.network.words, expected.network.words);
    EXPECT_EQ(found.network.classes, expected.network.classes);
    EXPECT_EQ(found.network.bias, expected.network.bias);
    EXPECT_EQ(found.network.output, expected.network.output);
  }
  EXPECT_EQ(parsed->vectors.scale, model.vectors.scale);
  EXPECT_EQ(parsed->vectors.rows, model.vectors.rows);
}

TEST(ModelFileTest, AModelWithoutNetworksNeedsNoVectors) {
  const absl::StatusOr<Model> parsed = ParseModel(SerializeModel(RandomModel(1, 4, 9, 1), {}));
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_TRUE(parsed->vectors.rows.empty());
}

TEST(ModelFileTest, ProvenanceStandsInTheFileAndIsNotRead) {
  const std::string file = SerializeModel(GoodModel(), {"first line", "decision cue 4 1"});
  EXPECT_THAT(file, HasSubstr("\n# first line\n# decision cue 4 1\n"));
  EXPECT_TRUE(ParseModel(file).ok());
}

std::string Replaced(std::string file, const std::string& from, const std::string& to) {
  const size_t at = file.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? file : file.replace(at, from.size(), to);
}

// A file with a row of one decision taken out, and its bytes, which come first.
std::string WithoutFirstDecision(std::string file, const std::string& row) {
  file.erase(file.find("\n\n") + 2, 16);
  return Replaced(file, row, "");
}

TEST(ModelFileTest, AFileWithoutReadingsLeavesTheLikeliest) {
  std::string file = Replaced(SerializeModel(RandomModel(1, 4, 9, 1), {}), "decision reading 4 1\n", "");
  file.resize(file.size() - 16);
  const absl::StatusOr<Model> parsed = ParseModel(file);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  FeatureVector features;
  features.Add(1);
  EXPECT_EQ(Ranker(*parsed).LinearScore(Decision::kReading, features), 0.0f);
}

// A file with a line more at the end of its head.
std::string WithLine(const std::string& file, const std::string& line) {
  return Replaced(file, "\n\n", "\n" + line + "\n");
}

Model WithClass(int32_t number) {
  Model model = GoodModel();
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network.classes.back() = number;
  return model;
}

Model WithBias(int32_t number) {
  Model model = GoodModel();
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network.bias.back() = number;
  return model;
}

struct ParseErrorCase {
  const char* name;
  std::string file;
  const char* problem;
};

TEST(ModelFileTest, RefusesBadFiles) {
  const std::string good = GoodFile();
  const size_t bytes = good.find("\n\n") + 2;
  const std::string linear = SerializeModel(RandomModel(1, 4, 127, 0.25f), {});
  Model no_vectors = GoodModel();
  no_vectors.vectors = {};
  const ParseErrorCase kCases[] = {
      {.name = "Empty", .file = "", .problem = "model:1"},
      {.name = "OtherFile", .file = "# a table\n\n", .problem = "model:1: expected 'isnad-model"},
      {.name = "OlderFormat", .file = "isnad-model 0\n\n", .problem = "model:1: expected 'isnad-model"},
      {.name = "NoEndOfHead", .file = good.substr(0, bytes - 1), .problem = "empty line"},
      {.name = "NoBytes", .file = good.substr(0, bytes), .problem = "cut short"},
      {.name = "CutInTheLinearWeights", .file = good.substr(0, bytes + 20), .problem = "cut short"},
      {.name = "CutInTheNetwork", .file = good.substr(0, bytes + 16 * kDecisionCount + 9), .problem = "cut short"},
      {.name = "CutInTheVectors", .file = good.substr(0, good.size() - 1), .problem = "cut short"},
      {.name = "TooLong", .file = good + "x", .problem = "behind"},
      {.name = "UnknownDecision", .file = Replaced(good, "decision cue ", "decision clue "), .problem = "'clue'"},
      {.name = "UnknownLine",
       .file = Replaced(good, "decision cue ", "precision cue "),
       .problem = "model:3: expected"},
      {.name = "TooFewFields", .file = Replaced(good, "decision cue 4", "decision cue"), .problem = "expected"},
      {.name = "BitsNoNumber", .file = Replaced(good, "decision cue 4", "decision cue four"), .problem = "bits"},
      {.name = "NoBits", .file = Replaced(good, "decision cue 4", "decision cue 0"), .problem = "bits"},
      {.name = "TooManyBits", .file = Replaced(good, "decision cue 4", "decision cue 40"), .problem = "bits"},
      {.name = "NegativeBits", .file = Replaced(good, "decision cue 4", "decision cue -4"), .problem = "bits"},
      {.name = "ScaleNoNumber", .file = Replaced(good, " 0.25\n", " fast\n"), .problem = "scale"},
      {.name = "ScaleInfinite", .file = Replaced(good, " 0.25\n", " inf\n"), .problem = "scale"},
      {.name = "ScaleNan", .file = Replaced(good, " 0.25\n", " nan\n"), .problem = "scale"},
      {.name = "ScaleZero", .file = Replaced(good, " 0.25\n", " 0\n"), .problem = "scale"},
      {.name = "ScaleNegative", .file = Replaced(good, " 0.25\n", " -0.25\n"), .problem = "scale"},
      {.name = "ScaleTooLarge", .file = Replaced(good, " 0.25\n", " 1001\n"), .problem = "scale"},
      {.name = "VectorScaleNoNumber", .file = Replaced(good, "vectors 5 ", "vectors 5 x"), .problem = "scale"},
      {.name = "OutputUnitNoNumber",
       .file = Replaced(good, "network claim_end 0.000500000024 ", "network claim_end 0.0005 x"),
       .problem = "unit"},
      {.name = "DecisionTwice",
       .file = Replaced(good, "decision source_start ", "decision cue "),
       .problem = "model:4: a second line 'decision cue'"},
      {.name = "NetworkTwice",
       .file = WithLine(good, "network claim_end 1 1\n"),
       .problem = "a second line 'network claim_end'"},
      {.name = "VectorsTwice", .file = WithLine(good, "vectors 1 1\n"), .problem = "a second line 'vectors"},
      {.name = "ClassOutOfRange",
       .file = SerializeModel(WithClass((1 << 27) + 1), {}),
       .problem = "network claim_end has a class or bias out of range"},
      {.name = "ClassFarBelow",
       .file = SerializeModel(WithClass(std::numeric_limits<int32_t>::min()), {}),
       .problem = "out of range"},
      {.name = "BiasOutOfRange", .file = SerializeModel(WithBias(-(1 << 27) - 1), {}), .problem = "out of range"},
      {.name = "UnitNoNumber", .file = Replaced(good, "network claim_end ", "network claim_end x"), .problem = "unit"},
      {.name = "NetworkOfNothing",
       .file = Replaced(good, "network claim_end ", "network claim "),
       .problem = "'claim'"},
      {.name = "NameOfControls",
       .file = Replaced(good, "decision cue ", "decision c\x1B]e "),
       .problem = "unknown decision 'c\\x1b]e'"},
      {.name = "NoVectorsCounted", .file = Replaced(good, "vectors 5 ", "vectors 0 "), .problem = "vectors"},
      {.name = "TooManyVectors", .file = Replaced(good, "vectors 5 ", "vectors 5000000 "), .problem = "vectors"},
      {.name = "FewerVectorsThanCounted", .file = Replaced(good, "vectors 5 ", "vectors 6 "), .problem = "cut short"},
      {.name = "MoreVectorsThanCounted", .file = Replaced(good, "vectors 5 ", "vectors 4 "), .problem = "behind"},
      {.name = "NetworkWithoutVectors", .file = SerializeModel(no_vectors, {}), .problem = "vectors"},
      {.name = "DecisionMissing", .file = WithoutFirstDecision(linear, "decision cue 4 0.25\n"), .problem = "cue"},
  };
  ASSERT_TRUE(ParseModel(good).ok());
  for (const ParseErrorCase& test : kCases) {
    const absl::StatusOr<Model> parsed = ParseModel(test.file);
    EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_THAT(std::string(parsed.status().message()), HasSubstr(test.problem)) << test.name;
    EXPECT_THAT(std::string(parsed.status().message()), HasSubstr("model:")) << test.name;
  }
}

TEST(ModelFileTest, ALineEndInTheProvenanceDoesNotEndTheHead) {
  const std::string file = SerializeModel(GoodModel(), {"two\n\nlines"});
  EXPECT_THAT(file, HasSubstr("\n# two\n# \n# lines\n"));
  EXPECT_TRUE(ParseModel(file).ok());
}

TEST(ModelFileTest, TakesNumbersAtTheirLimits) {
  EXPECT_TRUE(ParseModel(SerializeModel(WithClass(1 << 27), {})).ok());
  EXPECT_TRUE(ParseModel(SerializeModel(WithBias(-(1 << 27)), {})).ok());
  EXPECT_TRUE(ParseModel(Replaced(GoodFile(), " 0.25\n", " 1000\n")).ok());
}

TEST(ModelFileTest, SerializingIsStable) { EXPECT_EQ(GoodFile(), GoodFile()); }

TEST(ModelFileTest, DamagedFilesNeverBreakTheParser) {
  constexpr uint64_t kSeed = 9;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const std::string good = SerializeModel(RandomModel(1, 4, 127, 0.25f), {"made by a test"});
  int parsed_well = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string file = good.substr(0, random() % 4 == 0 ? random() % (good.size() + 1) : good.size());
    for (uint64_t hits = random() % 3; hits > 0 && !file.empty(); --hits) {
      file[random() % file.size()] = static_cast<char>(random());
    }
    const absl::StatusOr<Model> parsed = ParseModel(file);
    parsed_well += parsed.ok();
    if (!parsed.ok()) {
      ASSERT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
    }
  }
  EXPECT_GT(parsed_well, 0) << "damage of weights alone is no problem of the file";
}

}  // namespace
}  // namespace isnad
