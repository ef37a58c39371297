// Key, certificate and authorities are exchanged while clients call. ISNAD_TLS_ROTATIONS=100 makes it a long run, which
// takes a second for each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/server/server.h"
#include "tests/support/raw_tls_client.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls_channel.h"
#include "tests/support/tls_folder.h"

namespace isnad {
namespace {

using testing::AskHealth;
using testing::IsOk;
using testing::KeyAndCertificate;
using testing::ShakeHands;
using testing::TestAuthority;
using testing::TlsChannel;
using testing::TlsClient;
using testing::TlsFolder;

constexpr int kRotations = 3;
// Beyond any refresh; it ends a test that would wait for ever.
constexpr std::chrono::seconds kPatience(30);
// Calls on one connection before the next is opened.
constexpr int kCallsOfConnection = 5;

// Short, because the test waits for the server to find the files; the default is a second.
constexpr int kReloadIntervalMs = 50;

int Rotations() {
  const char* count = std::getenv("ISNAD_TLS_ROTATIONS");
  return count == nullptr ? kRotations : std::atoi(count);
}

// Threads that call the server without a pause: one keeps its connection, the others open a new one again and again.
class Callers {
 public:
  Callers(const std::string& address, const TlsClient& client) : address_(address), client_(client) {
    threads_.emplace_back([this] { Call(TlsChannel(address_, Client()), -1); });
    for (int i = 0; i < 2; ++i) {
      threads_.emplace_back([this] {
        while (!stop_) Call(TlsChannel(address_, Client()), kCallsOfConnection);
      });
    }
  }
  ~Callers() { Stop(); }
  Callers(const Callers&) = delete;
  Callers& operator=(const Callers&) = delete;

  void Become(const TlsClient& client) {
    std::lock_guard lock(mutex_);
    client_ = client;
  }

  void Stop() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  long calls() const { return calls_; }
  long connections() const { return connections_; }
  std::vector<std::string> failures() const { return failures_; }  // once stopped

 private:
  TlsClient Client() {
    std::lock_guard lock(mutex_);
    return client_;
  }

  void Call(const std::shared_ptr<grpc::Channel>& channel, int count) {
    ++connections_;
    for (int i = 0; i != count && !stop_; ++i) {
      const grpc::Status status = AskHealth(channel);
      ++calls_;
      if (status.ok()) continue;
      std::lock_guard lock(mutex_);
      failures_.push_back(status.error_message());
    }
  }

  const std::string address_;
  std::mutex mutex_;
  TlsClient client_;
  std::vector<std::string> failures_;
  std::atomic<bool> stop_ = false;
  std::atomic<long> calls_ = 0;
  std::atomic<long> connections_ = 0;
  std::vector<std::thread> threads_;
};

// Seconds until new connections get the certificate; negative: they never did.
double UntilServed(int port, const std::string& certificate, const KeyAndCertificate& client) {
  const std::string serial = testing::SerialOf(certificate);
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < kPatience) {
    if (ShakeHands({.port = port, .identity = client}).serial != serial) continue;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  return -1;
}

template <typename Condition>
bool Becomes(Condition condition) {
  const auto begin = std::chrono::steady_clock::now();
  while (!condition()) {
    if (std::chrono::steady_clock::now() - begin > kPatience) return false;
    std::this_thread::yield();
  }
  return true;
}

TEST(TlsRotationTest, RenewsEverythingUnderLoadWithoutAFailedCall) {
  TestAuthority authority("Authority 0");
  TlsFolder folder;
  folder.Write(authority.Issue());
  folder.WriteAuthorities(authority.certificate());
  ServerConfig config = folder.Config(ClientCertificates::kRequired);
  config.reload_interval_ms = kReloadIntervalMs;
  auto server = Server::Start(config);
  ASSERT_THAT(server, IsOk());
  KeyAndCertificate client = authority.Issue();
  Callers callers((*server)->address(), {.authorities = authority.certificate(), .identity = client});
  const int rotations = Rotations();
  double slowest_s = 0;
  for (int rotation = 1; rotation <= rotations; ++rotation) {
    SCOPED_TRACE(rotation);
    // As operators do it: the new authority is trusted beside the old before anything is issued by it.
    const TestAuthority next("Authority " + std::to_string(rotation));
    const std::string both = authority.certificate() + next.certificate();
    callers.Become({.authorities = both, .identity = client});
    const KeyAndCertificate identity = next.Issue();
    folder.WriteAuthorities(both);
    folder.Write(identity);
    const double served_s = UntilServed((*server)->port(), identity.certificate, client);
    ASSERT_GE(served_s, 0) << "the new certificate is not served";
    slowest_s = std::max(slowest_s, served_s);
    authority = next;
    client = authority.Issue();
    callers.Become({.authorities = both, .identity = client});
  }
  callers.Stop();
  EXPECT_THAT(callers.failures(), ::testing::IsEmpty());
  EXPECT_GT(callers.calls(), rotations);
  EXPECT_GE((*server)->tls()->state().reloads, rotations) << "authorities may come into force before the rest";
  std::cout << rotations << " rotations, " << callers.calls() << " calls on " << callers.connections()
            << " connections, " << callers.failures().size() << " failed; served after " << slowest_s << " s at most\n";
}

TEST(TlsRotationTest, ServesTheOldCertificateWhileTheFilesAreWrong) {
  const TestAuthority authority;
  const KeyAndCertificate first = authority.Issue();
  TlsFolder folder;
  folder.Write(first);
  ServerConfig config = folder.Config();
  config.reload_interval_ms = kReloadIntervalMs;
  auto server = Server::Start(config);
  ASSERT_THAT(server, IsOk());
  Callers callers((*server)->address(), {.authorities = authority.certificate(), .identity = {}});
  const int port = (*server)->port();
  const std::string bad_certificates[] = {"", "garbage", first.certificate.substr(0, 300),
                                          authority.Issue({.begin_s = -20, .end_s = -10}).certificate,
                                          authority.Issue().certificate};
  int failed = 0;
  for (const std::string& bad : bad_certificates) {
    folder.WriteCertificate(bad);
    ++failed;
    ASSERT_TRUE(Becomes([&] { return (*server)->tls()->state().failed_reloads == failed; }));
    EXPECT_EQ(ShakeHands({.port = port, .identity = {}}).serial, testing::SerialOf(first.certificate));
  }
  const std::string series = "isnad_reloads_total{kind=\"tls\",result=\"failed\"} 5\n";
  EXPECT_TRUE(Becomes([&] { return absl::StrContains((*server)->metrics().Text(), series); }));
  const KeyAndCertificate second = authority.Issue({.end_s = 7200});
  folder.Write(second);
  EXPECT_GE(UntilServed(port, second.certificate, {}), 0);
  const std::string expiry =
      absl::StrCat("isnad_tls_certificate_expiry_timestamp_seconds ", testing::EndOf(second.certificate), "\n");
  EXPECT_TRUE(Becomes([&] { return absl::StrContains((*server)->metrics().Text(), expiry); }));
  callers.Stop();
  EXPECT_THAT(callers.failures(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace isnad
