// Each attribution has at most one link to its parent; a chain follows the links outward. Covered by
// relay_chain_test.cc.
#include "service/attribution/claim/relay_chain.h"

#include <algorithm>
#include <iterator>

namespace isnad {
namespace {

// Words between the outer claim's beginning and the inner cue, the inner source not counted ("'an mas'ul kabir
// qawlahu").
constexpr int kBeforeInnerCueMax = 6;
// No text chains more reporters than this; a longer way outward is a mistake of the spans.
constexpr int kLinksMax = 6;

constexpr absl::string_view kAn = "\u0639\u0646";

// Verbs by which one reporter passes on another's words.
constexpr absl::string_view kRelayingLemmas[] = {"naqala",  "nasaba", "awrada", "tanaqala", "nashara",
                                                 "baththa", "haka",   "rawa",   "aza",      "iqtabasa"};

bool Relays(const Cue& cue, const Lexicon& lexicon) {
  if (cue.lemma < 0) return false;
  const std::string& id = lexicon.lemma(cue.lemma).id;
  return std::find(std::begin(kRelayingLemmas), std::end(kRelayingLemmas), id) != std::end(kRelayingLemmas);
}

// "'an mas'ul qawlahu": a noun of saying relays where the outer claim names its speaker with 'an.
bool IsRelayed(const AnalyzedText& text, const AttributionSpan& outer, const Cue& inner) {
  if (inner.kind == CueKind::kRelay) return true;
  return inner.kind == CueKind::kNominal && text.words[outer.content.front().begin].stem == kAn;
}

bool IsLink(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& outer,
            const AttributionSpan& inner) {
  if (outer.content.empty()) return false;
  if (!Relays(outer.cue, lexicon) && !IsRelayed(text, outer, inner.cue)) return false;
  const TokenRange before{outer.content.front().begin, inner.cue.tokens.begin};
  int words = before.end - before.begin;
  if (before.Contains(inner.source)) words -= inner.source.size();
  return words >= 0 && words <= kBeforeInnerCueMax;
}

}  // namespace

std::vector<std::vector<int>> FindRelayChains(const AnalyzedText& text, const Lexicon& lexicon,
                                              absl::Span<const AttributionSpan> spans,
                                              absl::Span<const int> source_ids) {
  std::vector<std::vector<int>> chains(spans.size());
  for (size_t i = 0; i < spans.size(); ++i) {
    if (source_ids[i] == 0) continue;
    std::vector<int> chain = {source_ids[i]};
    int inner = static_cast<int>(i);
    while (chain.size() <= kLinksMax) {
      const int outer = spans[inner].parent;
      if (outer < 0 || source_ids[outer] == 0 || !IsLink(text, lexicon, spans[outer], spans[inner])) break;
      if (source_ids[outer] != chain.back()) chain.push_back(source_ids[outer]);
      inner = outer;
    }
    if (chain.size() < 2) continue;
    std::reverse(chain.begin(), chain.end());
    chains[i] = std::move(chain);
  }
  return chains;
}

}  // namespace isnad
