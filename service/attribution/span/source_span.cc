// Candidates are all tokens near the cue in its sentence. The features are the boundary's own, what lies between the
// cue and the boundary, and for the end what the phrase holds so far (a closed idafa, agreement, open brackets and
// marks). Covered by source_span_test.cc.
#include "service/attribution/span/source_span.h"

#include <algorithm>

#include "service/attribution/cue/complement.h"

namespace isnad {
namespace {

// Counts of what lies in a range of tokens.
struct Passed {
  int commas = 0, verbs = 0, complementizers = 0, prepositions = 0, quotes = 0, brackets = 0, relatives = 0, times = 0;
};

Passed CountPassed(const AnalyzedText& text, int begin, int end) {
  Passed passed;
  for (int i = begin; i < end; ++i) {
    switch (text.At(i).coarse) {
      case CoarseClass::kComma:
        ++passed.commas;
        break;
      case CoarseClass::kReportingFinite:
      case CoarseClass::kVerbLike:
        ++passed.verbs;
        break;
      case CoarseClass::kComplementizer:
        ++passed.complementizers;
        break;
      case CoarseClass::kPreposition:
        ++passed.prepositions;
        break;
      case CoarseClass::kQuoteMark:
        ++passed.quotes;
        break;
      case CoarseClass::kBracket:
        ++passed.brackets;
        break;
      case CoarseClass::kRelative:
        ++passed.relatives;
        break;
      case CoarseClass::kTime:
        ++passed.times;
        break;
      default:
        break;
    }
  }
  return passed;
}

uint32_t Few(int count) { return static_cast<uint32_t>(std::min(count, 2)); }

uint32_t PassedBits(const Passed& p) {
  return Few(p.commas) | Few(p.verbs) << 2 | Few(p.complementizers) << 4 | Few(p.prepositions) << 6 |
         Few(p.quotes) << 8 | Few(p.brackets) << 10 | Few(p.relatives) << 12;
}

uint32_t C(const AnalyzedText& text, int token) { return static_cast<uint32_t>(text.At(token).coarse); }

bool MayBeginSource(const AnalyzedText& text, int token) {
  if (text.text->tokens[token].kind == TokenKind::kMark) return false;
  const Word& word = text.words[token];
  return !IsComplementizer(word) && word.coarse != CoarseClass::kNegation;
}

void AddNoSource(const AnalyzedText& text, const Cue& cue, const CueContext& context, FeatureVector* features) {
  FeatureVector& out = *features;
  const int behind = cue.tokens.end, first = cue.tokens.begin;
  out.Add(1, context.kind);
  out.Add(2, context.identity);
  out.Add(3, context.form);
  out.Add(4, context.identity, context.form);
  out.Add(5, C(text, behind), context.kind);
  out.Add(6, C(text, behind), C(text, behind + 1), context.kind);
  out.Add(7, C(text, behind), context.form);
  out.Add(8, C(text, behind), context.identity);
  out.Add(9, text.At(behind).form_hash, context.kind);
  out.Add(10, text.At(behind).form_hash, context.identity);
  out.Add(11, text.At(behind).cluster_fine, context.kind);
  out.Add(12, C(text, first - 1), context.kind);
  out.Add(13, C(text, first - 1), C(text, behind), context.kind);
  out.Add(14, C(text, first - 1), C(text, first - 2), context.form);
  out.Add(15, text.At(first - 1).form_hash, context.kind);
  out.Add(16, text.At(first).conjunction, context.kind, C(text, behind));
  out.Add(17, static_cast<uint32_t>(text.At(first).enclitic), context.kind);
  out.Add(18, static_cast<uint32_t>(text.At(first).enclitic), context.identity);
  out.Add(19, text.At(cue.tokens.end - 1).ending_hash, context.kind);
  const bool starts = text.text->sentences[text.text->tokens[first].sentence].begin == first;
  out.Add(20, starts, context.kind, C(text, behind));
  out.Add(21, starts, context.form);
  out.Add(22, text.At(behind).cluster_coarse, C(text, behind + 1), context.kind);
  out.Add(23, text.At(behind).preposition, text.At(behind).article, context.identity);
  const Complement clause = FindComplement(text, behind, nullptr);
  out.Add(24, static_cast<uint32_t>(clause.kind), DistanceBucket(clause.distance), context.kind);
  out.Add(25, static_cast<uint32_t>(clause.kind), DistanceBucket(clause.distance), context.form);
}

}  // namespace

std::vector<int> SourceStartCandidates(const AnalyzedText& text, const Cue& cue) {
  std::vector<int> starts = {-1};
  const TokenRange sentence = text.text->sentences[text.text->tokens[cue.tokens.begin].sentence];
  const int from = std::max(sentence.begin, cue.tokens.begin - kSourceStartBefore);
  const int to = std::min(sentence.end, cue.tokens.end + kSourceStartBehind);
  for (int i = from; i < to; ++i) {
    if (!cue.tokens.Contains(i) && MayBeginSource(text, i)) starts.push_back(i);
  }
  return starts;
}

void AddSourceStartFeatures(const AnalyzedText& text, const Lexicon& lexicon, const Cue& cue, int start,
                            FeatureVector* features) {
  const CueContext context(cue, lexicon);
  const int first = cue.tokens.begin, behind = cue.tokens.end;
  if (start < 0) {
    AddNoSource(text, cue, context, features);
    AddSlots(text, {first, -1, -1, first - 1, behind, behind + 1, behind + 2, -1}, features);
    return;
  }
  AddSlots(text, {first, start - 2, start - 1, start, start + 1, start + 2, behind, first - 1}, features);
  FeatureVector& out = *features;
  const bool before = start < cue.tokens.begin;
  const int distance = before ? start - cue.tokens.begin : start - cue.tokens.end;
  const uint32_t bucket = before ? DistanceBucket(distance) : DistanceBucket(distance) + 64;
  const Passed passed =
      before ? CountPassed(text, start + 1, cue.tokens.begin) : CountPassed(text, cue.tokens.end, start);
  const uint32_t bits = PassedBits(passed) | static_cast<uint32_t>(before) << 20;
  AddBoundaryFeatures(text, start, 100, context, features);
  out.Add(30, bucket, context.kind);
  out.Add(31, bucket, context.identity);
  out.Add(32, bucket, C(text, start), context.kind);
  out.Add(33, bits, context.kind);
  out.Add(34, bits, bucket);
  out.Add(35, before, C(text, start), C(text, start - 1));
  out.Add(36, before, text.At(start).form_hash);
  out.Add(37, before, text.At(start - 1).form_hash, context.kind);
  out.Add(38, C(text, cue.tokens.end), bucket, context.kind);
  out.Add(39, AgreementBits(text.At(start)), context.form, before);
  out.Add(40, context.form, bucket);
  out.Add(41, before, context.identity, C(text, start - 1));
  out.Add(42, C(text, start), C(text, start + 1), before);
  out.Add(43, text.At(start).cluster_fine, before, context.kind);
  out.Add(44, text.At(start).cluster_coarse, bucket);
  out.Add(45, text.At(start).cluster_fine, context.form);
  const bool starts = text.text->sentences[text.text->tokens[start].sentence].begin == start;
  out.Add(46, starts, before, context.kind);
  out.Add(47, passed.complementizers > 0, before, context.kind);
  out.Add(48, passed.times, bucket);
  if (before) {
    out.Add(49, C(text, cue.tokens.begin - 1), C(text, start), bucket);
    out.Add(50, text.At(cue.tokens.begin - 1).form_hash, bucket);
    out.Add(51, C(text, cue.tokens.begin - 1), starts, passed.commas > 0);
  } else {
    out.Add(52, C(text, cue.tokens.begin - 1), bucket, context.kind);
    out.Add(53, text.At(cue.tokens.begin).conjunction, bucket, context.kind);
  }
}

std::vector<int> SourceEndCandidates(const AnalyzedText& text, const Cue& cue, int start) {
  std::vector<int> ends;
  const TokenRange sentence = text.text->sentences[text.text->tokens[start].sentence];
  int to = std::min(sentence.end, start + kSourceTokensMax);
  if (start < cue.tokens.begin) to = std::min(to, cue.tokens.begin);
  for (int end = start + 1; end <= to; ++end) {
    if (text.text->tokens[end - 1].kind != TokenKind::kMark) ends.push_back(end);
  }
  return ends;
}

void AddSourceEndFeatures(const AnalyzedText& text, const Lexicon& lexicon, const Cue& cue, int start, int end,
                          FeatureVector* features) {
  const CueContext context(cue, lexicon);
  AddSlots(text, {cue.tokens.begin, start, end - 2, end - 1, end, end + 1, end + 2, end - 3}, features);
  FeatureVector& out = *features;
  const int length = end - start;
  const uint32_t bucket = DistanceBucket(length);
  const bool before = start < cue.tokens.begin;
  const Passed inside = CountPassed(text, start, end);
  AddBoundaryFeatures(text, end, 200, context, features);
  out.Add(60, bucket, context.kind);
  out.Add(61, bucket, C(text, start));
  out.Add(62, PassedBits(inside), before);
  out.Add(63, PassedBits(inside), C(text, end));
  out.Add(64, C(text, start), C(text, end - 1), C(text, end));
  out.Add(65, text.At(start).form_hash, C(text, end - 1), C(text, end));
  out.Add(66, text.At(start).form_hash, bucket);
  out.Add(67, text.At(start).cluster_fine, bucket);
  out.Add(68, text.At(start).cluster_fine, C(text, end - 1), C(text, end));
  out.Add(69, before, end == cue.tokens.begin, C(text, end));
  out.Add(70, before, DistanceBucket(cue.tokens.begin - end), C(text, end));
  out.Add(71, AgreementBits(text.At(start)), AgreementBits(text.At(end - 1)), AgreementBits(text.At(end)));
  out.Add(72, AgreementBits(text.At(end - 1)), AgreementBits(text.At(end)), context.frames);
  out.Add(73, context.identity, C(text, end - 1), C(text, end));
  out.Add(74, inside.quotes % 2, C(text, end), text.At(end - 1).coarse == CoarseClass::kQuoteMark);
  out.Add(75, inside.brackets % 2, C(text, end));
  out.Add(76, inside.commas, C(text, end), C(text, end - 1));
  out.Add(77, C(text, start), C(text, start + 1), bucket);
  out.Add(78, context.frames, C(text, end), length == 1);
  out.Add(79, length == 1, C(text, start), text.At(end).form_hash);
  out.Add(80, length == 1, text.At(start).form_hash);
  out.Add(81, text.At(end - 1).cluster_fine, text.At(end).cluster_coarse, before);
  const Complement clause = FindComplement(text, end, nullptr);
  out.Add(82, static_cast<uint32_t>(clause.kind), DistanceBucket(clause.distance), before);
  out.Add(83, static_cast<uint32_t>(clause.kind), DistanceBucket(clause.distance), context.identity);
}

}  // namespace isnad
