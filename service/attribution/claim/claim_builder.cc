// Covered by claim_builder_test.cc and the goldens.
#include "service/attribution/claim/claim_builder.h"

#include <algorithm>
#include <utility>

#include "service/attribution/claim/attribution_values.h"
#include "service/attribution/claim/circumstances.h"
#include "service/attribution/claim/confidence.h"
#include "service/attribution/claim/cue_attributes.h"
#include "service/attribution/claim/document_source.h"
#include "service/attribution/claim/known_source_index.h"
#include "service/attribution/claim/relay_chain.h"
#include "service/attribution/claim/role.h"
#include "service/attribution/claim/rule_name.h"
#include "service/attribution/claim/text_bytes.h"
#include "service/attribution/source/source_type.h"
#include "service/attribution/span/parent.h"

namespace isnad {
namespace {

// Looks at a speaker that decide its type; the first ones, so that long articles stay linear.
constexpr size_t kLooksMax = 6;

constexpr int kClaimSteps = 2000;
constexpr int kLinkSteps = 500;

class Builder {
 public:
  Builder(const AnalyzedText& text, const Lexicon& lexicon, const std::vector<AttributionSpan>& spans,
          const Speakers& speakers, const Ranker& ranker, const ExtractOptions& options, Cancellation* stop)
      : text_(text),
        lexicon_(lexicon),
        spans_(spans),
        speakers_(speakers),
        ranker_(ranker),
        options_(options),
        stop_(stop),
        mean_cue_(MeanCueProbability(spans)),
        claim_ids_(spans.size(), 0),
        source_ids_(speakers.speakers.size(), 0),
        spoken_(speakers.speakers.size()) {
    for (int i = 0; i < static_cast<int>(spans.size()); ++i) {
      const int speaker = speakers.attributions[i].speaker;
      if (speaker >= 0) spoken_[speaker].push_back(i);
    }
  }

  Attributions Build() {
    for (int i = 0; i < static_cast<int>(spans_.size()) && !Stops(stop_, kClaimSteps); ++i) {
      Claim claim = MakeClaim(i);
      if (!Asked(claim)) continue;
      claim.id = claim_ids_[i] = static_cast<int>(answer_.claims.size()) + 1;
      claim_spans_.push_back(i);
      answer_.claims.push_back(std::move(claim));
    }
    const size_t claims = claim_spans_.size();
    for (size_t k = 0; k < claims && !Stops(stop_, kClaimSteps); ++k) SetSource(claim_spans_[k], &answer_.claims[k]);
    for (size_t k = 0; k < claims && !Stops(stop_, kLinkSteps); ++k) SetLinks(claim_spans_[k], &answer_.claims[k]);
    SetChains();
    answer_.document_source = FindDocumentSource(text_, lexicon_);
    return std::move(answer_);
  }

 private:
  bool Asked(const Claim& claim) const {
    if (claim.confidence < std::max(options_.min_confidence, kConfidenceMin)) return false;
    const std::vector<CueClass>& classes = options_.cue_classes;
    return classes.empty() || std::find(classes.begin(), classes.end(), claim.cue.cue_class) != classes.end();
  }

  TokenRange NameOf(int span) const {
    const int speaker = speakers_.attributions[span].speaker;
    return speaker < 0 ? TokenRange{} : speakers_.speakers[speaker].fullest;
  }

  Claim MakeClaim(int i) const {
    const AttributionSpan& span = spans_[i];
    Claim claim;
    for (const TokenRange piece : span.content) claim.content.push_back(ContentBytes(text_, piece));
    std::sort(claim.content.begin(), claim.content.end(), [](ByteRange a, ByteRange b) { return a.begin < b.begin; });
    claim.cue.range = text_.text->Bytes(span.cue.tokens);
    if (span.cue.lemma >= 0) claim.cue.lemma = lexicon_.lemma(span.cue.lemma).lemma;
    const CueAttributes attributes = FindCueAttributes(text_, lexicon_, span.cue);
    claim.cue.stance = attributes.stance;
    claim.cue.polarity = attributes.polarity;
    claim.cue.modality = attributes.modality;
    claim.circumstances = FindCircumstances(text_, span);
    claim.cue.cue_class = RankCueClass(text_, lexicon_, span, NameOf(i), ranker_);
    claim.quote_kind = RankQuoteKind(text_, lexicon_, span, ranker_);
    claim.confidence = Confidence(text_, span, speakers_.attributions[i], mean_cue_, ranker_);
    claim.rule = RuleName(text_, span);
    return claim;
  }

  void SetSource(int i, Claim* claim) {
    const SpeakerChoice& choice = speakers_.attributions[i];
    if (choice.speaker < 0) return;
    claim->source.source_id = SourceId(choice.speaker);
    Source& source = answer_.sources[claim->source.source_id - 1];
    if (!spans_[i].source.empty()) {
      claim->source.range = MentionBytes(text_, spans_[i].source);
      const bool fullest = *claim->source.range == source.name;
      claim->source.resolution = fullest ? Resolution::kNamed : MentionResolution(spans_[i].source);
      AddMention(*claim->source.range, &source);
    } else {
      const bool pronoun = text_.words[spans_[i].cue.tokens.end - 1].enclitic != Enclitic::kNone &&
                           spans_[i].cue.kind != CueKind::kFinite;
      claim->source.resolution = pronoun ? Resolution::kPronoun : Resolution::kDropped;
    }
  }

