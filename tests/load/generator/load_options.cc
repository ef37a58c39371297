// Declared once with CLI11, which also writes the help. Ranges of single options are CLI11's to check; CheckOptions has
// what concerns several, and holds for options from elsewhere too.
#include "tests/load/generator/load_options.h"

#include <CLI/CLI.hpp>
#include <map>
#include <ostream>

#include "absl/strings/str_cat.h"

namespace isnad::load {
namespace {

constexpr double kRateMax = 1e6;
constexpr double kSecondsMax = 7 * 86400;
constexpr char kFooter[] =
    "Calls are due at fixed times whatever the server does, and a call's latency counts from the time when it was "
    "due.\n"
    "Prints one JSON document. Exit status: 0 the run took place, 1 it could not, 2 wrong usage.";

void AddLoad(CLI::App& app, LoadOptions& options) {
  app.add_option("target", options.target, "The server, or any other target that gRPC knows")
      ->type_name("HOST:PORT")
      ->required();
  const std::map<std::string, Method> methods = {{"unary", Method::kUnary},
                                                 {"batch", Method::kBatch},
                                                 {"stream", Method::kStream},
                                                 {"health", Method::kHealth},
                                                 {"info", Method::kInfo}};
  app.add_option("--method", options.method, "What to call")
      ->transform(CLI::CheckedTransformer(methods).description(""))
      ->type_name("unary|batch|stream|health|info")
      ->default_str("unary");
  app.add_option("--rate", options.rate, "Open loop: calls a second (articles, on streams)")->type_name("CALLS");
  app.add_flag_callback(
      "--poisson", [&options] { options.spacing = Spacing::kPoisson; }, "Random times instead of even ones");
  app.add_option("--closed", options.closed, "Closed loop: callers that each wait for their answer")
      ->type_name("CALLERS");
  app.add_option("--seconds", options.seconds, "How long calls are made")->capture_default_str();
  app.add_option("--calls-max", options.calls_max, "The most calls (articles, on streams)")->capture_default_str();
  app.add_option("--warmup-seconds", options.warmup_seconds, "Calls of the first seconds are not counted")
      ->capture_default_str();
  app.add_option("--in-flight-max", options.in_flight_max,
                 "An open loop's calls beyond so many are not sent, but counted")
      ->capture_default_str();
  app.add_option("--connections", options.connections, "Connections, used in turn")->capture_default_str();
  app.add_option("--connect-seconds", options.connect_seconds, "How long to wait for a first connection")
      ->capture_default_str();
  app.add_option("--deadline-ms", options.deadline_ms, "Of each call; streams have none")->capture_default_str();
  app.add_option("--cancel-within-ms", options.cancel_within_ms,
                 "Cancel each call after a random time up to this; 0: none")
      ->capture_default_str();
  app.add_option("--seed", options.seed, "Of all that is random")->capture_default_str();
  app.add_option("--phase-seconds", options.phase_seconds, "Length of the report's phases; 0: by the run's length")
      ->capture_default_str();
}

void AddArticles(CLI::App& app, LoadOptions& options) {
  app.add_option("--articles", options.articles,
                 "JSON lines with a field \"text\", or a folder of *.txt; none: made-up articles")
      ->type_name("PATH")
      ->check(CLI::ExistingPath);
  app.add_option("--article-bytes", options.article_bytes, "Size of made-up articles")->capture_default_str();
  app.add_option("--articles-max", options.articles_max, "So many different articles, sent in turn")
      ->capture_default_str();
  app.add_option("--batch-articles", options.batch_articles, "Articles of a batch")->capture_default_str();
  app.add_flag_callback(
      "--spans-only", [&options] { options.include_text = false; }, "Ask for answers without the article's words");
}

void AddConnection(CLI::App& app, LoadOptions& options) {
  const auto add_file = [&app](const char* name, std::string& file, const char* description) {
    app.add_option(name, file, description)->type_name("FILE")->check(CLI::ExistingFile);
  };
  add_file("--tls-ca", options.tls_ca_file, "TLS: certificates of the authorities to trust, PEM");
  add_file("--tls-certificate", options.tls_certificate_file, "TLS: the caller's certificate with its chain, PEM");
  add_file("--tls-key", options.tls_key_file, "TLS: its private key, PEM");
  app.add_option("--tls-server-name", options.tls_server_name, "TLS: the name to find in the server's certificate")
      ->type_name("NAME");
  add_file("--token-file", options.token_file, "Bearer token to show, in a file");
  add_file("--retry-service-config", options.service_config_file, "gRPC service config, JSON; none: no retries");
}

absl::Status Wrong(const char* option, const std::string& problem) {
  return absl::InvalidArgumentError(absl::StrCat(option, ": ", problem));
}

}  // namespace

absl::Status CheckOptions(const LoadOptions& options) {
  if ((options.rate != 0) == (options.closed != 0)) return Wrong("--rate", "give it or --closed, and not both");
  if (!(options.rate >= 0 && options.rate <= kRateMax)) return Wrong("--rate", absl::StrCat("above 0 to ", kRateMax));
  if (options.closed < 0 || options.closed > options.in_flight_max) return Wrong("--closed", "1 to --in-flight-max");
  if (!(options.seconds > 0 && options.seconds <= kSecondsMax))
    return Wrong("--seconds", absl::StrCat("above 0 to ", kSecondsMax));
  if (!(options.warmup_seconds >= 0 && options.warmup_seconds < options.seconds)) {
    return Wrong("--warmup-seconds", "0 to less than --seconds");
  }
  if (options.calls_max < 1) return Wrong("--calls-max", "at least 1");
  if (options.in_flight_max < 1 || options.in_flight_max > 1'000'000) return Wrong("--in-flight-max", "1 to 1000000");
  if (options.connections < 1 || options.connections > 1000) return Wrong("--connections", "1 to 1000");
  if (!(options.connect_seconds > 0 && options.connect_seconds <= 3600)) {
    return Wrong("--connect-seconds", "above 0 to 3600");
  }
  if (options.batch_articles < 1 || options.batch_articles > 10'000) return Wrong("--batch-articles", "1 to 10000");
  if (options.article_bytes < 1 || options.article_bytes > (64u << 20))
    return Wrong("--article-bytes", "1 to 67108864");
  if (options.articles_max < 1 || options.articles_max > 1'000'000) return Wrong("--articles-max", "1 to 1000000");
  if (options.deadline_ms < 1 || options.deadline_ms > 86'400'000) return Wrong("--deadline-ms", "1 to 86400000");
  if (!(options.cancel_within_ms >= 0 && options.cancel_within_ms <= 86'400'000))
    return Wrong("--cancel-within-ms", "0 to 86400000");
  if (options.cancel_within_ms > 0 && options.method == Method::kStream) {
    return Wrong("--cancel-within-ms", "streams are not cancelled; their articles have no calls of their own");
  }
  if (!(options.phase_seconds >= 0)) return Wrong("--phase-seconds", "0 or more");
  if (options.tls_certificate_file.empty() != options.tls_key_file.empty()) {
    return Wrong("--tls-certificate", "goes with --tls-key");
  }
  return absl::OkStatus();
}

std::variant<LoadOptions, int> ParseOptions(int argc, const char* const* argv, std::ostream& out, std::ostream& error) {
  constexpr int kWrongUsage = 2;
  LoadOptions options;
  CLI::App app("Calls an isnad server at a given rate and measures its answers", "isnad-load");
  AddLoad(app, options);
  AddArticles(app, options);
  AddConnection(app, options);
  app.footer(kFooter);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem, out, error) == 0 ? 0 : kWrongUsage;
  }
  if (const absl::Status status = CheckOptions(options); !status.ok()) {
    error << status.message() << "\nRun with --help for more information.\n";
    return kWrongUsage;
  }
  return options;
}

}  // namespace isnad::load
