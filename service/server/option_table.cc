// Ranges keep out what cannot be meant (a wait of a month, no worker for a million calls), not what is unwise; rules
// that concern several options are in config_check.cc. Covered by tests/server/config_option_table_test.cc, which finds
// a field without an option.
#include "service/server/option_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/attribution/limits.h"

namespace isnad {
namespace {

constexpr int64_t kHourMs = 3600000;
constexpr int64_t kDayMs = 24 * kHourMs;
constexpr int64_t kMiB = int64_t{1} << 20;
constexpr int64_t kGiB = int64_t{1} << 30;
constexpr OptionRange kTextRange = {0, kOptionTextBytesMax};

Option Address(std::string name, OptionField field, std::string help) {
  return {std::move(name), OptionType::kText, kTextRange, field, std::move(help), {}, "HOST:PORT"};
}
Option File(std::string name, OptionField field, std::string help) {
  return {std::move(name), OptionType::kFile, kTextRange, field, std::move(help), {}, "FILE"};
}
Option Folder(std::string name, OptionField field, std::string help) {
  return {std::move(name), OptionType::kFolder, kTextRange, field, std::move(help), {}, "DIR"};
}
Option Number(std::string name, OptionRange range, OptionField field, std::string help) {
  return {std::move(name), OptionType::kNumber, range, field, std::move(help), {}, "N"};
}
Option Bytes(std::string name, OptionRange range, OptionField field, std::string help) {
  return {std::move(name), OptionType::kBytes, range, field, std::move(help), {}, "BYTES"};
}
Option Milliseconds(std::string name, OptionRange range, OptionField field, std::string help) {
  return {std::move(name), OptionType::kMilliseconds, range, field, std::move(help), {}, "MS"};
}
Option Switch(std::string name, OptionField field, std::string help) {
  return {std::move(name), OptionType::kSwitch, {}, field, std::move(help), {}, "true|false"};
}
Option Choice(std::string name, std::vector<std::string> choices, OptionField field, std::string help) {
  return {std::move(name), OptionType::kChoice, {}, field, std::move(help), std::move(choices), "NAME"};
}

std::vector<std::string> LogLevelNames() {
  std::vector<std::string> names;
  for (int level = 0; level <= static_cast<int>(LogLevel::kOff); ++level) {
    names.emplace_back(LogLevelName(static_cast<LogLevel>(level)));
  }
  return names;
}

OptionTable Listening() {
  return {
      Address("listen", &ServerConfig::listen_address,
              "address for calls, or unix:PATH; port 0: the system chooses one; empty: no socket"),
      Switch("insecure_plaintext_on_network", &ServerConfig::insecure_plaintext_on_network,
             "serve without TLS on another address than loopback, where everybody on the way can read and change "
             "what is sent"),
      Address("admin_address", &ServerConfig::admin_address,
              "address for metrics, probes and the log level over HTTP; empty: none"),
      Switch("reflection", &ServerConfig::reflection, "let callers ask which methods and messages there are"),
  };
}

OptionTable LanguageData() {
  return {
      Folder("lexicon", &ServerConfig::lexicon_directory, "folder of *.tsv files instead of the embedded lexicon"),
      File("model", &ServerConfig::model_file, "model file instead of the embedded one"),
  };
}

OptionTable TransportSecurity() {
  return {
      File("tls_certificate_file", &ServerConfig::tls_certificate_file,
           "PEM file with the server's certificate and its chain; empty: no TLS; read again when it changes"),
      File("tls_private_key_file", &ServerConfig::tls_private_key_file,
           "PEM file with the certificate's private key; read again when it changes"),
      File("tls_client_ca_file", &ServerConfig::tls_client_ca_file,
           "PEM file with the authorities whose client certificates are trusted; read again when it changes"),
      Choice("tls_client_certificates", {"ignored", "optional", "required"}, &ServerConfig::tls_client_certificates,
             "whether callers must show a certificate (mutual TLS)"),
  };
}

OptionTable Access() {
  return {
      File("tokens_file", &ServerConfig::tokens_file,
           "file of bearer tokens; without a policy each call but health checks must carry one, with a policy only "
           "where its rules ask (token:*); empty: none known; read again when it changes"),
      File(
          "policy_file", &ServerConfig::policy_file,
          "authorization policy as JSON (gRFC A43), which then decides alone; empty: none; read again when it changes"),
      Milliseconds("reload_interval_ms", {100, kHourMs}, &ServerConfig::reload_interval_ms,
                   "how often certificates, tokens and policy are looked at for changes"),
  };
}

OptionTable Requests() {
  constexpr auto kArticleMax = static_cast<int64_t>(kArticleBytesMax);
  return {
      Bytes("article_bytes_max", {1, kArticleMax}, &ServiceLimits::article_bytes_max, "the longest article"),
      Number("claims_max", {1, kClaimsMax}, &ServiceLimits::claims_max,
             "claims of one response; those behind are left out and counted"),
      // In the answer of a batch a kilobyte is kept for each article; more of them would leave little for answers.
      Number("batch_articles_max", {1, 1024}, &ServiceLimits::batch_articles_max, "articles of one batch"),
      Bytes("message_bytes_max", {1024, 64 * kMiB}, &ServiceLimits::message_bytes_max, "one message on the wire"),
      Number("known_sources_max", {0, 100000}, &ServiceLimits::known_sources_max, "known sources of one request"),
      Number("known_source_aliases_max", {0, 1000}, &ServiceLimits::known_source_aliases_max,
             "aliases of one known source"),
      Bytes("known_source_name_bytes_max", {1, 4096}, &ServiceLimits::known_source_name_bytes_max,
            "id, name or alias of a known source"),
  };
}

OptionTable Work() {
  constexpr auto kArticleMax = static_cast<int64_t>(kArticleBytesMax);
  return {
      Number("workers", {0, 1024}, &ServerConfig::workers, "threads that extract; 0: one for each processor"),
      Number("concurrent_calls_max", {1, 1000000}, &ServiceLimits::concurrent_calls_max,
             "extraction calls in flight in the whole server; more are refused"),
      Bytes("in_flight_bytes_max", {1024, 64 * kGiB}, &ServiceLimits::in_flight_bytes_max,
            "requests in flight in the whole server; memory grows to some ten times as much"),
      Milliseconds("queue_delay_ms_max", {1, 60000}, &ServiceLimits::queue_delay_ms_max,
                   "a call that would wait longer than this for a processor is refused at once"),
      Milliseconds(
          "call_ms_max", {1, kHourMs}, &ServiceLimits::call_ms_max,
          "a call, or one article of a stream, ends after this time where its caller sets no earlier deadline"),
      Milliseconds(
          "stream_idle_ms_max", {1, kDayMs}, &ServiceLimits::stream_idle_ms_max,
          "a stream ends when it has stood still for this time, a call when nobody has taken its answer for it"),
      Bytes("big_article_bytes_min", {1024, kArticleMax}, &ServiceLimits::big_article_bytes_min,
            "articles from this size on are extracted in slices, so that others overtake them"),
  };
}

OptionTable Connections() {
  return {
      Number("connections_max", {0, 1000000}, &ServiceLimits::connections_max,
             "connections at the same time, where gRPC's version can limit them; 0: no limit"),
      Number("streams_per_connection_max", {1, 10000}, &ServiceLimits::streams_per_connection_max,
             "calls on one connection at the same time; the client's next ones wait"),
      Number("health_watches_max", {1, 1000000}, &ServiceLimits::health_watches_max,
             "watches of the health in the whole server; more are refused"),
      Number("reflection_requests_max", {1, 1000000}, &ServiceLimits::reflection_requests_max,
             "questions of one reflection stream; it ends behind the last"),
      Milliseconds("connection_age_ms", {100, 7 * kDayMs}, &ServerConfig::connection_age_ms,
                   "a connection is asked to go at about this age, so that callers find new servers"),
      Milliseconds("connection_age_grace_ms", {0, kDayMs}, &ServiceLimits::connection_age_grace_ms,
                   "time for the calls of a connection that is asked to go; 0: until they end"),
      Milliseconds("keepalive_ms", {100, kDayMs}, &ServerConfig::keepalive_ms,
                   "a connection is asked for a sign of life after this time of quiet"),
      Milliseconds("keepalive_timeout_ms", {100, kHourMs}, &ServerConfig::keepalive_timeout_ms,
                   "a connection that gives no sign of life within this time is closed"),
      Milliseconds("client_ping_interval_ms_min", {0, kHourMs}, &ServerConfig::client_ping_interval_ms_min,
                   "a client that pings more often than this is told to go"),
  };
}

OptionTable LogsAndStop() {
  return {
      Choice("log_level", LogLevelNames(), &ServerConfig::log_level, "the least important lines that are logged"),
      Milliseconds("drain_delay_ms", {0, kHourMs}, &ServerConfig::drain_delay_ms,
                   "after a stop signal: time in which health says NOT_SERVING and calls are still taken"),
      Milliseconds("drain_ms", {0, kHourMs}, &ServerConfig::drain_ms,
                   "after the drain delay: time for the calls in flight to end"),
  };
}

void AddGroup(const char* group, OptionTable options, OptionTable* table) {
  for (Option& option : options) {
    option.group = group;
    table->push_back(std::move(option));
  }
}

}  // namespace

OptionTable ServerOptions() {
  OptionTable table;
  AddGroup("Listening", Listening(), &table);
  AddGroup("Language data", LanguageData(), &table);
  AddGroup("TLS", TransportSecurity(), &table);
  AddGroup("Access", Access(), &table);
  AddGroup("Limits of a request", Requests(), &table);
  AddGroup("Work and overload", Work(), &table);
  AddGroup("Connections", Connections(), &table);
  AddGroup("Logs and stop", LogsAndStop(), &table);
  return table;
}

const Option* FindOption(absl::string_view name, const OptionTable& options) {
  auto found =
      std::find_if(options.begin(), options.end(), [name](const Option& option) { return option.name == name; });
  return found == options.end() ? nullptr : &*found;
}

std::string FlagOf(const Option& option) { return absl::StrCat("--", absl::StrReplaceAll(option.name, {{"_", "-"}})); }

std::string VariableOf(const Option& option) {
  return absl::StrCat(kVariablePrefix, absl::AsciiStrToUpper(option.name));
}

}  // namespace isnad
