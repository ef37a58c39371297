#include "client/progress.h"

#include "gtest/gtest.h"

namespace isnad {
namespace {

TEST(ProgressTest, TellsWhatIsKnown) {
  struct Row {
    ProgressState state;
    int bar;
    const char* line;
  };
  using std::chrono::milliseconds;
  const Row rows[] = {
      {{.done = 1}, 0, "1 article, 0%"},
      {{.done = 50, .share = 0.5, .elapsed = milliseconds(100)}, 0, "50 articles, 50%"},
      {{.done = 1000, .share = 0.25, .elapsed = milliseconds(2000)}, 0, "1000 articles, 500/s, 25%, 0:06 left"},
      {{.done = 1000, .earlier = 900, .refused = 3, .share = 0.6, .share_at_begin = 0.5, .elapsed = milliseconds(1000)},
       0,
       "1000 articles, 3 refused, 100/s, 60%, 0:04 left"},
      {{.done = 9, .share = 0.001, .elapsed = milliseconds(9000)}, 0, "9 articles, 1/s, 0%, 2:29:51 left"},
      {{.done = 8, .share = 0.5, .elapsed = milliseconds(1000)}, 4, "[##--] 8 articles, 8/s, 50%, 0:01 left"},
      {{.done = 8, .share = 1, .elapsed = milliseconds(1000)}, 4, "[####] 8 articles, 8/s, 100%"},
  };
  for (const Row& row : rows) EXPECT_EQ(ProgressLine(row.state, row.bar), row.line);
}

TEST(ProgressTest, KeepsToTheTerminalsLine) {
  const ProgressState state = {.done = 8, .share = 0.5, .elapsed = std::chrono::milliseconds(1000)};
  EXPECT_EQ(ProgressLineWithin(state, 200), "[##########----------] 8 articles, 8/s, 50%, 0:01 left");
  EXPECT_EQ(ProgressLineWithin(state, 40), "[##---] 8 articles, 8/s, 50%, 0:01 left");
  EXPECT_EQ(ProgressLineWithin(state, 39), "8 articles, 8/s, 50%, 0:01 left");
  EXPECT_EQ(ProgressLineWithin(state, 11), "8 articles");
  EXPECT_EQ(ProgressLineWithin(state, 1), "");
}

}  // namespace
}  // namespace isnad
