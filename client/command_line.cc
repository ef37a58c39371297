// The options of `isnad`, declared once with CLI11, which also writes the help. Covered by
// tests/client/command_line_test.cc.
#include "client/command_line.h"

#include <map>
#include <ostream>
#include <sstream>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/display_text.h"

namespace isnad {
namespace {

constexpr char kFooter[] =
    "Exit status: 0 all well, 1 some files failed or the server is not serving, 2 wrong usage, 3 no connection.\n"
    "Of a heap (--input): 0 all is done, what was refused stands in .errors; 2 wrong usage, or the output is another "
    "run's;\n"
    "1, 3, 130 (SIGINT) or 143 (SIGTERM): it is not done, --resume goes on.\n"
    "Without --server the command answers by itself, with the server that is built into it.";

constexpr int kDeadlineSeconds = 30;
constexpr int kHealthDeadlineSeconds = 5;  // a probe that waits longer is worth no more

// What CLI11 writes into; turned into a CommandLine once the parse has succeeded.
struct Parsed {
  CommandLine line;
  double deadline_s = 0;  // 0: the verb's own
  double min_confidence = 0;
  std::string shard = "0/1";
  v1::OffsetEncoding offsets = v1::OFFSET_ENCODING_UTF8;
};

void AddLanguageData(CLI::App& command, Parsed& parsed) {
  command.add_option("--lexicon", parsed.line.lexicon_directory, "Answer with the lexicon of this folder")
      ->type_name("FOLDER");
  command.add_option("--model", parsed.line.model_file, "Answer with this model")->type_name("FILE");
}

// What --server is reached with. Each of them means nothing without it.
void AddSecurity(CLI::App& command, Parsed& parsed) {
  TlsOptions& tls = parsed.line.tls;
  command.add_flag("--tls", tls.enabled, "Call by TLS, with the certificate authorities that the system trusts")
      ->needs("--server");
  auto add_text = [&command](const std::string& name, std::string& value, const std::string& description) {
    return command.add_option(name, value, description)->type_name("FILE")->needs("--server");
  };
  add_text("--tls-ca", tls.ca_file, "Call by TLS, with the certificate authorities of this PEM file alone");
  CLI::Option* certificate = add_text("--tls-cert", tls.certificate_file, "PEM: the certificate to show to the server");
  CLI::Option* key = add_text("--tls-key", tls.private_key_file, "PEM: its private key");
  certificate->needs(key);
  key->needs(certificate);
  add_text("--tls-name", tls.server_name, "The name in the server's certificate, where it is not HOST")
      ->type_name("NAME");
  add_text("--token-file", parsed.line.token_file,
           "Holds the bearer token to send; needs TLS or a server on this machine");
}

void AddServerOptions(CLI::App& command, Parsed& parsed, int deadline_s = kDeadlineSeconds) {
  AddLanguageData(command, parsed);
  command.add_option("--server", parsed.line.server, "The server to call")
      ->type_name("HOST:PORT")
      ->excludes("--lexicon")
      ->excludes("--model");
  AddSecurity(command, parsed);
  command
      .add_flag("--behind-balancer", parsed.line.behind_balancer,
                "The server to call is a balancer of HTTP/2, which watches its servers itself")
      ->needs("--server");
  command.add_option("--language", parsed.line.language, "Messages of the service in this language")
      ->type_name("ar|en")
      ->check(CLI::IsMember({"ar", "en"}).description(""));
  command.add_option("--deadline", parsed.deadline_s, "Seconds after which a call is given up")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 86400.0))
      ->default_str(std::to_string(deadline_s));
}

// A heap of articles into files, instead of a few to standard output.
void AddBulk(CLI::App& extract, Parsed& parsed, const std::vector<CLI::Option*>& not_with) {
  CLI::Option* input =
      extract.add_option("--input", parsed.line.bulk_input,
                         "A heap: a file of JSON lines with id and text, or a folder of .jsonl and .txt, "
                         "for --output");
  CLI::Option* output =
      extract.add_option("--output", parsed.line.bulk_output,
                         "Folder for part-I-of-N.jsonl and, with what was refused, part-I-of-N.errors");
  input->type_name("FOLDER|FILE")->needs(output);
  output->type_name("FOLDER")->needs(input);
  for (CLI::Option* option : not_with) input->excludes(option);
  extract.add_option("--shard", parsed.shard, "Every Nth article alone, from the one at I (from 0) on")
      ->type_name("I/N")
      ->needs(input)
      ->check([](const std::string& text) { return std::string(ParseShard(text).status().message()); })
      ->default_str("0/1");
  extract.add_flag("--resume", parsed.line.resume, "Go on where an earlier run, finished or killed, has come")
      ->needs(input);
}

