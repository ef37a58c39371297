#include "service/telemetry/operation_metrics.h"

#include "gtest/gtest.h"
#include "tests/telemetry/metric_value.h"

namespace isnad {
namespace {

using testing::MetricValue;

class OperationMetricsTest : public ::testing::Test {
 protected:
  double Value(absl::string_view series) const { return MetricValue(registry_, series); }

  MetricRegistry registry_;
  OperationMetrics metrics_{&registry_};
};

TEST_F(OperationMetricsTest, ShowABadFileUntilAGoodOneComes) {
  EXPECT_EQ(Value("isnad_reload_last_successful{kind=\"tls\"}"), 1);
  metrics_.RecordReload(ReloadKind::kTls, false, absl::FromUnixSeconds(1000));
  EXPECT_EQ(Value("isnad_reload_last_successful{kind=\"tls\"}"), 0);
  EXPECT_EQ(Value("isnad_reload_last_successful{kind=\"policy\"}"), 1);
  EXPECT_EQ(Value("isnad_reload_last_success_timestamp_seconds{kind=\"tls\"}"), 0);
  EXPECT_EQ(Value("isnad_reloads_total{kind=\"tls\",result=\"failed\"}"), 1);
  metrics_.RecordReload(ReloadKind::kTls, true, absl::FromUnixSeconds(2000));
  EXPECT_EQ(Value("isnad_reload_last_successful{kind=\"tls\"}"), 1);
  EXPECT_EQ(Value("isnad_reload_last_success_timestamp_seconds{kind=\"tls\"}"), 2000);
  EXPECT_EQ(Value("isnad_reloads_total{kind=\"tls\",result=\"ok\"}"), 1);
}

TEST_F(OperationMetricsTest, TellWhenTheCertificateEnds) {
  EXPECT_EQ(Value("isnad_tls_certificate_expiry_timestamp_seconds"), 0);
  metrics_.SetCertificateExpiry(absl::FromUnixSeconds(1800000000));
  EXPECT_EQ(Value("isnad_tls_certificate_expiry_timestamp_seconds"), 1800000000);
}

TEST_F(OperationMetricsTest, CountDenialsByKind) {
  metrics_.RecordDenial(DenialKind::kCredentialsMissing);
  metrics_.RecordDenial(DenialKind::kPolicy);
  metrics_.RecordDenial(DenialKind::kPolicy);
  EXPECT_EQ(Value("isnad_access_denials_total{kind=\"credentials_missing\"}"), 1);
  EXPECT_EQ(Value("isnad_access_denials_total{kind=\"credentials_wrong\"}"), 0);
  EXPECT_EQ(Value("isnad_access_denials_total{kind=\"policy\"}"), 2);
}

}  // namespace
}  // namespace isnad
