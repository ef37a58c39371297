// One table of persons and one of noun endings, laid over the stems of lexicon/verb_stem.h. A shortened imperfect is
// given only where its spelling differs from the indicative's: without vowel signs they are one form otherwise. tests:
// conjugation_test (known forms of every class of root), spelling_dictionary_test (every form of every verb).
#include "service/attribution/lexicon/conjugation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/masdar.h"
#include "service/attribution/lexicon/transcription.h"
#include "service/attribution/lexicon/verb_stem.h"

namespace isnad {
namespace {

struct PersonEndings {
  Person person;
  Gender gender;
  Number number;
  absl::string_view perfect;
  absl::string_view prefix;  // the imperfect's
  absl::string_view indicative;
  absl::string_view subjunctive;
  absl::string_view jussive;  // the imperative's too
};

constexpr PersonEndings kPersons[] = {
    {Person::kThird, Gender::kMasculine, Number::kSingular, "a", "y", "u", "a", ""},
    {Person::kThird, Gender::kFeminine, Number::kSingular, "at", "t", "u", "a", ""},
    {Person::kThird, Gender::kMasculine, Number::kDual, "A", "y", "Ani", "A", "A"},
    {Person::kThird, Gender::kFeminine, Number::kDual, "atA", "t", "Ani", "A", "A"},
    {Person::kThird, Gender::kMasculine, Number::kPlural, "U#", "y", "Una", "U#", "U#"},
    {Person::kThird, Gender::kFeminine, Number::kPlural, "na", "y", "na", "na", "na"},
    {Person::kSecond, Gender::kMasculine, Number::kSingular, "ta", "t", "u", "a", ""},
    {Person::kSecond, Gender::kFeminine, Number::kSingular, "ti", "t", "Ina", "I", "I"},
    {Person::kSecond, Gender::kNone, Number::kDual, "tumA", "t", "Ani", "A", "A"},
    {Person::kSecond, Gender::kMasculine, Number::kPlural, "tum", "t", "Una", "U#", "U#"},
    {Person::kSecond, Gender::kFeminine, Number::kPlural, "tunna", "t", "na", "na", "na"},
    {Person::kFirst, Gender::kNone, Number::kSingular, "tu", "'", "u", "a", ""},
    {Person::kFirst, Gender::kNone, Number::kPlural, "nA", "n", "u", "a", ""}};

struct NounEnding {
  Gender gender;
  Number number;
  Ending ending;
  absl::string_view sounds;
};

// kNone: the case does not show. The bare ending is that of an indefinite noun whose last radical is weak: muddaEin.
constexpr NounEnding kNounEndings[] = {{Gender::kMasculine, Number::kSingular, Ending::kNone, "u"},
                                       {Gender::kMasculine, Number::kSingular, Ending::kNone, ""},
                                       {Gender::kMasculine, Number::kSingular, Ending::kOblique, "aF"},
                                       {Gender::kFeminine, Number::kSingular, Ending::kNone, "ap"},
                                       {Gender::kMasculine, Number::kDual, Ending::kNominative, "Ani"},
                                       {Gender::kMasculine, Number::kDual, Ending::kOblique, "ayni"},
                                       {Gender::kFeminine, Number::kDual, Ending::kNominative, "apAni"},
                                       {Gender::kFeminine, Number::kDual, Ending::kOblique, "apayni"},
                                       {Gender::kMasculine, Number::kPlural, Ending::kNominative, "Una"},
                                       {Gender::kMasculine, Number::kPlural, Ending::kOblique, "Ina"},
                                       {Gender::kFeminine, Number::kPlural, Ending::kNone, "At"}};

// Whether a verb whose passive has this use has the passive form of these features.
bool IsUsed(PassiveUse use, const VerbFormFeatures& features) {
  const bool is_spoken_of = features.person == Person::kNone || features.person == Person::kThird;
  const bool is_participle = features.kind == FormKind::kPassiveParticiple;
  const bool is_masculine = features.gender == Gender::kMasculine;
  const bool is_singular = features.number == Number::kSingular;
  switch (use) {
    case PassiveUse::kNone:
      return false;
    case PassiveUse::kImpersonal:
      return is_spoken_of && is_masculine && is_singular && features.ending != Ending::kOblique;
    case PassiveUse::kThings:
      // Several things are spoken of in the feminine singular; only the participle has a plural for them.
      return is_spoken_of && (features.number != Number::kPlural || (is_participle && !is_masculine));
    case PassiveUse::kPersons:
      return features.person != Person::kSecond || is_singular || (is_masculine && features.number == Number::kPlural);
  }
  return true;
}

class Conjugator {
 public:
  Conjugator(const VerbSpec& spec, const VerbStems& stems)
      : spec_(spec), stems_(stems), ends_in_hamza_(stems.perfect[0].full.back() == '\'') {}

  std::vector<InflectedForm> Run() {
    for (Voice voice : {Voice::kActive, Voice::kPassive}) AddTenses(voice);
    AddImperatives();
    AddNouns(FormKind::kActiveParticiple, Voice::kActive, stems_.active_participle);
    AddNouns(FormKind::kPassiveParticiple, Voice::kPassive, stems_.passive_participle);
    AddMasdars();
    return std::move(forms_);
  }

