// What is in force after each change of the files, and that callers never see anything between two states.
#include "service/access/reloadable_access.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/access/access_limits.h"
#include "tests/access/token_lines.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::isnad::testing::HasCode;
using ::isnad::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Verdict = AccessDecision::Verdict;

// A policy that lets the holder of one token do everything.
std::string PolicyFor(absl::string_view holder) {
  return absl::StrCat(R"({"name": "for )", holder, R"(", "allow_rules": [{"name": "only )", holder,
                      R"(", "source": {"principals": ["token:)", holder, R"("]}}]})");
}

// One that lets in everybody but a principal.
std::string PolicyAgainst(absl::string_view rule, absl::string_view principal) {
  return absl::StrCat(R"({"name": "p", "allow_rules": [{"name": "others"}], "deny_rules": [{"name": ")", rule,
                      R"(", "source": {"principals": [")", principal, R"("]}}]})");
}

AccessDecision DecideFor(const ReloadableAccess& access, absl::string_view authorization) {
  return access.Decide({.method = "/isnad.v1.AttributionService/ExtractAttributions"}, [&](absl::string_view key) {
    return key == "authorization" && !authorization.empty() ? HeaderValues{authorization} : HeaderValues();
  });
}
Verdict VerdictFor(const ReloadableAccess& access, absl::string_view holder) {
  return DecideFor(access, absl::StrCat("Bearer ", holder, "-token")).verdict;
}

class ReloadableAccessTest : public ::testing::Test {
 protected:
  std::string Tokens(const std::string& contents) { return folder_.Write("tokens", contents); }
  std::string Policy(const std::string& contents) { return folder_.Write("policy.json", contents); }

  // Over both files, with the tokens of reader and writer, and a policy for the reader.
  std::unique_ptr<ReloadableAccess> Both() {
    auto access = ReloadableAccess::Load(
        {.tokens = Tokens(absl::StrCat(kReaderLine, kWriterLine)), .policy = Policy(PolicyFor("reader"))});
    EXPECT_THAT(access, IsOk());
    return *std::move(access);
  }

  // Reloads, and expects a problem whose message has `part`, while all stays as Both made it.
  void ExpectKept(ReloadableAccess* access, absl::string_view part) {
    const ReloadReport report = access->Reload();
    EXPECT_FALSE(report.replaced);
    EXPECT_FALSE(report.status.ok());
    EXPECT_THAT(std::string(report.status.message()), HasSubstr(std::string(part)));
    EXPECT_EQ(VerdictFor(*access, "reader"), Verdict::kAllowed);
    EXPECT_EQ(VerdictFor(*access, "writer"), Verdict::kDenied);
    EXPECT_EQ(VerdictFor(*access, "other"), Verdict::kCredentialsWrong);
    EXPECT_EQ(DecideFor(*access, "").verdict, Verdict::kCredentialsMissing);
  }

  const TemporaryFolder folder_;
};

TEST_F(ReloadableAccessTest, WithoutFilesAllIsAllowed) {
  const auto access = ReloadableAccess::Load({});
  ASSERT_THAT(access, IsOk());
  EXPECT_TRUE((*access)->open());
  EXPECT_TRUE(DecideFor(**access, "Bearer whatever").allowed());
  const ReloadReport report = (*access)->Reload();
  EXPECT_THAT(report.status, IsOk());
  EXPECT_FALSE(report.replaced);
}

TEST_F(ReloadableAccessTest, ABadFileAtTheStartIsAnError) {
  const std::string tokens = Tokens(kReaderLine);
  const std::string bad_tokens = folder_.Write("bad tokens", "reader");
  const std::string policy = Policy(PolicyFor("reader"));
  const std::string bad_policy = folder_.Write("bad.json", "{}");
  const std::string denying = folder_.Write("denying.json", PolicyAgainst("no scrapers", "spiffe://a.test/scraper"));
  const std::string denying_none = folder_.Write("none.json", PolicyAgainst("none", ""));
  struct {
    AccessFiles files;
    std::string message;
  } const cases[] = {
      {{.tokens = folder_.Path("none")}, folder_.Path("none") + ": cannot be read"},
      {{.tokens = bad_tokens}, bad_tokens + ":1: expected a name"},
      {{.tokens = tokens, .policy = folder_.Path("none")}, folder_.Path("none") + ": cannot be read"},
      {{.tokens = tokens, .policy = bad_policy}, bad_policy + ": /name: missing"},
      {{.tokens = bad_tokens, .policy = bad_policy}, bad_policy + ": /name: missing"},
      {{.policy = policy}, policy + ": names principals token:..., but there is no token file"},
      {{.policy = denying, .certificates = CallerCertificates::kNotAskedFor},
       denying +
           ": the deny rule \"no scrapers\" names principals of client certificates, but no caller is asked for one"},
      {{.policy = denying_none, .certificates = CallerCertificates::kPlainText}, "\"none\" names principals"},
      {{.tokens = folder_.Write("big", std::string(kAccessFileBytesMax + 1, '\n'))}, "more bytes than the limit of"},
  };
  for (const auto& test_case : cases) {
    const auto access = ReloadableAccess::Load(test_case.files);
    ASSERT_FALSE(access.ok()) << test_case.message;
    EXPECT_THAT(std::string(access.status().message()), HasSubstr(test_case.message));
  }
}

