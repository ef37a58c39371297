// Reporting lemmas and the readings that lead to them: what a verb or noun of saying does, and which complements it
// takes. Values that the lexicon fills once at load and that nobody changes afterwards; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEMMA_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEMMA_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/categories.h"
#include "service/attribution/lexicon/verb_form.h"

namespace isnad {

// The complements a reporting lemma takes; a lemma has a set of them (bits). Named in TSV files in snake case without
// the k.
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

// Stable names: "anna", "bi_anna", "an_noun" ...; nullopt where no frame has that name.
absl::string_view FrameName(Frame value);
std::optional<Frame> ParseFrame(absl::string_view name);

struct Lemma {
  std::string id;     // ASCII, stable: "qala"
  std::string lemma;  // ordinary spelling, the perfect 3rd masculine singular, or the noun
  CueClass cue_class = CueClass::kStatement;
  Stance stance = Stance::kNeutral;
  bool denies = false;     // The source denies the content (polarity negative).
  bool ambiguous = false;  // Often an ordinary word: wants a frame in sight.
  uint16_t frames = 0;     // bits of Frame

  bool Takes(Frame frame) const { return frames >> static_cast<int>(frame) & 1; }
  void AddFrame(Frame frame) { frames = static_cast<uint16_t>(frames | 1u << static_cast<int>(frame)); }
};

// One reading of a folded word: a form of a lemma.
struct Reading {
  uint16_t lemma = 0;  // index for Lexicon::lemma()
  VerbFormFeatures features;

  friend bool operator==(const Reading&, const Reading&) = default;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEMMA_H_
