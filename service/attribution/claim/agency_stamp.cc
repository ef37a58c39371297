// Registered names are looked up as written and with the words that a stamp leaves out ("wikalat al-anba'"). Covered by
// document_source_test.cc.
#include "service/attribution/claim/agency_stamp.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

// "wikala ", "wikalat al-anba' ", folded.
constexpr absl::string_view kLeftOut[] = {"", "\u0648\u0643\u0627\u0644\u0647 ",
                                          "\u0648\u0643\u0627\u0644\u0647 \u0627\u0646\u0628\u0627\u0621 "};

bool IsAgencyName(absl::string_view words, const Lexicon& lexicon) {
  for (const absl::string_view prefix : kLeftOut) {
    const RegistryEntry* entry = lexicon.FindName(absl::StrCat(prefix, words));
    // The first entry decides: "al-Bahrayn" is a country, whatever its agency is called.
    if (entry != nullptr) return entry->type == SourceType::kAgency;
  }
  return false;
}

bool IsStop(const AnalyzedText& text, int token) { return text.text->IsMark(token, Mark::kStop); }

}  // namespace

int AgencyNameEnd(const AnalyzedText& text, TokenRange rest, const Lexicon& lexicon) {
  // Each word may have a stop behind it.
  const int limit = std::min(rest.end, rest.begin + 2 * lexicon.name_words_max());
  std::string name;
  int best = -1;
  for (int i = rest.begin; i < limit; ++i) {
    if (IsStop(text, i) && i > rest.begin && !text.text->tokens[i].space_before) continue;
    if (text.text->tokens[i].kind == TokenKind::kMark || (i > rest.begin && text.text->tokens[i].starts_line)) break;
    absl::StrAppend(&name, name.empty() ? "" : " ", text.text->Text(i));
    if (IsAgencyName(name, lexicon)) best = i + 1;
  }
  return best;
}

bool NamesMedia(const AnalyzedText& text, TokenRange range, const Lexicon& lexicon) {
  for (int i = range.begin; i < range.end; ++i) {
    const Word& word = text.words[i];
    if (word.Is(WordClass::kAgency) || word.Is(WordClass::kOutlet) || word.Is(WordClass::kAgencyNoun)) return true;
    if (AgencyNameEnd(text, {i, range.end}, lexicon) > 0) return true;
  }
  return false;
}

}  // namespace isnad
