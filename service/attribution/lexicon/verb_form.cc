#include "service/attribution/lexicon/verb_form.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace isnad {
namespace {

// Indexed by the enums' values; an empty name is left out.
constexpr absl::string_view kKindNames[] = {
    "perfect", "imperfect", "imperative", "active_participle", "passive_participle", "masdar", "noun"};
constexpr absl::string_view kPersonNames[] = {"", "1", "2", "3"};
constexpr absl::string_view kGenderNames[] = {"", "m", "f"};
constexpr absl::string_view kNumberNames[] = {"", "s", "d", "p"};
constexpr absl::string_view kVoiceNames[] = {"active", "passive"};
constexpr absl::string_view kEndingNames[] = {"", "indicative", "shortened", "nominative", "oblique"};

}  // namespace

std::string FeatureString(const VerbFormFeatures& features) {
  // Only the tenses have a voice to tell: a participle's is in its kind, and imperatives are active.
  const bool has_voice = features.kind == FormKind::kPerfect || features.kind == FormKind::kImperfect;
  const absl::string_view parts[] = {kPersonNames[static_cast<int>(features.person)],
                                     kGenderNames[static_cast<int>(features.gender)],
                                     kNumberNames[static_cast<int>(features.number)],
                                     has_voice ? kVoiceNames[static_cast<int>(features.voice)] : absl::string_view(),
                                     kEndingNames[static_cast<int>(features.ending)]};
  std::string text(kKindNames[static_cast<int>(features.kind)]);
  for (absl::string_view part : parts) {
    if (!part.empty()) absl::StrAppend(&text, ".", part);
  }
  return text;
}

}  // namespace isnad
