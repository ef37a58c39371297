// What a run of the load generator is told, with defaults; and the command line that tells it. A value.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_LOAD_OPTIONS_H_
#define ISNAD_TESTS_LOAD_GENERATOR_LOAD_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <variant>

#include "absl/status/status.h"
#include "tests/load/generator/schedule.h"

namespace isnad::load {

enum class Method { kUnary, kBatch, kStream, kHealth, kInfo };

struct LoadOptions {
  std::string target;
  Method method = Method::kUnary;

  // Open loop: so many calls a second (articles, on streams). Or closed: so many callers, each of which waits for its
  // answer before it calls again. One of the two is above 0.
  double rate = 0;
  Spacing spacing = Spacing::kEven;
  int closed = 0;

  // No call is due later than `seconds` after the start, none behind the `calls_max`-th.
  double seconds = 10;
  int64_t calls_max = 10'000'000;
  // Calls due earlier than this are made, but counted apart.
  double warmup_seconds = 0;
  // Calls that may wait for their answers at the same time, so that the generator itself stays in bounds. An open
  // loop's call above it is not sent, and counted as such.
  int in_flight_max = 10'000;
  int connections = 1;
  double connect_seconds = 10;  // for the first connection of each

  // Of batches; the others carry one.
  int batch_articles = 64;
  // A file of JSON lines with a field "text", or a folder of *.txt. Empty: made-up articles of `article_bytes`.
  std::string articles;
  size_t article_bytes = 11 << 10;
  int articles_max = 16;  // that many different ones, sent in turn
  bool include_text = true;

  // Of each call but streams, which have none.
  int deadline_ms = 10'000;
  // Each call is cancelled after a random time of up to so many milliseconds; 0: none is.
  double cancel_within_ms = 0;
  uint64_t seed = 1;

  // TLS where one of the first two is given. The token's file holds the bearer token alone.
  std::string tls_ca_file;
  std::string tls_certificate_file;
  std::string tls_key_file;
  std::string tls_server_name;
  std::string token_file;
  // gRPC's service config in JSON; empty: no retries at all.
  std::string service_config_file;

  // The report is divided into so long phases; 0: a sixtieth of the run, at least a second.
  double phase_seconds = 0;
};

// What of the options does not fit together, as InvalidArgument with the option's name.
absl::Status CheckOptions(const LoadOptions& options);

// The options; or, where the command line asks for help or is wrong, the exit status, after writing to `out` or
// `error`.
std::variant<LoadOptions, int> ParseOptions(int argc, const char* const* argv, std::ostream& out, std::ostream& error);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_LOAD_OPTIONS_H_
