// When an attribution that was found counts as right.
#include "service/training/agreement.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/training/language_data.h"

namespace isnad {
namespace {

constexpr char kText[] = "قال وزير الزراعة خالد النجار إن السد الكبير آمن تماما اليوم. وأضاف أن المياه وفيرة.";

TokenRange Words(const PreparedArticle& article, const std::string& words) {
  if (words.empty()) return {};
  const size_t at = article.gold.text.find(words);
  EXPECT_NE(at, std::string::npos) << words;
  return TokensOf(article.tokens, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())});
}

// What the engine may have found: `speaker` is the fullest mention of the chosen speaker, empty for nobody.
struct FoundSpan {
  std::string cue;
  std::string source;
  std::string content;
  std::string speaker;
};

Verdict VerdictOn(const PreparedArticle& article, const FoundSpan& found) {
  AttributionSpan span;
  span.cue.tokens = Words(article, found.cue);
  span.source = Words(article, found.source);
  span.content = {Words(article, found.content)};
  Speakers speakers;
  SpeakerChoice choice;
  if (!found.speaker.empty()) {
    const TokenRange mention = Words(article, found.speaker);
    speakers.speakers.push_back({mention, {mention}, 0, {0}});
    choice.speaker = 0;
  }
  speakers.attributions.push_back(choice);
  const std::vector<Verdict> verdicts = Judge(article, {span}, speakers);
  EXPECT_EQ(verdicts.size(), 1u);
  return verdicts.front();
}

struct JudgeCase {
  const char* name;
  FoundSpan found;
  Verdict verdict;
};

TEST(JudgeTest, AgreesAsTheLenientMeasureDoes) {
  const auto article = Prepared(kText, R"(
      {"n": 1, "cue": "قال", "source": "وزير الزراعة خالد النجار", "claim": ["السد الكبير آمن تماما اليوم"]},
      {"n": 2, "cue": "وأضاف", "antecedent": "وزير الزراعة خالد النجار", "claim": ["المياه وفيرة"]})");
  const std::string minister = "وزير الزراعة خالد النجار", claim = "السد الكبير آمن تماما اليوم";
  const JudgeCase kCases[] = {
      {"Exact", {"قال", minister, claim, minister}, Verdict::kRight},
      {"HalfOfTheSource", {"قال", "وزير الزراعة", claim, minister}, Verdict::kRight},
      {"LessThanHalfOfTheSource", {"قال", "وزير", claim, minister}, Verdict::kWrong},
      {"NoSource", {"قال", "", claim, ""}, Verdict::kWrong},
      {"OneWordOfTheContentMissing", {"قال", minister, "السد الكبير آمن تماما", minister}, Verdict::kRight},
      {"HalfOfTheContent", {"قال", minister, "السد الكبير", minister}, Verdict::kWrong},
      {"OtherCue", {"اليوم", minister, claim, minister}, Verdict::kWrong},
      {"DroppedSpeaker", {"وأضاف", "", "المياه وفيرة", "خالد النجار"}, Verdict::kRight},
      {"DroppedSpeakerIsAnotherOne", {"وأضاف", "", "المياه وفيرة", "السد"}, Verdict::kWrong},
      {"DroppedSpeakerUnderAnOverlappingMentionOfNoSharedWord",
       {"وأضاف", "", "المياه وفيرة", "إن السد"},
       Verdict::kWrong},
      {"DroppedSpeakerIsNobody", {"وأضاف", "", "المياه وفيرة", ""}, Verdict::kWrong},
  };
  for (const JudgeCase& test : kCases) EXPECT_EQ(VerdictOn(*article, test.found), test.verdict) << test.name;
}

TEST(JudgeTest, NobodyAgreesWithNobodyAlone) {
  const auto article =
      Prepared("من المتوقع أن تمطر السماء غدا.", R"({"cue": "من المتوقع", "claim": ["تمطر السماء غدا"]})");
  EXPECT_EQ(VerdictOn(*article, {"من المتوقع", "", "تمطر السماء غدا", ""}), Verdict::kRight);
  EXPECT_EQ(VerdictOn(*article, {"من المتوقع", "", "تمطر السماء غدا", "السماء"}), Verdict::kWrong);
  EXPECT_EQ(VerdictOn(*article, {"من المتوقع", "السماء", "تمطر السماء غدا", "السماء"}), Verdict::kWrong);
}

TEST(JudgeTest, BorderlineAnnotationsAreIgnored) {
  const auto article =
      Prepared(kText, R"({"cue": "قال", "source": "وزير الزراعة", "claim": ["السد الكبير آمن"], "borderline": true})");
  EXPECT_EQ(VerdictOn(*article, {"قال", "اليوم", "اليوم", "اليوم"}), Verdict::kIgnored);
  EXPECT_EQ(VerdictOn(*article, {"وأضاف", "", "المياه وفيرة", ""}), Verdict::kWrong);
}

TEST(JudgeTest, NothingFoundNothingJudged) { EXPECT_TRUE(Judge(*Prepared(kText, ""), {}, {}).empty()); }

}  // namespace
}  // namespace isnad
