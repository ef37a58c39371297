#include "client/credentials.h"

#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kCertificate[] = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";
constexpr char kPrivateKey[] = "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n";

TEST(IsLoopback, KnowsEveryFormOfATarget) {
  struct Row {
    const char* target;
    bool loopback;
  };
  const Row rows[] = {
      {"localhost:50051", true},
      {"localhost", true},
      {"LocalHost:1", true},
      {"127.0.0.1:50051", true},
      {"127.8.9.10:1", true},
      {"[::1]:50051", true},
      {"::1", true},
      {"dns:localhost:1", true},
      {"dns:///localhost:1", true},
      {"ipv4:127.0.0.1:1", true},
      {"ipv4:127.0.0.1:1,127.0.0.1:2", true},
      {"ipv6:[::1]:1,[::1]:2", true},
      {"unix:/run/isnad.socket", true},
      {"unix:///run/isnad.socket", true},
      {"unix-abstract:isnad", true},
      {"", false},
      {"isnad.example:50051", false},
      {"127.example.org:1", false},
      {"127.0.0.1.example.org:1", false},
      {"127.0.0.256:1", false},
      {"127.0.0:1", false},
      {"localhost.example.org:1", false},
      {"10.0.0.1:50051", false},
      {"0.0.0.0:1", false},
      {"128.0.0.1:1", false},
      {"[::2]:1", false},
      {"[2001:db8::1]:1", false},
      {"dns://10.0.0.1/localhost:1", false},
      {"ipv4:127.0.0.1:1,10.0.0.1:1", false},
      {"ipv4:127.0.0.1:1%2C10.0.0.1:1", false},
      {"xds:///localhost", false},
  };
  for (const Row& row : rows) EXPECT_EQ(IsLoopback(row.target), row.loopback) << row.target;
}

TEST(ReadToken, TakesTheOneTokenOfAFile) {
  TemporaryFolder folder;
  EXPECT_EQ(*ReadToken(folder.Write("a", "s3cret.-_~+/=")), "s3cret.-_~+/=");
  EXPECT_EQ(*ReadToken(folder.Write("b", "\n  s3cret \r\n")), "s3cret");
}

TEST(ReadToken, SaysWhatIsWrongWithTheFileButNotWhatItHolds) {
  TemporaryFolder folder;
  struct Row {
    std::string path;
    absl::StatusCode code;
    const char* problem;
  };
  const Row rows[] = {
      {folder.Path("missing"), absl::StatusCode::kNotFound, "cannot open"},
      {folder.Write("empty", ""), absl::StatusCode::kInvalidArgument, "no token"},
      {folder.Write("blank", " \n"), absl::StatusCode::kInvalidArgument, "no token"},
      {folder.Write("two", "s3cret\ns3cret\n"), absl::StatusCode::kInvalidArgument, "more than one token"},
      {folder.Write("arabic", "s3cretسر"), absl::StatusCode::kInvalidArgument, "visible ASCII"},
      {folder.Write("zero", std::string("s3cret\0s3cret", 13)), absl::StatusCode::kInvalidArgument, "visible ASCII"},
      {folder.Write("large", std::string(kCredentialBytesMax + 1, 'x')), absl::StatusCode::kInvalidArgument, "larger"},
  };
  for (const Row& row : rows) {
    absl::Status status = ReadToken(row.path).status();
    EXPECT_EQ(status.code(), row.code) << row.path;
    EXPECT_THAT(std::string(status.message()),
                AllOf(HasSubstr(row.path), HasSubstr(row.problem), Not(HasSubstr("s3cret"))));
  }
  EXPECT_TRUE(ReadToken(folder.Write("most", std::string(kCredentialBytesMax, 'x'))).ok());
}

TEST(LoadCredentials, AreThereForClearTextAndForTls) {
  TemporaryFolder folder;
  const std::string certificate = folder.Write("a.pem", kCertificate);
  const std::string key = folder.Write("a.key", kPrivateKey);
  const TlsOptions rows[] = {
      {},
      {.enabled = true},
      {.ca_file = certificate},
      {.server_name = "isnad.example"},
      {.ca_file = certificate, .certificate_file = certificate, .private_key_file = key},
      {.certificate_file = certificate, .private_key_file = folder.Write("b", "-----BEGIN EC PRIVATE KEY-----\n")},
  };
  for (const TlsOptions& tls : rows) EXPECT_TRUE(LoadCredentials(tls).ok());
}

TEST(LoadCredentials, SayWhichFileIsWrong) {
  TemporaryFolder folder;
  const std::string certificate = folder.Write("a.pem", kCertificate);
  const std::string key = folder.Write("a.key", kPrivateKey);
  struct Row {
    TlsOptions tls;
    absl::StatusCode code;
    std::string problem;
  };
  const Row rows[] = {
      {{.ca_file = folder.Path("missing")}, absl::StatusCode::kNotFound, folder.Path("missing")},
      {{.ca_file = key}, absl::StatusCode::kInvalidArgument, key + ": holds no CERTIFICATE"},
      {{.certificate_file = certificate}, absl::StatusCode::kInvalidArgument, "needs its private key"},
      {{.private_key_file = key}, absl::StatusCode::kInvalidArgument, "a key its certificate"},
      {{.certificate_file = key, .private_key_file = key}, absl::StatusCode::kInvalidArgument, "holds no CERTIFICATE"},
      {{.certificate_file = certificate, .private_key_file = certificate},
       absl::StatusCode::kInvalidArgument,
       certificate + ": holds no PRIVATE KEY"},
  };
  for (const Row& row : rows) {
    absl::Status status = LoadCredentials(row.tls).status();
    EXPECT_EQ(status.code(), row.code) << row.problem;
    EXPECT_THAT(std::string(status.message()), HasSubstr(row.problem));
  }
}

}  // namespace
}  // namespace isnad
