// Covered by tests/server/server_test.cc and tests/end_to_end/.
#include "service/server/server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/server/transport_limits.h"
#include "service/server/transport_security.h"

namespace isnad {
namespace {

constexpr absl::string_view kUnixPrefix = "unix:";
// How often callers that take no answer are looked for; they are given up after stream_idle_ms_max, give or take this.
constexpr absl::Duration kSlowCallersInterval = absl::Seconds(1);

}  // namespace

Server::Server(const ServerConfig& config, EventLog* log, std::unique_ptr<ReloadableAccess> access)
    : config_(config),
      quiet_log_(/*descriptor=*/-1, LogLevel::kOff),
      log_(log == nullptr ? quiet_log_ : *log),
      access_(std::move(access)),
      environment_{.metrics = &metrics_, .log = &log_, .trace_ids = &trace_ids_, .access = access_.get()},
      attribution_(config.limits, config.workers, &environment_),
      health_({v1::AttributionService::service_full_name()}, config.limits.health_watches_max, &environment_),
      reflection_({v1::AttributionService::service_full_name(), grpc::health::v1::Health::service_full_name()},
                  config.limits.reflection_requests_max, &environment_) {
  metrics_.load().SetServingState(ServingState::kLoading);
  metrics_.load().SampleWith([this] { return Sample(); });
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerConfig& config, EventLog* log) {
  if (absl::Status status = CheckTransportSecurity(config); !status.ok()) return status;
  absl::StatusOr<std::unique_ptr<ReloadableAccess>> access = ReloadableAccess::Load(AccessFilesOf(config));
  if (!access.ok()) return access.status();
  auto server = std::unique_ptr<Server>(new Server(config, log, *std::move(access)));
  server->WarnOfRulesBesideTokens();
  if (absl::Status status = server->LoadTls(); !status.ok()) return status;
  if (absl::Status status = server->Listen(); !status.ok()) return status;
  if (absl::Status status = server->StartAdmin(); !status.ok()) return status;
  server->reloads_ = std::make_unique<PeriodicTask>(absl::Milliseconds(config.reload_interval_ms),
                                                    [server = server.get()] { server->Reload(); });
  server->slow_callers_ = std::make_unique<PeriodicTask>(
      kSlowCallersInterval, [server = server.get()] { server->attribution_.GiveUpSlowCallers(SteadyNow()); });
  return server;
}

absl::Status Server::LoadTls() {
  if (!UsesTls(config_)) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<TlsCredentials>> tls = TlsCredentials::Load(config_);
  if (!tls.ok()) return tls.status();
  tls_ = *std::move(tls);
  metrics_.operation().SetCertificateExpiry(tls_->state().not_after);
  return absl::OkStatus();
}

absl::Status Server::Listen() {
  grpc::ServerBuilder builder;
  builder.RegisterService(&attribution_);
  builder.RegisterService(&health_);
  if (config_.reflection) reflection_.Register(&builder);
  SetTransportLimits(config_, &builder);
  if (!config_.listen_address.empty()) {
    builder.AddListeningPort(config_.listen_address,
                             tls_ == nullptr ? grpc::InsecureServerCredentials() : tls_->credentials(), &port_);
  }
  grpc_server_ = builder.BuildAndStart();
  if (grpc_server_ == nullptr) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", config_.listen_address,
                                               ": the port is taken, or the address is none of this machine's"));
  }
  if (absl::StartsWith(config_.listen_address, kUnixPrefix)) port_ = 0;
  return absl::OkStatus();
}

