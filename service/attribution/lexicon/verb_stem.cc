// Stems are filled in from the table of templates; what is left to rules is what a radical does to its neighbours:
//  - w as first radical falls in the imperfect of pattern I before i, and before a beside a guttural: waSafa, yaSifu;
//  - the t of pattern VIII assimilates to the radical before it: iddaEA, ittahama, izdAda, iDTarra;
//  - w after i and y after u lengthen the vowel; so does a second hamza in the syllable that opens a word: 'AsafU;
//  - a weak last radical contracts with the ending: daEat, yarmUna, tansayna.
// tests: conjugation_test, spelling_dictionary_test.
#include "service/attribution/lexicon/verb_stem.h"

#include <cstddef>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "service/attribution/lexicon/stem_template.h"
#include "service/attribution/lexicon/transcription.h"

namespace isnad {
namespace {

constexpr int kActive = static_cast<int>(Voice::kActive);
constexpr int kPassive = static_cast<int>(Voice::kPassive);

bool IsWeak(char sound) { return sound == 'w' || sound == 'y'; }
bool IsGuttural(char sound) { return absl::string_view("'hEHgx").find(sound) != absl::string_view::npos; }
char Lengthened(char vowel) { return vowel == 'a' ? 'A' : vowel == 'i' ? 'I' : 'U'; }

// The t of pattern VIII behind the first radical at the end of `stem`.
void AppendInfixT(bool hamza_assimilates, std::string* stem) {
  char& radical = stem->back();
  char infix = 't';
  if (IsWeak(radical) || (radical == '\'' && hamza_assimilates)) radical = 't';
  if (radical == '*') radical = 'd';
  if (radical == 'd' || radical == 'z') infix = 'd';
  if (radical == 'S' || radical == 'D' || radical == 'T') infix = 'T';
  if (radical == 'Z' || radical == 'v') infix = radical;
  stem->push_back(infix);
}

class StemBuilder {
 public:
  StemBuilder(int pattern, char imperfect_vowel, absl::string_view radicals)
      : pattern_(pattern), vowel_(imperfect_vowel), radicals_(radicals), is_defective_(IsWeak(radicals.back())) {}

  VerbStems Run() const {
    const RootShape shape = Shape();
    const StemTemplate& row = *FindStemTemplate(pattern_, shape);
    VerbStems stems;
    for (int voice : {kActive, kPassive}) {
      const bool keeps_w = pattern_ == 1 && voice == kActive;
      stems.perfect[voice] = Fill(row.perfect[voice], keeps_w);
      stems.imperfect[voice] = Fill(row.imperfect[voice], /*keeps_w=*/false);
    }
    if (DropsFirstRadical(shape)) stems.imperfect[kActive] = Fill(TenseTemplate{"a2V3", ""}, /*keeps_w=*/false);
    stems.imperative = Imperative(stems.imperfect[kActive], shape);
    stems.active_participle = Fill(row.active_participle);
    // jA'in, in place of two hamzas.
    if (pattern_ == 1 && shape == RootShape::kHollow && Radical(3) == '\'') stems.active_participle = Fill("1A'iy");
    stems.passive_participle = Fill(PassiveParticiple(row));
    stems.masdar = Fill(Masdar(row));
    stems.is_doubled = shape == RootShape::kDoubled;
    return stems;
  }

 private:
  char Radical(int number) const { return radicals_[number - 1]; }

  RootShape Shape() const {
    if (radicals_.size() != 3) return RootShape::kPlain;
    if (radicals_ == "r'y") return RootShape::kSeeing;
    if (is_defective_) return RootShape::kPlain;
    if (IsWeak(Radical(2))) return RootShape::kHollow;
    return Radical(2) == Radical(3) ? RootShape::kDoubled : RootShape::kPlain;
  }

  bool HasGuttural() const { return IsGuttural(Radical(2)) || (!is_defective_ && IsGuttural(Radical(3))); }

  bool DropsFirstRadical(RootShape shape) const {
    return pattern_ == 1 && shape == RootShape::kPlain && Radical(1) == 'w' &&
           (vowel_ == 'i' || (vowel_ == 'a' && HasGuttural()));
  }

