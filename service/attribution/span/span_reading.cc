// Probabilities enter by buckets of their ratio to the likeliest reading's, crossed with what the whole looks like.
// Covered by span_reading_test.cc.
#include "service/attribution/span/span_reading.h"

#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/claim_neighbours.h"
#include "service/attribution/span/claim_surroundings.h"
#include "service/attribution/span/passed_tokens.h"
#include "service/attribution/span/phrase_state.h"

namespace isnad {
namespace {

// How many times `b` must be cut by a third to fall below `a`; 0: not once.
uint32_t RatioBucket(float a, float b) {
  constexpr uint32_t kBucketsMax = 15;
  constexpr float kStep = 0.67f;
  uint32_t bucket = 0;
  while (a < b && bucket < kBucketsMax) {
    b *= kStep;
    ++bucket;
  }
  return bucket;
}

class Writer {
 public:
  Writer(const ClaimContext& context, const SpanReading& reading, const SpanReading& likeliest, FeatureVector* out)
      : context_(context),
        text_(context.text),
        cue_(context.cue, context.lexicon),
        reading_(reading),
        likeliest_(likeliest),
        first_(reading.claim.pieces.front()),
        before_(first_.begin < context.cue.tokens.begin),
        from_(AttributionEnd(context)),
        inside_(CountBetween(context.text, first_.begin, first_.end)),
        out_(*out) {}

  void Write() {
    AddProbabilities();
    AddSourceAndClaim();
    AddGap();
    AddQuotations();
    AddWhole();
    AddNeighbours();
  }

 private:
  void AddProbabilities() {
    const uint32_t all = RatioBucket(reading_.probability(), likeliest_.probability());
    const uint32_t source = RatioBucket(reading_.source_probability, likeliest_.source_probability);
    const uint32_t claim = RatioBucket(reading_.claim.probability(), likeliest_.claim.probability());
    const uint32_t start = RatioBucket(reading_.claim.start_probability, 1);
    const uint32_t end = RatioBucket(reading_.claim.end_probability, 1);
    const uint32_t source_alone = RatioBucket(reading_.source_probability, 1);
    out_.Add(1, all);
    out_.Add(2, all, cue_.kind);
    out_.Add(3, source, claim);
    out_.Add(4, start, end);
    out_.Add(5, source_alone, start);
    out_.Add(6, source_alone);
    out_.Add(7, start);
    out_.Add(8, end);
    out_.Add(9, all, before_);
  }

  // The seam between source and claim: where one ends and the other begins.
  void AddSourceAndClaim() {
    const uint32_t place = SourcePlace(context_);
    const Word& word = text_.At(first_.begin);
    const uint32_t begins = BeginsWith();
    out_.Add(10, place, before_, cue_.kind);
    out_.Add(11, place, before_, cue_.identity);
    out_.Add(12, begins, cue_.identity, place);
    out_.Add(13, begins, cue_.frames);
    out_.Add(14, begins, cue_.kind, place);
    AddComplement(begins);
    AddSource(place);
    if (place != 2) return;
    const TokenRange source = context_.source;
    const Word& last = text_.At(source.end - 1);
    const uint32_t joined = static_cast<uint32_t>(source.end == first_.begin);
    const uint32_t state = StateOf(text_, source).Bits();
    out_.Add(15, begins, DistanceBucket(source.size()), joined);
    out_.Add(16, joined, AgreementBits(last), AgreementBits(word));
    out_.Add(17, joined, ClassAt(text_, source.end - 1), ClassAt(text_, first_.begin));
    out_.Add(18, joined, last.cluster_fine, begins);
    out_.Add(19, state, begins, cue_.identity);
    out_.Add(20, state, joined, cue_.frames);
    out_.Add(21, cue_.frames, ClassAt(text_, source.begin), joined << 8 | ClassAt(text_, source.end - 1));
    out_.Add(22, cue_.identity, joined, begins);
    out_.Add(23, ClassAt(text_, source.begin) << 8 | ClassAt(text_, source.end - 1), begins, cue_.identity);
  }