  // A mention that is not the fullest: generic where it is a common noun with article, else a short name.
  Resolution MentionResolution(TokenRange mention) const {
    const Word& head = text_.words[mention.begin];
    if (head.Is(WordClass::kPronoun) || head.Is(WordClass::kDemonstrative)) return Resolution::kPronoun;
    return head.article && mention.size() <= 2 && head.coarse != CoarseClass::kAgencyName ? Resolution::kGeneric
                                                                                          : Resolution::kNamed;
  }

  static void AddMention(ByteRange mention, Source* source) {
    std::vector<ByteRange>& mentions = source->mentions;
    const auto place = std::lower_bound(mentions.begin(), mentions.end(), mention, [](ByteRange a, ByteRange b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    if (place == mentions.end() || !(*place == mention)) mentions.insert(place, mention);
  }

  int SourceId(int speaker) {
    int& id = source_ids_[speaker];
    if (id == 0) {
      answer_.sources.push_back(MakeSource(speaker));
      id = answer_.sources.back().id = static_cast<int>(answer_.sources.size());
    }
    return id;
  }

  SourceType TypeOf(int speaker) const {
    const TokenRange fullest = speakers_.speakers[speaker].fullest;
    std::vector<SourceLook> looks = {{&spans_[spoken_[speaker].front()], fullest}};
    for (const int i : spoken_[speaker]) {
      const TokenRange mention = spans_[i].source;
      if (looks.size() < kLooksMax && !mention.empty() && mention != fullest) looks.push_back({&spans_[i], mention});
    }
    return RankSourceType(text_, lexicon_, looks, ranker_);
  }

  Source MakeSource(int index) const {
    const Speaker& speaker = speakers_.speakers[index];
    Source source;
    source.name = MentionBytes(text_, speaker.fullest);
    for (const TokenRange mention : speaker.mentions) AddMention(MentionBytes(text_, mention), &source);
    AddMention(source.name, &source);
    if (const std::optional<TokenRange> role = FindRole(text_, speaker.fullest))
      source.role = MentionBytes(text_, *role);
    source.type = TypeOf(index);
    const KnownSourceIndex* const sources = options_.known_sources.get();
    if (const KnownSource* known = sources == nullptr ? nullptr : sources->Find(text_, speaker, stop_)) {
      source.canonical_name = known->name;
      source.registry_id = known->id;
      if (known->type != SourceType::kUnspecified) source.type = known->type;
    } else if (const RegistryEntry* entry = FindRegistered(text_, lexicon_, speaker.fullest)) {
      source.canonical_name = entry->canonical_name;
      source.registry_id = entry->id;
    }
    return source;
  }

  // What names other claims and sources: set when all ids are known.
  void SetLinks(int i, Claim* claim) {
    // Where the parent was left out, the nearest one around it that holds this cue too.
    for (int parent = spans_[i].parent; parent >= 0; parent = spans_[parent].parent) {
      if (claim_ids_[parent] == 0 || HoldingPiece(spans_[parent], spans_[i].cue).empty()) continue;
      claim->parent_id = claim_ids_[parent];
      break;
    }
    for (const SpeakerCandidate& candidate : speakers_.attributions[i].candidates) {
      const int id = source_ids_[candidate.speaker];
      if (id != 0 && id != claim->source.source_id) claim->source.candidates.push_back({id, candidate.probability});
    }
  }

  void SetChains() {
    std::vector<int> source_ids(spans_.size(), 0);
    for (size_t k = 0; k < claim_spans_.size(); ++k) source_ids[claim_spans_[k]] = answer_.claims[k].source.source_id;
    std::vector<std::vector<int>> chains = FindRelayChains(text_, lexicon_, spans_, source_ids);
    for (size_t k = 0; k < claim_spans_.size(); ++k) answer_.claims[k].chain = std::move(chains[claim_spans_[k]]);
  }

  const AnalyzedText& text_;
  const Lexicon& lexicon_;
  const std::vector<AttributionSpan>& spans_;
  const Speakers& speakers_;
  const Ranker& ranker_;
  const ExtractOptions& options_;
  Cancellation* const stop_;
  const float mean_cue_;
  std::vector<int> claim_ids_;            // by span; 0: left out
  std::vector<int> source_ids_;           // by speaker; 0: not used
  std::vector<std::vector<int>> spoken_;  // by speaker: its spans
  std::vector<int> claim_spans_;          // by claim
  Attributions answer_;
};

}  // namespace

Attributions BuildClaims(const AnalyzedText& text, const Lexicon& lexicon, const std::vector<AttributionSpan>& spans,
                         const Speakers& speakers, const Ranker& ranker, const ExtractOptions& options,
                         Cancellation* stop) {
  return Builder(text, lexicon, spans, speakers, ranker, options, stop).Build();
}

}  // namespace isnad
