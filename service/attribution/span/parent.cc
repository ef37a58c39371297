// Whether the inner cue continues the outer speaker's report or is part of what was said shows in what stands between
// them: a participle behind a comma hangs on the outer verb ("qala inna X, mushiran ila anna Y"), a verb of the first
// person inside the quotation is the speaker's own, a subject of its own before "anna" is another's words. Covered by
// parent_test.cc and the goldens.
#include "service/attribution/span/parent.h"

#include <algorithm>
#include <numeric>

#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/span/boundary_features.h"

namespace isnad {
namespace {

// Contents are bounded in length, so that only attributions near by can hold a cue.
constexpr int kNeighbours = 60;
// It is learned from the answers of models of half the articles, whose contents run on more often than those of a model
// of all: what holds a cue is a little more often right to.
constexpr float kNoneWeight = 0.5f;

constexpr int kSpanSteps = 500;
constexpr int kCandidateSteps = 900;

int ContentSize(const AttributionSpan& span) {
  int size = 0;
  for (const TokenRange piece : span.content) size += piece.size();
  return size;
}

// How the cue stands to quotation marks: outside, or in a quotation that the outer cue is in too, that makes up the
// outer content, or that opens inside of it.
uint32_t Quoting(const AnalyzedText& text, const AttributionSpan& outer, TokenRange piece, const Cue& cue) {
  const int quotation = text.text->tokens[cue.tokens.begin].quotation;
  if (quotation < 0) return 0;
  const TokenRange quoted = text.text->quotations[quotation].content;
  if (quoted.Contains(outer.cue.tokens)) return 1;
  return quoted.begin <= piece.begin ? 2 : 3;
}

// Trees of attributions by their roots. Finding a root shortens the way to it, so that deep nests cost no more than
// flat ones.
class Roots {
 public:
  explicit Roots(int count) : above_(count) { std::iota(above_.begin(), above_.end(), 0); }

  int Of(int i) {
    while (above_[i] != i) i = above_[i] = above_[above_[i]];
    return i;
  }

  // `root` is one.
  void Hang(int root, int parent) { above_[root] = parent; }

 private:
  std::vector<int> above_;  // itself: a root
};

// How `a` ends with respect to `b`: before it, with it (marks aside) or behind.
uint32_t EndOrder(int a, int b) { return a + 1 < b ? 0 : a > b + 1 ? 2 : 1; }

}  // namespace

TokenRange HoldingPiece(const AttributionSpan& outer, const Cue& cue) {
  for (const TokenRange piece : outer.content) {
    if (piece.Contains(cue.tokens)) return piece;
  }
  return {};
}

std::vector<int> ParentCandidates(const ParentContext& context) {
  const std::vector<AttributionSpan>& spans = context.spans;
  const int count = static_cast<int>(spans.size());
  std::vector<int> candidates;
  for (int j = std::max(0, context.index - kNeighbours); j < std::min(count, context.index + kNeighbours); ++j) {
    if (j != context.index && !HoldingPiece(spans[j], context.span().cue).empty()) candidates.push_back(j);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](int a, int b) { return ContentSize(spans[a]) < ContentSize(spans[b]); });
  candidates.push_back(-1);
  return candidates;
}