 private:
  static bool WantsFullStem(absl::string_view ending) { return !ending.empty() && IsVowel(ending[0]); }

  void Add(absl::string_view sounds, const VerbFormFeatures& features) {
    AddSurface(Spell(sounds), features);
    const bool is_active_tense = features.person != Person::kNone && features.voice == Voice::kActive;
    if (is_active_tense && ends_in_hamza_) AddSurface(SpellAsPress(sounds), features);
  }

  void AddSurface(std::string surface, const VerbFormFeatures& features) {
    if (features.voice == Voice::kPassive && !IsUsed(spec_.passive, features)) return;
    if (!Has(features, surface)) forms_.push_back({.surface = std::move(surface), .features = features});
  }

  // Looks from the end: what can be equal was added just before.
  bool Has(const VerbFormFeatures& features, absl::string_view surface) const {
    for (auto form = forms_.rbegin(); form != forms_.rend() && form->features.kind == features.kind; ++form) {
      if (form->features == features && form->surface == surface) return true;
    }
    return false;
  }

  void AddTenses(Voice voice) {
    const TenseStem& perfect = stems_.perfect[static_cast<int>(voice)];
    const TenseStem& imperfect = stems_.imperfect[static_cast<int>(voice)];
    if (perfect.full.empty()) return;
    for (const PersonEndings& row : kPersons) {
      Add(Join(WantsFullStem(row.perfect) ? perfect.full : perfect.reduced, row.perfect),
          Features(FormKind::kPerfect, row, voice, Ending::kNone));
    }
    for (const PersonEndings& row : kPersons) AddImperfect(row, imperfect, voice);
  }

  void AddImperfect(const PersonEndings& row, const TenseStem& stem, Voice voice) {
    const VerbFormFeatures indicative = Features(FormKind::kImperfect, row, voice, Ending::kIndicative);
    Add(WithPrefix(row, stem, row.indicative), indicative);
    for (absl::string_view ending : {row.subjunctive, row.jussive}) {
      const std::string sounds = WithPrefix(row, stem, ending);
      if (Has(indicative, Spell(sounds))) continue;
      Add(sounds, Features(FormKind::kImperfect, row, voice, Ending::kShortened));
    }
  }

  static std::string WithPrefix(const PersonEndings& row, const TenseStem& stem, absl::string_view ending) {
    return Join(absl::StrCat(row.prefix, WantsFullStem(ending) ? stem.full : stem.reduced), ending);
  }

  void AddImperatives() {
    if (stems_.imperative.full.empty()) return;
    for (const PersonEndings& row : kPersons) {
      if (row.person != Person::kSecond) continue;
      const VerbFormFeatures features = Features(FormKind::kImperative, row, Voice::kActive, Ending::kNone);
      const TenseStem& stem = stems_.imperative;
      if (row.jussive.empty() && stems_.is_doubled) Add(Join(stem.full, row.jussive), features);
      Add(Join(WantsFullStem(row.jussive) ? stem.full : stem.reduced, row.jussive), features);
    }
  }

  void AddNouns(FormKind kind, Voice voice, absl::string_view stem) {
    if (stem.empty()) return;
    const bool is_weak_after_i = stem.size() > 2 && stem.substr(stem.size() - 2) == "iy";
    for (const NounEnding& row : kNounEndings) {
      if (row.sounds.empty() && !is_weak_after_i) continue;
      Add(Join(stem, row.sounds),
          {.kind = kind, .gender = row.gender, .number = row.number, .voice = voice, .ending = row.ending});
    }
  }

  void AddMasdars() {
    std::vector<std::string> masdars = spec_.masdars;
    if (masdars.empty() && !stems_.masdar.empty()) {
      masdars.push_back(Spell(Join(stems_.masdar, stems_.masdar.back() == 'p' ? "" : "u")));
      // Weak at its end, an indefinite masdar has a second form: tamanniy, tamannin.
      const std::string indefinite = Spell(Join(stems_.masdar, ""));
      if (indefinite != masdars.front()) {
        AddSurface(indefinite, {.kind = FormKind::kMasdar, .gender = Gender::kMasculine, .number = Number::kSingular});
      }
    }
    for (InflectedForm& form : MasdarForms(masdars, /*has_plural=*/spec_.pattern != 1)) {
      AddSurface(std::move(form.surface), form.features);
    }
  }

  static VerbFormFeatures Features(FormKind kind, const PersonEndings& row, Voice voice, Ending ending) {
    return {.kind = kind,
            .person = row.person,
            .gender = row.gender,
            .number = row.number,
            .voice = voice,
            .ending = ending};
  }

  const VerbSpec& spec_;
  const VerbStems& stems_;
  bool ends_in_hamza_;
  std::vector<InflectedForm> forms_;
};

}  // namespace

absl::StatusOr<std::vector<InflectedForm>> Conjugate(const VerbSpec& spec) {
  const absl::StatusOr<VerbStems> stems = BuildStems(spec);
  if (!stems.ok()) return stems.status();
  return Conjugator(spec, *stems).Run();
}

}  // namespace isnad
