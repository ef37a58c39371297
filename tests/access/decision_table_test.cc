// Every row of decisions.tsv, and that the table is one: rows differ, and no rule of its policies is without a row.
#include "tests/access/decision_table.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/access/access_control.h"
#include "service/access/policy_parser.h"
#include "tests/access/token_lines.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::IsOk;
using ::testing::IsEmpty;

const char kFolder[] = ISNAD_SOURCE_DIR "/tests/access/";

std::shared_ptr<const AuthorizationPolicy> ReadPolicy(const std::string& name) {
  const std::string path = absl::StrCat(kFolder, "policies/", name, ".json");
  auto policy = ParsePolicy(path, ReadTestFile(path));
  EXPECT_THAT(policy, IsOk());
  if (!policy.ok()) return nullptr;
  return std::make_shared<const AuthorizationPolicy>(*std::move(policy));
}

std::vector<DecisionRow> Rows() { return ReadDecisionRows(absl::StrCat(kFolder, "decisions.tsv")); }

TEST(DecisionTableTest, HoldsInEveryRow) {
  const auto tokens = BearerTokens::Parse("tokens", absl::StrCat(kReaderLine, kWriterLine));
  ASSERT_THAT(tokens, IsOk());
  const auto shared_tokens = std::make_shared<const BearerTokens>(*tokens);
  std::map<std::string, std::shared_ptr<const AuthorizationPolicy>> policies;
  const std::vector<DecisionRow> rows = Rows();
  for (const DecisionRow& row : rows) {
    auto& policy = policies[row.policy];
    if (policy == nullptr && !row.policy.empty()) policy = ReadPolicy(row.policy);
    const AccessControl access(row.tokens ? shared_tokens : nullptr, policy);
    const AccessDecision decision = Decide(access, row.call);
    const std::string where = absl::StrCat("decisions.tsv:", row.line, ": ", row.id);
    EXPECT_EQ(static_cast<int>(decision.verdict), static_cast<int>(row.verdict)) << where;
    EXPECT_EQ(decision.rule, row.rule) << where;
  }
  EXPECT_GE(rows.size(), 200u);
}

TEST(DecisionTableTest, HasEachRowOnce) {
  std::set<std::string> ids;
  for (const DecisionRow& row : Rows()) EXPECT_TRUE(ids.insert(row.id).second) << row.id;
}

// A rule that decides nothing in any row could be left out of its policy unnoticed.
TEST(DecisionTableTest, UsesEveryRuleOfItsPolicies) {
  std::map<std::string, std::set<std::string>> unused;
  for (const DecisionRow& row : Rows()) {
    if (row.policy.empty() || unused.count(row.policy) > 0) continue;
    const auto policy = ReadPolicy(row.policy);
    ASSERT_NE(policy, nullptr);
    for (const AccessRule& rule : policy->deny_rules) unused[row.policy].insert(absl::StrCat("deny ", rule.name));
    for (const AccessRule& rule : policy->allow_rules) unused[row.policy].insert(absl::StrCat("allow ", rule.name));
  }
  for (const DecisionRow& row : Rows()) {
    const bool allowed = row.verdict == AccessDecision::Verdict::kAllowed;
    unused[row.policy].erase(absl::StrCat(allowed ? "allow " : "deny ", row.rule));
  }
  // These stand behind a rule that always matches first: their rows show just that.
  unused["deny_all"].erase("allow all");
  unused["order"].erase("allow first of the alphabet");
  for (const auto& [policy, rules] : unused) EXPECT_THAT(rules, IsEmpty()) << policy;
}

}  // namespace
}  // namespace isnad
