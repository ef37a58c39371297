// Cue probabilities are the strongest feature of a claim's end; on the articles that the cue model was trained on they
// would be too good to be true, so they come from models of the other inner folds. The readings, the parents and the
// confidence are trained the same way, on what models of the other parts make of an article.
#include "service/training/model_trainer.h"

#include <algorithm>
#include <thread>

#include "service/attribution/claim/claim_builder.h"
#include "service/attribution/claim/confidence.h"
#include "service/attribution/cue/cue_finder.h"
#include "service/attribution/source/speaker_resolver.h"
#include "service/attribution/span/span_finder.h"
#include "service/training/agreement.h"

namespace isnad {
namespace {

// The articles of fold `fold`, or all others.
Articles FoldOf(const Articles& articles, int folds, int fold, bool inside) {
  Articles chosen;
  for (size_t i = 0; i < articles.size(); ++i) {
    if ((static_cast<int>(i) % folds == fold) == inside) chosen.push_back(articles[i]);
  }
  return chosen;
}

DecisionWeights TrainDecision(const std::vector<Instance>& instances, Decision decision, const ModelOptions& options) {
  const bool network = !options.vectors.rows.empty() &&
                       std::find(options.networks.begin(), options.networks.end(), decision) != options.networks.end();
  DecisionWeights weights;
  if (!network) {
    Bytes linear = QuantizeToBytes(TrainLinear(instances, options.training));
    weights.scale = linear.scale;
    weights.weights = std::move(linear.values);
    return weights;
  }
  WideAndDeep trained = TrainNetwork(instances, options.vectors, options.network);
  Bytes linear = QuantizeToBytes(trained.linear);
  weights.scale = linear.scale;
  weights.weights = std::move(linear.values);
  weights.network = QuantizeNetwork(trained.network, options.vectors);
  return weights;
}

void TrainDecisions(const InstanceSet& set, const std::vector<Decision>& decisions, const ModelOptions& options,
                    Model* model) {
  // Decisions are independent of each other, so that threads change nothing but the time.
  std::vector<std::thread> threads;
  const size_t stride = options.threads;
  for (size_t t = 0; t < stride; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = t; i < decisions.size(); i += stride) {
        const int d = static_cast<int>(decisions[i]);
        model->decisions[d] = TrainDecision(set.instances[d], decisions[i], options);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

void SetStarts(const EngineData& data, const Ranker& ranker, PreparedArticle* article) {
  const CueList cues = FindCues(article->text, *data.lexicon, *data.phrases, ranker);
  article->starts = cues.starts;
}

Model EmptyModel(const ModelOptions& options) {
  Model model;
  for (DecisionWeights& decision : model.decisions) decision = {1.0f, std::vector<int8_t>(2, 0), {}};
  model.vectors = options.vectors;
  return model;
}

void TrainCues(const Articles& articles, const EngineData& data, const ModelOptions& options, Model* model) {
  InstanceSet set;
  for (const PreparedArticle* article : articles) AddCueInstances(*article, data, &set);
  TrainDecisions(set, {Decision::kCue}, options, model);
}

// `set` holds what was found out of fold, if anything.
void TrainOthers(const Articles& articles, const EngineData& data, const ModelOptions& options, InstanceSet set,
                 Model* model) {
  for (const PreparedArticle* article : articles) {
    AddSpanInstances(*article, data, &set);
    AddAntecedentInstances(*article, data, &set);
    AddValueInstances(*article, data, &set);
  }
  TrainDecisions(set,
                 {Decision::kClaimEnd, Decision::kSourceStart, Decision::kClaimStart, Decision::kSourceEnd,
                  Decision::kAntecedent, Decision::kSourceType, Decision::kQuoteKind, Decision::kCueClass},
                 options, model);
}

struct Found {
  CueList cues;
  std::vector<AttributionSpan> spans;
  Speakers speakers;
};

Found FindAll(const PreparedArticle& article, const EngineData& data, const Ranker& ranker,
              const ReadingObserver& observer = nullptr) {
  Found found;
  found.cues = FindCues(article.text, *data.lexicon, *data.phrases, ranker);
  found.spans = FindSpans(article.text, *data.lexicon, found.cues, ranker, nullptr, observer);
  found.speakers = ResolveSpeakers(article.text, *data.lexicon, found.spans, ranker);
  return found;
}

// What can be learned only from what the engine finds, right or wrong: how the attributions nest, and the confidence.
void AddFoundInstances(const PreparedArticle& article, const EngineData& data, const Ranker& ranker, InstanceSet* set) {
  const Found found = FindAll(article, data, ranker);
  AddParentInstances(article, data, found.spans, set);
  AddParentInstances(article, data, article.spans, set);
  AddFoundAntecedentInstances(article, data, found.spans, ranker, set);
  const std::vector<Verdict> verdicts = Judge(article, found.spans, found.speakers);
  const float mean_cue = MeanCueProbability(found.spans);
  for (size_t i = 0; i < found.spans.size(); ++i) {
    if (verdicts[i] == Verdict::kIgnored) continue;
    FeatureVector features;
    AddConfidenceFeatures(article.text, found.spans[i], found.speakers.attributions[i], mean_cue, &features);
    Instance instance;
    instance.AddCandidate(features);
    instance.AddCandidate(FeatureVector());
    instance.gold = verdicts[i] == Verdict::kRight ? 0 : 1;
    set->instances[static_cast<int>(Decision::kConfidence)].push_back(std::move(instance));
  }
}

// Readings begin with their probability, which small steps bend only where that pays.
ModelOptions ReadingOptions(ModelOptions options) {
  options.training.learning_rate = 0.01f;
  options.training.first_square = 0;
  return options;
}

ModelOptions ConfidenceOptions(ModelOptions options) {
  options.training.bits = 10;
  options.training.learning_rate = 0.05f;
  return options;
}

// A model that has not seen `unseen`, and the choices among readings that it leaves there.
struct Part {
  Articles unseen;
  Model model;
  InstanceSet readings;
};

Part TrainPart(const Articles& articles, int part_index, const EngineData& data, const ModelOptions& options) {
  Part part{FoldOf(articles, options.parts, part_index, true), EmptyModel(options), {}};
  const Articles others = FoldOf(articles, options.parts, part_index, false);
  TrainCues(others, data, options, &part.model);
  TrainOthers(others, data, options, {}, &part.model);
  const Ranker ranker{Model(part.model)};
  for (const PreparedArticle* article : part.unseen) {
    FindAll(*article, data, ranker, [&](const ClaimContext& context, const std::vector<SpanReading>& readings) {
      AddReadingInstance(*article, context, readings, &part.readings);
    });
  }
  return part;
}

// Learns from the readings of all parts but `left_out` (nullptr: of all).
void TrainReadings(const std::vector<Part>& parts, const Part* left_out, const ModelOptions& options, Model* model) {
  constexpr int kReading = static_cast<int>(Decision::kReading);
  InstanceSet set;
  for (const Part& part : parts) {
    if (&part == left_out) continue;
    const std::vector<Instance>& readings = part.readings.instances[kReading];
    set.instances[kReading].insert(set.instances[kReading].end(), readings.begin(), readings.end());
  }
  TrainDecisions(set, {Decision::kReading}, ReadingOptions(options), model);
}

// Trains the decisions that are learned only from what models find in articles they have not seen; returns what others
// learn from that too.
InstanceSet TrainFound(const Articles& articles, const EngineData& data, const ModelOptions& options, Model* model) {
  ModelOptions inner = options;
  inner.network.members = 1;
  std::vector<Part> parts;
  for (int i = 0; i < options.parts; ++i) parts.push_back(TrainPart(articles, i, data, inner));
  InstanceSet found;
  for (Part& part : parts) {
    TrainReadings(parts, &part, inner, &part.model);
    const Ranker ranker(std::move(part.model));
    for (const PreparedArticle* article : part.unseen) AddFoundInstances(*article, data, ranker, &found);
  }
  TrainReadings(parts, nullptr, options, model);
  TrainDecisions(found, {Decision::kConfidence}, ConfidenceOptions(options), model);
  TrainDecisions(found, {Decision::kParent}, options, model);
  return found;
}

}  // namespace

Model TrainModel(const Articles& articles, const EngineData& data, const ModelOptions& options) {
  ModelOptions inner = options;
  inner.network.members = 1;
  for (int fold = 0; fold < options.inner_folds; ++fold) {
    Model model = EmptyModel(options);
    TrainCues(FoldOf(articles, options.inner_folds, fold, false), data, inner, &model);
    const Ranker ranker = Ranker(std::move(model));
    for (PreparedArticle* article : FoldOf(articles, options.inner_folds, fold, true)) SetStarts(data, ranker, article);
  }
  Model model = EmptyModel(options);
  InstanceSet found = TrainFound(articles, data, options, &model);
  TrainCues(articles, data, options, &model);
  TrainOthers(articles, data, options, std::move(found), &model);
  return model;
}

Reach MeasureReach(const Articles& articles, const EngineData& data) {
  InstanceSet set;
  for (const PreparedArticle* article : articles) {
    AddCueInstances(*article, data, &set);
    AddSpanInstances(*article, data, &set);
    AddAntecedentInstances(*article, data, &set);
    AddValueInstances(*article, data, &set);
  }
  Reach reach;
  for (int d = 0; d < kDecisionCount; ++d) reach.instances[d] = static_cast<int>(set.instances[d].size());
  reach.unreachable = set.unreachable;
  return reach;
}

Attributions Predict(const PreparedArticle& article, const EngineData& data, const Ranker& ranker) {
  const Found found = FindAll(article, data, ranker);
  return BuildClaims(article.text, *data.lexicon, found.spans, found.speakers, ranker, {});
}

}  // namespace isnad
