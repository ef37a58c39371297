#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/server/nearest_name.h"

namespace isnad {
namespace {

TEST(NearestNameTest, FindsWhatWasMeant) {
  struct Row {
    std::string behaviour;
    std::string name;
    std::string nearest;
  };
  const std::vector<std::string> candidates = {"listen", "drain_ms", "drain_delay_ms", "workers"};
  const std::vector<Row> rows = {
      {"letter left out", "listn", "listen"},
      {"letter put in", "worrkers", "workers"},
      {"letter exchanged", "drain-ms", "drain_ms"},
      {"two letters turned", "litsen", "listen"},
      {"the name itself", "drain_ms", "drain_ms"},
      {"begin of a name", "drain", "drain_ms"},
      {"the nearer of two", "drain_delay", "drain_delay_ms"},
      {"another word", "port", ""},
      {"more than a third of it changed", "drxxxxms", ""},
      {"nothing", "", ""},
      {"too long for a name", "drain_ms" + std::string(60, 's'), ""},
  };
  for (const Row& row : rows) EXPECT_EQ(NearestName(row.name, candidates), row.nearest) << row.behaviour;
}

TEST(NearestNameTest, TakesTheFirstOfSeveralAndNoneOfNone) {
  EXPECT_EQ(NearestName("cat", {"bat", "hat"}), "bat");
  EXPECT_EQ(NearestName("cat", {}), "");
}

}  // namespace
}  // namespace isnad
