// What the engine knows of Arabic: reporting lemmas with every form they take, fixed cue phrases, word classes, and a
// registry of agencies, outlets and governments. Built once from TSV files (data/*.tsv, each with its grammar on top),
// immutable afterwards and shared by all threads. Every pattern is folded at load, so that look-ups take folded
// spellings (text/normalizer.h). Bad data is refused with `file:line: column: problem`.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/attribution/lexicon/categories.h"
#include "service/attribution/lexicon/verb_form.h"

namespace isnad {

// The complements a reporting lemma takes; a lemma has a set of them (bits).
enum class Frame : uint8_t {
  kAnna,     // an / anna clause
  kInna,     // inna clause
  kBiAnna,   // bi-anna
  kIlaAnna,  // ila anna
  kAlaAnna,  // ala anna
  kMinAnna,  // min anna
  kAnNoun,   // 'an + noun
  kBiNoun,   // bi- + noun
  kIlaNoun,  // ila + noun
  kAlaNoun,  // ala + noun
  kMinNoun,  // min + noun
  kObject,   // direct object that is the content (an act, a feeling)
  kPerson,   // direct object that is addressed, accused or asked
  kQuote,    // quotation or colon
};
inline constexpr int kFrameCount = 14;

struct Lemma {
  std::string id;         // ASCII, stable: "qala"
  std::string lemma;      // ordinary spelling, the perfect 3rd masculine singular, or the noun
  CueClass cue_class = CueClass::kStatement;
  Stance stance = Stance::kNeutral;
  bool denies = false;    // The source denies the content (polarity negative).
  bool ambiguous = false; // Often an ordinary word: wants a frame in sight.
  uint16_t frames = 0;    // bits of Frame

  bool Takes(Frame frame) const { return frames >> static_cast<int>(frame) & 1; }
};

// One reading of a folded word: a form of a lemma.
struct Reading {
  uint16_t lemma = 0;  // index for Lexicon::lemma()
  VerbFormFeatures features;
};

// A fixed cue of several words, or of one that is no verb ("wifqan li", "ala hadd qawlihi", "min al-mutawaqqa'").
struct CuePhrase {
  // One word of the pattern.
  struct Element {
    enum class Kind : uint8_t { kWord, kVerb } kind = Kind::kWord;
    std::vector<std::string> words;  // kWord: folded alternatives, without conjunction
    bool pronoun = false;            // the word carries an object or possessive pronoun ("qawl+hu"); kVerb: may carry
    bool outside_cue = false;        // must follow, but is not part of the cue's span (a governed preposition)
  };
  enum class SourcePlace : uint8_t { kAfter, kPronoun, kVerbSubject, kNone };

  std::string id;
  CueClass cue_class = CueClass::kAccordingTo;
  Stance stance = Stance::kNeutral;
  SourcePlace source_place = SourcePlace::kAfter;
  bool preposition_attached = false;  // the source carries a fused preposition (li-)
  bool not_attribution = false;       // newsroom voice: the phrase blocks cues inside it
  std::vector<Element> elements;
};

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

// A TSV file by name and contents; the embedded ones come from lexicon/embedded_data.h.
struct LexiconFile {
  std::string name;
  absl::string_view contents;
};

class Lexicon {
 public:
  static absl::StatusOr<Lexicon> Load(absl::Span<const LexiconFile> files);

  // nullptr where the word is unknown. `folded` is a folded word without conjunction (waw, feh), preposition or article;
  // entries that exist only with the article (names of days) are found by their stem too.
  const WordEntry* Find(absl::string_view folded) const;

  absl::Span<const Lemma> lemmas() const { return lemmas_; }
  const Lemma& lemma(int index) const { return lemmas_[index]; }
  absl::Span<const CuePhrase> phrases() const { return phrases_; }

  // The registry entry whose name or alias is these folded words (single spaces), article included or not; or nullptr.
  const RegistryEntry* FindName(absl::string_view folded_words) const;

  // First 12 hex digits of a hash over all files' contents: equal data, equal version.
  const std::string& version() const { return version_; }
  int form_count() const { return form_count_; }

  // Every generated form as "form<TAB>lemma<TAB>features", ordinary spelling without diacritics, in data order.
  std::vector<std::string> FormLines() const;
  // "lemma id<TAB>class<TAB>stance<TAB>frames<TAB>lemma", in data order.
  std::vector<std::string> LemmaLines() const;

 private:
  friend class LexiconBuilder;
  Lexicon() = default;

  std::vector<Lemma> lemmas_;
  std::vector<CuePhrase> phrases_;
  std::vector<RegistryEntry> registry_;
  absl::flat_hash_map<std::string, WordEntry> words_;
  absl::flat_hash_map<std::string, int> names_;
  std::vector<std::string> form_lines_;
  std::string version_;
  int form_count_ = 0;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEXICON_H_