  // The complement within the claim: what the object of a request or accusation is asked or accused of.
  void AddComplement(uint32_t begins) {
    const Complement inside = FindComplement(text_, first_.begin + 1, nullptr);
    const bool held = inside.token >= 0 && inside.token < first_.end;
    const uint32_t kind = held ? static_cast<uint32_t>(inside.kind) : 15;
    const uint32_t distance = held ? DistanceBucket(inside.distance) : 0;
    out_.Add(24, kind, begins, cue_.identity);
    out_.Add(25, kind, distance, begins);
    out_.Add(26, kind, held ? inside.word_hash : 0, cue_.identity);
  }

  // What the source holds, what stands behind it, and whether it stands elsewhere.
  void AddSource(uint32_t place) {
    const TokenRange source = context_.source;
    const uint32_t ratio = RatioBucket(reading_.source_probability, likeliest_.source_probability);
    if (source.empty()) {
      out_.Add(27, ratio, cue_.kind);
      out_.Add(28, ratio, cue_.form);
      return;
    }
    const PassedTokens passed = CountPassed(text_, source);
    int fused = 0;
    for (int i = source.begin + 1; i < source.end; ++i) fused += text_.At(i).preposition != 0;
    const uint32_t few = Few(fused);
    const uint32_t behind = ClassAt(text_, source.end);
    out_.Add(70, passed.Bits(), few, Few(passed.times));
    out_.Add(71, place, behind, ClassAt(text_, source.end - 1));
    out_.Add(72, place, std::min(reading_.source_places, 3), DistanceBucket(source.size()));
    out_.Add(73, Few(passed.prepositions) << 2 | few, behind, DistanceBucket(source.size()));
    out_.Add(74, ratio, place, DistanceBucket(source.size()));
    out_.Add(75, Few(passed.prepositions) << 2 | few, Few(passed.times), source.end == first_.begin);
  }

  // 1: a preposition's object, 2: a fused preposition, 3: behind a complementizer, 4: a complementizer, 5: a quotation,
  // 6: behind a colon, 7: a word with the article, 8: a verb, 9: another.
  uint32_t BeginsWith() const {
    const Word &word = text_.At(first_.begin), &previous = text_.At(first_.begin - 1);
    if (QuotationOpenedAt(text_, first_.begin) >= 0) return 5;
    if (previous.coarse == CoarseClass::kComplementizer) return 3;
    if (word.coarse == CoarseClass::kComplementizer) return 4;
    if (previous.coarse == CoarseClass::kColon) return 6;
    if (previous.coarse == CoarseClass::kPreposition) return 1;
    if (word.preposition != 0) return 2;
    if (word.coarse == CoarseClass::kVerbLike || word.coarse == CoarseClass::kReportingFinite) return 8;
    return word.article ? 7 : 9;
  }

  // What stands between the attribution and the claim, and belongs to neither.
  void AddGap() {
    constexpr int kGapMax = 4;
    if (before_ || first_.begin < from_) return;
    const Between gap = CountBetween(text_, from_, first_.begin);
    uint32_t sequence = 0;
    if (first_.begin - from_ <= kGapMax) {
      for (int i = from_; i < first_.begin; ++i) sequence = MixHash(sequence, 1 + ClassAt(text_, i));
    }
    out_.Add(30, sequence, cue_.kind, BeginsWith());
    out_.Add(31, DistanceBucket(gap.words), BetweenBits(gap), BeginsWith());
    out_.Add(32, DistanceBucket(gap.words), cue_.kind, BeginsWith());
    out_.Add(33, sequence, cue_.frames, ClassAt(text_, first_.begin));
    out_.Add(34, ProbabilityBucket(MostCueProbability(context_, from_, first_.begin)), cue_.kind);
  }

  // A quotation is whole, left open, or opens within.
  void AddQuotations() {
    const int opened = QuotationOpenedAt(text_, first_.begin);
    const uint32_t balance = BalanceBits(inside_);
    uint32_t whole = 0;
    if (opened >= 0) {
      const int close = text_.text->quotations[opened].content.end;
      whole = close == first_.end ? 1 : close > first_.end ? 2 : 3;
    }
    const int behind = first_.end < text_.size() ? text_.text->tokens[first_.end].quotation : -1;
    const bool cut = behind >= 0 && text_.text->quotations[behind].content.Contains(first_.end) &&
                     text_.text->quotations[behind].content.begin > first_.begin;
    const uint32_t last_mark = IsMarkAt(text_, first_.end) ? MarkAt(text_, first_.end) : 0;
    out_.Add(40, whole, balance, cue_.kind);
    out_.Add(41, whole, balance, last_mark);
    out_.Add(42, whole, cut, before_);
    out_.Add(43, whole, BeginsWith(), std::min(inside_.quotes, 3));
    const bool gap = !before_ && first_.begin - from_ > 2;
    out_.Add(44, whole, gap, ClassAt(text_, first_.begin - 2));
    out_.Add(45, whole, gap, cue_.identity);
  }

