// The two kinds of row share their first columns, so that a noun of saying is classed and framed as a verb is.
// tests: lexicon_test (a row for each problem).
#include "service/attribution/lexicon/lemma_parser.h"

#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

// Teh marbuta, and alef with teh: the endings of feminine nouns, singular and plural.
constexpr absl::string_view kTehMarbuta = "\u0629";
constexpr absl::string_view kFemininePlural = "\u0627\u062A";

absl::Status ParseLemmaFlags(const TsvCell& cell, Lemma* lemma) {
  const absl::StatusOr<std::vector<absl::string_view>> flags = cell.Items();
  if (!flags.ok()) return flags.status();
  for (absl::string_view flag : *flags) {
    if (flag == "denies")
      lemma->denies = true;
    else if (flag == "ambiguous")
      lemma->ambiguous = true;
    else
      return cell.Problem(absl::StrCat("unknown flag ", flag));
  }
  return absl::OkStatus();
}

absl::Status ParseFrames(const TsvCell& cell, Lemma* lemma) {
  const absl::StatusOr<std::vector<absl::string_view>> names = cell.Items();
  if (!names.ok()) return names.status();
  for (absl::string_view name : *names) {
    const std::optional<Frame> frame = ParseFrame(name);
    if (!frame) return cell.Problem(absl::StrCat("unknown frame ", name));
    lemma->AddFrame(*frame);
  }
  return absl::OkStatus();
}

InflectedForm NounForm(absl::string_view word, bool is_plural) {
  const bool is_feminine = absl::EndsWith(word, kTehMarbuta) || absl::EndsWith(word, kFemininePlural);
  return {.surface = std::string(word),
          .features = {.kind = FormKind::kNoun,
                       .gender = is_feminine ? Gender::kFeminine : Gender::kMasculine,
                       .number = is_plural ? Number::kPlural : Number::kSingular}};
}

// What a verb governs says of whom its passive can speak. Where all it takes is a clause, the clause is its subject.
PassiveUse PassiveUseOf(const Lemma& lemma) {
  Lemma with_clause_subject;
  with_clause_subject.AddFrame(Frame::kAnna);
  if (lemma.frames == with_clause_subject.frames) return PassiveUse::kNone;
  if (lemma.Takes(Frame::kPerson)) return PassiveUse::kPersons;
  return lemma.Takes(Frame::kObject) ? PassiveUse::kThings : PassiveUse::kImpersonal;
}

}  // namespace

absl::Status CheckId(const TsvCell& cell) {
  for (const char letter : cell.text) {
    const bool is_allowed = absl::ascii_islower(letter) || absl::ascii_isdigit(letter) ||
                            absl::string_view("_-/'").find(letter) != absl::string_view::npos;
    if (!is_allowed) return cell.Problem(absl::StrCat("not an id: ", cell.text));
  }
  return absl::OkStatus();
}

absl::StatusOr<Lemma> ParseLemma(const TsvRow& row) {
  if (absl::Status status = CheckId(row[0]); !status.ok()) return status;
  const absl::StatusOr<CueClass> cue_class = ParseNamed(row[1], ParseCueClass);
  if (!cue_class.ok()) return cue_class.status();
  const absl::StatusOr<Stance> stance = ParseNamed(row[2], ParseStance);
  if (!stance.ok()) return stance.status();
  Lemma lemma{.id = std::string(row[0].text), .lemma = "", .cue_class = *cue_class, .stance = *stance};
  if (absl::Status status = ParseLemmaFlags(row[3], &lemma); !status.ok()) return status;
  if (absl::Status status = ParseFrames(row[4], &lemma); !status.ok()) return status;
  return lemma;
}

absl::StatusOr<VerbSpec> ParseVerbSpec(const TsvRow& row, const Lemma& lemma) {
  VerbSpec spec;
  spec.passive = PassiveUseOf(lemma);
  if (!absl::SimpleAtoi(row[5].text, &spec.pattern)) return row[5].Problem(absl::StrCat("not a number: ", row[5].text));
  if (row[6].text.size() != 1 || !absl::StrContains("aiu-", row[6].text)) {
    return row[6].Problem(absl::StrCat("expected a, i, u or -, found ", row[6].text));
  }
  if (row[6].text != "-") spec.imperfect_vowel = row[6].text[0];
  spec.root = std::string(row[7].text);
  const absl::StatusOr<std::vector<absl::string_view>> masdars = row[9].Items();
  if (!masdars.ok()) return masdars.status();
  for (absl::string_view masdar : *masdars) spec.masdars.emplace_back(masdar);
  return spec;
}

std::vector<InflectedForm> NounForms(absl::Span<const absl::string_view> words) {
  std::vector<InflectedForm> forms;
  for (absl::string_view word : words) forms.push_back(NounForm(word, /*is_plural=*/!forms.empty()));
  return forms;
}

}  // namespace isnad
