// Covered by source_type_test.cc.
#include "service/attribution/source/source_type.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/attribution/ranking/candidate_ranking.h"

namespace isnad {
namespace {

uint32_t C(const AnalyzedText& text, int token) { return static_cast<uint32_t>(text.At(token).coarse); }

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
    const bool whole = begin + end == limit || text.At(begin + end).article || C(text, begin + end) < 10;
    if (!whole) continue;
    if (const RegistryEntry* entry = lexicon.FindName(words[end - 1])) return entry;
  }
  return nullptr;
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

void AddSourceTypeFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span,
                           TokenRange name, SourceType type, FeatureVector* features) {
  FeatureVector& out = *features;
  const uint32_t t = static_cast<uint32_t>(type);
  out.Add(1, t);
  out.Add(2, t, name.empty(), span.source.empty());
  const uint32_t cue_class = span.cue.lemma >= 0 ? static_cast<uint32_t>(lexicon.lemma(span.cue.lemma).cue_class) : 9;
  out.Add(3, t, cue_class, static_cast<uint32_t>(span.cue.kind));
  out.Add(4, t, static_cast<uint32_t>(span.cue.phrase + 1), static_cast<uint32_t>(span.cue.lemma + 1));
  if (name.empty()) return;
  const Word &head = text.At(name.begin), &last = text.At(name.end - 1);
  out.Add(10, t, head.stem_hash);
  out.Add(11, t, head.cluster_fine);
  out.Add(12, t, C(text, name.begin), head.article);
  out.Add(13, t, C(text, name.begin), name.size() > 1 ? C(text, name.begin + 1) : 99);
  out.Add(14, t, last.stem_hash);
  out.Add(15, t, C(text, name.end - 1), C(text, name.begin));
  out.Add(16, t, static_cast<uint32_t>(std::min(name.size(), 5)));
  out.Add(17, t, static_cast<uint32_t>(std::min(name.size(), 5)), C(text, name.begin));
  out.Add(18, t, head.feminine, head.plural << 1 | head.article);
  out.Add(19, t, head.suffix_hash);
  out.Add(20, t, head.classes.bits() & 0xFFFFFFFFu, head.classes.bits() >> 32);
  out.Add(21, t, last.cluster_fine);
  out.Add(22, t, head.stem_hash, last.stem_hash);
  out.Add(23, t, head.stem_hash, name.size() == 1);
  out.Add(24, t, static_cast<uint32_t>(span.cue.features.gender), static_cast<uint32_t>(span.cue.features.number));
  out.Add(25, t, head.cluster_coarse, name.size() > 1 ? text.At(name.begin + 1).cluster_coarse : 999);
  bool given_name = false;
  for (int i = name.begin; i < name.end; ++i) {
    given_name |= C(text, i) == static_cast<uint32_t>(CoarseClass::kGivenName);
    out.Add(26, t, text.At(i).stem_hash);
    out.Add(27, t, C(text, i));
  }
  out.Add(28, t, given_name, C(text, name.begin));
  const RegistryEntry* entry = FindRegistered(text, lexicon, name);
  out.Add(29, t, entry == nullptr ? 99 : static_cast<uint32_t>(entry->type));
  if (!span.source.empty()) out.Add(30, t, text.At(span.source.begin).stem_hash);
}

SourceType RankSourceType(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span,
                          TokenRange name, const Ranker& ranker) {
  if (name.empty()) return SourceType::kUnspecified;
  const auto add = [&](int type, FeatureVector* features) {
    AddSourceTypeFeatures(text, lexicon, span, name, static_cast<SourceType>(type), features);
  };
  return static_cast<SourceType>(BestValue(ranker, Decision::kSourceType, kSourceTypeCount, add));
}

}  // namespace isnad
