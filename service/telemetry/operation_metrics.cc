// Covered by tests/telemetry/operation_metrics_test.cc.
#include "service/telemetry/operation_metrics.h"

namespace isnad {
namespace {

constexpr MetricDescription kReloads = {"isnad_reloads_total", "Changed files read again, by kind and result."};
constexpr MetricDescription kReloadOk = {"isnad_reload_last_successful",
                                         "1 where the last reading of a changed file succeeded, or none was needed."};
constexpr MetricDescription kReloadTime = {
    "isnad_reload_last_success_timestamp_seconds",
    "Unix time of the last successful reading of a changed file; 0: it has not changed since the start."};
constexpr MetricDescription kDenials = {"isnad_access_denials_total", "Calls refused for who the caller is, by kind."};
constexpr MetricDescription kExpiry = {"isnad_tls_certificate_expiry_timestamp_seconds",
                                       "Unix time at which the certificate served ends; 0: there is none."};

constexpr const char* kReloadNames[kReloadKindCount] = {"tls", "tokens", "policy"};
constexpr const char* kDenialNames[kDenialKindCount] = {"credentials_missing", "credentials_wrong", "policy"};

}  // namespace

OperationMetrics::OperationMetrics(MetricRegistry* registry) : certificate_expiry_(registry->AddGauge(kExpiry)) {
  for (int i = 0; i < kReloadKindCount; ++i) {
    const char* kind = kReloadNames[i];
    reloads_[i].ok = registry->AddCounter(kReloads, {{"kind", kind}, {"result", "ok"}});
    reloads_[i].failed = registry->AddCounter(kReloads, {{"kind", kind}, {"result", "failed"}});
    reloads_[i].last_ok = registry->AddGauge(kReloadOk, {{"kind", kind}});
    reloads_[i].last_ok->Set(1);
    reloads_[i].last_ok_time = registry->AddGauge(kReloadTime, {{"kind", kind}});
  }
  for (int i = 0; i < kDenialKindCount; ++i) {
    denials_[i] = registry->AddCounter(kDenials, {{"kind", kDenialNames[i]}});
  }
}

void OperationMetrics::RecordReload(ReloadKind kind, bool ok, absl::Time now) {
  Reload& reload = reloads_[static_cast<int>(kind)];
  (ok ? reload.ok : reload.failed)->Increment();
  reload.last_ok->Set(ok ? 1 : 0);
  if (ok) reload.last_ok_time->Set(static_cast<double>(absl::ToUnixSeconds(now)));
}

void OperationMetrics::SetCertificateExpiry(absl::Time expiry) {
  certificate_expiry_->Set(static_cast<double>(absl::ToUnixSeconds(expiry)));
}

void OperationMetrics::SetBuildInfo(const BuildInfo& build) {
  std::lock_guard lock(mutex_);
  build_ = build;
}

prometheus::MetricFamily OperationMetrics::CollectBuildInfo() const {
  std::lock_guard lock(mutex_);
  MetricRegistry registry;
  registry
      .AddGauge({"isnad_build_info", "1; the labels tell what is running."},
                {{"version", build_.version},
                 {"lexicon_version", build_.lexicon_version},
                 {"grpc_version", build_.grpc_version}})
      ->Set(1);
  return registry.Collect().front();
}

}  // namespace isnad
