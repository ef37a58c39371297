// A claim begins at any token behind its cue, or before it where a clause begins; it ends before a mark, a conjunction,
// a preposition, a verb or the like, at the latest with its sentence, or with the quotation in which it stands. Covered
// by claim_span_test.cc.
#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/limits.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/claim_surroundings.h"

namespace isnad {
namespace {

bool BeginsClause(const AnalyzedText& text, int token) {
  const Word& word = text.words[token];
  if (IsMarkAt(text, token - 1) || word.conjunction != 0) return true;
  if (token > 0 && IsComplementizer(text.words[token - 1])) return true;
  switch (word.coarse) {
    case CoarseClass::kReportingFinite:
    case CoarseClass::kVerbLike:
    case CoarseClass::kAuxiliary:
    case CoarseClass::kSubordinator:
    case CoarseClass::kComplementizer:
    case CoarseClass::kConjunction:
      return true;
    default:
      return false;
  }
}

void AddBefore(const ClaimContext& context, std::vector<int>* starts) {
  const AnalyzedText& text = context.text;
  int limit = context.cue.tokens.begin;
  if (!context.source.empty() && context.source.end <= limit) limit = context.source.begin;
  const int sentence = text.text->sentences[text.text->tokens[context.cue.tokens.begin].sentence].begin;
  // A quotation that closes right before the cue (or its source) may have begun sentences ago.
  int quotation_start = -1;
  for (int i = limit - 1; i >= 0 && i >= limit - 4; --i) {
    const int quotation = text.text->tokens[i].quotation;
    if (quotation < 0 || text.text->quotations[quotation].close_mark != i) continue;
    const int begin = text.text->quotations[quotation].content.begin;
    if (begin < sentence) quotation_start = begin;
  }
  if (quotation_start >= 0) starts->push_back(quotation_start);
  for (int i = std::max(sentence, limit - kClaimStartBefore); i < limit; ++i) {
    if (!IsMarkAt(text, i) && (i == sentence || BeginsClause(text, i))) starts->push_back(i);
  }
}

// The end of the stretch in which a claim behind the cue may begin: its sentence, or the next line's where the cue's
// sentence ends with the cue or its source (a colon, and the words on the next line).
int StartLimit(const ClaimContext& context, int from) {
  const TokenizedText& text = *context.text.text;
  const int sentence = text.tokens[context.cue.tokens.begin].sentence;
  int end = text.sentences[sentence].end;
  bool words_left = false;
  for (int i = from; i < end && !words_left; ++i) words_left |= text.tokens[i].kind != TokenKind::kMark;
  if (!words_left && sentence + 1 < static_cast<int>(text.sentences.size())) end = text.sentences[sentence + 1].end;
  return std::min(end, from + kClaimStartBehind);
}

void AddBehind(const ClaimContext& context, std::vector<int>* starts) {
  int from = context.cue.tokens.end;
  const int to = StartLimit(context, std::max(from, context.source.begin >= from ? context.source.end : 0));
  for (int i = from; i < to; ++i) {
    if (!IsMarkAt(context.text, i) && !context.source.Contains(i)) starts->push_back(i);
  }
}

bool MayEndBefore(const AnalyzedText& text, int token) {
  if (token >= text.size()) return true;
  const Word& word = text.words[token];
  if (IsMarkAt(text, token) || word.conjunction != 0 || word.preposition != 0) return true;
  switch (word.coarse) {
    case CoarseClass::kPreposition:
    case CoarseClass::kReportingFinite:
    case CoarseClass::kReportingParticiple:
    case CoarseClass::kSubordinator:
    case CoarseClass::kConjunction:
    case CoarseClass::kRelative:
    case CoarseClass::kAuxiliary:
    case CoarseClass::kVerbLike:
    case CoarseClass::kTime:
    case CoarseClass::kAdverb:
    case CoarseClass::kAccusative:
      return true;
    default:
      return text.text->tokens[token].starts_line;
  }
}

// The last token (exclusive) that a claim which begins at `start` may reach.
int EndLimit(const ClaimContext& context, int start) {
  const TokenizedText& text = *context.text.text;
  int limit = text.sentences[text.tokens[start].sentence].end;
  const int quotation = text.tokens[start].quotation;
  if (quotation >= 0) limit = std::max(limit, text.quotations[quotation].content.end);
  if (start < context.cue.tokens.begin) {
    limit = std::min(limit, context.cue.tokens.begin);
    if (!context.source.empty() && context.source.begin > start) limit = std::min(limit, context.source.begin);
  }
  return std::min(limit, start + kClaimTokensMax);
}

}  // namespace

int QuotationOpenedAt(const AnalyzedText& text, int start) {
  if (start <= 0 || start >= text.size()) return -1;
  const int quotation = text.text->tokens[start].quotation;
  return quotation >= 0 && text.text->quotations[quotation].content.begin == start ? quotation : -1;
}

std::vector<int> ClaimStartCandidates(const ClaimContext& context) {
  std::vector<int> starts;
  AddBefore(context, &starts);
  AddBehind(context, &starts);
  return starts;
}

std::vector<int> ClaimEndCandidates(const ClaimContext& context, int start) {
  std::vector<int> ends;
  const int limit = EndLimit(context, start);
  for (int end = start + 1; end <= limit; ++end) {
    if (IsMarkAt(context.text, end - 1)) continue;
    if (end == limit || MayEndBefore(context.text, end)) ends.push_back(end);
  }
  // The nearest, and always the last: the sentence's end is the commonest of all.
  if (ends.size() > static_cast<size_t>(kClaimEndCandidatesMax)) {
    const int last = ends.back();
    ends.resize(kClaimEndCandidatesMax - 1);
    ends.push_back(last);
  }
  if (ends.empty()) ends.push_back(start + 1);
  return ends;
}

}  // namespace isnad
