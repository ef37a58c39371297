// Covered by source_type_test.cc.
#include "service/attribution/source/source_type.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/ranking/candidate_ranking.h"

namespace isnad {
namespace {

bool IsMedia(const Word& word) { return word.Is(WordClass::kAgencyNoun) || word.Is(WordClass::kOutletNoun); }

absl::string_view WithoutConjunction(const AnalyzedText& text, int token) {
  return text.text->Text(token).substr(text.words[token].conjunction != 0 ? 2 : 0);
}

const RegistryEntry* FindRun(const AnalyzedText& text, const Lexicon& lexicon, int begin, int limit) {
  const int longest = std::min(limit, begin + lexicon.name_words_max());
  std::vector<std::string> words;
  for (int i = begin; i < longest; ++i) {
    const absl::string_view word = i == begin ? WithoutConjunction(text, i) : text.text->Text(i);
    words.push_back(words.empty() ? std::string(word) : absl::StrCat(words.back(), " ", word));
  }
  for (int end = static_cast<int>(words.size()); end > 0; --end) {
    // Part of a longer name names something else, unless what follows is a comma, a bracket or an adjective.
    const bool whole = begin + end == limit || text.At(begin + end).article || ClassAt(text, begin + end) < 10;
    if (!whole) continue;
    if (const RegistryEntry* entry = lexicon.FindName(words[end - 1])) return entry;
  }
  return nullptr;
}

// The word that is counted: of "19 munazzama", "akthar min mi'a khabir" the last. The head itself where nothing counts.
int CountedWord(const AnalyzedText& text, TokenRange name) {
  int at = name.begin;
  while (at + 1 < name.end) {
    const CoarseClass word = text.words[at].coarse;
    const bool counts = word == CoarseClass::kNumber || word == CoarseClass::kQuantifier;
    if (!counts && !(at > name.begin && word == CoarseClass::kPreposition)) break;
    ++at;
  }
  return at;
}

// What the phrase says up to its first mark, preposition or clause: behind those stands what the source is not.
int CoreEnd(const AnalyzedText& text, TokenRange name) {
  for (int i = CountedWord(text, name) + 1; i < name.end; ++i) {
    switch (text.words[i].coarse) {
      case CoarseClass::kComma:
      case CoarseClass::kStop:
      case CoarseClass::kColon:
      case CoarseClass::kBracket:
      case CoarseClass::kPreposition:
      case CoarseClass::kRelative:
      case CoarseClass::kSubordinator:
      case CoarseClass::kComplementizer:
      case CoarseClass::kReportingFinite:
        return i;
      default:
        break;
    }
  }
  return name.end;
}

// Whether the phrase is definite, and by what: "mas'ul amriki" is anybody, "al-mas'ul" and "mas'ul al-hizb" are not.
uint32_t Definiteness(const AnalyzedText& text, TokenRange core) {
  uint32_t bits = static_cast<uint32_t>(text.words[core.begin].article);
  for (int i = core.begin; i < core.end; ++i) {
    const Word& word = text.words[i];
    if (i > core.begin && word.article) bits |= 2;
    if (word.coarse == CoarseClass::kGivenName || word.coarse == CoarseClass::kNameParticle) bits |= 4;
    if (word.enclitic != Enclitic::kNone) bits |= 8;
    if (word.coarse == CoarseClass::kPlaceName || word.coarse == CoarseClass::kOther) bits |= 16;
    if (word.coarse == CoarseClass::kNumber || word.coarse == CoarseClass::kQuantifier) bits |= 32;
  }
  return bits;
}

}  // namespace

const RegistryEntry* FindRegistered(const AnalyzedText& text, const Lexicon& lexicon, TokenRange name) {
  if (name.empty()) return nullptr;
  if (const RegistryEntry* entry = FindRun(text, lexicon, name.begin, name.end)) return entry;
  for (int i = name.begin; i + 1 < name.end && IsMedia(text.words[i]); ++i) {
    int behind = i + 1;
    while (behind < name.end && text.text->tokens[behind].kind == TokenKind::kMark) ++behind;
    if (const RegistryEntry* entry = FindRun(text, lexicon, behind, name.end)) return entry;
  }
  return nullptr;
}

std::string FoldedName(const AnalyzedText& text, TokenRange range) {
  std::string name;
  for (int i = range.begin; i < range.end; ++i) {
    if (text.text->tokens[i].kind == TokenKind::kMark) continue;
    absl::StrAppend(&name, name.empty() ? "" : " ",
                    i == range.begin ? WithoutConjunction(text, i) : text.text->Text(i));
  }
  return name;
}

namespace {

// What is the same for every type, read once.
struct LookFacts : SourceLook {
  TokenRange core;
  int counted = 0;
  uint32_t definiteness = 0;
  uint32_t media = 0;        // whether an agency's name or an outlet stands in the name
  uint32_t registered = 99;  // the type that the registry gives
};

LookFacts ReadLook(const AnalyzedText& text, const Lexicon& lexicon, const SourceLook& look) {
  LookFacts facts{look};
  if (look.name.empty()) return facts;
  facts.core = {look.name.begin, CoreEnd(text, look.name)};
  facts.counted = CountedWord(text, look.name);
  facts.definiteness = Definiteness(text, facts.core);
  for (int i = look.name.begin; i < look.name.end; ++i) {
    const Word& word = text.words[i];
    if (word.Is(WordClass::kAgency)) facts.media |= 2;
    if (word.Is(WordClass::kOutlet) || word.Is(WordClass::kOutletNoun)) facts.media |= 1;
  }
  if (const RegistryEntry* entry = FindRegistered(text, lexicon, look.name)) {
    facts.registered = static_cast<uint32_t>(entry->type);
  }
  return facts;
}

void AddHeadFeatures(const AnalyzedText& text, TokenRange name, uint32_t t, FeatureVector* features) {
  FeatureVector& out = *features;
  const Word& head = text.At(name.begin);
  const uint32_t head_class = ClassAt(text, name.begin),
                 next_class = name.size() > 1 ? ClassAt(text, name.begin + 1) : 99;
  out.Add(10, t, head.stem_hash);
  out.Add(11, t, head.cluster_fine);
  out.Add(12, t, head_class, head.article);
  out.Add(13, t, head_class, next_class);
  out.Add(18, t, head.feminine, head.plural << 1 | head.article);
  out.Add(19, t, head.suffix_hash);
  out.Add(20, t, head.classes.bits() & 0xFFFFFFFFu, head.classes.bits() >> 32);
  out.Add(23, t, head.stem_hash, name.size() == 1);
  out.Add(25, t, head.cluster_coarse, name.size() > 1 ? text.At(name.begin + 1).cluster_coarse : 999);
  out.Add(33, t, head.ending_hash);
  // Sound plurals lose their noon in an idafa ("mushajji'u al-fariq"), broken ones have patterns.
  const bool waw = absl::EndsWith(head.stem, "\u0648");
  out.Add(42, t, waw, head.article << 8 | next_class);
  out.Add(43, t, head.suffix_hash, static_cast<uint32_t>(head.stem.size()));
  if (name.size() == 1) return;
  const Word& next = text.At(name.begin + 1);
  out.Add(34, t, head_class, next.stem_hash);
  out.Add(35, t, head.stem_hash, next.stem_hash);
  out.Add(36, t, head_class, next.cluster_fine);
  out.Add(37, t, head_class << 8 | next_class, name.size() > 2 ? ClassAt(text, name.begin + 2) : 99);
}

void AddPhraseFeatures(const AnalyzedText& text, const LookFacts& look, uint32_t t, FeatureVector* features) {
  FeatureVector& out = *features;
  const TokenRange name = look.name, core = look.core;
  const Word& head = text.At(name.begin);
  const Word& last = text.At(core.end - 1);
  const uint32_t head_class = ClassAt(text, name.begin);
  out.Add(14, t, last.stem_hash);
  out.Add(15, t, ClassAt(text, core.end - 1), head_class);
  out.Add(16, t, static_cast<uint32_t>(std::min(core.size(), 5)));
  out.Add(17, t, static_cast<uint32_t>(std::min(core.size(), 5)), head_class);
  out.Add(21, t, last.cluster_fine);
  out.Add(22, t, head.stem_hash, last.stem_hash);
  const Word& counted = text.At(look.counted);
  out.Add(44, t, counted.stem_hash);
  out.Add(45, t, counted.cluster_fine, static_cast<uint32_t>(counted.coarse));
  out.Add(46, t, static_cast<uint32_t>(counted.coarse), head_class);
  out.Add(47, t, head_class, look.media);
  const uint32_t definiteness = look.definiteness;
  out.Add(28, t, definiteness & 4, head_class);
  out.Add(38, t, definiteness, head_class);
  out.Add(39, t, definiteness, head.stem_hash);
  out.Add(40, t, definiteness, head.plural << 1 | head.feminine);
  for (int i = core.begin; i < core.end; ++i) {
    out.Add(26, t, text.At(i).stem_hash);
    out.Add(27, t, ClassAt(text, i));
  }
  for (int i = core.end; i < name.end; ++i) out.Add(41, t, ClassAt(text, i));
}

void AddLookFeatures(const AnalyzedText& text, const Lexicon& lexicon, const LookFacts& look, SourceType type,
                     FeatureVector* features) {
  const uint32_t t = static_cast<uint32_t>(type);
  const AttributionSpan& span = *look.span;
  const uint32_t cue_class = span.cue.lemma >= 0 ? static_cast<uint32_t>(lexicon.lemma(span.cue.lemma).cue_class) : 9;
  features->Add(1, t);
  features->Add(2, t, look.name.empty(), span.source.empty());
  features->Add(3, t, cue_class, static_cast<uint32_t>(span.cue.kind));
  features->Add(4, t, static_cast<uint32_t>(span.cue.phrase + 1), static_cast<uint32_t>(span.cue.lemma + 1));
  if (look.name.empty()) return;
  const Word& head = text.At(look.name.begin);
  AddHeadFeatures(text, look.name, t, features);
  AddPhraseFeatures(text, look, t, features);
  features->Add(29, t, look.registered);
  features->Add(31, t, look.registered, static_cast<uint32_t>(head.coarse));
  const uint32_t gender = static_cast<uint32_t>(span.cue.features.gender);
  const uint32_t number = static_cast<uint32_t>(span.cue.features.number);
  features->Add(24, t, gender, number);
  if (span.cue.kind == CueKind::kFinite) features->Add(32, t, gender, head.cluster_coarse);
  if (!span.source.empty()) features->Add(30, t, text.At(span.source.begin).stem_hash);
}

}  // namespace

void AddSourceTypeFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span,
                           TokenRange name, SourceType type, FeatureVector* features) {
  AddLookFeatures(text, lexicon, ReadLook(text, lexicon, {&span, name}), type, features);
}

SourceType RankSourceType(const AnalyzedText& text, const Lexicon& lexicon, absl::Span<const SourceLook> looks,
                          const Ranker& ranker) {
  if (looks.empty() || looks.front().name.empty()) return SourceType::kUnspecified;
  std::vector<LookFacts> facts;
  for (const SourceLook& look : looks) facts.push_back(ReadLook(text, lexicon, look));
  const auto add = [&](int type, FeatureVector* features) {
    for (const LookFacts& look : facts) AddLookFeatures(text, lexicon, look, static_cast<SourceType>(type), features);
  };
  return static_cast<SourceType>(BestValue(ranker, Decision::kSourceType, kSourceTypeCount, add));
}

}  // namespace isnad
