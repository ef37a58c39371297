#include "service/training/prepared_article.h"

#include <algorithm>

#include "service/attribution/lexicon/word_analyzer.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

int Overlap(TokenRange a, TokenRange b) { return std::max(0, std::min(a.end, b.end) - std::max(a.begin, b.begin)); }

// The candidate that shares most tokens with the cue, the one with fewest others among equals; -1: none.
int BestCandidate(const std::vector<Cue>& candidates, TokenRange cue) {
  int best = -1, best_score = 0;
  for (int i = 0; i < static_cast<int>(candidates.size()); ++i) {
    const int shared = Overlap(candidates[i].tokens, cue);
    if (shared == 0) continue;
    const int score = 1000 + 20 * shared - 8 * (candidates[i].tokens.size() - shared);
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

Cue CueOf(const PreparedArticle& article, TokenRange tokens, int candidate) {
  if (candidate >= 0) {
    Cue cue = article.candidates.candidates[candidate];
    cue.probability = 1;
    return cue;
  }
  Cue cue;
  cue.tokens = tokens;
  cue.kind = CueKind::kUnknown;
  return cue;
}

void AddGold(const GoldAttribution& gold, PreparedArticle* article) {
  const TokenRange tokens = TokensOf(article->tokens, gold.cue);
  if (tokens.empty()) return;
  const int candidate = BestCandidate(article->candidates.candidates, tokens);
  for (size_t i = 0; i < article->labels.size(); ++i) {
    if (Overlap(article->candidates.candidates[i].tokens, tokens) == 0) continue;
    CueLabel& label = article->labels[i];
    if (gold.borderline) {
      if (label != CueLabel::kYes) label = CueLabel::kIgnored;
    } else if (static_cast<int>(i) == candidate) {
      label = CueLabel::kYes;
    }
  }
  GoldSpan span;
  span.gold = &gold;
  span.has_candidate = candidate >= 0;
  span.span.cue = CueOf(*article, tokens, candidate);
  span.span.source_probability = 1;
  if (gold.source) span.span.source = TokensOf(article->tokens, *gold.source);
  if (gold.antecedent) span.antecedent = TokensOf(article->tokens, *gold.antecedent);
  for (const ByteRange piece : gold.claim) {
    const TokenRange range = TokensOf(article->tokens, piece);
    if (!range.empty()) span.span.content.push_back(range);
  }
  if (!span.span.content.empty()) article->gold_spans.push_back(std::move(span));
}

// The annotated parents, where they are attributions with a content.
void SetParents(PreparedArticle* article) {
  for (size_t i = 0; i < article->spans.size(); ++i) {
    const int parent = article->gold_spans[i].gold->parent;
    for (size_t j = 0; parent != 0 && j < article->spans.size(); ++j) {
      if (j != i && article->gold_spans[j].gold->n == parent) article->spans[i].parent = static_cast<int>(j);
    }
  }
}

}  // namespace

TokenRange TokensOf(const TokenizedText& text, ByteRange range) {
  const auto begin = std::lower_bound(text.tokens.begin(), text.tokens.end(), range.begin,
                                      [](const Token& token, uint32_t offset) { return token.range.end <= offset; });
  const auto end = std::lower_bound(begin, text.tokens.end(), range.end,
                                    [](const Token& token, uint32_t offset) { return token.range.begin < offset; });
  TokenRange tokens{static_cast<int>(begin - text.tokens.begin()), static_cast<int>(end - text.tokens.begin())};
  TokenRange trimmed = tokens;
  while (trimmed.size() > 0 && text.tokens[trimmed.begin].kind == TokenKind::kMark) ++trimmed.begin;
  while (trimmed.size() > 0 && text.tokens[trimmed.end - 1].kind == TokenKind::kMark) --trimmed.end;
  return trimmed.empty() ? tokens : trimmed;
}

std::unique_ptr<PreparedArticle> PrepareArticle(GoldArticle gold, const EngineData& data) {
  auto article = std::make_unique<PreparedArticle>();
  article->gold = std::move(gold);
  article->tokens = Tokenize(Normalize(article->gold.text));
  article->text = AnalyzeWords(article->tokens, *data.lexicon, data.distribution);
  article->candidates = FindCueCandidates(article->text, *data.lexicon, *data.phrases);
  article->labels.assign(article->candidates.candidates.size(), CueLabel::kNo);
  article->starts.assign(article->tokens.tokens.size(), 0.0f);
  for (const GoldAttribution& attribution : article->gold.attributions) AddGold(attribution, article.get());
  std::stable_sort(article->gold_spans.begin(), article->gold_spans.end(), [](const GoldSpan& a, const GoldSpan& b) {
    return a.span.cue.tokens.begin < b.span.cue.tokens.begin;
  });
  for (const GoldSpan& span : article->gold_spans) article->spans.push_back(span.span);
  SetParents(article.get());
  article->stems = IndexStems(article->text);
  article->bases = IndexBases(article->text);
  article->recurrence = Recurrence(article->text);
  return article;
}

}  // namespace isnad
