// What is shipped for operators must fit what the server tells: names in rules and documentation, and Prometheus' own
// tool over the real output. promtool comes with Debian's package prometheus; without it those tests say that they
// skip.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/telemetry/server_metrics.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kFolder = ISNAD_SOURCE_DIR "/deploy/observability/";

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct ToolAnswer {
  int exit_status = -1;
  std::string output;
};

ToolAnswer RunTool(const std::string& command) {
  ToolAnswer answer;
  FILE* output = popen(absl::StrCat(command, " 2>&1").c_str(), "r");
  if (output == nullptr) return answer;
  char buffer[4096];
  while (const size_t bytes = fread(buffer, 1, sizeof(buffer), output)) answer.output.append(buffer, bytes);
  const int status = pclose(output);
  if (WIFEXITED(status)) answer.exit_status = WEXITSTATUS(status);
  return answer;
}

bool HasPromtool() { return RunTool("promtool --version").exit_status == 0; }

constexpr char kNoPromtool[] = "SKIPPED: promtool is not installed (Debian package prometheus)";

// A server's metrics after some work, with a method of each kind.
class ObservabilityTest : public ::testing::Test {
 protected:
  ObservabilityTest() {
    const MethodKind kinds[] = {MethodKind::kUnary, MethodKind::kServerStream, MethodKind::kClientStream,
                                MethodKind::kBidiStream};
    for (MethodKind kind : kinds) {
      MethodMetrics* method = metrics_.Method({"a.Service", absl::StrCat("Method", static_cast<int>(kind)), kind});
      method->Started();
      method->Handled(absl::StatusCode::kOk, absl::Milliseconds(3));
    }
    Attributions attributions;
    attributions.claims.resize(2);
    metrics_.answers().RecordAnswer(attributions, 11000, absl::Milliseconds(1));
    metrics_.operation().SetBuildInfo({"1.2.3", "0123456789ab", "1.51.1"});
    for (const auto& family : metrics_.Collect()) families_.insert(family.name);
  }

  // A family, or the part of a histogram that is a series of its own.
  bool IsTold(const std::string& name) const {
    for (absl::string_view part : {"", "_bucket", "_count", "_sum"}) {
      if (absl::EndsWith(name, part) && families_.count(std::string(absl::StripSuffix(name, part))) > 0) return true;
    }
    return false;
  }

  ServerMetrics metrics_;
  std::set<std::string> families_;
};

// The names in a text that look like ours; names that rules record have colons around them.
std::set<std::string> MetricNames(const std::string& text) {
  static const std::regex name("[a-zA-Z0-9_:/.-]+");
  std::set<std::string> names;
  for (std::sregex_iterator match(text.begin(), text.end(), name), end; match != end; ++match) {
    const std::string word = match->str();
    const bool ours = absl::StartsWith(word, "isnad_") || absl::StartsWith(word, "grpc_server_") ||
                      absl::StartsWith(word, "process_");
    if (ours && !absl::StrContains(word, ":")) names.insert(word);
  }
  return names;
}

TEST_F(ObservabilityTest, RulesNameMetricsThatThereAre) {
  const std::set<std::string> groups = {"isnad_alerts", "isnad_recording"};
  for (const char* file : {"alerts.yml", "recording_rules.yml"}) {
    const std::set<std::string> names = MetricNames(ReadFile(kFolder + file));
    EXPECT_GT(names.size(), 4u) << file;
    for (const std::string& name : names) EXPECT_TRUE(IsTold(name) || groups.count(name) > 0) << file << ": " << name;
  }
}

TEST_F(ObservabilityTest, DocumentationNamesEveryMetricAndNoOther) {
  const std::string text = ReadFile(kFolder + "README.md");
  for (const std::string& family : families_) {
    EXPECT_THAT(text, HasSubstr(absl::StrCat("\n| `", family, "` |"))) << "has no row in the tables";
  }
  for (const std::string& name : MetricNames(text)) EXPECT_TRUE(IsTold(name)) << name;
}

TEST_F(ObservabilityTest, DocumentationHasASectionForEveryAlert) {
  const std::string documentation = ReadFile(kFolder + "README.md");
  const std::string alerts = ReadFile(kFolder + "alerts.yml");
  static const std::regex alert("- alert: (\\w+)");
  int count = 0;
  for (std::sregex_iterator match(alerts.begin(), alerts.end(), alert), end; match != end; ++match, ++count) {
    EXPECT_THAT(documentation, HasSubstr(absl::StrCat("\n### ", match->str(1), "\n")));
  }
  EXPECT_GT(count, 10);
}

TEST_F(ObservabilityTest, PromtoolHasNoComplaintAboutTheOutput) {
  if (!HasPromtool()) GTEST_SKIP() << kNoPromtool;
  const std::string path = absl::StrCat(::testing::TempDir(), "/isnad_metrics.", getpid());
  std::ofstream(path) << metrics_.Text();
  const ToolAnswer answer = RunTool(absl::StrCat("promtool check metrics < '", path, "'"));
  remove(path.c_str());
  EXPECT_EQ(answer.exit_status, 0);
  EXPECT_THAT(answer.output, IsEmpty());
}

// So that a tool that never complains is noticed.
TEST_F(ObservabilityTest, PromtoolComplainsWhereThereIsReason) {
  if (!HasPromtool()) GTEST_SKIP() << kNoPromtool;
  const ToolAnswer answer = RunTool("printf '# TYPE calls counter\\ncalls 1\\n' | promtool check metrics");
  EXPECT_NE(answer.exit_status, 0);
  EXPECT_THAT(answer.output, HasSubstr("calls"));
}

TEST_F(ObservabilityTest, PromtoolReadsTheRules) {
  if (!HasPromtool()) GTEST_SKIP() << kNoPromtool;
  const ToolAnswer answer =
      RunTool(absl::StrCat("promtool check rules '", kFolder, "alerts.yml' '", kFolder, "recording_rules.yml'"));
  EXPECT_EQ(answer.exit_status, 0) << answer.output;
}

TEST_F(ObservabilityTest, AlertsFireWhereTheyShould) {
  if (!HasPromtool()) GTEST_SKIP() << kNoPromtool;
  const ToolAnswer answer = RunTool("promtool test rules '" ISNAD_SOURCE_DIR "/tests/telemetry/alerts_test.yml'");
  EXPECT_EQ(answer.exit_status, 0) << answer.output;
}

}  // namespace
}  // namespace isnad
