// How soon each stage of the engine notices that it is to stop. Counted in questions and in what is worked on between
// two of them, never timed.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/attribution_extractor.h"
#include "service/attribution/claim/claim_builder.h"
#include "service/attribution/claim/known_source_index.h"
#include "service/attribution/cue/cue_finder.h"
#include "service/attribution/engine_data.h"
#include "service/attribution/lexicon/teh_marbuta.h"
#include "service/attribution/lexicon/word_analyzer.h"
#include "service/attribution/source/speaker_resolver.h"
#include "service/attribution/span/parent.h"
#include "service/attribution/span/recurrence.h"
#include "service/attribution/span/span_finder.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/quotation_pairer.h"
#include "service/attribution/token/sentence_splitter.h"
#include "service/attribution/token/tokenizer.h"
#include "tests/attribution/answer_comparison.h"
#include "tests/golden/loaded_extractor.h"

namespace isnad {
namespace {

// Claims with sources, quotations, speakers named again and dropped ones.
std::string ArticleOfSentences(int count) {
  std::string article = "عنوان: المعرض يفتح أبوابه\n";
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&article, "قال وزير الثقافة سامي النجار إن المعرض رقم ", i, " نجح، وأضاف «سنعود في الربيع». ");
    absl::StrAppend(&article, "وفقا لصحيفة الجزيرة نقل عن المدير قوله إن الزوار ألف.\n");
  }
  return article;
}

const EngineData& Engine() {
  static const EngineData data = *LoadEngineData("", "");
  return data;
}

// What each stage gets, made once without any check.
struct Stages {
  explicit Stages(const std::string& article)
      : article(article),
        chars(Normalize(article)),
        tokens(Tokenize(chars)),
        text(AnalyzeWords(tokens, *Engine().lexicon, Engine().distribution)),
        candidates(FindCueCandidates(text, *Engine().lexicon, *Engine().phrases)),
        cues(FindCues(text, *Engine().lexicon, *Engine().phrases, Engine().ranker)),
        spans(FindSpans(text, *Engine().lexicon, cues, Engine().ranker)),
        speakers(ResolveSpeakers(text, *Engine().lexicon, spans, Engine().ranker)) {}

  std::string article;
  std::vector<FoldedChar> chars;
  TokenizedText tokens;
  AnalyzedText text;
  CueCandidates candidates;
  CueList cues;
  std::vector<AttributionSpan> spans;
  Speakers speakers;
};

const Stages& LongArticle() {
  static const Stages stages(ArticleOfSentences(800));
  return stages;
}

struct StageCase {
  const char* name;
  int units;         // what the stage works through
  int most_between;  // units between two questions, at most
  std::function<void(Cancellation*)> run;
};

// Some milliseconds of work each on the slowest texts, by the stages' measured cost of a unit.
std::vector<StageCase> StageCases() {
  const Stages& s = LongArticle();
  const Lexicon& lexicon = *Engine().lexicon;
  const Ranker& ranker = Engine().ranker;
  const int tokens = s.tokens.size(), spans = static_cast<int>(s.spans.size());
  return {
      {"Characters", static_cast<int>(s.chars.size()), 100000, [&](Cancellation* stop) { Normalize(s.article, stop); }},
      {"Tokens", tokens, 25000, [&](Cancellation* stop) { Tokenize(s.chars, stop); }},
      {"Sentences", tokens, 100000,
       [&](Cancellation* stop) {
         TokenizedText text = s.tokens;
         SplitSentences(&text, stop);
       }},
      {"Quotations", tokens, 100000,
       [&](Cancellation* stop) {
         TokenizedText text = s.tokens;
         PairQuotations(&text, stop);
       }},
      {"TehMarbuta", tokens, 40000,
       [&](Cancellation* stop) { TehMarbutaReader(s.tokens, lexicon, Engine().distribution, stop); }},
      {"Words", tokens, 4000,
       [&](Cancellation* stop) { AnalyzeWords(s.tokens, lexicon, Engine().distribution, stop); }},
      {"CueCandidates", tokens, 8000,
       [&](Cancellation* stop) { FindCueCandidates(s.text, lexicon, *Engine().phrases, stop); }},
      {"Cues", static_cast<int>(s.candidates.candidates.size()), 500,
       [&](Cancellation* stop) { FindCues(s.text, lexicon, *Engine().phrases, ranker, stop); }},
      {"SelectedCues", static_cast<int>(s.candidates.candidates.size()), 10000,
       [&](Cancellation* stop) { SelectCues(s.candidates, s.tokens.size(), stop); }},
      {"Recurrence", tokens, 4000, [&](Cancellation* stop) { Recurrence(s.text, stop); }},
      {"Spans", spans, 3, [&](Cancellation* stop) { FindSpans(s.text, lexicon, s.cues, ranker, stop); }},
      {"Parents", spans, 50,
       [&](Cancellation* stop) {
         std::vector<AttributionSpan> copy = s.spans;
         FindParents(s.text, lexicon, ranker, &copy, stop);
       }},
      {"Stems", tokens, 15000, [&](Cancellation* stop) { IndexStems(s.text, stop); }},
      {"Bases", tokens, 15000, [&](Cancellation* stop) { IndexBases(s.text, stop); }},
      {"Speakers", spans, 20, [&](Cancellation* stop) { ResolveSpeakers(s.text, lexicon, s.spans, ranker, stop); }},
      {"Claims", spans, 50,
       [&](Cancellation* stop) { BuildClaims(s.text, lexicon, s.spans, s.speakers, ranker, {}, stop); }},
  };
}

