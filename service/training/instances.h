// From annotated articles to the choices that the ranker is trained on: for each decision the candidates that the
// engine itself would look at, and which is right. Choices whose right answer is no candidate are left out and counted.
#ifndef ISNAD_SERVICE_TRAINING_INSTANCES_H_
#define ISNAD_SERVICE_TRAINING_INSTANCES_H_

#include <array>
#include <vector>

#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/span_reading.h"
#include "service/training/linear_trainer.h"
#include "service/training/prepared_article.h"

namespace isnad {

struct InstanceSet {
  std::array<std::vector<Instance>, kDecisionCount> instances;  // by decision
  std::array<int, kDecisionCount> unreachable{};
};

// The yes-or-no choices of cue candidates.
void AddCueInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set);

// All others. The article's `starts` must be set.
void AddSpanInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set);
void AddAntecedentInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set);
// The same for attributions that the engine found, wrong sources and wrong speakers so far included.
void AddFoundAntecedentInstances(const PreparedArticle& article, const EngineData& data,
                                 const std::vector<AttributionSpan>& found, const Ranker& ranker, InstanceSet* set);
void AddValueInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set);

// The parents of attributions that the engine found, with their contents as they are, or of the annotated ones. These
// never run on into the next attribution: alone they would teach that whatever is held is nested.
void AddParentInstances(const PreparedArticle& article, const EngineData& data,
                        const std::vector<AttributionSpan>& found, InstanceSet* set);

// The choice among the readings of one cue that the engine found; right is the one that agrees most with the
// annotation. Nothing for a cue that is not annotated.
void AddReadingInstance(const PreparedArticle& article, const ClaimContext& context,
                        const std::vector<SpanReading>& readings, InstanceSet* set);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_INSTANCES_H_
