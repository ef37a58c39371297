// The grammar, with RFC 9110's list rule (empty elements are allowed) and RFC 4647's basic language range:
//   element = range [ OWS ";" OWS "q=" qvalue ]
//   range   = 1*8ALPHA *( "-" 1*8alphanum ) / "*"
//   qvalue  = "0" [ "." 0*3DIGIT ] / "1" [ "." 0*3("0") ]
// Qualities are counted in thousandths. Covered by tests/rpc/language_preference_test.cc.
#include "service/rpc/language_preference.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace isnad {
namespace {

constexpr int kQualityMax = 1000;

// Spaces and tabs alone: other white space is no part of a header.
absl::string_view StripBlanks(absl::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool IsLanguageRange(absl::string_view range) {
  if (range == "*") return true;
  bool first = true;
  for (absl::string_view subtag : absl::StrSplit(range, '-')) {
    const bool letters = std::all_of(subtag.begin(), subtag.end(), absl::ascii_isalpha);
    const bool allowed = first ? letters : std::all_of(subtag.begin(), subtag.end(), absl::ascii_isalnum);
    if (subtag.empty() || subtag.size() > 8 || !allowed) return false;
    first = false;
  }
  return true;
}

// "q=0.5" -> 500.
std::optional<int> ParseQuality(absl::string_view weight) {
  if (!absl::ConsumePrefix(&weight, "q=") && !absl::ConsumePrefix(&weight, "Q=")) return std::nullopt;
  if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return std::nullopt;
  int quality = weight[0] - '0';
  weight.remove_prefix(1);
  const bool fraction = absl::ConsumePrefix(&weight, ".");
  if ((!fraction && !weight.empty()) || weight.size() > 3) return std::nullopt;
  for (size_t i = 0; i < 3; ++i) {
    const char digit = i < weight.size() ? weight[i] : '0';
    if (!absl::ascii_isdigit(digit)) return std::nullopt;
    quality = quality * 10 + (digit - '0');
  }
  return quality <= kQualityMax ? std::optional<int>(quality) : std::nullopt;
}

struct Preference {
  absl::string_view language;  // the first subtag, or "*"
  int quality = kQualityMax;
};

// Nothing where the header breaks the grammar.
std::optional<std::vector<Preference>> ParsePreferences(absl::string_view header) {
  std::vector<Preference> preferences;
  for (absl::string_view element : absl::StrSplit(header, ',')) {
    element = StripBlanks(element);
    if (element.empty()) continue;
    const size_t semicolon = element.find(';');
    const absl::string_view range = StripBlanks(element.substr(0, semicolon));
    if (!IsLanguageRange(range)) return std::nullopt;
    Preference preference{.language = range.substr(0, range.find('-'))};
    if (semicolon != absl::string_view::npos) {
      const std::optional<int> quality = ParseQuality(StripBlanks(element.substr(semicolon + 1)));
      if (!quality.has_value()) return std::nullopt;
      preference.quality = *quality;
    }
    preferences.push_back(preference);
  }
  return preferences;
}

struct Rank {
  int quality = 0;
  size_t place = 0;  // in the header; behind its end where the language is not named
};

// The best element that names the language, or else "*".
Rank RankOf(absl::string_view language, const std::vector<Preference>& preferences) {
  std::optional<Rank> named;
  Rank any{.place = preferences.size()};
  for (size_t i = 0; i < preferences.size(); ++i) {
    const int quality = preferences[i].quality;
    if (absl::EqualsIgnoreCase(preferences[i].language, language) && (!named || quality > named->quality)) {
      named = Rank{.quality = quality, .place = i};
    }
    if (preferences[i].language == "*") any.quality = std::max(any.quality, quality);
  }
  return named.value_or(any);
}

}  // namespace

Locale PreferredLocale(absl::string_view accept_language) {
  const std::optional<std::vector<Preference>> preferences = ParsePreferences(accept_language);
  if (!preferences.has_value()) return Locale::kEnglish;
  const Rank arabic = RankOf("ar", *preferences);
  const Rank english = RankOf("en", *preferences);
  const bool earlier = arabic.quality == english.quality && arabic.place < english.place;
  return arabic.quality > 0 && (arabic.quality > english.quality || earlier) ? Locale::kArabic : Locale::kEnglish;
}

}  // namespace isnad
