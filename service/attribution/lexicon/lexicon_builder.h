// Builds a Lexicon from the language data's files: add each file, then take the result. Lemmas (verbs.tsv, nouns.tsv)
// must be added before phrases.tsv, whose patterns name them. InvalidArgument with `file:line: column: problem`; a
// builder whose Add has failed is done with. Not for use by several threads at once.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_BUILDER_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_BUILDER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/tsv.h"

namespace isnad {

class LexiconBuilder {
 public:
  absl::Status AddVerbs(const LexiconFile& file);
  absl::Status AddNouns(const LexiconFile& file);
  absl::Status AddWords(const LexiconFile& file);
  absl::Status AddNames(const LexiconFile& file);
  absl::Status AddPhrases(const LexiconFile& file);

  Lexicon Take(std::string version) &&;

 private:
  absl::Status AddVerb(const TsvRow& row);
  absl::Status AddNoun(const TsvRow& row);
  absl::Status AddClassWords(const TsvRow& row);
  absl::Status AddName(const TsvRow& row);
  absl::Status AddPhrase(const TsvRow& row);

  absl::Status AddWord(const TsvCell& cell, WordClass word_class, absl::string_view word);
  absl::Status AddAlias(const TsvCell& cell, absl::string_view alias, int entry);
  absl::Status AddLemma(const TsvCell& id, Lemma lemma, std::vector<InflectedForm> forms);

  Lexicon lexicon_;
  absl::flat_hash_map<std::string, int> lemma_ids_;
  absl::flat_hash_set<std::string> name_ids_;
  absl::flat_hash_set<std::string> phrase_ids_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_BUILDER_H_
