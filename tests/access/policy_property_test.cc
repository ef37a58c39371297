// Random policies, calls and tokens: the answer is that of a second implementation, which is slow and as close to the
// words of gRFC A43 as code can be. It shares nothing with the first but the JSON text.
#include <cctype>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "service/access/access_control.h"
#include "service/access/policy_parser.h"
#include "tests/access/decision_table.h"
#include "tests/access/token_lines.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::IsOk;
using Texts = std::vector<std::string>;

struct HeaderText {
  std::string key;
  Texts values;
};

struct RuleText {
  std::string name;
  Texts principals;
  Texts paths;
  std::vector<HeaderText> headers;
};

struct PolicyText {
  std::vector<RuleText> deny_rules;
  std::vector<RuleText> allow_rules;
};

// The slow implementation.

// Character by character: a star stands for any characters, and alone for at least one.
bool Fits(const std::string& pattern, const std::string& value) {
  if (pattern == "*") return value.length() > 0;
  if (!pattern.empty() && pattern.front() == '*') {
    for (size_t begin = 0; begin <= value.length(); ++begin) {
      if (value.substr(begin) == pattern.substr(1)) return true;
    }
    return false;
  }
  if (!pattern.empty() && pattern.back() == '*') {
    for (size_t end = 0; end <= value.length(); ++end) {
      if (value.substr(0, end) + "*" == pattern) return true;
    }
    return false;
  }
  return pattern == value;
}

bool SourceFits(const RuleText& rule, const OwnedCall& call, const std::string& holder) {
  if (rule.principals.empty()) return true;
  for (const std::string& principal : rule.principals) {
    if (principal.substr(0, 6) == "token:") {
      if (holder != "" && Fits(principal.substr(6), holder)) return true;
      continue;
    }
    if (!call.over_tls) continue;
    if (principal.empty()) {
      if (call.uri_names.empty() && call.dns_names.empty() && call.subject.empty()) return true;
      continue;
    }
    for (const std::string& name : call.uri_names) {
      if (Fits(principal, name)) return true;
    }
    for (const std::string& name : call.dns_names) {
      if (Fits(principal, name)) return true;
    }
    if (Fits(principal, call.subject)) return true;
  }
  return false;
}

bool HeaderFits(const HeaderText& header, const OwnedCall& call) {
  std::string key;
  for (char c : header.key) key += static_cast<char>(std::tolower(c));
  bool sent = false;
  std::string joined;
  for (const auto& [name, value] : call.headers) {
    if (name != key) continue;
    joined += sent ? "," + value : value;
    sent = true;
  }
  for (const std::string& value : header.values) {
    if (sent && Fits(value, joined)) return true;
  }
  return false;
}

bool RuleFits(const RuleText& rule, const OwnedCall& call, const std::string& holder) {
  bool path_fits = rule.paths.empty();
  for (const std::string& path : rule.paths) path_fits = path_fits || Fits(path, call.method);
  bool headers_fit = true;
  for (const HeaderText& header : rule.headers) headers_fit = headers_fit && HeaderFits(header, call);
  return path_fits && headers_fit && SourceFits(rule, call, holder);
}

// "allowed by RULE", "denied by RULE" or "denied".
std::string SlowAnswer(const PolicyText& policy, const OwnedCall& call, const std::string& holder) {
  for (const RuleText& rule : policy.deny_rules) {
    if (RuleFits(rule, call, holder)) return "denied by " + rule.name;
  }
  for (const RuleText& rule : policy.allow_rules) {
    if (RuleFits(rule, call, holder)) return "allowed by " + rule.name;
  }
  return "denied";
}

// Random policies and calls. Few letters, so that much fits.

class Dice {
 public:
  explicit Dice(unsigned seed) : generator_(seed) {}

  int Below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(generator_); }
  bool Chance(int percent) { return Below(100) < percent; }

  std::string Word(int length_max) {
    std::string word;
    for (int left = Below(length_max + 1); left > 0; --left) word += "abA"[Below(3)];
    return word;
  }
  // A pattern with `front` before what is exact or a prefix.
  std::string PatternText(absl::string_view front) {
    switch (Below(8)) {
      case 0:
        return "*";
      case 1:
      case 2:
        return absl::StrCat("*", Word(2));
      case 3:
      case 4:
        return absl::StrCat(front, Word(2), "*");
      default:
        return absl::StrCat(front, Word(3));
    }
  }
  Texts Several(int count_max, std::string (*make)(Dice*)) {
    Texts texts;
    for (int left = Below(count_max + 1); left > 0; --left) texts.push_back(make(this));
    return texts;
  }

 private:
  std::mt19937 generator_;
};

std::string RandomPrincipal(Dice* dice) {
  if (!dice->Chance(40)) return dice->PatternText("");
  const char* const kHolders[] = {"reader", "writer", "read*", "*ter", "*", "nobody"};
  return absl::StrCat("token:", kHolders[dice->Below(6)]);
}

