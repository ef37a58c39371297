#include "service/server/tls_credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls_folder.h"

namespace isnad {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::KeyAndCertificate;
using testing::TestAuthority;
using testing::TlsFolder;

class TlsCredentialsTest : public ::testing::Test {
 protected:
  TlsCredentialsTest() {
    folder_.Write(good_);
    folder_.WriteAuthorities(authority_.certificate());
  }

  std::unique_ptr<TlsCredentials> Loaded() {
    auto tls = TlsCredentials::Load(folder_.Config(ClientCertificates::kRequired));
    EXPECT_THAT(tls, IsOk());
    return tls.ok() ? *std::move(tls) : nullptr;
  }

  absl::Time EndOf(const KeyAndCertificate& identity) {
    return absl::FromUnixSeconds(testing::EndOf(identity.certificate));
  }

  const TestAuthority authority_;
  const KeyAndCertificate good_ = authority_.Issue();
  TlsFolder folder_;
};

TEST_F(TlsCredentialsTest, TellsWhatIsInForce) {
  const absl::Time before = absl::Now();
  const auto tls = Loaded();
  ASSERT_NE(tls, nullptr);
  EXPECT_NE(tls->credentials(), nullptr);
  const TlsState state = tls->state();
  EXPECT_GE(state.loaded_at, before);
  EXPECT_LE(state.loaded_at, absl::Now());
  EXPECT_EQ(state.not_after, EndOf(good_));
  EXPECT_EQ(state.reloads, 0);
  EXPECT_EQ(state.failed_reloads, 0);
  EXPECT_EQ(state.last_error, "");
}

TEST_F(TlsCredentialsTest, ReloadsWhateverChanges) {
  const auto tls = Loaded();
  ASSERT_NE(tls, nullptr);
  EXPECT_FALSE(tls->Reload().replaced) << "nothing has changed";
  EXPECT_EQ(tls->state().reloads, 0);

  const KeyAndCertificate next = authority_.Issue({.end_s = 7200});
  const absl::Time before = absl::Now();
  folder_.Write(next);
  EXPECT_TRUE(tls->Reload().replaced);
  EXPECT_EQ(tls->state().not_after, EndOf(next));
  EXPECT_GE(tls->state().loaded_at, before);
  EXPECT_FALSE(tls->Reload().replaced);

  folder_.WriteAuthorities(TestAuthority("Another").certificate());
  EXPECT_TRUE(tls->Reload().replaced) << "authorities alone";
  folder_.WriteCertificate("Subject: the same\n" + next.certificate);
  EXPECT_FALSE(tls->Reload().replaced) << "the same certificate in another dress";
  EXPECT_EQ(tls->state().reloads, 2);
  EXPECT_EQ(tls->state().failed_reloads, 0);
}

TEST_F(TlsCredentialsTest, KeepsTheOldCertificateWhereTheNewFilesAreWrong) {
  struct Case {
    std::string name;
    std::function<void()> spoil;
    std::string problem;
  };
  const Case cases[] = {
      {"malformed", [&] { folder_.WriteCertificate("-----BEGIN CERTIFICATE-----\nno\n"); },
       "certificate.pem: certificate 1 cannot be read"},
      {"empty", [&] { folder_.WriteCertificate(""); }, "certificate.pem: holds no certificate"},
      {"missing certificate", [&] { folder_.Remove("certificate.pem"); }, "certificate.pem: cannot be read"},
      {"missing key", [&] { folder_.Remove("key.pem"); }, "key.pem: cannot be read"},
      {"missing authorities", [&] { folder_.Remove("authorities.pem"); }, "authorities.pem: cannot be read"},
      {"mismatched", [&] { folder_.WriteKey(authority_.Issue().key); }, "key.pem: is not the key"},
      {"expired", [&] { folder_.Write(authority_.Issue({.begin_s = -20, .end_s = -10})); }, "has expired"},
      {"not yet valid", [&] { folder_.Write(authority_.Issue({.begin_s = 60})); }, "is not valid before"},
      {"huge", [&] { folder_.WriteCertificate(good_.certificate + std::string(kTlsFileBytesMax, '\n')); },
       "certificate.pem: has more bytes than the limit"},
      {"malformed authorities", [&] { folder_.WriteAuthorities("none"); }, "authorities.pem: holds no certificate"},
      {"a folder",
       [&] {
         folder_.Remove("key.pem");
         std::filesystem::create_directory(folder_.Path("key.pem"));
       },
       "key.pem: no regular file"},
  };
  const auto tls = Loaded();
  ASSERT_NE(tls, nullptr);
  int failures = 0;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    c.spoil();
    const ReloadReport report = tls->Reload();
    EXPECT_FALSE(report.replaced);
    EXPECT_FALSE(report.repeated);
    EXPECT_THAT(std::string(report.status.message()), HasSubstr(c.problem));
    EXPECT_THAT(tls->state().last_error, HasSubstr(c.problem));
    EXPECT_TRUE(tls->Reload().repeated) << "the same files again";
    EXPECT_EQ(tls->state().failed_reloads, ++failures) << "and count once";
    EXPECT_EQ(tls->state().not_after, EndOf(good_));
    EXPECT_EQ(tls->state().reloads, 0);

    folder_.Remove("key.pem");
    folder_.Write(good_);
    folder_.WriteAuthorities(authority_.certificate());
    const ReloadReport mended = tls->Reload();
    EXPECT_THAT(mended.status, IsOk());
    EXPECT_FALSE(mended.replaced) << "what was in force all the time";
    EXPECT_EQ(tls->state().last_error, "");
  }
}

