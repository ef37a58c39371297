// What an operator changes and whom the server turns away: files read again, callers refused, what is running. Any
// thread.
#ifndef ISNAD_SERVICE_TELEMETRY_OPERATION_METRICS_H_
#define ISNAD_SERVICE_TELEMETRY_OPERATION_METRICS_H_

#include <array>
#include <mutex>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "service/telemetry/metric_registry.h"

namespace isnad {

// Files that are read again when they change.
enum class ReloadKind { kTls, kTokens, kPolicy };
inline constexpr int kReloadKindCount = 3;

enum class DenialKind {
  kCredentialsMissing,  // no token, where tokens are asked for
  kCredentialsWrong,    // a token that is not known
  kPolicy               // the authorization policy says no
};
inline constexpr int kDenialKindCount = 3;

// What is running, as labels of isnad_build_info. The lexicon's version is empty until it is loaded.
struct BuildInfo {
  std::string version;
  std::string lexicon_version;
  std::string grpc_version;
};

class OperationMetrics {
 public:
  explicit OperationMetrics(MetricRegistry* registry);
  OperationMetrics(const OperationMetrics&) = delete;
  OperationMetrics& operator=(const OperationMetrics&) = delete;

  // A file was found changed and read at `now`. Not ok: what it held before stays in force.
  void RecordReload(ReloadKind kind, bool ok, absl::Time now);
  // When the certificate that is served ends. Until it is told, 0: no certificate.
  void SetCertificateExpiry(absl::Time expiry);
  void RecordDenial(DenialKind kind) { denials_[static_cast<int>(kind)]->Increment(); }
  void SetBuildInfo(const BuildInfo& build);

  // isnad_build_info, whose labels change once the lexicon is loaded.
  prometheus::MetricFamily CollectBuildInfo() const;

 private:
  struct Reload {
    prometheus::Counter* ok;
    prometheus::Counter* failed;
    prometheus::Gauge* last_ok;
    prometheus::Gauge* last_ok_time;
  };

  std::array<Reload, kReloadKindCount> reloads_;
  std::array<prometheus::Counter*, kDenialKindCount> denials_;
  prometheus::Gauge* certificate_expiry_;
  mutable std::mutex mutex_;  // guards what is below
  BuildInfo build_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_OPERATION_METRICS_H_