void AddExtract(CLI::App& app, Parsed& parsed) {
  CLI::App& extract = *app.add_subcommand("extract", "Who says what in each article");
  CLI::Option* files =
      extract.add_option("files", parsed.line.files, "Articles in UTF-8, one a file; - or none: standard input")
          ->type_name("FILE");
  const std::map<std::string, OutputFormat> formats = {
      {"text", OutputFormat::kText}, {"json", OutputFormat::kJson}, {"jsonl", OutputFormat::kJsonl}};
  CLI::Option* format =
      extract.add_option("--format", parsed.line.format, "text for people; json, indented; jsonl, one line an article")
          ->transform(CLI::CheckedTransformer(formats).description(""))
          ->type_name("text|json|jsonl")
          ->default_str("text");
  const std::map<std::string, v1::OffsetEncoding> encodings = {
      {"utf8", v1::OFFSET_ENCODING_UTF8}, {"utf16", v1::OFFSET_ENCODING_UTF16}, {"utf32", v1::OFFSET_ENCODING_UTF32}};
  extract.add_option("--offsets", parsed.offsets, "What spans count: bytes, UTF-16 units, code points")
      ->transform(CLI::CheckedTransformer(encodings).description(""))
      ->type_name("utf8|utf16|utf32")
      ->default_str("utf8");
  extract.add_option("--min-confidence", parsed.min_confidence, "Leave out claims below this probability")
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  AddBulk(extract, parsed, {files, format});
  AddServerOptions(extract, parsed);
  extract.footer(kFooter);
  extract.callback([&parsed] { parsed.line.verb = Verb::kExtract; });
}

void AddOthers(CLI::App& app, Parsed& parsed) {
  CLI::App& info = *app.add_subcommand("info", "Version, lexicon and limits of a server, as JSON");
  AddServerOptions(info, parsed);
  info.callback([&parsed] { parsed.line.verb = Verb::kInfo; });
  CLI::App& health = *app.add_subcommand("health", "Whether a server is serving");
  AddServerOptions(health, parsed, kHealthDeadlineSeconds);
  health.callback([&parsed] { parsed.line.verb = Verb::kHealth; });
  CLI::App& lexicon = *app.add_subcommand("lexicon", "The built-in lexicon, one lemma a line");
  AddLanguageData(lexicon, parsed);
  lexicon.add_flag("--forms", parsed.line.forms, "Every generated form: form, lemma, features, between tabs");
  lexicon.callback([&parsed] { parsed.line.verb = Verb::kLexicon; });
}

CommandLine Finish(Parsed parsed) {
  CommandLine line = std::move(parsed.line);
  if (line.files.empty()) line.files.push_back("-");
  if (parsed.deadline_s == 0)
    parsed.deadline_s = line.verb == Verb::kHealth ? kHealthDeadlineSeconds : kDeadlineSeconds;
  line.deadline = std::chrono::milliseconds(static_cast<int64_t>(parsed.deadline_s * 1000));
  if (absl::StatusOr<Shard> shard = ParseShard(parsed.shard); shard.ok()) line.shard = *shard;
  line.extract_options.set_offset_encoding(parsed.offsets);
  line.extract_options.set_min_confidence(parsed.min_confidence);
  return line;
}

// What is wrong repeats arguments, which may hold anything; the lines are ours.
void PrintComplaint(absl::string_view complaint, std::ostream& error) {
  for (absl::string_view line : absl::StrSplit(absl::StripSuffix(complaint, "\n"), '\n')) {
    if (!complaint.empty()) error << DisplayName(line) << '\n';
  }
}

}  // namespace

std::variant<CommandLine, ExitStatus> ParseCommandLine(int argc, const char* const* argv, std::ostream& out,
                                                       std::ostream& error) {
  Parsed parsed;
  CLI::App app("Who says what in Arabic news", "isnad");
  app.set_version_flag("--version", "isnad " ISNAD_VERSION);
  app.set_help_flag("-h,--help", "Print this help");
  app.require_subcommand(1);
  app.footer(kFooter);
  AddExtract(app, parsed);
  AddOthers(app, parsed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    std::ostringstream complaint;
    const bool fine = app.exit(problem, out, complaint) == 0;
    PrintComplaint(complaint.str(), error);
    return fine ? ExitStatus::kOk : ExitStatus::kUsage;
  }
  return Finish(std::move(parsed));
}

}  // namespace isnad
