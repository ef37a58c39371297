// What the engine knows of Arabic: reporting lemmas with every form they take, fixed cue phrases, word classes, and a
// registry of agencies, outlets and governments. Built once from TSV files (data/*.tsv, each with its grammar on top),
// immutable afterwards and shared by all threads. Every pattern is folded at load, so that look-ups take folded
// spellings (text/normalizer.h). Bad data is refused with `file:line: column: problem`.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/attribution/lexicon/categories.h"
#include "service/attribution/lexicon/conjugation.h"
#include "service/attribution/lexicon/cue_phrase.h"
#include "service/attribution/lexicon/lemma.h"

namespace isnad {

// A name that has a canonical form: an agency, an outlet, a government, an organization.
struct RegistryEntry {
  std::string id;              // "agency/reuters"
  std::string canonical_name;  // ordinary spelling
  SourceType type = SourceType::kUnspecified;
};

// What is known of one folded word.
struct WordEntry {
  WordClassSet classes;
  std::vector<Reading> readings;
};

// A TSV file by name and contents; the embedded ones come from lexicon/embedded_data.h. The name says what it holds:
// words.tsv, names.tsv, nouns.tsv, phrases.tsv, verbs.tsv, or the same with a suffix (verbs_local.tsv).
struct LexiconFile {
  std::string name;
  absl::string_view contents;
};

class Lexicon {
 public:
  // InvalidArgument names file, line, column and problem. The contents need not outlive the call.
  static absl::StatusOr<Lexicon> Load(absl::Span<const LexiconFile> files);

  // nullptr where the word is unknown. `folded` is a folded word without conjunction (waw, feh), preposition or
  // article; words of open classes that the data has with the article (names of days) are kept by their stem.
  const WordEntry* Find(absl::string_view folded) const;

  absl::Span<const Lemma> lemmas() const { return lemmas_; }
  const Lemma& lemma(int index) const { return lemmas_[index]; }
  absl::Span<const CuePhrase> phrases() const { return phrases_; }
  absl::Span<const RegistryEntry> registry() const { return registry_; }

  // The registry entry whose name or alias is these folded words (single spaces), or nullptr. Articles may be left out;
  // but a name of one word without article takes none: "al-suyul" are floods, not Seoul.
  const RegistryEntry* FindName(absl::string_view folded_words) const;
  // The words of the longest name or alias: no longer run of words needs a FindName.
  int name_words_max() const { return name_words_max_; }

  // First 12 hex digits of a hash over all files' names and contents: equal data, equal version.
  const std::string& version() const { return version_; }
  int form_count() const { return form_count_; }
  int word_count() const { return static_cast<int>(words_.size()); }

  // Every form as "form<TAB>lemma<TAB>features", ordinary spelling without diacritics, in data order.
  std::vector<std::string> FormLines() const;
  // "lemma id<TAB>class<TAB>stance<TAB>frames<TAB>lemma", in data order.
  std::vector<std::string> LemmaLines() const;

 private:
  friend class LexiconBuilder;
  Lexicon() = default;

  std::vector<Lemma> lemmas_;
  std::vector<std::vector<InflectedForm>> forms_;  // by lemma
  std::vector<CuePhrase> phrases_;
  std::vector<RegistryEntry> registry_;
  absl::flat_hash_map<std::string, WordEntry> words_;
  struct Name {
    int entry = 0;  // index into registry_
    bool takes_no_article = false;
  };
  absl::flat_hash_map<std::string, Name> names_;  // folded, without articles
  std::string version_;
  int form_count_ = 0;
  int name_words_max_ = 0;
};

// The folded word without its definite article, where three letters are left without it.
absl::string_view WithoutArticle(absl::string_view folded_word);

// The same for each of several words. Names are kept and looked up in this form.
std::string WithoutArticles(absl::string_view folded_words);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_H_