  // nasiya, but saEA: a guttural keeps a in both tenses.
  char PerfectVowel() const { return vowel_ == 'a' && !HasGuttural() ? 'i' : 'a'; }

  char VowelOf(char place) const {
    switch (place) {
      case 'W':
        return PerfectVowel();
      case 'V':
        return vowel_;
      case 'L':
        return Lengthened(vowel_);
      case 'R':
        return vowel_ == 'u' ? 'u' : 'i';
      case 'P':
        return Radical(2) == 'w' ? 'U' : 'I';
      default:
        return '\0';
    }
  }

  std::string Fill(absl::string_view pattern, bool keeps_w = false) const {
    if (absl::EndsWith(pattern, "ap")) return Join(Fill(absl::StripSuffix(pattern, "ap"), keeps_w), "ap");
    std::string stem;
    for (const char place : pattern) {
      if (place == '8')
        AppendInfixT(radicals_ == "'x*", &stem);
      else if (place >= '1' && place <= '4')
        stem.push_back(Radical(place - '0'));
      else if (const char vowel = VowelOf(place))
        stem.push_back(vowel);
      else
        stem.push_back(place);
    }
    if (is_defective_ && absl::EndsWith(pattern, absl::StrCat(radicals_.size()))) FitLastRadical(keeps_w, &stem);
    return stem;
  }

  TenseStem Fill(const TenseTemplate& pattern, bool keeps_w) const {
    TenseStem stem{.full = Fill(pattern.full, keeps_w), .reduced = Fill(pattern.reduced, keeps_w)};
    if (stem.reduced.empty()) stem.reduced = stem.full;
    return stem;
  }

  // A weak last radical takes the colour of the vowel before it; after a it is y but in daEaw- and its like.
  static void FitLastRadical(bool keeps_w, std::string* stem) {
    const char before = stem->size() < 2 ? '\0' : (*stem)[stem->size() - 2];
    if (before == 'A') stem->back() = '\'';
    if (before == 'i' || (before == 'a' && !keeps_w)) stem->back() = 'y';
    if (before == 'u') stem->back() = 'w';
  }

  std::string PassiveParticiple(const StemTemplate& row) const {
    if (pattern_ != 1 || !is_defective_) return std::string(row.passive_participle);
    return Radical(3) == 'w' && PerfectVowel() == 'a' ? "ma12uww" : "ma12iyy";
  }

  std::string Masdar(const StemTemplate& row) const {
    const bool ends_open = is_defective_ || Radical(static_cast<int>(radicals_.size())) == '\'';
    if (pattern_ == 2 && ends_open) return "ta12i3ap";
    if (is_defective_ && (pattern_ == 5 || pattern_ == 6)) return absl::StrReplaceAll(row.masdar, {{"u3", "i3"}});
    return std::string(row.masdar);
  }

  // The imperfect without its prefix; a cluster at the head takes a joining alef, pattern IV its own hamza.
  TenseStem Imperative(const TenseStem& imperfect, RootShape shape) const {
    // Those of "see" are shorter than a word, and those of wadda are not in use.
    if (shape == RootShape::kSeeing || (pattern_ == 1 && shape == RootShape::kDoubled && Radical(1) == 'w')) return {};
    if (pattern_ == 1 && Radical(1) == '\'') {
      const bool drops_hamza = radicals_ == "'x*" || radicals_ == "'kl" || radicals_ == "'mr";
      return drops_hamza ? Fill(TenseTemplate{"2u3", ""}, /*keeps_w=*/false) : TenseStem{};
    }
    return {.full = ImperativeStem(imperfect.full), .reduced = ImperativeStem(imperfect.reduced)};
  }

  std::string ImperativeStem(absl::string_view imperfect) const {
    const absl::string_view stem = imperfect.substr(1);
    if (pattern_ == 4) return absl::StrCat("'a", stem);
    if (stem.size() < 2 || IsVowel(stem[1])) return std::string(stem);
    return absl::StrCat(pattern_ == 1 && vowel_ == 'u' ? "{u" : "{i", stem);
  }

