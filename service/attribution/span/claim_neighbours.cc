// "X said that A, Y added that B, as he put it": the claim of the last cue begins where that of "added" does, which
// ends before it. Covered by claim_neighbours_test.cc.
#include "service/attribution/span/claim_neighbours.h"

#include <algorithm>

#include "service/attribution/span/claim_surroundings.h"

namespace isnad {
namespace {

// Earlier attributions that are looked at.
constexpr int kLookBack = 6;
// Words that may stand between a claim's end and the attribution that ends it.
constexpr int kGapTokensMax = 2;

// A later attribution as one unit, from its first token.
struct Unit {
  int begin = 0;
  int end = 0;
  uint32_t kind = 0;
  uint32_t place = 0;  // of its source
  uint32_t conjunction = 0;
};

Unit UnitOf(const AnalyzedText& text, const AttributionSpan& span) {
  const TokenRange cue = span.cue.tokens;
  Unit unit{cue.begin, cue.end, static_cast<uint32_t>(span.cue.kind), SourcePlace(span.source, cue),
            static_cast<uint32_t>(text.At(cue.begin).conjunction)};
  if (!span.source.empty()) {
    unit.begin = std::min(unit.begin, span.source.begin);
    unit.end = std::max(unit.end, span.source.end);
  }
  return unit;
}

// 1: a unit begins at the token; 2: behind it; 3: the token is inside; 4: the unit was passed.
uint32_t Standing(int token, const Unit& unit) {
  if (unit.begin >= token) return unit.begin == token ? 1 : 2;
  return token < unit.end ? 3 : 4;
}

void AddPassedUnit(const AnalyzedText& text, const Unit& unit, const CueContext& cue, FeatureVector* features) {
  const uint32_t kind = unit.kind << 1 | static_cast<uint32_t>(QuotationState(text, unit.begin) != 0);
  features->Add(103, kind, unit.place, unit.conjunction);
  features->Add(104, kind, unit.place, MarkAt(text, unit.begin - 1));
  features->Add(105, kind, unit.place, cue.kind);
  features->Add(106, kind, unit.place, ClassAt(text, unit.begin - 1));
}

}  // namespace

EarlierClaims FindEarlierClaims(const ClaimContext& context) {
  EarlierClaims claims;
  const int count = static_cast<int>(context.earlier.size());
  for (int i = count - 1; i >= std::max(0, count - kLookBack); --i) {
    const AttributionSpan& span = context.earlier[i];
    if (span.content.empty()) continue;
    for (const TokenRange piece : span.content) {
      if (!piece.Contains(context.cue.tokens)) continue;
      if (!claims.parent.empty() && piece.size() >= claims.parent.size()) continue;
      claims.parent = piece;
      claims.parent_cue = span.cue.tokens.begin;
    }
    if (!claims.sibling.empty() || span.content.front().Contains(context.cue.tokens)) continue;
    claims.sibling = span.content.front();
    claims.sibling_cue = span.cue.tokens.begin;
  }
  return claims;
}

uint32_t Relation(int token, TokenRange range) {
  if (range.empty()) return 0;
  if (token <= range.begin) return token < range.begin ? 1 : 2;
  return token < range.end ? 3 : token == range.end ? 4 : 5;
}

void AddNeighboursOfStart(const ClaimContext& context, int start, const CueContext& cue, FeatureVector* features) {
  FeatureVector& out = *features;
  const EarlierClaims claims = FindEarlierClaims(context);
  const bool before = start < context.cue.tokens.begin;
  const uint32_t parent = Relation(start, claims.parent);
  const uint32_t sibling = Relation(start, claims.sibling);
  out.Add(5, before, parent, cue.kind);
  out.Add(6, before, sibling, cue.kind);
  out.Add(7, before, parent << 4 | sibling, Relation(context.cue.tokens.begin, claims.sibling));
  out.Add(8, before, parent << 4 | sibling, cue.identity);
  out.Add(9, before, start <= claims.sibling_cue ? 1 : start <= claims.parent_cue ? 2 : 3, cue.kind);
  for (const AttributionSpan& span : context.later) {
    const Unit unit = UnitOf(context.text, span);
    if (unit.begin > start + kGapTokensMax) break;
    const uint32_t standing = Standing(start, unit);
    out.Add(20, standing, unit.kind, unit.place);
    out.Add(21, standing, cue.kind, unit.place << 1 | static_cast<uint32_t>(before));
    out.Add(22, standing, cue.frames);
  }
}

void AddNeighboursOfEnd(const ClaimContext& context, int start, const EndPlace& place, const CueContext& cue,
                        FeatureVector* features) {
  FeatureVector& out = *features;
  const EarlierClaims claims = FindEarlierClaims(context);
  const uint32_t parent = Relation(place.end, claims.parent);
  const uint32_t sibling = Relation(place.end, claims.sibling) << 4 | Relation(start, claims.sibling);
  out.Add(71, start < context.cue.tokens.begin, parent, cue.kind);
  out.Add(72, sibling, cue.kind);
  out.Add(73, parent, place.mark, place.sentence_end);
  out.Add(74, sibling, place.mark, place.sentence_end);
  out.Add(75, parent, cue.identity);
  for (const AttributionSpan& span : context.later) {
    const Unit unit = UnitOf(context.text, span);
    if (unit.begin > place.end + kGapTokensMax) break;
    if (unit.begin <= start) continue;
    if (unit.begin < place.end) {
      AddPassedUnit(context.text, unit, cue, features);
      continue;
    }
    out.Add(100, unit.kind, unit.place, unit.conjunction);
    out.Add(101, unit.kind, unit.place, place.mark);
    out.Add(102, unit.kind, unit.place, cue.kind);
  }
}

}  // namespace isnad
