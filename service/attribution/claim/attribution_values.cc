// Covered by attribution_values_test.cc and the goldens.
#include "service/attribution/claim/attribution_values.h"

#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/span/aside.h"
#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/claim_span.h"

namespace isnad {
namespace {

// Of an inner quotation, so that long ones stay cheap.
constexpr int kQuotedWordsLookedAt = 12;

// Where the words of a claim stand with respect to quotation marks.
struct Quoting {
  int words = 0;
  int quoted = 0;       // words inside quotations
  int longest = 0;      // the longest quotation inside, in words
  bool opened = false;  // the first word follows an opening mark
  bool first_person = false;
  int unpaired = 0;  // marks that open or close no quotation
};

bool IsUnpairedMark(const AnalyzedText& text, int token) {
  return text.text->IsMark(token, Mark::kQuote) && text.text->tokens[token].quotation < 0;
}

// Whether brackets stand around the claim, as some papers write quotations.
bool IsBracketed(const AnalyzedText& text, const std::vector<TokenRange>& content) {
  return text.text->IsMark(content.front().begin - 1, Mark::kOpenBracket) &&
         text.text->IsMark(content.back().end, Mark::kCloseBracket);
}

Quoting CountQuoted(const AnalyzedText& text, const std::vector<TokenRange>& content) {
  Quoting q;
  int run = 0, quotation = -1;
  for (const TokenRange piece : content) {
    q.opened |= QuotationOpenedAt(text, piece.begin) >= 0;
    for (int i = piece.begin; i < piece.end; ++i) {
      const Token& token = text.text->tokens[i];
      q.unpaired += IsUnpairedMark(text, i);
      if (token.kind == TokenKind::kMark) continue;
      ++q.words;
      run = token.quotation >= 0 && token.quotation == quotation ? run + 1 : token.quotation >= 0 ? 1 : 0;
      quotation = token.quotation;
      q.quoted += token.quotation >= 0;
      q.longest = std::max(q.longest, run);
      q.first_person |= text.words[i].enclitic == Enclitic::kUs || text.words[i].enclitic == Enclitic::kMe;
    }
  }
  return q;
}

// Quotations that open inside a piece: a name or a term behind its noun, or words of the speaker.
void AddInnerQuotations(const AnalyzedText& text, TokenRange piece, uint32_t kind, uint32_t state,
                        FeatureVector* features) {
  for (int i = piece.begin; i < piece.end; ++i) {
    if (!OpensQuotation(*text.text, i)) continue;
    const Word &before = text.At(i - 1), &first = text.At(i + 1);
    const TokenRange content = text.text->quotations[text.text->tokens[i].quotation].content;
    const uint32_t length = DistanceBucket(content.size());
    const uint32_t behind = static_cast<uint32_t>(text.At(content.end + 1).coarse);
    features->Add(20, kind, static_cast<uint32_t>(before.coarse), length);
    features->Add(21, kind, static_cast<uint32_t>(first.coarse), length);
    features->Add(22, kind, static_cast<uint32_t>(before.coarse), static_cast<uint32_t>(first.coarse));
    features->Add(23, kind, before.cluster_fine, length);
    features->Add(24, kind, first.cluster_fine, length);
    features->Add(25, kind, behind, length);
    features->Add(26, kind, before.stem_hash, state);
    features->Add(27, kind, first.article << 1 | first.feminine, static_cast<uint32_t>(before.coarse));
    // Where it stands in the claim, and what a name is told by: Latin letters in it or behind it, an article before it.
    const uint32_t place = static_cast<uint32_t>(i == piece.begin) | static_cast<uint32_t>(content.end + 1 >= piece.end)
                                                                         << 1;
    const Word &last = text.At(content.end - 1), &before2 = text.At(i - 2);
    bool latin = text.At(content.end + 2).coarse == CoarseClass::kLatin;
    for (int j = content.begin; j < std::min(content.end, content.begin + kQuotedWordsLookedAt); ++j) {
      latin |= text.At(j).coarse == CoarseClass::kLatin;
      features->Add(40, kind, static_cast<uint32_t>(text.At(j).coarse), length);
      features->Add(41, kind, text.At(j).cluster_fine);
    }
    features->Add(42, kind, place, length);
    features->Add(43, kind, latin, length);
    features->Add(44, kind, static_cast<uint32_t>(last.coarse), length);
    features->Add(45, kind, static_cast<uint32_t>(before2.coarse), static_cast<uint32_t>(before.coarse));
    features->Add(46, kind, AgreementBits(before), AgreementBits(first));
    features->Add(47, kind, place, behind << 8 | static_cast<uint32_t>(before.coarse));
    features->Add(48, kind, first.suffix_hash, length);
    features->Add(49, kind, before.cluster_coarse, first.cluster_coarse);
  }
}

}  // namespace

void AddQuoteKindFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span, QuoteKind kind,
                          FeatureVector* features) {
  FeatureVector& out = *features;
  const uint32_t k = static_cast<uint32_t>(kind);
  const CueContext cue(span.cue, lexicon);
  const Quoting q = CountQuoted(text, span.content);
  const int begin = span.content.front().begin;
  const uint32_t share = q.quoted == 0 ? 0 : q.quoted == q.words ? 2 : 1;
  const uint32_t state = share | static_cast<uint32_t>(q.opened) << 2;
  const uint32_t before = static_cast<uint32_t>(text.At(begin - 1).coarse);
  const uint32_t before2 = static_cast<uint32_t>(text.At(begin - 2).coarse);
  const bool own_quotation = text.text->tokens[span.cue.tokens.begin].quotation >= 0;
  out.Add(1, k);
  out.Add(2, k, state, own_quotation);
  out.Add(3, k, state, DistanceBucket(q.longest));
  out.Add(4, k, before, state);
  out.Add(5, k, before << 8 | before2, state);
  out.Add(6, k, cue.kind, state);
  out.Add(7, k, cue.identity);
  out.Add(8, k, q.first_person, state << 8 | before);
  out.Add(9, k, static_cast<uint32_t>(text.At(begin).coarse), state << 8 | before);
  out.Add(10, k, cue.kind, before);
  out.Add(11, k, state, q.words == 0 ? 0 : static_cast<uint32_t>(10 * q.quoted / q.words));
  out.Add(12, k, span.parent >= 0, state << 1 | own_quotation);
  out.Add(13, k, text.text->tokens[span.cue.tokens.begin].paragraph == 0, before);
  out.Add(14, k, static_cast<uint32_t>(span.content.size()), state);
  const uint32_t behind = static_cast<uint32_t>(text.At(span.content.back().end).coarse);
  const uint32_t marks = static_cast<uint32_t>(IsUnpairedMark(text, begin - 1)) |
                         static_cast<uint32_t>(IsUnpairedMark(text, span.content.back().end)) << 1 |
                         static_cast<uint32_t>(IsBracketed(text, span.content)) << 2;
  const bool pronoun = text.At(begin).enclitic != Enclitic::kNone;
  out.Add(30, k, behind, state);
  out.Add(31, k, marks, state);
  out.Add(32, k, std::min(q.unpaired, 3), state);
  out.Add(33, k, text.At(begin).form_hash, before);
  out.Add(34, k, cue.identity, state);
  out.Add(35, k, pronoun << 8 | static_cast<uint32_t>(text.At(begin).coarse), before << 8 | share);
  out.Add(36, k, text.At(begin).cluster_fine, before);
  out.Add(37, k, before << 8 | behind, state);
  for (const TokenRange piece : span.content) AddInnerQuotations(text, piece, k, state, features);
}

