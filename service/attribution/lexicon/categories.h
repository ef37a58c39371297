// The closed sets of values that language data and answers share: what a cue does, how the writer presents a speaker,
// what a source is, and the word classes that the engine knows. Each has a stable ASCII name, used in TSV files and in
// annotated articles (GUIDELINES: cue_class, source_type). Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_CATEGORIES_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_CATEGORIES_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace isnad {

enum class CueClass : uint8_t { kStatement, kAccordingTo, kBelief, kDirective, kCommissive, kEvaluation, kEvidence };
inline constexpr int kCueClassCount = 7;

enum class Stance : uint8_t {
  kNeutral,
  kAffirm,
  kDoubt,
  kDeny,
  kAdmit,
  kWarn,
  kAccuse,
  kCriticise,
  kPraise,
  kDemand,
  kPromise,
  kExpect
};
inline constexpr int kStanceCount = 12;

enum class SourceType : uint8_t {
  kUnspecified,
  kAgency,
  kOutlet,
  kPerson,
  kOrganization,
  kGovernment,
  kGroup,
  kDocument,
  kAnonymous
};
inline constexpr int kSourceTypeCount = 9;

// Word classes a folded word may belong to; a word may have several. The names in word_classes of the TSV files are the
// identifiers below in snake case without the k.
enum class WordClass : uint8_t {
  kPreposition,       // min, ila, ala, fi, an, ma'a, bayna, khilala, munthu ... (separate words)
  kPronoun,           // huwa, hiya, hum ...
  kDemonstrative,     // hatha, hathihi, dhalika ...
  kRelative,          // alladhi, allati, man, ma ...
  kConjunction,       // wa, aw, thumma, lakin, bal ...
  kSubordinator,      // lianna, hatta, kay, law, idha, indama, baynama, fima, haythu, ba'dama ...
  kComplementizer,    // anna/an, inna, with pronouns too (annahu, annaha ...), bi'anna, li'anna excluded
  kNegation,          // la, lam, lan, ma, laysa, ghayr
  kAuxiliary,         // kana, qad, sawfa, yakun, la'alla, asbaha ...: all common forms
  kInterrogative,     // hal, kayfa, limadha, mata, ayna
  kQuantifier,        // kull, ba'd, jami', mu'zam, 'iddat, akthar
  kNumber,            // written numbers
  kDay,               // al-ahad ... al-jumu'a
  kMonth,             // Gregorian (Levantine, Egyptian, Maghribi names) and Hijri
  kTimeNoun,          // yawm, ams, sabah, masa', usbu', shahr, 'am, sana, al-yawm, ghadan, sa'a, mutla' ...
  kAdverb,            // aydan, faqat, kadhalika, hina'idhin, khususan ...
  kFirstName,         // common Arabic and foreign given names
  kNameParticle,      // bin, ibn, abu, al (family), abd, de, van, umm
  kTitle,             // mr, sheikh, doctor, engineer, emir, majesty, highness, general ...
  kOffice,            // wazir, ra'is, mudir, amin, mutahaddith, natiq, safir, muhafiz ... (a person by office)
  kPersonNoun,        // other nouns for one person: muhallil, khabir, katib, shahid, muwatin, batal, la'ib, mudarrib
  kGroupNoun,         // plural or collective people: khubara', muhallilun, sukkan, shuhud, nashitun ...
  kAnonymousNoun,     // masdar, masadir, mas'ul, diblumasi, shahid ...
  kOrganizationNoun,  // wizara, sharika, munazzama, hay'a, hizb, jaysh, mahkama, jami'a, majlis, bank ...
  kGovernmentNoun,    // hukuma, sulutat, dawla, idara ...
  kOutletNoun,        // sahifa, qanat, mawqi', majalla, idha'a, jarida
  kAgencyNoun,        // wikala, wikalat
  kDocumentNoun,      // taqrir, dirasa, bayan, istitla', ihsa'at, qanun, risala, wathiqa ...
  kMediumNoun,        // bayan, tasrih, taghrida, hisab, mawqi', risala ... (what a statement is made in)
  kVenueNoun,         // mu'tamar, liqa', ijtima', muqabala, hiwar, jalsa, nadwa
  kCountry,           // countries and territories
  kCapital,           // capitals and seats of power that speak (Washington, Moscow, the Kremlin, the White House)
  kCity,              // other well-known cities and regions
  kNationality,       // nisba adjectives of countries, all four gender/number forms
  kAgency,            // proper names of news agencies, single words
  kOutlet,            // proper names of newspapers, channels, sites, single words
  kFeelingNoun,       // amal, qalaq, shukr, taqdir, istighrab ...: what one expresses
  kShiftMarker,       // janibihi, jihatihi, dawrihi with every pronoun (min janibihi, bi-dawrihi)
  kGenericModifier,   // dhatuhu, nafsuhu, al-madhkur ...
  kReligiousFormula   // allah, formulae
};
inline constexpr int kWordClassCount = 40;

// A set of WordClass values.
class WordClassSet {
 public:
  constexpr WordClassSet() = default;
  constexpr void Add(WordClass word_class) { bits_ |= uint64_t{1} << static_cast<int>(word_class); }
  constexpr bool Has(WordClass word_class) const { return bits_ >> static_cast<int>(word_class) & 1; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr uint64_t bits() const { return bits_; }
  constexpr void Add(WordClassSet other) { bits_ |= other.bits_; }

 private:
  uint64_t bits_ = 0;
};

// Stable names: "statement", "according_to", ...; nullopt where no value has that name.
absl::string_view CueClassName(CueClass value);
std::optional<CueClass> ParseCueClass(absl::string_view name);
absl::string_view StanceName(Stance value);
std::optional<Stance> ParseStance(absl::string_view name);
absl::string_view SourceTypeName(SourceType value);
std::optional<SourceType> ParseSourceType(absl::string_view name);
absl::string_view WordClassName(WordClass value);
std::optional<WordClass> ParseWordClass(absl::string_view name);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_CATEGORIES_H_
