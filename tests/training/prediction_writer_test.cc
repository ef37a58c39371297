// A line of the response's JSON, offsets in code points.
#include "service/training/prediction_writer.h"

#include <string>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace isnad {
namespace {

using Json = nlohmann::json;

// The scientist before the text is three code points of eleven bytes; every Arabic letter is two bytes.
constexpr char kText[] = "\U0001F469\u200D\U0001F52C قال خالد: نعم";

ByteRange RangeOf(const std::string& words) {
  const size_t at = std::string(kText).find(words);
  EXPECT_NE(at, std::string::npos) << words;
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

Attributions OneClaim() {
  Attributions answer;
  Claim claim;
  claim.id = 1;
  claim.content = {RangeOf("نعم")};
  claim.cue.range = RangeOf("قال");
  claim.cue.cue_class = CueClass::kAccordingTo;
  claim.cue.polarity = Polarity::kNegative;
  claim.source = {1, RangeOf("خالد"), Resolution::kNamed, {}};
  claim.quote_kind = QuoteKind::kMixed;
  claim.parent_id = 0;
  claim.confidence = 0.5;
  claim.rule = "verb";
  answer.claims.push_back(claim);
  Source source;
  source.id = 1;
  source.name = RangeOf("خالد");
  source.type = SourceType::kPerson;
  source.mentions = {RangeOf("خالد")};
  answer.sources.push_back(source);
  return answer;
}

TEST(PredictionLineTest, WritesTheResponsesFields) {
  const Json expected = Json::parse(R"({
      "articleId": "name",
      "claims": [{"id": 1, "parentId": 0, "confidence": 0.5, "rule": "verb", "quoteKind": "QUOTE_KIND_MIXED",
                  "content": [{"begin": 14, "end": 17}],
                  "cue": {"span": {"begin": 4, "end": 7}, "cueClass": "CUE_CLASS_ACCORDING_TO",
                          "polarity": "POLARITY_NEGATIVE"},
                  "source": {"sourceId": 1, "span": {"begin": 8, "end": 12}}}],
      "sources": [{"id": 1, "name": "خالد", "type": "SOURCE_TYPE_PERSON", "mentions": [{"begin": 8, "end": 12}]}]})");
  EXPECT_EQ(Json::parse(PredictionLine("name", kText, OneClaim())), expected);
}

TEST(PredictionLineTest, ADroppedSubjectHasNoSpan) {
  Attributions answer = OneClaim();
  answer.claims[0].source.range.reset();
  const Json line = Json::parse(PredictionLine("name", kText, answer));
  EXPECT_FALSE(line["claims"][0]["source"].contains("span"));
}

TEST(PredictionLineTest, ASpanMayReachTheEndOfTheText) {
  Attributions answer = OneClaim();
  answer.claims[0].content = {{0, static_cast<uint32_t>(std::string(kText).size())}};
  const Json line = Json::parse(PredictionLine("name", kText, answer));
  EXPECT_EQ(line["claims"][0]["content"][0], Json::parse(R"({"begin": 0, "end": 17})"));
}

TEST(PredictionLineTest, WithoutClaimsTheListsAreEmpty) {
  EXPECT_EQ(Json::parse(PredictionLine("name", kText, {})),
            Json::parse(R"({"articleId": "name", "claims": [], "sources": []})"));
}

TEST(PredictionLineTest, IsOneLine) {
  EXPECT_EQ(PredictionLine("two\nlines", kText, OneClaim()).find('\n'), std::string::npos);
}

}  // namespace
}  // namespace isnad