TEST_F(ReloadableAccessTest, RulesThatCertificatesCanMeetAreRight) {
  const std::string named = folder_.Write("named.json", PolicyAgainst("r", "spiffe://a.test/scraper"));
  const std::string nobody = folder_.Write("nobody.json", PolicyAgainst("r", ""));
  // An allow rule that matches nobody opens nothing.
  const std::string allowing = folder_.Write(
      "allowing.json",
      R"({"name": "p", "allow_rules": [{"name": "r", "source": {"principals": ["spiffe://a.test/b"]}}]})");
  for (const AccessFiles& files : {AccessFiles{.policy = named, .certificates = CallerCertificates::kAskedFor},
                                   AccessFiles{.policy = nobody, .certificates = CallerCertificates::kAskedFor},
                                   AccessFiles{.policy = nobody, .certificates = CallerCertificates::kNotAskedFor},
                                   AccessFiles{.policy = allowing, .certificates = CallerCertificates::kPlainText}}) {
    EXPECT_THAT(ReloadableAccess::Load(files), IsOk()) << files.policy;
  }
}

TEST_F(ReloadableAccessTest, WhatDidNotChangeIsNotReplaced) {
  const auto access = Both();
  const ReloadReport report = access->Reload();
  EXPECT_FALSE(report.replaced);
  EXPECT_THAT(report.status, IsOk());
  EXPECT_TRUE(report.repeated);
}

TEST_F(ReloadableAccessTest, AChangeOfEitherFileIsTakenUp) {
  const auto access = Both();
  EXPECT_EQ(VerdictFor(*access, "reader"), Verdict::kAllowed);
  EXPECT_EQ(VerdictFor(*access, "writer"), Verdict::kDenied);

  // Of the same size, which no look at times and sizes would be sure to see.
  Policy(PolicyFor("writer"));
  EXPECT_TRUE(access->Reload().replaced);
  EXPECT_EQ(VerdictFor(*access, "reader"), Verdict::kDenied);
  EXPECT_EQ(VerdictFor(*access, "writer"), Verdict::kAllowed);

  Tokens(kReaderLine);
  EXPECT_TRUE(access->Reload().replaced);
  EXPECT_EQ(VerdictFor(*access, "reader"), Verdict::kDenied);
  EXPECT_EQ(VerdictFor(*access, "writer"), Verdict::kCredentialsWrong);
}

TEST_F(ReloadableAccessTest, AFileThatIsExchangedByRenameIsTakenUp) {
  const auto access = Both();
  std::filesystem::rename(folder_.Write("new", PolicyFor("writer")), folder_.Path("policy.json"));
  EXPECT_TRUE(access->Reload().replaced);
  EXPECT_EQ(VerdictFor(*access, "writer"), Verdict::kAllowed);
}

TEST_F(ReloadableAccessTest, ALinkThatIsExchangedIsTakenUp) {
  const std::string link = folder_.Path("link.json");
  std::filesystem::create_symlink(Policy(PolicyFor("reader")), link);
  const auto access =
      ReloadableAccess::Load({.tokens = Tokens(absl::StrCat(kReaderLine, kWriterLine)), .policy = link});
  ASSERT_THAT(access, IsOk());
  std::filesystem::create_symlink(folder_.Write("other.json", PolicyFor("writer")), folder_.Path("new link"));
  std::filesystem::rename(folder_.Path("new link"), link);
  EXPECT_TRUE((*access)->Reload().replaced);
  EXPECT_EQ(VerdictFor(**access, "writer"), Verdict::kAllowed);
}

TEST_F(ReloadableAccessTest, ABadFileChangesNothing) {
  const auto access = Both();
  for (const char* bad : {"", "{", "{}", "[]", R"({"name": "p"})", R"({"name": "p", "allow_rules": [{"nam": "r"}]})"}) {
    Policy(bad);
    ExpectKept(access.get(), "policy.json:");
  }
  Policy(std::string(kAccessFileBytesMax + 1, ' '));
  ExpectKept(access.get(), "more bytes than the limit of");
  std::filesystem::remove(folder_.Path("policy.json"));
  ExpectKept(access.get(), "policy.json: cannot be read");
  std::filesystem::create_directory(folder_.Path("policy.json"));
  ExpectKept(access.get(), "policy.json: no regular file");
  std::filesystem::remove(folder_.Path("policy.json"));
  Policy(PolicyFor("reader"));

  // Cut off within a line, as while it is written.
  Tokens(std::string(kReaderLine).substr(0, 40));
  ExpectKept(access.get(), "tokens:1: expected a SHA-256 digest");
  std::filesystem::remove(folder_.Path("tokens"));
  ExpectKept(access.get(), "tokens: cannot be read");
}

TEST_F(ReloadableAccessTest, AProblemIsToldUntilItEndsAndMarkedAsRepeated) {
  const auto access = Both();
  Policy("{}");
  EXPECT_FALSE(access->Reload().repeated);
  ReloadReport report = access->Reload();
  EXPECT_TRUE(report.repeated);
  EXPECT_THAT(report.status, HasCode(absl::StatusCode::kInvalidArgument));
  Policy("[]");
  EXPECT_FALSE(access->Reload().repeated);
  Policy(PolicyFor("reader"));
  report = access->Reload();
  EXPECT_THAT(report.status, IsOk());
  EXPECT_FALSE(report.repeated);
  EXPECT_TRUE(access->Reload().repeated);
}

TEST_F(ReloadableAccessTest, AFileThatComesBackUnchangedIsNoProblem) {
  const auto access = Both();
  std::filesystem::rename(folder_.Path("tokens"), folder_.Path("away"));
  EXPECT_FALSE(access->Reload().status.ok());
  std::filesystem::rename(folder_.Path("away"), folder_.Path("tokens"));
  const ReloadReport report = access->Reload();
  EXPECT_THAT(report.status, IsOk());
  EXPECT_FALSE(report.replaced);
}

TEST_F(ReloadableAccessTest, ATokenIsWithdrawnThoughThePolicyIsBad) {
  const auto access = Both();
  Tokens(kWriterLine);
  Policy("{}");
  const ReloadReport report = access->Reload();
  EXPECT_TRUE(report.replaced);
  EXPECT_THAT(std::string(report.status.message()), HasSubstr("policy.json: /name: missing"));
  EXPECT_EQ(VerdictFor(*access, "reader"), Verdict::kCredentialsWrong);
}

TEST_F(ReloadableAccessTest, TellsOfEachFileAlone) {
  const auto access = Both();
  Tokens(kReaderLine);
  Policy("{}");
  AccessReloadReport report = access->ReloadEach();
  EXPECT_TRUE(report.tokens.replaced);
  EXPECT_THAT(report.tokens.status, IsOk());
  EXPECT_FALSE(report.policy.replaced);
  EXPECT_THAT(std::string(report.policy.status.message()), HasSubstr("policy.json: /name: missing"));
  EXPECT_FALSE(report.policy.repeated);

  Tokens("reader");
  report = access->ReloadEach();
  EXPECT_THAT(report.tokens.status, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_FALSE(report.tokens.repeated);
  EXPECT_THAT(report.policy.status, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_TRUE(report.policy.repeated);
}

TEST_F(ReloadableAccessTest, AFileThatThereIsNoneOfIsNoNews) {
  const auto access = ReloadableAccess::Load({.tokens = Tokens(kReaderLine)});
  ASSERT_THAT(access, IsOk());
  Tokens(kWriterLine);
  const AccessReloadReport report = (*access)->ReloadEach();
  EXPECT_TRUE(report.tokens.replaced);
  EXPECT_FALSE(report.policy.replaced);
  EXPECT_THAT(report.policy.status, IsOk());
  EXPECT_TRUE(report.policy.repeated);
}

TEST_F(ReloadableAccessTest, TwoProblemsAreBothTold) {
  const auto access = Both();
  Tokens("reader");
  Policy("{}");
  ExpectKept(access.get(), "tokens:1: expected a name and a SHA-256 digest; ");
  ExpectKept(access.get(), "policy.json: /name: missing");
}

TEST_F(ReloadableAccessTest, ATokenFileMayBeEmptiedToWithdrawAll) {
  const auto access = Both();
  Tokens("");
  EXPECT_TRUE(access->Reload().replaced);
  EXPECT_EQ(VerdictFor(*access, "reader"), Verdict::kCredentialsWrong);
  EXPECT_EQ(DecideFor(*access, "").verdict, Verdict::kCredentialsMissing);
}

TEST_F(ReloadableAccessTest, APolicyThatComesToNameTokensWithoutATokenFileIsRefused) {
  const auto access = ReloadableAccess::Load({.policy = Policy(R"({"name": "p", "allow_rules": [{"name": "all"}]})")});
  ASSERT_THAT(access, IsOk());
  Policy(PolicyFor("reader"));
  const ReloadReport report = (*access)->Reload();
  EXPECT_FALSE(report.replaced);
  EXPECT_THAT(std::string(report.status.message()), HasSubstr("no token file"));
  EXPECT_TRUE(DecideFor(**access, "").allowed());
}

// Readers ask while the policy changes to and fro, and through every kind of bad file: each decision must be the one of
// reader's or of writer's policy, as a whole, and a closed door must never open.
TEST_F(ReloadableAccessTest, DecidesByOneStateWhileFilesChange) {
  constexpr int kReaders = 4;
  constexpr int kChanges = 200;
  const auto access = Both();
  std::atomic<bool> ended = false;
  std::atomic<int> torn = 0;
  std::atomic<int> decided = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < kReaders; ++i) {
    readers.emplace_back([&] {
      while (!ended.load()) {
        const AccessDecision decision = DecideFor(*access, "Bearer reader-token");
        const bool of_reader = decision.allowed() && decision.policy == "for reader" && decision.rule == "only reader";
        const bool of_writer = decision.verdict == Verdict::kDenied && decision.policy == "for writer";
        if (!of_reader && !of_writer) ++torn;
        if (VerdictFor(*access, "other") != Verdict::kCredentialsWrong) ++torn;
        ++decided;
      }
    });
  }
  int replaced = 0;
  for (int change = 0; change < kChanges; ++change) {
    const int kind = change % 4;
    Policy(kind % 2 == 1 ? "{" : PolicyFor(kind == 0 ? "writer" : "reader"));
    // Another thread looks at the same time, as a signal might make it.
    std::thread other([&] { access->Reload(); });
    if (access->Reload().replaced) ++replaced;
    other.join();
  }
  while (decided.load() < kReaders) std::this_thread::yield();
  ended = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn.load(), 0);
  EXPECT_LE(replaced, kChanges / 2);
  EXPECT_GE(decided.load(), kReaders);
  Policy(PolicyFor("writer"));
  EXPECT_TRUE(access->Reload().replaced);
  EXPECT_EQ(VerdictFor(*access, "writer"), Verdict::kAllowed);
}

TEST_F(ReloadableAccessTest, TellsRulesThatAskForNothing) {
  const std::string rules = R"({"name": "p", "deny_rules": [{"name": "all"}], "allow_rules": [
    {"name": "everything"},
    {"name": "one method", "source": {"principals": []}, "request": {"paths": ["/isnad.v1.AttributionService/*"]}},
    {"name": "health", "request": {"paths": ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/W*"]}},
    {"name": "more than health", "request": {"paths": ["/grpc.health.v1.Health/*", "/grpc.*"]}},
    {"name": "tokens", "source": {"principals": ["token:*"]}},
    {"name": "certificates", "source": {"principals": ["*"]}},
    {"name": "headers", "request": {"headers": [{"key": "x", "values": ["*"]}]}}]})";
  const auto access = ReloadableAccess::Load({.tokens = Tokens(kReaderLine), .policy = Policy(rules)});
  ASSERT_THAT(access, IsOk());
  EXPECT_THAT((*access)->RulesBesideTokens(), ElementsAre("everything", "one method", "more than health"));
  Policy(PolicyFor("reader"));
  EXPECT_TRUE((*access)->Reload().replaced);
  EXPECT_THAT((*access)->RulesBesideTokens(), IsEmpty());

  const std::string open = folder_.Write("open.json", R"({"name": "p", "allow_rules": [{"name": "everything"}]})");
  EXPECT_THAT((*ReloadableAccess::Load({.policy = open}))->RulesBesideTokens(), IsEmpty()) << "nobody has tokens";
  EXPECT_THAT((*ReloadableAccess::Load({.tokens = Tokens(kReaderLine)}))->RulesBesideTokens(), IsEmpty());
}

}  // namespace
}  // namespace isnad
