// What a verb owes behind its subject, and how sure other cues are.
#include "service/attribution/span/source_context.h"

#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

uint32_t OwedBy(const char* verb) {
  const AnalyzedArticle article(verb);
  const Cue cue = MakeCue(article, verb);
  const std::vector<float> starts;
  return SourceContext{article.text(), LoadedLexicon(), cue, starts, Recurrence()}.OwedBits();
}

TEST(SourceContextTest, TellsWhatTheVerbOwes) {
  EXPECT_EQ(OwedBy("أدان"), 2u) << "an act";
  EXPECT_EQ(OwedBy("طالب"), 1u) << "a person";
  EXPECT_EQ(OwedBy("قال"), 4u) << "a clause";
  EXPECT_EQ(OwedBy("منضدة"), 0u) << "no verb";
}

TEST(SourceContextTest, CueStepsRiseWithTheProbability) {
  const AnalyzedArticle article("قال نديم نعم ثم عاد");
  const Cue cue = MakeCue(article, "قال");
  const std::vector<float> starts = {0.99f, 0.01f, 0.1f, 0.4f, 0.7f};
  const Recurrence recurrence;
  const SourceContext context{article.text(), LoadedLexicon(), cue, starts, recurrence};
  EXPECT_EQ(context.CueStep(0), 4u);
  for (int i = 1; i < 5; ++i) EXPECT_EQ(context.CueStep(i), static_cast<uint32_t>(i - 1)) << i;
  EXPECT_EQ(context.CueStep(-1), 0u);
  EXPECT_EQ(context.CueStep(5), 0u);
  EXPECT_EQ(context.HighestCueStep({1, 4}), 2u);
  EXPECT_EQ(context.HighestCueStep({2, 2}), 0u);
}

}  // namespace
}  // namespace isnad
