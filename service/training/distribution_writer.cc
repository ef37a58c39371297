// Covered by distribution_writer_test.cc.
#include "service/training/distribution_writer.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace isnad {
namespace {

constexpr absl::string_view kHead =
    "# Distributional classes of the most frequent words, folded but for the teh marbuta of those that most "
    "occurrences\n"
    "# write with it, most frequent first. Columns: coarse class, fine class (equal numbers: words of like contexts),\n"
    "# floor of log2 of the occurrences, word. Written by\n";

std::string Head(const DistributionOptions& options) {
  std::string head(kHead);
  absl::StrAppend(&head, "#   isnad-distribution classes --coarse ", options.coarse, " --fine ", options.fine,
                  " --words-max ", options.words_max, "\n");
  for (const std::string& line : options.provenance) {
    absl::StrAppend(&head, "# ", absl::StrReplaceAll(line, {{"\n", "\n# "}}), "\n");
  }
  return head;
}

}  // namespace

WordCounts CountWords(std::istream& tokens) {
  WordCounts counts;
  for (std::string word; tokens >> word;) ++counts[word];
  return counts;
}

std::string DistributionFile(WordVectors vectors, const WordCounts& counts, const DistributionOptions& options) {
  if (vectors.words.size() > static_cast<size_t>(options.words_max)) {
    vectors.words.resize(options.words_max);
    vectors.vectors.resize(options.words_max);
  }
  const std::vector<int> coarse = ClusterVectors(vectors, options.coarse, options.iterations);
  const std::vector<int> fine = ClusterVectors(vectors, options.fine, options.iterations);
  std::string file = Head(options);
  for (size_t i = 0; i < vectors.words.size(); ++i) {
    const auto it = counts.find(vectors.words[i]);
    if (it == counts.end()) continue;
    const int log_frequency = static_cast<int>(std::log2(it->second));
    absl::StrAppend(&file, coarse[i] + 1, "\t", fine[i] + 1, "\t", log_frequency, "\t", vectors.words[i], "\n");
  }
  return file;
}

}  // namespace isnad
