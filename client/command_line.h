// The command line of `isnad`, as a value.
#ifndef ISNAD_CLIENT_COMMAND_LINE_H_
#define ISNAD_CLIENT_COMMAND_LINE_H_

#include <chrono>
#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

#include "client/credentials.h"
#include "client/exit_status.h"
#include "client/shard.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad {

enum class Verb { kExtract, kInfo, kHealth, kLexicon };

enum class OutputFormat {
  kText,   // for people
  kJson,   // proto3 JSON, indented
  kJsonl,  // proto3 JSON, one line an article
};

struct CommandLine {
  Verb verb = Verb::kExtract;
  std::string server;             // HOST:PORT; empty: the server embedded in the command
  TlsOptions tls;                 // of the server named
  std::string token_file;         // holds the bearer token for it
  bool behind_balancer = false;   // the server named is a balancer that watches several
  std::string language;           // of messages; empty: English alone
  std::string lexicon_directory;  // of the embedded server; empty: its built-in language data
  std::string model_file;
  std::chrono::milliseconds deadline = std::chrono::seconds(30);  // of one call; 5 s for `health`, a probe
  std::vector<std::string> files;                                 // paths; "-": standard input
  OutputFormat format = OutputFormat::kText;
  std::string bulk_input;   // a folder or a file of JSON lines; empty: `files`
  std::string bulk_output;  // a folder
  Shard shard;
  bool resume = false;
  v1::ExtractOptions extract_options;
  bool forms = false;  // of `lexicon`: every form rather than every lemma
};

// The parsed command line; or, where there is nothing left to do (--help, --version, a wrong command line), the exit
// status, after the text for the user went to `out` or `error`.
std::variant<CommandLine, ExitStatus> ParseCommandLine(int argc, const char* const* argv, std::ostream& out,
                                                       std::ostream& error);

}  // namespace isnad

#endif  // ISNAD_CLIENT_COMMAND_LINE_H_