QuoteKind RankQuoteKind(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span,
                        const Ranker& ranker) {
  constexpr int kQuoteKindCount = 3;
  const auto add = [&](int kind, FeatureVector* features) {
    AddQuoteKindFeatures(text, lexicon, span, static_cast<QuoteKind>(kind), features);
  };
  return static_cast<QuoteKind>(BestValue(ranker, Decision::kQuoteKind, kQuoteKindCount, add));
}

void AddCueClassFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span, TokenRange name,
                         CueClass cue_class, FeatureVector* features) {
  FeatureVector& out = *features;
  const uint32_t c = static_cast<uint32_t>(cue_class);
  const CueContext cue(span.cue, lexicon);
  const uint32_t known = span.cue.phrase >= 0  ? static_cast<uint32_t>(lexicon.phrases()[span.cue.phrase].cue_class)
                         : span.cue.lemma >= 0 ? static_cast<uint32_t>(lexicon.lemma(span.cue.lemma).cue_class)
                                               : 9;
  const Word& head = text.At(name.empty() ? -1 : name.begin);
  const uint32_t head_class = static_cast<uint32_t>(head.coarse);
  const Complement clause = FindComplement(text, span.cue.tokens.end, nullptr);
  out.Add(1, c);
  out.Add(2, c, known, cue.kind);
  out.Add(3, c, cue.identity);
  out.Add(4, c, known, head_class);
  out.Add(5, c, cue.identity, head_class);
  out.Add(6, c, known, head.stem_hash);
  out.Add(7, c, text.At(span.cue.tokens.begin).form_hash);
  out.Add(8, c, text.At(span.cue.tokens.begin).cluster_fine);
  out.Add(9, c, cue.identity, static_cast<uint32_t>(clause.kind));
  out.Add(10, c, cue.identity, text.At(span.cue.tokens.end).form_hash);
  out.Add(11, c, text.At(span.content.front().begin - 1).form_hash, cue.identity);
  out.Add(12, c, text.At(span.content.front().begin).form_hash, cue.identity);
  out.Add(13, c, known, cue.form);
  out.Add(14, c, known, head.cluster_fine);
  out.Add(15, c, text.At(span.content.front().begin).coarse == CoarseClass::kFeeling, cue.identity);
}

CueClass RankCueClass(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span, TokenRange name,
                      const Ranker& ranker) {
  const auto add = [&](int cue_class, FeatureVector* features) {
    AddCueClassFeatures(text, lexicon, span, name, static_cast<CueClass>(cue_class), features);
  };
  return static_cast<CueClass>(BestValue(ranker, Decision::kCueClass, kCueClassCount, add));
}

}  // namespace isnad