absl::Status Server::StartAdmin() {
  if (config_.admin_address.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<AdminServer>> admin =
      AdminServer::Start(config_.admin_address, {.metrics = [this] { return metrics_.Text(); },
                                                 .serving = [this] { return serving_.load(); },
                                                 .log_level = [this] { return log_.level(); },
                                                 .set_log_level = [this](LogLevel level) { SetLogLevel(level); }});
  if (!admin.ok()) return admin.status();
  admin_ = *std::move(admin);
  return absl::OkStatus();
}

// Told before it takes effect, so that nobody turns the log off in silence; where it was off, behind.
void Server::SetLogLevel(LogLevel level) {
  const LogLevel old = log_.level();
  const auto tell = [&] {
    log_.Log(old == LogLevel::kError ? LogLevel::kError : LogLevel::kWarning, "log_level_changed",
             {{"old", LogLevelName(old)}, {"new", LogLevelName(level)}});
  };
  if (old != LogLevel::kOff) tell();
  log_.set_level(level);
  if (old == LogLevel::kOff) tell();
}

Server::~Server() {
  slow_callers_.reset();
  reloads_.reset();
  admin_.reset();
  metrics_.load().SampleWith(nullptr);
  if (grpc_server_ == nullptr) return;
  health_.EndWatches();
  reflection_.EndStreams();
  grpc_server_->Shutdown(std::chrono::system_clock::now());
}

absl::Status Server::Load() {
  absl::StatusOr<AttributionExtractor> extractor =
      AttributionExtractor::Load(config_.lexicon_directory, config_.model_file);
  if (!extractor.ok()) return extractor.status();
  extractor_.emplace(*std::move(extractor));
  Serve({.extract =
             [this](absl::string_view article, const ExtractOptions& options, const std::function<bool()>& cancelled) {
               return extractor_->Extract(article, options, cancelled);
             },
         .lexicon = extractor_->summary()});
  return absl::OkStatus();
}

void Server::Serve(ExtractionEngine engine) {
  metrics_.operation().SetBuildInfo(
      {.version = ISNAD_VERSION, .lexicon_version = engine.lexicon.version, .grpc_version = grpc::Version()});
  attribution_.Serve(std::move(engine));
  serving_ = true;
  metrics_.load().SetServingState(ServingState::kServing);
  health_.SetServing(true);
  log_.Info("serving", {{"address", address()},
                        {"admin_address", admin_address()},
                        {"tls", UsesTls(config_)},
                        {"client_certificates", config_.tls_client_certificates != ClientCertificates::kIgnored},
                        {"tokens", !config_.tokens_file.empty()},
                        {"policy", !config_.policy_file.empty()},
                        {"grpc_version", grpc::Version()}});
}

void Server::Stop() {
  serving_ = false;
  metrics_.load().SetServingState(ServingState::kDraining);
  health_.SetServing(false);
  log_.Info("draining", {{"delay_ms", config_.drain_delay_ms}, {"drain_ms", config_.drain_ms}});
  std::this_thread::sleep_for(std::chrono::milliseconds(config_.drain_delay_ms));
  health_.EndWatches();
  reflection_.EndStreams();
  attribution_.extraction().Drain();
  grpc_server_->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(config_.drain_ms));
  log_.Info("stopped");
}

void Server::Reload() {
  ReloadAccess();
  ReloadTls();
}

void Server::ReloadAccess() {
  const AccessReloadReport report = access_->ReloadEach();
  RecordReload(ReloadKind::kTokens, report.tokens);
  RecordReload(ReloadKind::kPolicy, report.policy);
  if (report.policy.replaced) WarnOfRulesBesideTokens();
}

// Whoever sets both files may believe that a token is needed all the same.
void Server::WarnOfRulesBesideTokens() {
  for (const std::string& rule : access_->RulesBesideTokens()) {
    log_.Warning("policy_lets_in_without_token", {{"rule", rule}});
  }
}

// A file that is right again, as it was before it was wrong, counts as read too.
void Server::RecordReload(ReloadKind kind, const ReloadReport& report) {
  constexpr const char* kNames[] = {"tls", "tokens", "policy"};
  if (!report.replaced && report.repeated) return;
  const char* name = kNames[static_cast<int>(kind)];
  metrics_.operation().RecordReload(kind, report.status.ok(), absl::Now());
  // Both, where certificate and authorities are in the same state no longer.
  if (report.status.ok() || report.replaced) log_.Info("reloaded", {{"file", name}});
  if (!report.status.ok()) log_.Error("reload_failed", {{"file", name}, {"message", report.status.message()}});
}

void Server::ReloadTls() {
  if (tls_ == nullptr) return;
  RecordReload(ReloadKind::kTls, tls_->Reload());
  metrics_.operation().SetCertificateExpiry(tls_->state().not_after);
}

LoadSample Server::Sample() const {
  const ExtractionService& extraction = attribution_.extraction();
  LoadSample sample = {.calls_in_flight = extraction.admission().calls_in_flight(),
                       .bytes_in_flight = extraction.admission().bytes_in_flight(),
                       .streams_open = extraction.streams_open(),
                       .log_lines_lost = log_.lines_lost(),
                       .log_lines_dropped = log_.lines_dropped()};
  for (Lane lane : {Lane::kInteractive, Lane::kBulk}) {
    sample.tasks_waiting[static_cast<int>(lane)] = extraction.pool().waiting(lane);
    sample.expected_delay[static_cast<int>(lane)] = extraction.admission().ExpectedDelay(lane);
  }
  return sample;
}

std::string Server::address() const {
  if (port_ == 0) return config_.listen_address;
  return absl::StrCat(config_.listen_address.substr(0, config_.listen_address.rfind(':')), ":", port_);
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  return grpc_server_->InProcessChannel(grpc::ChannelArguments());
}

}  // namespace isnad
