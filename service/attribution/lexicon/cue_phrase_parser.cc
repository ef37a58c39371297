// One pass over the pattern's words, each of which is peeled from the outside in: parentheses, braces or plus, then the
// alternatives. tests: lexicon_test (patterns and their problems), data_test (every shipped row).
#include "service/attribution/lexicon/cue_phrase_parser.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "service/attribution/text/normalizer.h"

namespace isnad {
namespace {

using LemmaIds = absl::flat_hash_map<std::string, int>;

absl::Status ParseVerb(const TsvCell& pattern, absl::string_view text, const LemmaIds& lemma_ids,
                       CuePhrase::Element* element) {
  element->kind = CuePhrase::Element::Kind::kVerb;
  element->pronoun = true;
  if (text == "{verb}") return absl::OkStatus();
  absl::string_view id = text;
  if (!absl::ConsumePrefix(&id, "{verb=") || !absl::ConsumeSuffix(&id, "}")) {
    return pattern.Problem(absl::StrCat("expected {verb} or {verb=ID}, found ", text));
  }
  const auto lemma = lemma_ids.find(id);
  if (lemma == lemma_ids.end()) return pattern.Problem(absl::StrCat("unknown lemma ", id));
  element->lemma = lemma->second;
  return absl::OkStatus();
}

absl::Status ParseWords(const TsvCell& pattern, absl::string_view text, CuePhrase::Element* element) {
  element->pronoun = absl::ConsumeSuffix(&text, "+");
  for (absl::string_view word : absl::StrSplit(text, '|')) {
    if (word.empty()) return pattern.Problem("empty word");
    if (word.find_first_of("(){}+=") != absl::string_view::npos) {
      return pattern.Problem(absl::StrCat("misplaced sign in ", word));
    }
    element->words.push_back(FoldedSpelling(word));
  }
  return absl::OkStatus();
}

absl::StatusOr<CuePhrase::Element> ParseElement(const TsvCell& pattern, absl::string_view text,
                                                const LemmaIds& lemma_ids) {
  CuePhrase::Element element;
  if (absl::ConsumePrefix(&text, "(")) {
    if (!absl::ConsumeSuffix(&text, ")")) return pattern.Problem("parenthesis not closed");
    element.outside_cue = true;
  }
  const bool is_verb = absl::StartsWith(text, "{");
  const absl::Status status =
      is_verb ? ParseVerb(pattern, text, lemma_ids, &element) : ParseWords(pattern, text, &element);
  if (!status.ok()) return status;
  return element;
}

}  // namespace

absl::StatusOr<std::vector<CuePhrase::Element>> ParseCuePattern(const TsvCell& pattern, const LemmaIds& lemma_ids) {
  std::vector<CuePhrase::Element> elements;
  for (absl::string_view text : absl::StrSplit(pattern.text, ' ', absl::SkipEmpty())) {
    absl::StatusOr<CuePhrase::Element> element = ParseElement(pattern, text, lemma_ids);
    if (!element.ok()) return element.status();
    elements.push_back(*std::move(element));
  }
  if (elements.front().outside_cue) return pattern.Problem("begins outside the cue");
  return elements;
}

}  // namespace isnad
