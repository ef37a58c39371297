#include "service/training/agreement.h"

#include <algorithm>

namespace isnad {
namespace {

int WordCount(const TokenizedText& text, TokenRange range) {
  int count = 0;
  for (int i = range.begin; i < range.end; ++i) count += text.tokens[i].kind != TokenKind::kMark;
  return count;
}

TokenRange Intersection(TokenRange a, TokenRange b) { return {std::max(a.begin, b.begin), std::min(a.end, b.end)}; }

}  // namespace

double ContentF1(const TokenizedText& text, const std::vector<TokenRange>& a, const std::vector<TokenRange>& b) {
  int shared = 0, total = 0;
  for (const TokenRange x : a) {
    total += WordCount(text, x);
    for (const TokenRange y : b) shared += WordCount(text, Intersection(x, y));
  }
  for (const TokenRange y : b) total += WordCount(text, y);
  return total == 0 ? 1.0 : 2.0 * shared / total;
}

namespace {

bool SourceAgrees(const PreparedArticle& article, const GoldSpan& gold, const AttributionSpan& span,
                  const SpeakerChoice& choice, const Speakers& speakers) {
  if (!gold.span.source.empty()) return ContentF1(article.tokens, {span.source}, {gold.span.source}) >= 0.5;
  if (gold.antecedent.empty()) return span.source.empty() && choice.speaker < 0;
  if (choice.speaker < 0) return false;
  const Speaker& speaker = speakers.speakers[choice.speaker];
  if (SharedWords(article.text, speaker.fullest, gold.antecedent) == 0) return false;
  for (const TokenRange mention : speaker.mentions) {
    if (mention.Overlaps(gold.antecedent)) return true;
  }
  return false;
}

}  // namespace

const GoldSpan* FindGold(const PreparedArticle& article, const Cue& cue) {
  for (const GoldSpan& gold : article.gold_spans) {
    if (gold.span.cue.tokens.Overlaps(cue.tokens)) return &gold;
  }
  return nullptr;
}

std::vector<Verdict> Judge(const PreparedArticle& article, const std::vector<AttributionSpan>& spans,
                           const Speakers& speakers) {
  std::vector<Verdict> verdicts;
  for (size_t i = 0; i < spans.size(); ++i) {
    const GoldSpan* gold = FindGold(article, spans[i].cue);
    if (gold == nullptr) {
      verdicts.push_back(Verdict::kWrong);
    } else if (gold->gold->borderline) {
      verdicts.push_back(Verdict::kIgnored);
    } else {
      const bool right = SourceAgrees(article, *gold, spans[i], speakers.attributions[i], speakers) &&
                         ContentF1(article.tokens, spans[i].content, gold->span.content) >= 0.8;
      verdicts.push_back(right ? Verdict::kRight : Verdict::kWrong);
    }
  }
  return verdicts;
}

}  // namespace isnad
