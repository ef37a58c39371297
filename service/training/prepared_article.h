// An annotated article, analysed by the engine, with its annotations as tokens: what all instances are made from. Not
// part of the engine. Values that point into each other; not movable once prepared.
#ifndef ISNAD_SERVICE_TRAINING_PREPARED_ARTICLE_H_
#define ISNAD_SERVICE_TRAINING_PREPARED_ARTICLE_H_

#include <memory>
#include <vector>

#include "service/attribution/cue/cue_candidates.h"
#include "service/attribution/engine_data.h"
#include "service/attribution/source/antecedent.h"
#include "service/attribution/span/attribution_span.h"
#include "service/attribution/span/recurrence.h"
#include "service/training/gold.h"

namespace isnad {

// One annotation in tokens. `span` is what the finder should have found.
struct GoldSpan {
  const GoldAttribution* gold = nullptr;
  AttributionSpan span;
  TokenRange antecedent;  // empty: none
  bool has_candidate = false;

  // The fullest mention of the speaker; empty for nobody.
  TokenRange Fullest() const { return antecedent.empty() ? span.source : antecedent; }
};

enum class CueLabel : uint8_t { kNo, kYes, kIgnored };

struct PreparedArticle {
  GoldArticle gold;
  TokenizedText tokens;
  AnalyzedText text;
  CueCandidates candidates;
  std::vector<CueLabel> labels;  // index by index with the candidates
  std::vector<float>
      starts;  // each token's probability that a cue begins there, from models that did not see the article
  std::vector<GoldSpan> gold_spans;    // in text order of the cue; borderline ones too
  std::vector<AttributionSpan> spans;  // the same, as the resolver reads them
  StemIndex stems;
  StemIndex bases;
  Recurrence recurrence;
};

std::unique_ptr<PreparedArticle> PrepareArticle(GoldArticle gold, const EngineData& data);

// The tokens that `range` touches, without marks at the edges (a range of marks alone keeps them).
TokenRange TokensOf(const TokenizedText& text, ByteRange range);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_PREPARED_ARTICLE_H_
