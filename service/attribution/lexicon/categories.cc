#include "service/attribution/lexicon/categories.h"

#include <array>
#include <cstddef>

namespace isnad {
namespace {

using Names = const absl::string_view;

// In the order of the enumerators; the static_asserts below keep the counts equal.
constexpr Names kCueClassNames[] = {"statement",  "according_to", "belief",  "directive",
                                    "commissive", "evaluation",   "evidence"};
constexpr Names kStanceNames[] = {"neutral", "affirm",    "doubt",  "deny",   "admit",   "warn",
                                  "accuse",  "criticise", "praise", "demand", "promise", "expect"};
constexpr Names kSourceTypeNames[] = {"unspecified", "agency", "outlet",   "person",   "organization",
                                      "government",  "group",  "document", "anonymous"};
constexpr Names kWordClassNames[] = {"preposition",
                                     "pronoun",
                                     "demonstrative",
                                     "relative",
                                     "conjunction",
                                     "subordinator",
                                     "complementizer",
                                     "negation",
                                     "auxiliary",
                                     "interrogative",
                                     "quantifier",
                                     "number",
                                     "day",
                                     "month",
                                     "time_noun",
                                     "adverb",
                                     "first_name",
                                     "name_particle",
                                     "title",
                                     "office",
                                     "person_noun",
                                     "group_noun",
                                     "anonymous_noun",
                                     "organization_noun",
                                     "government_noun",
                                     "outlet_noun",
                                     "agency_noun",
                                     "document_noun",
                                     "medium_noun",
                                     "venue_noun",
                                     "country",
                                     "capital",
                                     "city",
                                     "nationality",
                                     "agency",
                                     "outlet",
                                     "feeling_noun",
                                     "shift_marker",
                                     "generic_modifier",
                                     "religious_formula"};

static_assert(std::size(kCueClassNames) == kCueClassCount);
static_assert(std::size(kStanceNames) == kStanceCount);
static_assert(std::size(kSourceTypeNames) == kSourceTypeCount);
static_assert(std::size(kWordClassNames) == kWordClassCount);

template <typename Value, size_t kCount>
std::optional<Value> Parse(Names (&names)[kCount], absl::string_view name) {
  for (size_t i = 0; i < kCount; ++i) {
    if (names[i] == name) return static_cast<Value>(i);
  }
  return std::nullopt;
}

}  // namespace

absl::string_view CueClassName(CueClass value) { return kCueClassNames[static_cast<size_t>(value)]; }
std::optional<CueClass> ParseCueClass(absl::string_view name) { return Parse<CueClass>(kCueClassNames, name); }

absl::string_view StanceName(Stance value) { return kStanceNames[static_cast<size_t>(value)]; }
std::optional<Stance> ParseStance(absl::string_view name) { return Parse<Stance>(kStanceNames, name); }

absl::string_view SourceTypeName(SourceType value) { return kSourceTypeNames[static_cast<size_t>(value)]; }
std::optional<SourceType> ParseSourceType(absl::string_view name) { return Parse<SourceType>(kSourceTypeNames, name); }

absl::string_view WordClassName(WordClass value) { return kWordClassNames[static_cast<size_t>(value)]; }
std::optional<WordClass> ParseWordClass(absl::string_view name) { return Parse<WordClass>(kWordClassNames, name); }

}  // namespace isnad
