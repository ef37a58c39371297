#include "service/telemetry/server_metrics.h"

#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr MethodName kExtract = {"isnad.v1.AttributionService", "ExtractAttributions", MethodKind::kUnary};
constexpr MethodName kWatch = {"grpc.health.v1.Health", "Watch", MethodKind::kServerStream};

// "name{label="value",...}" of every sample, buckets left out.
std::vector<std::string> SeriesOf(ServerMetrics& metrics) {
  std::set<std::string> series;
  for (absl::string_view line : absl::StrSplit(metrics.Text(), '\n', absl::SkipEmpty())) {
    if (absl::StartsWith(line, "#") || absl::StrContains(line, "_bucket{")) continue;
    series.emplace(line.substr(0, line.rfind(' ')));
  }
  return {series.begin(), series.end()};
}

// The list is the reference: a new series is a decision, and comes with a line in it.
TEST(ServerMetrics, HasEverySeriesFromTheStartAndNoOther) {
  std::ifstream file(ISNAD_SOURCE_DIR "/tests/telemetry/series.txt");
  std::vector<std::string> expected;
  for (std::string line; std::getline(file, line);) {
    if (!absl::StartsWith(line, "#")) expected.push_back(line);
  }
  ASSERT_FALSE(expected.empty());
  ServerMetrics metrics;
  metrics.Method(kExtract);
  EXPECT_THAT(SeriesOf(metrics), ElementsAreArray(expected));
}

TEST(ServerMetrics, AddNoSeriesByWorking) {
  ServerMetrics metrics;
  MethodMetrics* method = metrics.Method(kExtract);
  const std::vector<std::string> before = SeriesOf(metrics);
  for (int code = -1; code < 40; ++code) method->Handled(static_cast<absl::StatusCode>(code), absl::Seconds(code));
  Attributions attributions;
  attributions.claims.resize(3);
  attributions.sources.resize(2);
  metrics.answers().RecordAnswer(attributions, 100, absl::Milliseconds(1));
  metrics.load().RecordRefusal(RefusalReason::kOverloaded);
  metrics.operation().RecordDenial(DenialKind::kPolicy);
  EXPECT_EQ(SeriesOf(metrics), before);
}

TEST(ServerMetrics, GiveOneMethodOnePointer) {
  ServerMetrics metrics;
  MethodMetrics* extract = metrics.Method(kExtract);
  EXPECT_NE(metrics.Method(kWatch), extract);
  EXPECT_EQ(metrics.Method(kExtract), extract);
}

TEST(ServerMetrics, CountMethodsBeyondTheLimitAsOthers) {
  ServerMetrics metrics;
  std::vector<std::string> names;
  for (size_t i = 0; i < kMethodsMax + 2; ++i) names.push_back(absl::StrCat("Method", i));
  for (const std::string& name : names) metrics.Method({"a.Service", name, MethodKind::kUnary})->Started();
  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_method=\"Method", kMethodsMax - 1, "\"")));
  EXPECT_THAT(text, Not(HasSubstr(absl::StrCat("grpc_method=\"Method", kMethodsMax, "\""))));
  EXPECT_THAT(text, HasSubstr("grpc_server_started_total{grpc_method=\"other\",grpc_service=\"other\",grpc_type="
                              "\"unary\"} 2\n"));
}

TEST(ServerMetrics, TellWhatIsRunningOnceThatIsKnown) {
  ServerMetrics metrics;
  metrics.operation().SetBuildInfo({"1.2.3", "", "1.51.1"});
  metrics.operation().SetBuildInfo({"1.2.3", "0123456789ab", "1.51.1"});
  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr("isnad_build_info{grpc_version=\"1.51.1\",lexicon_version=\"0123456789ab\",version="
                              "\"1.2.3\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("lexicon_version=\"\"")));
}

// Under ThreadSanitizer too: recording, registering and reading at the same time lose nothing.
TEST(ServerMetrics, LoseNothingAmongThreads) {
  constexpr int kThreads = 8;
  constexpr int kCalls = 5000;
  ServerMetrics metrics;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&metrics] {
      MethodMetrics* method = metrics.Method(kExtract);
      Attributions attributions;
      attributions.claims.resize(2);
      for (int call = 0; call < kCalls; ++call) {
        method->Started();
        metrics.answers().RecordAnswer(attributions, 10, absl::Milliseconds(1));
        method->Handled(absl::StatusCode::kOk, absl::Milliseconds(1));
        if (call % 1000 == 0) metrics.Text();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::string text = metrics.Text();
  const std::string labels =
      "grpc_method=\"ExtractAttributions\",grpc_service=\"isnad.v1.AttributionService\",grpc_type=\"unary\"} 40000\n";
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_server_started_total{", labels)));
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_server_handled_total{grpc_code=\"OK\",", labels)));
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_server_handling_seconds_count{", labels)));
  EXPECT_THAT(text, HasSubstr("isnad_articles_total 40000\n"));
  EXPECT_THAT(text, HasSubstr("isnad_text_bytes_total 400000\n"));
  EXPECT_THAT(text, HasSubstr("isnad_claims_total{cue_class=\"statement\"} 80000\n"));
}

}  // namespace
}  // namespace isnad