  void AddWhole() {
    const std::vector<Token>& tokens = text_.text->tokens;
    const int sentences = tokens[first_.end - 1].sentence - tokens[first_.begin].sentence;
    const int sentence = tokens[first_.begin].sentence;
    const uint32_t starts_sentence = text_.text->sentences[sentence].begin == first_.begin;
    const uint32_t ends_sentence = first_.end >= text_.size() ||
                                   tokens[first_.end].sentence != tokens[first_.end - 1].sentence ||
                                   MarkAt(text_, first_.end) == 1 + static_cast<uint32_t>(Mark::kStop);
    const uint32_t edges = starts_sentence | ends_sentence << 1 | static_cast<uint32_t>(before_) << 2 |
                           static_cast<uint32_t>(std::min(sentences, 2)) << 3 |
                           static_cast<uint32_t>(reading_.claim.pieces.size() > 1) << 5;
    out_.Add(50, edges, cue_.kind);
    out_.Add(51, edges, cue_.identity);
    out_.Add(52, edges, BeginsWith(), MarkAt(text_, first_.end));
    out_.Add(53, DistanceBucket(inside_.words), cue_.kind, edges);
    out_.Add(54, DistanceBucket(inside_.words), BeginsWith());
    out_.Add(55, std::min(inside_.commas, 4), edges, BeginsWith());
    out_.Add(56, ClassAt(text_, first_.begin), ClassAt(text_, first_.end - 1), MarkAt(text_, first_.end));
    out_.Add(57, text_.At(first_.begin - 1).form_hash, edges, cue_.kind);
    out_.Add(58, text_.At(first_.begin).form_hash, edges, cue_.kind);
  }

  void AddNeighbours() {
    const EarlierClaims claims = FindEarlierClaims(context_);
    const uint32_t parent = Relation(first_.begin, claims.parent) << 4 | Relation(first_.end, claims.parent);
    const uint32_t sibling = Relation(first_.begin, claims.sibling) << 4 | Relation(first_.end, claims.sibling);
    out_.Add(60, parent, cue_.kind);
    out_.Add(61, sibling, cue_.kind);
    out_.Add(62, parent, sibling, before_);
    uint32_t cut = 0;
    int held = 0;
    for (const AttributionSpan& span : context_.later) {
      const TokenRange cue = span.cue.tokens;
      const TokenRange source = span.source;
      const int begin = source.empty() ? cue.begin : std::min(cue.begin, source.begin);
      const int end = std::max(cue.end, source.end);
      if (begin >= first_.end) break;
      held += begin >= first_.begin && end <= first_.end;
      cut |= begin < first_.end && end > first_.end ? 1u : 0u;
      cut |= begin < first_.begin && end > first_.begin ? 2u : 0u;
      cut |= context_.source.Overlaps(cue) ? 4u : 0u;
    }
    out_.Add(63, cut);
    out_.Add(64, std::min(held, 3), cut, cue_.kind);
    out_.Add(65, std::min(held, 3), cue_.identity);
  }

  const ClaimContext context_;
  const AnalyzedText& text_;
  const CueContext cue_;
  const SpanReading& reading_;
  const SpanReading& likeliest_;
  const TokenRange first_;
  const bool before_;
  const int from_;
  const Between inside_;
  FeatureVector& out_;
};

}  // namespace

void AddReadingFeatures(const ClaimContext& context, const SpanReading& reading, const SpanReading& likeliest,
                        FeatureVector* features) {
  ClaimContext with_source = context;
  with_source.source = reading.source;
  Writer(with_source, reading, likeliest, features).Write();
}

}  // namespace isnad
