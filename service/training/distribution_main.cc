// isnad-distribution: the two steps of our own around fastText that make the engine's distribution file. The whole recipe
// stands in the first lines of that file and in CONTRIBUTING.md.
#include <cmath>
#include <fstream>
#include <iostream>

#include "CLI/CLI.hpp"
#include "absl/container/flat_hash_map.h"
#include "service/training/corpus_tokens.h"
#include "service/training/word_classes.h"

namespace isnad {
namespace {

struct ClassesOptions {
  std::string vectors;
  std::string tokens;
  std::string out;
  int coarse = 48;
  int fine = 200;
  int iterations = 20;
  int words_max = 24000;
};

int Fail(const absl::Status& status) {
  std::cerr << "isnad-distribution: " << status.message() << "\n";
  return 1;
}

absl::flat_hash_map<std::string, int> CountWords(const std::string& path) {
  absl::flat_hash_map<std::string, int> counts;
  std::ifstream in(path);
  for (std::string word; in >> word;) ++counts[word];
  return counts;
}

int WriteClasses(const ClassesOptions& options) {
  std::ifstream in(options.vectors);
  absl::StatusOr<WordVectors> vectors = ReadWordVectors(in);
  if (!vectors.ok()) return Fail(vectors.status());
  if (vectors->words.size() > static_cast<size_t>(options.words_max)) {
    vectors->words.resize(options.words_max);
    vectors->vectors.resize(options.words_max);
  }
  const absl::flat_hash_map<std::string, int> counts = CountWords(options.tokens);
  const std::vector<int> coarse = ClusterVectors(*vectors, options.coarse, options.iterations);
  const std::vector<int> fine = ClusterVectors(*vectors, options.fine, options.iterations);
  std::ofstream out(options.out);
  out << "# Distributional classes of the most frequent words, folded, most frequent first. Columns: coarse class, fine\n"
         "# class (equal numbers: words of like contexts), floor of log2 of the occurrences, word. Learned from 12,440\n"
         "# unlabelled news articles (SaudiNewsNet, ANT v1.1 and a pan-Arab channel's site; 4.2 million words):\n"
         "#   isnad-distribution tokens --corpus news.jsonl --out tokens.txt\n"
         "#   fasttext skipgram -input tokens.txt -output vectors -dim 64 -ws 1 -epoch 5 -minCount 5 -minn 0 -maxn 0 -thread 1\n"
         "#   isnad-distribution classes --vectors vectors.vec --tokens tokens.txt --coarse " << options.coarse << " --fine "
      << options.fine << " --out distribution.tsv\n";
  for (size_t i = 0; i < vectors->words.size(); ++i) {
    const std::string& word = vectors->words[i];
    const auto it = counts.find(word);
    if (it == counts.end()) continue;  // fastText's own end-of-sentence mark
    out << coarse[i] + 1 << '\t' << fine[i] + 1 << '\t' << static_cast<int>(std::log2(it->second)) << '\t' << word << '\n';
  }
  return out.good() ? 0 : 1;
}

int WriteTokens(const std::string& corpus, const std::string& out_path) {
  std::ifstream in(corpus);
  std::ofstream out(out_path);
  const absl::Status status = WriteCorpusTokens(in, out);
  return status.ok() ? 0 : Fail(status);
}

int Main(int argc, char** argv) {
  CLI::App app("Learns the engine's distributional word classes from an unlabelled corpus.");
  app.require_subcommand(1);
  std::string corpus, tokens_out;
  CLI::App* tokens = app.add_subcommand("tokens", "write a corpus as folded words, a sentence a line");
  tokens->add_option("--corpus", corpus, "JSON lines with a field `text`")->required()->check(CLI::ExistingFile);
  tokens->add_option("--out", tokens_out, "the file to write")->required();
  ClassesOptions options;
  CLI::App* classes = app.add_subcommand("classes", "cluster word vectors");
  classes->add_option("--vectors", options.vectors, "fastText's text vectors")->required()->check(CLI::ExistingFile);
  classes->add_option("--tokens", options.tokens, "what `tokens` wrote")->required()->check(CLI::ExistingFile);
  classes->add_option("--coarse", options.coarse, "number of coarse classes")->capture_default_str();
  classes->add_option("--fine", options.fine, "number of fine classes")->capture_default_str();
  classes->add_option("--words-max", options.words_max, "keep so many of the most frequent words")->capture_default_str();
  classes->add_option("--out", options.out, "the file to write")->required();
  CLI11_PARSE(app, argc, argv);
  return *tokens ? WriteTokens(corpus, tokens_out) : WriteClasses(options);
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) { return isnad::Main(argc, argv); }
