// Given masdars come in ordinary spelling and are inflected on their last letters: teh marbuta, alef maksura and hamza
// behind an alef take no accusative alef. tests: conjugation_test.
#include "service/attribution/lexicon/masdar.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace isnad {
namespace {

constexpr absl::string_view kAlef = "\u0627";
constexpr absl::string_view kTehMarbuta = "\u0629";
constexpr absl::string_view kAlefMaksura = "\u0649";
constexpr absl::string_view kAlefHamza = "\u0623";
constexpr absl::string_view kFinalHamza = "\u0627\u0621";
constexpr absl::string_view kYehFinalHamza = "\u064A\u0621";
constexpr absl::string_view kYehSeatedHamza = "\u064A\u0626";
constexpr absl::string_view kPluralEnding = "\u0627\u062A";

InflectedForm MasdarForm(std::string surface, Number number, Ending ending) {
  const bool is_feminine =
      number == Number::kPlural || absl::EndsWith(surface, kTehMarbuta) || absl::EndsWith(surface, kAlefMaksura);
  return {.surface = std::move(surface),
          .features = {.kind = FormKind::kMasdar,
                       .gender = is_feminine ? Gender::kFeminine : Gender::kMasculine,
                       .number = number,
                       .ending = ending}};
}

bool TakesAccusativeAlef(absl::string_view masdar) {
  return !absl::EndsWith(masdar, kTehMarbuta) && !absl::EndsWith(masdar, kAlefMaksura) &&
         !absl::EndsWith(masdar, kFinalHamza) && !absl::EndsWith(masdar, kAlef) && !absl::EndsWith(masdar, kAlefHamza);
}

// A hamza behind yeh moves onto a seat before the alef.
std::string Accusative(absl::string_view masdar) {
  const absl::string_view stem = absl::StripSuffix(masdar, kYehFinalHamza);
  return absl::StrCat(stem, stem.size() == masdar.size() ? "" : kYehSeatedHamza, kAlef);
}

bool TakesPlural(absl::string_view masdar) {
  return !absl::EndsWith(masdar, kAlefMaksura) && !absl::EndsWith(absl::StripSuffix(masdar, kTehMarbuta), kAlef) &&
         !absl::EndsWith(masdar, kAlefHamza);
}

std::string Plural(absl::string_view masdar) {
  return absl::StrCat(absl::StripSuffix(masdar, kTehMarbuta), kPluralEnding);
}

bool IsPluralOfAnother(absl::Span<const std::string> masdars, absl::string_view masdar) {
  return std::any_of(masdars.begin(), masdars.end(),
                     [masdar](const std::string& other) { return Plural(other) == masdar; });
}

}  // namespace

std::vector<InflectedForm> MasdarForms(absl::Span<const std::string> masdars, bool has_plural) {
  std::vector<InflectedForm> forms;
  for (const std::string& masdar : masdars) {
    if (IsPluralOfAnother(masdars, masdar)) {
      forms.push_back(MasdarForm(masdar, Number::kPlural, Ending::kNone));
      continue;
    }
    forms.push_back(MasdarForm(masdar, Number::kSingular, Ending::kNone));
    if (TakesAccusativeAlef(masdar)) {
      forms.push_back(MasdarForm(Accusative(masdar), Number::kSingular, Ending::kOblique));
    }
    if (has_plural && TakesPlural(masdar)) forms.push_back(MasdarForm(Plural(masdar), Number::kPlural, Ending::kNone));
  }
  return forms;
}

}  // namespace isnad
