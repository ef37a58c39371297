// Each kind of row has one function that checks it and adds it. All words are folded here, once, so that data in
// ordinary spelling meets text in any spelling. tests: lexicon_test (a row for each problem), data_test (the shipped
// files).
#include "service/attribution/lexicon/lexicon_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/attribution/lexicon/cue_phrase_parser.h"
#include "service/attribution/lexicon/lemma_parser.h"
#include "service/attribution/text/normalizer.h"

namespace isnad {
namespace {

constexpr absl::string_view kWordColumns[] = {"class", "words"};
constexpr absl::string_view kNameColumns[] = {"id", "type", "name", "aliases"};
constexpr absl::string_view kPhraseColumns[] = {"id", "class", "stance", "source", "flags", "pattern"};

// Alef with lam: the definite article as it is written in data, never with hamza.
constexpr absl::string_view kArticle = "\u0627\u0644";
absl::Status ParsePhraseFlags(const TsvCell& cell, CuePhrase* phrase) {
  const absl::StatusOr<std::vector<absl::string_view>> flags = cell.Items();
  if (!flags.ok()) return flags.status();
  for (absl::string_view flag : *flags) {
    if (flag == "li")
      phrase->preposition_attached = true;
    else if (flag == "no")
      phrase->not_attribution = true;
    else
      return cell.Problem(absl::StrCat("unknown flag ", flag));
  }
  return absl::OkStatus();
}

std::optional<CuePhrase::SourcePlace> ParseSourcePlace(absl::string_view name) {
  if (name == "after") return CuePhrase::SourcePlace::kAfter;
  if (name == "pronoun") return CuePhrase::SourcePlace::kPronoun;
  if (name == "verb_subject") return CuePhrase::SourcePlace::kVerbSubject;
  if (name == "none") return CuePhrase::SourcePlace::kNone;
  return std::nullopt;
}

// Words of open classes are kept by their stem, so that a text's word is found once its article is taken off. Function
// words are kept as they are: an alef and lam at their head is no article.
bool IsOpenClass(WordClass word_class) {
  return word_class > WordClass::kInterrogative && word_class != WordClass::kAdverb &&
         word_class != WordClass::kReligiousFormula;
}

// Reads a file's rows and gives each to `add`.
template <typename Add>
absl::Status ForEachRow(const LexiconFile& file, absl::Span<const absl::string_view> columns, Add add) {
  const absl::StatusOr<std::vector<TsvRow>> rows = ReadTsv(file.name, file.contents, columns);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    if (absl::Status status = add(row); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status LexiconBuilder::AddVerbs(const LexiconFile& file) {
  return ForEachRow(file, kVerbColumns, [this](const TsvRow& row) { return AddVerb(row); });
}

absl::Status LexiconBuilder::AddNouns(const LexiconFile& file) {
  return ForEachRow(file, kNounColumns, [this](const TsvRow& row) { return AddNoun(row); });
}

absl::Status LexiconBuilder::AddWords(const LexiconFile& file) {
  return ForEachRow(file, kWordColumns, [this](const TsvRow& row) { return AddClassWords(row); });
}

absl::Status LexiconBuilder::AddNames(const LexiconFile& file) {
  return ForEachRow(file, kNameColumns, [this](const TsvRow& row) { return AddName(row); });
}

absl::Status LexiconBuilder::AddPhrases(const LexiconFile& file) {
  return ForEachRow(file, kPhraseColumns, [this](const TsvRow& row) { return AddPhrase(row); });
}

Lexicon LexiconBuilder::Take(std::string version) && {
  lexicon_.version_ = std::move(version);
  return std::move(lexicon_);
}

absl::Status LexiconBuilder::AddVerb(const TsvRow& row) {
  absl::StatusOr<Lemma> lemma = ParseLemma(row);
  if (!lemma.ok()) return lemma.status();
  const absl::StatusOr<VerbSpec> spec = ParseVerbSpec(row, *lemma);
  if (!spec.ok()) return spec.status();
  absl::StatusOr<std::vector<InflectedForm>> forms = Conjugate(*spec);
  if (!forms.ok()) return row[7].Problem(forms.status().message());
  lemma->lemma = std::string(row[8].text);
  return AddLemma(row[0], *std::move(lemma), *std::move(forms));
}

absl::Status LexiconBuilder::AddNoun(const TsvRow& row) {
  absl::StatusOr<Lemma> lemma = ParseLemma(row);
  if (!lemma.ok()) return lemma.status();
  const absl::StatusOr<std::vector<absl::string_view>> words = row[5].Items();
  if (!words.ok()) return words.status();
  if (words->empty()) return row[5].Problem("no forms");
  lemma->lemma = std::string(words->front());
  return AddLemma(row[0], *std::move(lemma), NounForms(*words));
}

absl::Status LexiconBuilder::AddLemma(const TsvCell& id, Lemma lemma, std::vector<InflectedForm> forms) {
  const size_t index = lexicon_.lemmas_.size();
  if (index > UINT16_MAX) return id.Problem("too many lemmas");
  if (!lemma_ids_.emplace(lemma.id, static_cast<int>(index)).second) {
    return id.Problem(absl::StrCat("duplicate id ", lemma.id));
  }
  for (const InflectedForm& form : forms) {
    const Reading reading{.lemma = static_cast<uint16_t>(index), .features = form.features};
    std::vector<Reading>& readings = lexicon_.words_[FoldedSpelling(form.surface)].readings;
    // Folding makes some forms of one lemma equal; a reading counts once.
    bool is_new = true;
    for (const Reading& other : readings) is_new = is_new && !(other == reading);
    if (is_new) readings.push_back(reading);
  }
  lexicon_.form_count_ += static_cast<int>(forms.size());
  lexicon_.lemmas_.push_back(std::move(lemma));
  lexicon_.forms_.push_back(std::move(forms));
  return absl::OkStatus();
}

absl::Status LexiconBuilder::AddClassWords(const TsvRow& row) {
  const absl::StatusOr<WordClass> word_class = ParseNamed(row[0], ParseWordClass);
  if (!word_class.ok()) return word_class.status();
  const absl::StatusOr<std::vector<absl::string_view>> items = row[1].Items();
  if (!items.ok()) return items.status();
  for (absl::string_view item : *items) {
    for (absl::string_view word : absl::StrSplit(item, ' ', absl::SkipEmpty())) {
      if (absl::Status status = AddWord(row[1], *word_class, word); !status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

absl::Status LexiconBuilder::AddWord(const TsvCell& cell, WordClass word_class, absl::string_view word) {
  const std::string folded = FoldedSpelling(word);
  absl::string_view stem = folded;
  if (IsOpenClass(word_class) && absl::StartsWith(word, kArticle)) stem = WithoutArticle(stem);
  WordClassSet& classes = lexicon_.words_[std::string(stem)].classes;
  if (classes.Has(word_class)) return cell.Problem(absl::StrCat("duplicate word in its class: ", word));
  classes.Add(word_class);
  return absl::OkStatus();
}

absl::Status LexiconBuilder::AddName(const TsvRow& row) {
  if (absl::Status status = CheckId(row[0]); !status.ok()) return status;
  const absl::StatusOr<SourceType> type = ParseNamed(row[1], ParseSourceType);
  if (!type.ok()) return type.status();
  const absl::StatusOr<std::vector<absl::string_view>> aliases = row[3].Items();
  if (!aliases.ok()) return aliases.status();
  if (!name_ids_.emplace(row[0].text).second) return row[0].Problem(absl::StrCat("duplicate id ", row[0].text));

  const int entry = static_cast<int>(lexicon_.registry_.size());
  lexicon_.registry_.push_back(
      {.id = std::string(row[0].text), .canonical_name = std::string(row[2].text), .type = *type});
  if (absl::Status status = AddAlias(row[2], row[2].text, entry); !status.ok()) return status;
  for (absl::string_view alias : *aliases) {
    if (absl::Status status = AddAlias(row[3], alias, entry); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status LexiconBuilder::AddAlias(const TsvCell& cell, absl::string_view alias, int entry) {
  const std::vector<std::string> words = absl::StrSplit(FoldedSpelling(alias), ' ', absl::SkipEmpty());
  const std::string written = absl::StrJoin(words, " "), bare = WithoutArticles(written);
  if (!lexicon_.names_.emplace(bare, Lexicon::Name{entry, words.size() == 1 && bare == written}).second) {
    return cell.Problem(absl::StrCat("duplicate name ", alias));
  }
  lexicon_.name_words_max_ = std::max(lexicon_.name_words_max_, static_cast<int>(words.size()));
  return absl::OkStatus();
}

absl::Status LexiconBuilder::AddPhrase(const TsvRow& row) {
  if (absl::Status status = CheckId(row[0]); !status.ok()) return status;
  const absl::StatusOr<CueClass> cue_class = ParseNamed(row[1], ParseCueClass);
  if (!cue_class.ok()) return cue_class.status();
  const absl::StatusOr<Stance> stance = ParseNamed(row[2], ParseStance);
  if (!stance.ok()) return stance.status();
  const absl::StatusOr<CuePhrase::SourcePlace> source_place = ParseNamed(row[3], ParseSourcePlace);
  if (!source_place.ok()) return source_place.status();
  if (!phrase_ids_.emplace(row[0].text).second) return row[0].Problem(absl::StrCat("duplicate id ", row[0].text));

  CuePhrase phrase;
  phrase.id = std::string(row[0].text);
  phrase.cue_class = *cue_class;
  phrase.stance = *stance;
  phrase.source_place = *source_place;
  if (absl::Status status = ParsePhraseFlags(row[4], &phrase); !status.ok()) return status;
  absl::StatusOr<std::vector<CuePhrase::Element>> elements = ParseCuePattern(row[5], lemma_ids_);
  if (!elements.ok()) return elements.status();
  phrase.elements = *std::move(elements);
  lexicon_.phrases_.push_back(std::move(phrase));
  return absl::OkStatus();
}

}  // namespace isnad
