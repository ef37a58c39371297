// The parts of an attribution leave gaps between them, and a circumstance stands in a gap: "qala al-wazir [fi mu'tamar
// sahafi amsi] inna". A gap is read from left to right, one phrase after the other. Covered by circumstances_test.cc.
#include "service/attribution/claim/circumstances.h"

#include <algorithm>
#include <optional>

#include "service/attribution/claim/circumstance_phrase.h"

namespace isnad {
namespace {

// A longer gap is the writer's own text, as between a claim and a cue that refers back to it.
constexpr int kGapTokensMax = 60;

std::vector<TokenRange> GapsOf(const AttributionSpan& span) {
  std::vector<TokenRange> parts = span.content;
  parts.push_back(span.cue.tokens);
  if (!span.source.empty()) parts.push_back(span.source);
  std::sort(parts.begin(), parts.end(), [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
  std::vector<TokenRange> gaps;
  int behind = parts.front().end;
  for (const TokenRange part : parts) {
    if (part.begin > behind && part.begin - behind <= kGapTokensMax) gaps.push_back({behind, part.begin});
    behind = std::max(behind, part.end);
  }
  return gaps;
}

bool HasComplementizer(const AnalyzedText& text, TokenRange range) {
  for (int i = range.begin; i < range.end; ++i) {
    if (text.words[i].Is(WordClass::kComplementizer)) return true;
  }
  return false;
}

// "ablagha mas'ul [ruytarz] anna": the object between a verb, or its subject, and a complementizer.
bool BeginsObject(const AnalyzedText& text, const AttributionSpan& span, TokenRange gap) {
  if (span.cue.kind != CueKind::kFinite && span.cue.kind != CueKind::kParticiple) return false;
  const bool behind_verb = gap.begin == span.cue.tokens.end || gap.begin == span.source.end;
  const Word& word = text.words[gap.begin];
  return behind_verb && gap.begin >= span.cue.tokens.end && word.conjunction == 0 && word.preposition == 0 &&
         IsAddresseeWord(word) && HasComplementizer(text, gap);
}

// "qala [li-nazirihi al-rusi] inna": right behind the verb whoever stands with li- is spoken to. Behind a source the
// same may belong to it ("al-safir [li-turkiya]").
bool BeginsIndirectObject(const AnalyzedText& text, const AttributionSpan& span, TokenRange gap) {
  const Word& word = text.words[gap.begin];
  return gap.begin == span.cue.tokens.end && word.preposition == 'l' &&
         (word.Is(WordClass::kOffice) || word.Is(WordClass::kTitle) || word.Is(WordClass::kPersonNoun) ||
          word.Is(WordClass::kFirstName) || word.Is(WordClass::kCountry) || word.Is(WordClass::kCapital));
}

std::optional<CircumstanceKind> KindAt(const AnalyzedText& text, const AttributionSpan& span, TokenRange gap,
                                       int token) {
  const std::optional<CircumstanceKind> kind = CircumstanceKindAt(text, {token, gap.end});
  if (kind || token != gap.begin) return kind;
  if (BeginsObject(text, span, gap) || BeginsIndirectObject(text, span, gap)) return CircumstanceKind::kAddressee;
  return std::nullopt;
}

// Behind the relative clause that begins at `token` (alladhi, allati ...): what stands in it is about the source, not
// about the saying. It ends with a mark or where the content is announced.
int BehindRelativeClause(const AnalyzedText& text, int token, int end) {
  ++token;
  while (token < end && text.text->tokens[token].kind != TokenKind::kMark &&
         !text.words[token].Is(WordClass::kComplementizer)) {
    ++token;
  }
  return token;
}

bool BeginsRelativeClause(const Word& word) {
  constexpr absl::string_view kArticle = "\u0627\u0644";
  return word.coarse == CoarseClass::kRelative && word.stem.substr(0, kArticle.size()) == kArticle;
}

void AddCircumstancesOf(const AnalyzedText& text, const AttributionSpan& span, TokenRange gap,
                        std::vector<Circumstance>* circumstances) {
  for (int i = gap.begin; i < gap.end;) {
    const std::optional<CircumstanceKind> kind = KindAt(text, span, gap, i);
    if (!kind) {
      i = BeginsRelativeClause(text.words[i]) ? BehindRelativeClause(text, i, gap.end) : i + 1;
      continue;
    }
    const int end = CircumstanceEnd(text, {i, gap.end}, *kind);
    circumstances->push_back({text.text->Bytes({i, end}), *kind});
    i = end;
  }
}

}  // namespace

std::vector<Circumstance> FindCircumstances(const AnalyzedText& text, const AttributionSpan& span) {
  std::vector<Circumstance> circumstances;
  for (const TokenRange gap : GapsOf(span)) AddCircumstancesOf(text, span, gap, &circumstances);
  return circumstances;
}

}  // namespace isnad