RuleText RandomRule(Dice* dice, int number) {
  RuleText rule = {.name = absl::StrCat("r", number)};
  if (dice->Chance(60)) rule.principals = dice->Several(3, RandomPrincipal);
  if (dice->Chance(60)) rule.paths = dice->Several(3, [](Dice* d) { return d->PatternText("/"); });
  for (int left = dice->Chance(50) ? dice->Below(3) : 0; left > 0; --left) {
    HeaderText header = {.key = dice->Chance(50) ? "x" : "Y",
                         .values = dice->Several(2, [](Dice* d) { return d->PatternText(""); })};
    header.values.push_back(dice->PatternText(""));
    rule.headers.push_back(header);
  }
  return rule;
}

PolicyText RandomPolicy(Dice* dice) {
  PolicyText policy;
  for (int i = dice->Below(3); i > 0; --i) policy.deny_rules.push_back(RandomRule(dice, i));
  for (int i = dice->Below(5); i > 0; --i) policy.allow_rules.push_back(RandomRule(dice, i));
  return policy;
}

OwnedCall RandomCall(Dice* dice) {
  OwnedCall call = {.method = absl::StrCat("/", dice->Word(3)), .over_tls = dice->Chance(70)};
  const auto name = [](Dice* d) { return absl::StrCat("a", d->Word(2)); };
  if (dice->Chance(70)) {
    call.uri_names = dice->Several(2, name);
    call.dns_names = dice->Several(2, name);
    call.subject = dice->Word(3);
  }
  for (int left = dice->Below(4); left > 0; --left)
    call.headers.emplace_back(dice->Chance(50) ? "x" : "y", dice->Word(3));
  return call;
}

std::string Json(const Texts& texts) {
  return absl::StrCat(
      "[",
      absl::StrJoin(texts, ",",
                    [](std::string* out, const std::string& text) { absl::StrAppend(out, "\"", text, "\""); }),
      "]");
}

std::string Json(const std::vector<RuleText>& rules) {
  std::vector<std::string> parts;
  for (const RuleText& rule : rules) {
    std::vector<std::string> headers;
    for (const HeaderText& header : rule.headers) {
      headers.push_back(absl::StrCat(R"({"values": )", Json(header.values), R"(, "key": ")", header.key, "\"}"));
    }
    parts.push_back(absl::StrCat(R"({"name": ")", rule.name, R"(", "source": {"principals": )", Json(rule.principals),
                                 R"(}, "request": {"paths": )", Json(rule.paths), R"(, "headers": [)",
                                 absl::StrJoin(headers, ","), "]}}"));
  }
  return absl::StrCat("[", absl::StrJoin(parts, ","), "]");
}

std::string Json(const PolicyText& policy) {
  return absl::StrCat(R"({"name": "p", "allow_rules": )", Json(policy.allow_rules), R"(, "deny_rules": )",
                      Json(policy.deny_rules), "}");
}

TEST(PolicyPropertyTest, AnswersAsTheSlowImplementation) {
  constexpr int kPolicies = 3000;
  constexpr int kCallsOfEach = 20;
  const unsigned seed = 20260;
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Dice dice(seed);
  const auto tokens = BearerTokens::Parse("tokens", absl::StrCat(kReaderLine, kWriterLine));
  ASSERT_THAT(tokens, IsOk());
  const auto shared_tokens = std::make_shared<const BearerTokens>(*tokens);
  int allowed = 0;
  int denied_by_rule = 0;
  for (int i = 0; i < kPolicies; ++i) {
    const PolicyText text = RandomPolicy(&dice);
    const auto policy = ParsePolicy("p", Json(text));
    ASSERT_THAT(policy, IsOk()) << Json(text);
    const AccessControl access(shared_tokens, std::make_shared<const AuthorizationPolicy>(*policy));
    for (int j = 0; j < kCallsOfEach; ++j) {
      OwnedCall call = RandomCall(&dice);
      const char* const kHolders[] = {"", "reader", "writer"};
      const std::string holder = kHolders[dice.Below(3)];
      if (!holder.empty()) call.headers.emplace_back("authorization", absl::StrCat("Bearer ", holder, "-token"));
      const AccessDecision decision = Decide(access, call);
      const std::string answer =
          absl::StrCat(decision.allowed() ? "allowed" : "denied", decision.rule.empty() ? "" : " by ", decision.rule);
      ASSERT_EQ(answer, SlowAnswer(text, call, holder))
          << Json(text) << "\nmethod " << call.method << ", holder " << holder << ", tls " << call.over_tls
          << ", subject " << call.subject;
      allowed += decision.allowed() ? 1 : 0;
      denied_by_rule += !decision.allowed() && !decision.rule.empty() ? 1 : 0;
    }
  }
  // Each kind of answer is common; else the dice would show little.
  EXPECT_GE(allowed, kPolicies * kCallsOfEach / 10);
  EXPECT_GE(denied_by_rule, kPolicies * kCallsOfEach / 10);
}

}  // namespace
}  // namespace isnad
