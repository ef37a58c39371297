// Loading goes by kind of file, lemmas first: phrases name lemmas. The version is FNV-1a over names and contents rather
// than absl::Hash, which is seeded anew in each process. tests: lexicon_test.
#include "service/attribution/lexicon/lexicon.h"

#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "service/attribution/lexicon/lexicon_builder.h"

namespace isnad {
namespace {

constexpr absl::string_view kFrameNames[] = {"anna",     "inna",    "bi_anna", "ila_anna", "ala_anna",
                                             "min_anna", "an_noun", "bi_noun", "ila_noun", "ala_noun",
                                             "min_noun", "object",  "person",  "quote"};
static_assert(std::size(kFrameNames) == kFrameCount);

// A kind of file and what the builder does with it, in the order in which kinds are loaded. distribution.tsv lies
// beside the others and counts for the version, but is read by lexicon/distribution.h.
struct FileKind {
  absl::string_view name;
  absl::Status (LexiconBuilder::*add)(const LexiconFile&);
};
constexpr FileKind kFileKinds[] = {{"verbs", &LexiconBuilder::AddVerbs},     {"nouns", &LexiconBuilder::AddNouns},
                                   {"words", &LexiconBuilder::AddWords},     {"names", &LexiconBuilder::AddNames},
                                   {"phrases", &LexiconBuilder::AddPhrases}, {"distribution", nullptr}};

// "verbs" for verbs.tsv and for verbs_local.tsv.
absl::string_view KindName(absl::string_view file_name) { return file_name.substr(0, file_name.find_first_of("_.")); }

absl::Status CheckKind(const LexiconFile& file) {
  for (const FileKind& kind : kFileKinds) {
    if (kind.name == KindName(file.name)) return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(file.name, ":1: name: expected verbs, nouns, words, names, phrases or distribution, ",
                   "with an optional _suffix"));
}

// FNV-1a, 64 bits; a zero byte after each part keeps "ab", "c" apart from "a", "bc".
std::string VersionOf(absl::Span<const LexiconFile> files) {
  uint64_t hash = 0xCBF29CE484222325;
  const auto mix = [&hash](absl::string_view part) {
    for (const char byte : part) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
    hash *= 0x100000001B3;
  };
  for (const LexiconFile& file : files) {
    mix(file.name);
    mix(file.contents);
  }
  return absl::StrFormat("%016x", hash).substr(0, 12);
}

}  // namespace

absl::string_view FrameName(Frame value) { return kFrameNames[static_cast<size_t>(value)]; }

std::optional<Frame> ParseFrame(absl::string_view name) {
  for (size_t i = 0; i < kFrameCount; ++i) {
    if (kFrameNames[i] == name) return static_cast<Frame>(i);
  }
  return std::nullopt;
}

absl::StatusOr<Lexicon> Lexicon::Load(absl::Span<const LexiconFile> files) {
  for (const LexiconFile& file : files) {
    if (absl::Status status = CheckKind(file); !status.ok()) return status;
  }
  LexiconBuilder builder;
  for (const FileKind& kind : kFileKinds) {
    for (const LexiconFile& file : files) {
      if (kind.add == nullptr || KindName(file.name) != kind.name) continue;
      if (absl::Status status = (builder.*kind.add)(file); !status.ok()) return status;
    }
  }
  return std::move(builder).Take(VersionOf(files));
}

const WordEntry* Lexicon::Find(absl::string_view folded) const {
  const auto found = words_.find(folded);
  return found == words_.end() ? nullptr : &found->second;
}

const RegistryEntry* Lexicon::FindName(absl::string_view folded_words) const {
  const std::string bare = WithoutArticles(folded_words);
  const auto found = names_.find(bare);
  if (found == names_.end() || (found->second.takes_no_article && bare != folded_words)) return nullptr;
  return &registry_[found->second.entry];
}

std::vector<std::string> Lexicon::FormLines() const {
  std::vector<std::string> lines;
  lines.reserve(form_count_);
  for (size_t i = 0; i < lemmas_.size(); ++i) {
    for (const InflectedForm& form : forms_[i]) {
      lines.push_back(absl::StrCat(form.surface, "\t", lemmas_[i].lemma, "\t", FeatureString(form.features)));
    }
  }
  return lines;
}

std::vector<std::string> Lexicon::LemmaLines() const {
  std::vector<std::string> lines;
  lines.reserve(lemmas_.size());
  for (const Lemma& lemma : lemmas_) {
    std::vector<absl::string_view> frames;
    for (int i = 0; i < kFrameCount; ++i) {
      if (lemma.Takes(static_cast<Frame>(i))) frames.push_back(kFrameNames[i]);
    }
    lines.push_back(absl::StrCat(lemma.id, "\t", CueClassName(lemma.cue_class), "\t", StanceName(lemma.stance), "\t",
                                 frames.empty() ? "-" : absl::StrJoin(frames, ","), "\t", lemma.lemma));
  }
  return lines;
}

absl::string_view WithoutArticle(absl::string_view folded_word) {
  constexpr absl::string_view kArticle = "\u0627\u0644";  // alef, lam
  constexpr size_t kStemBytesMin = 6;                     // three letters of two bytes
  const absl::string_view stem = absl::StripPrefix(folded_word, kArticle);
  return stem.size() >= kStemBytesMin ? stem : folded_word;
}

std::string WithoutArticles(absl::string_view folded_words) {
  std::string result;
  result.reserve(folded_words.size());
  for (absl::string_view word : absl::StrSplit(folded_words, ' ', absl::SkipEmpty())) {
    absl::StrAppend(&result, result.empty() ? "" : " ", WithoutArticle(word));
  }
  return result;
}

}  // namespace isnad