TEST(EngineCancellationTest, EachStageAsksBeforeMuchWorkIsDone) {
  for (const StageCase& test : StageCases()) {
    int questions = 0;
    const std::function<bool()> cancelled = [&] { return ++questions < 0; };
    Cancellation stop(cancelled);
    test.run(&stop);
    ASSERT_GT(test.units, 1000) << test.name << ": too little work to tell";
    EXPECT_GE(questions, 1 + test.units / test.most_between) << test.name << " of " << test.units;
  }
}

TEST(EngineCancellationTest, EachStageEndsAtAnyQuestion) {
  for (const StageCase& test : StageCases()) {
    int all = 0;
    const std::function<bool()> never = [&] { return ++all < 0; };
    Cancellation counted(never);
    test.run(&counted);
    // All of a few, some of many: the last ones are those whose data is most incomplete.
    const int step = std::max(1, all / 24);
    for (int yes = all; yes > 0; yes -= step) {
      int questions = 0;
      const std::function<bool()> cancelled = [&] { return ++questions == yes; };
      Cancellation stop(cancelled);
      test.run(&stop);
      EXPECT_TRUE(stop.stopped()) << test.name << " at " << yes << " of " << all;
      EXPECT_EQ(questions, yes) << test.name << ": asked again after a yes";
    }
  }
}

TEST(EngineCancellationTest, KnownSourcesAreReadAndLookedUpInSteps) {
  std::vector<KnownSource> sources(200);
  for (KnownSource& source : sources) source = {"id", "اسم طويل لا يرد في الخبر", {30, "اسم آخر لا يرد"}};
  int questions = 0;
  const std::function<bool()> cancelled = [&] { return ++questions < 0; };
  Cancellation stop(cancelled);
  const KnownSourceIndex index(sources, &stop);
  EXPECT_GE(questions, 200 * 31 / 2000) << "names between two questions";
  Speaker speaker;
  for (int i = 0; i < 10000; ++i) speaker.mentions.push_back({i, i + 5});
  questions = 0;
  EXPECT_EQ(index.Find(LongArticle().text, speaker, &stop), nullptr);
  EXPECT_GE(questions, 10000 * 5 / 10000 - 1) << "words between two questions";
}

absl::StatusOr<Attributions> ExtractUntil(const std::string& article, int yes, int* questions) {
  *questions = 0;
  return LoadedExtractor().Extract(article, {}, [=] { return ++*questions == yes; });
}

TEST(EngineCancellationTest, AnExtractionEndsAtEachQuestionItAsks) {
  const std::string article = ArticleOfSentences(12);
  int all = 0, questions = 0;
  ASSERT_TRUE(ExtractUntil(article, 0, &all).ok());
  ASSERT_GT(all, 10);
  for (int yes = 1; yes <= all; ++yes) {
    const absl::Status status = ExtractUntil(article, yes, &questions).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << "at question " << yes << " of " << all;
    EXPECT_EQ(questions, yes) << "asked again after a yes";
  }
  EXPECT_TRUE(ExtractUntil(article, all + 1, &questions).ok()) << "no question is left";
}

TEST(EngineCancellationTest, OneThatIsCancelledAlreadyDoesNothing) {
  int questions = 0;
  EXPECT_EQ(ExtractUntil("قال نعم", 1, &questions).status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(questions, 1);
}

TEST(EngineCancellationTest, TheSameArticleAsksTheSameQuestions) {
  const std::string article = ArticleOfSentences(40);
  int first = 0, second = 0;
  ASSERT_TRUE(ExtractUntil(article, 0, &first).ok());
  ASSERT_TRUE(ExtractUntil(article, 0, &second).ok());
  EXPECT_EQ(first, second);
}

// A server lets short articles overtake a long one at its questions.
TEST(EngineCancellationTest, OtherExtractionsMayRunInsideAQuestion) {
  const std::string outer = ArticleOfSentences(6), inner = ArticleOfSentences(2);
  const absl::StatusOr<Attributions> outer_alone = LoadedExtractor().Extract(outer);
  const absl::StatusOr<Attributions> inner_alone = LoadedExtractor().Extract(inner);
  ASSERT_TRUE(outer_alone.ok() && inner_alone.ok());
  int runs = 0;
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(outer, {}, [&] {
    const absl::StatusOr<Attributions> nested = LoadedExtractor().Extract(inner);
    EXPECT_TRUE(nested.ok() && ClaimSpans(*inner_alone) == ClaimSpans(*nested));
    ++runs;
    return false;
  });
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_TRUE(ClaimSpans(*outer_alone) == ClaimSpans(*answer));
  EXPECT_GT(runs, 3);
}

}  // namespace
}  // namespace isnad