  int pattern_;
  char vowel_;
  absl::string_view radicals_;
  bool is_defective_;
};

// Ending joined to `head` + a + `weak`.
std::string JoinAfterA(absl::string_view head, char weak, absl::string_view ending) {
  const std::string stem = absl::StrCat(head, "a");
  if (ending.empty()) return stem;
  if (ending == "a" || ending == "u" || ending == "aF") return absl::StrCat(head, weak == 'w' ? "A" : "Y");
  if (absl::StartsWith(ending, "at")) return absl::StrCat(head, ending);
  if (absl::StartsWith(ending, "ap")) return absl::StrCat(head, "A", ending.substr(1));
  if (ending[0] == 'U') return absl::StrCat(stem, "w", ending.substr(1));
  if (ending[0] == 'I') return absl::StrCat(stem, "y", ending.substr(1));
  return absl::StrCat(stem, absl::string_view(&weak, 1), ending);
}

// Ending joined to `head` + i or u + `weak`.
std::string JoinAfterIU(absl::string_view head, char vowel, char weak, absl::string_view ending) {
  const std::string lengthened(1, Lengthened(vowel));
  if (ending.empty()) return absl::StrCat(head, absl::string_view(&vowel, 1));
  if (ending == "u") return absl::StrCat(head, lengthened);
  if (ending[0] == 'U' || ending[0] == 'I') return absl::StrCat(head, ending);
  if (IsConsonant(ending[0])) return absl::StrCat(head, lengthened, ending);
  return absl::StrCat(head, absl::string_view(&vowel, 1), absl::string_view(&weak, 1), ending);
}

std::string JoinWeak(absl::string_view stem, absl::string_view ending) {
  const size_t size = stem.size();
  const bool is_weak = size >= 3 && IsWeak(stem[size - 1]) && IsShortVowel(stem[size - 2]);
  if (!is_weak) return absl::StrCat(stem, ending);
  const absl::string_view head = stem.substr(0, size - 2);
  const char vowel = stem[size - 2];
  if (vowel == 'a') return JoinAfterA(head, stem[size - 1], ending);
  return JoinAfterIU(head, vowel, stem[size - 1], ending);
}

// iw and uy before another consonant, and the second hamza of 'a' 'i' 'u' at the head of a word.
std::string Contract(absl::string_view sounds) {
  std::string word;
  word.reserve(sounds.size());
  for (size_t at = 0; at < sounds.size(); ++at) {
    const char sound = sounds[at];
    const char next = at + 1 < sounds.size() ? sounds[at + 1] : '\0';
    const bool closes_syllable = IsConsonant(next) && next != sound;
    const char before = word.empty() ? '\0' : word.back();
    const bool is_glide = (sound == 'w' && before == 'i') || (sound == 'y' && before == 'u');
    const bool is_second_hamza = sound == '\'' && at == 2 && word[0] == '\'' && IsShortVowel(before);
    if (closes_syllable && (is_glide || is_second_hamza))
      word.back() = Lengthened(before);
    else
      word.push_back(sound);
  }
  return word;
}

}  // namespace

absl::StatusOr<VerbStems> BuildStems(const VerbSpec& spec) {
  if (FindStemTemplate(spec.pattern, RootShape::kPlain) == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat("no verb pattern ", spec.pattern));
  }
  const std::optional<std::string> radicals = TranscribeRoot(spec.root);
  const size_t radical_count = spec.pattern >= 11 ? 4 : 3;
  if (!radicals || radicals->size() != radical_count) {
    return absl::InvalidArgumentError(absl::StrCat("not a root of ", radical_count, " radicals: ", spec.root));
  }
  if (spec.pattern == 1 && !IsShortVowel(spec.imperfect_vowel)) {
    return absl::InvalidArgumentError("pattern 1 needs the imperfect's vowel: a, i or u");
  }
  return StemBuilder(spec.pattern, spec.imperfect_vowel, *radicals).Run();
}

std::string Join(absl::string_view stem, absl::string_view ending) { return Contract(JoinWeak(stem, ending)); }

}  // namespace isnad