void AddParentFeatures(const ParentContext& context, int parent, FeatureVector* features) {
  if (parent < 0) return;
  const AnalyzedText& text = context.text;
  const AttributionSpan &span = context.span(), &outer = context.spans[parent];
  const CueContext cue(span.cue, context.lexicon), outer_cue(outer.cue, context.lexicon);
  const int at = span.cue.tokens.begin;
  const TokenRange piece = HoldingPiece(outer, span.cue), own = span.content.front();
  const uint32_t quoting = Quoting(text, outer, piece, span.cue);
  const uint32_t before = ClassAt(text, at - 1), conjunction = static_cast<uint32_t>(text.At(at).conjunction);
  const uint32_t person = static_cast<uint32_t>(span.cue.features.person);
  // A source of its own, before the cue or behind it.
  const uint32_t source = span.source.empty() ? 0 : span.source.begin < at ? 1 : 2;
  const uint32_t shape = cue.kind | source << 4 | static_cast<uint32_t>(own.begin < at) << 6;
  const uint32_t ends = EndOrder(span.content.back().end, piece.end);
  const uint32_t sentences = std::min(3, text.text->tokens[at].sentence - text.text->tokens[piece.begin].sentence);
  // Where the inner clause begins: with its subject, if that stands before the verb.
  const int clause = source == 1 && at - span.source.end <= 4 ? span.source.begin : at;
  const bool same_gender = span.cue.features.gender == outer.cue.features.gender;
  const bool mutual = !HoldingPiece(span, outer.cue).empty();
  FeatureVector& out = *features;
  out.Add(1);
  out.Add(2, shape);
  out.Add(3, shape, before);
  out.Add(4, shape, conjunction, before);
  out.Add(5, shape, outer_cue.kind);
  out.Add(6, quoting, person, cue.kind);
  out.Add(7, quoting, source);
  out.Add(8, text.At(at - 1).form_hash);
  out.Add(9, cue.identity);
  out.Add(10, shape, ends);
  out.Add(11, shape, DistanceBucket(at - piece.begin));
  out.Add(12, sentences, conjunction, quoting);
  out.Add(13, before, ClassAt(text, at - 2), source);
  out.Add(14, mutual, cue.kind, outer_cue.kind);
  out.Add(15, outer_cue.identity, source);
  out.Add(16, outer.source.empty(), shape);
  out.Add(17, conjunction, source, cue.form);
  out.Add(18, static_cast<uint32_t>(outer.content_probability * 10), ends);
  out.Add(19, static_cast<uint32_t>(ContentSize(span) >= ContentSize(outer)), cue.kind);
  out.Add(20, cue.form, quoting);
  out.Add(21, ClassAt(text, clause - 1), source, ClassAt(text, clause - 2));
  out.Add(22, text.At(clause - 1).form_hash, source);
  out.Add(23, same_gender, source, conjunction << 4 | cue.kind);
  out.Add(24, ClassAt(text, piece.begin), ClassAt(text, piece.begin - 1), shape);
  out.Add(25, ClassAt(text, clause - 1), conjunction, quoting << 4 | ends);
  out.Add(26, text.At(piece.begin).form_hash, shape);
  out.Add(27, clause - piece.begin == 0, cue.kind, outer_cue.kind);
}

void FindParents(const AnalyzedText& text, const Lexicon& lexicon, const Ranker& ranker,
                 std::vector<AttributionSpan>* spans, Cancellation* stop) {
  const int count = static_cast<int>(spans->size());
  std::vector<std::vector<int>> candidates(count);
  std::vector<std::vector<float>> probabilities(count);
  std::vector<float> best(count);
  CandidateRanking ranking(ranker);
  for (int i = 0; i < count; ++i) {
    const ParentContext context{text, lexicon, *spans, i};
    candidates[i] = ParentCandidates(context);
    if (Stops(stop, kSpanSteps + kCandidateSteps * static_cast<int>(candidates[i].size()))) return;
    probabilities[i] = ranking.Probabilities(
        Decision::kParent, candidates[i],
        [&](int parent, FeatureVector* features) { AddParentFeatures(context, parent, features); });
    probabilities[i].back() *= kNoneWeight;
    best[i] = *std::max_element(probabilities[i].begin(), probabilities[i].end());
  }
  std::vector<int> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return best[a] != best[b] ? best[a] > best[b] : ContentSize((*spans)[a]) < ContentSize((*spans)[b]);
  });
  Roots roots(count);
  for (const int i : order) {
    if (Stops(stop, kSpanSteps)) return;
    for (size_t k = 0; k < candidates[i].size(); ++k) {
      if (candidates[i][k] >= 0 && roots.Of(candidates[i][k]) == i) probabilities[i][k] = -1;
    }
    const int parent = candidates[i][Best(probabilities[i])];
    (*spans)[i].parent = parent;
    if (parent >= 0) roots.Hang(i, parent);
  }
}

}  // namespace isnad
