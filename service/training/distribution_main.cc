// isnad-distribution: the two steps of our own around fastText that make the engine's distribution file.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/training/corpus_tokens.h"
#include "service/training/distribution_writer.h"
#include "service/training/output_file.h"
#include "service/training/train_options.h"
#include "service/training/word_classes.h"

namespace isnad {
namespace {

constexpr char kFooter[] =
    "The whole way:\n"
    "  isnad-distribution tokens --corpus news.jsonl --out tokens.txt\n"
    "  fasttext skipgram -input tokens.txt -output vectors -dim 64 -ws 1 -epoch 20 -minCount 5 -minn 0 -maxn 0 -thread "
    "1\n"
    "  isnad-distribution classes --vectors vectors.vec --tokens tokens.txt --out distribution.tsv\n"
    "Exit status: 0 all well, 1 data that cannot be read or a file that cannot be written, 2 wrong usage.";

struct Options {
  std::string corpus;
  std::string vectors;
  std::string tokens;
  std::string out;
  bool make_tokens = false;
  DistributionOptions distribution;
};

absl::Status WriteTokens(const Options& options) {
  std::ifstream in(options.corpus);
  std::ostringstream tokens;
  const absl::Status status = WriteCorpusTokens(in, tokens);
  if (!status.ok()) return absl::InvalidArgumentError(absl::StrCat(options.corpus, ": ", status.message()));
  return WriteFile(options.out, tokens.str());
}

absl::Status WriteClasses(const Options& options) {
  std::ifstream vectors_in(options.vectors), tokens_in(options.tokens);
  absl::StatusOr<WordVectors> vectors = ReadWordVectors(vectors_in);
  if (!vectors.ok()) return absl::InvalidArgumentError(absl::StrCat(options.vectors, ": ", vectors.status().message()));
  const WordCounts counts = CountWords(tokens_in);
  if (counts.empty()) return absl::InvalidArgumentError(absl::StrCat(options.tokens, ": holds no words"));
  return WriteFile(options.out, DistributionFile(*std::move(vectors), counts, options.distribution));
}

void AddTokens(CLI::App& app, Options& options) {
  CLI::App& tokens = *app.add_subcommand("tokens", "Write a corpus as folded words, a sentence a line");
  tokens.add_option("--corpus", options.corpus, "JSON lines with a field `text`")
      ->type_name("FILE")
      ->required()
      ->check(CLI::ExistingFile.description(""));
  tokens.add_option("--out", options.out, "The file to write")->type_name("FILE")->required();
  tokens.callback([&options] { options.make_tokens = true; });
}

void AddClasses(CLI::App& app, Options& options) {
  CLI::App& classes = *app.add_subcommand("classes", "Cluster word vectors and write the distribution file");
  const auto add_file = [&classes](const char* name, std::string& path, const char* description) {
    return classes.add_option(name, path, description)->type_name("FILE")->required();
  };
  add_file("--vectors", options.vectors, "fastText's text vectors")->check(CLI::ExistingFile.description(""));
  add_file("--tokens", options.tokens, "What `tokens` wrote")->check(CLI::ExistingFile.description(""));
  add_file("--out", options.out, "The file to write");
  const auto add_number = [&classes](const char* name, int& number, int max, const char* description) {
    classes.add_option(name, number, description)->type_name("N")->check(CLI::Range(1, max))->capture_default_str();
  };
  add_number("--coarse", options.distribution.coarse, 63, "Number of coarse classes");
  add_number("--fine", options.distribution.fine, 65535, "Number of fine classes");
  add_number("--words-max", options.distribution.words_max, 65535, "Keep so many of the most frequent words");
  classes
      .add_option("--provenance", options.distribution.provenance, "Lines to add to the file's head, as on the corpus")
      ->type_name("LINE");
}

int Main(int argc, char** argv) {
  Options options;
  CLI::App app("Learns the engine's distributional word classes from an unlabelled corpus", "isnad-distribution");
  app.set_help_flag("-h,--help", "Print this help");
  app.require_subcommand(1);
  app.footer(kFooter);
  AddTokens(app, options);
  AddClasses(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? kExitOk : kExitUsage;
  }
  absl::Status status = CheckWritable(options.out);
  if (status.ok()) status = options.make_tokens ? WriteTokens(options) : WriteClasses(options);
  if (status.ok()) return kExitOk;
  std::cerr << "isnad-distribution: " << status.message() << "\n";
  return kExitFailed;
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) { return isnad::Main(argc, argv); }