// An authority can be withdrawn whatever is wrong with the server's own certificate, and the other way round.
TEST_F(TlsCredentialsTest, AMistakeInOneHoldsNothingOfTheOtherBack) {
  const auto tls = Loaded();
  ASSERT_NE(tls, nullptr);
  folder_.WriteCertificate("none");
  folder_.WriteAuthorities(TestAuthority("Another").certificate());
  ReloadReport report = tls->Reload();
  EXPECT_TRUE(report.replaced) << "the authorities";
  EXPECT_FALSE(report.repeated);
  EXPECT_THAT(std::string(report.status.message()), HasSubstr("certificate.pem: holds no certificate"));
  EXPECT_EQ(tls->state().reloads, 1);
  EXPECT_EQ(tls->state().failed_reloads, 1);
  EXPECT_EQ(tls->state().not_after, EndOf(good_));
  report = tls->Reload();
  EXPECT_FALSE(report.replaced);
  EXPECT_TRUE(report.repeated);

  const KeyAndCertificate next = authority_.Issue({.end_s = 7200});
  folder_.Write(next);
  folder_.Remove("authorities.pem");
  report = tls->Reload();
  EXPECT_TRUE(report.replaced) << "the certificate";
  EXPECT_THAT(std::string(report.status.message()), HasSubstr("authorities.pem: cannot be read"));
  EXPECT_EQ(tls->state().not_after, EndOf(next));

  folder_.WriteCertificate("none");
  report = tls->Reload();
  EXPECT_FALSE(report.replaced);
  EXPECT_THAT(std::string(report.status.message()), HasSubstr("certificate.pem: holds no certificate"));
  EXPECT_THAT(std::string(report.status.message()), HasSubstr("; " + folder_.Path("authorities.pem")));
}

TEST_F(TlsCredentialsTest, CountsOtherFilesWithTheSameProblemAnew) {
  const auto tls = Loaded();
  ASSERT_NE(tls, nullptr);
  for (int failures = 1; failures <= 3; ++failures) {
    folder_.WriteKey(authority_.Issue().key);
    EXPECT_FALSE(tls->Reload().repeated);
    EXPECT_EQ(tls->state().failed_reloads, failures);
  }
  folder_.Write(authority_.Issue());
  EXPECT_TRUE(tls->Reload().replaced);
  EXPECT_EQ(tls->state().reloads, 1);
}

TEST_F(TlsCredentialsTest, ReadsAFileOfTheLimitsSize) {
  folder_.WriteCertificate(good_.certificate + std::string(kTlsFileBytesMax - good_.certificate.size(), '\n'));
  EXPECT_NE(Loaded(), nullptr);
}

TEST_F(TlsCredentialsTest, DoesNotStartWithBadFiles) {
  folder_.WriteKey(authority_.Issue().key);
  EXPECT_THAT(TlsCredentials::Load(folder_.Config()), HasCode(absl::StatusCode::kInvalidArgument));
  folder_.Remove("key.pem");
  const auto missing = TlsCredentials::Load(folder_.Config());
  EXPECT_THAT(missing, HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr(folder_.Path("key.pem")));
}

TEST_F(TlsCredentialsTest, DoesNotLookAtAuthoritiesThatNobodyAsks) {
  folder_.WriteAuthorities("none");
  EXPECT_THAT(TlsCredentials::Load(folder_.Config(ClientCertificates::kIgnored)), IsOk());
  EXPECT_THAT(TlsCredentials::Load(folder_.Config(ClientCertificates::kOptional)),
              HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace isnad
