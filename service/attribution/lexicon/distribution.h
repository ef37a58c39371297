// Distributional knowledge: for each frequent word of a large unlabelled news corpus, its frequency and the classes of
// words that occur in the same contexts. Learned by a recorded command (see the data file's first lines), loaded once,
// immutable and shared.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_DISTRIBUTION_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_DISTRIBUTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

class Lexicon;

struct WordDistribution {
  uint16_t coarse = 0;        // class of the coarse clustering, from 1
  uint16_t fine = 0;          // class of the fine clustering, from 1
  uint16_t place = 0;         // line of the word in the file, from 1; word vectors go by it
  uint8_t log_frequency = 0;  // floor(log2(occurrences))
  bool teh_marbuta = false;   // most of its occurrences end in teh marbuta; the others in heh
};

class Distribution {
 public:
  // Lines of coarse<TAB>fine<TAB>log_frequency<TAB>word; '#' begins a comment line. Words are folded but for a final
  // teh marbuta. InvalidArgument names the line.
  static absl::StatusOr<Distribution> Load(absl::string_view tsv);

  // nullptr where the folded word is not among the frequent ones.
  const WordDistribution* Find(absl::string_view folded) const;
  int size() const { return static_cast<int>(words_.size()); }

  // Learns which fine classes are mostly verbs, and which are mostly names of persons: those where a good part of the
  // words are verb forms, or given names, that `lexicon` knows. Words of such a class that it does not know are most
  // probably verbs, or names, too.
  void FindWordKinds(const Lexicon& lexicon);
  bool IsVerbClass(uint16_t fine) const { return fine < verb_classes_.size() && verb_classes_[fine]; }
  bool IsNameClass(uint16_t fine) const { return fine < name_classes_.size() && name_classes_[fine]; }

 private:
  absl::flat_hash_map<std::string, WordDistribution> words_;
  std::vector<bool> verb_classes_;  // by fine class
  std::vector<bool> name_classes_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_DISTRIBUTION_H_
