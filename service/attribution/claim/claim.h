// The engine's answer: attributed claims and their sources. All ranges are bytes of the article as received, half-open,
// on code point boundaries. Values; freely copied and shared.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_CLAIM_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_CLAIM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/attribution/lexicon/categories.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

enum class QuoteKind : uint8_t { kDirect, kIndirect, kMixed };
enum class Polarity : uint8_t { kPositive, kNegative };
enum class Modality : uint8_t { kActual, kHypothetical };
enum class Resolution : uint8_t { kNamed, kGeneric, kPronoun, kDropped, kImpersonal };
enum class CircumstanceKind : uint8_t { kMedium, kVenue, kAddressee, kTime };

struct ClaimCue {
  ByteRange range;
  std::string lemma;  // ordinary spelling; empty for punctuation
  CueClass cue_class = CueClass::kStatement;
  Stance stance = Stance::kNeutral;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
};

struct SourceCandidate {
  int source_id = 0;
  double probability = 0;  // [0, 1]
};

struct SourceReference {
  int source_id = 0;               // 0: impersonal
  std::optional<ByteRange> range;  // the mention at this cue; absent where the subject is dropped
  Resolution resolution = Resolution::kImpersonal;
  std::vector<SourceCandidate> candidates;  // others, best first
};

struct Circumstance {
  ByteRange range;
  CircumstanceKind kind = CircumstanceKind::kMedium;
};

struct Claim {
  int id = 0;                      // 1, 2, ... in text order of the cue
  std::vector<ByteRange> content;  // in text order, at least one
  ClaimCue cue;
  SourceReference source;
  QuoteKind quote_kind = QuoteKind::kIndirect;
  int parent_id = 0;  // the claim whose content holds this attribution; 0: none
  std::vector<Circumstance> circumstances;
  std::vector<int> chain;  // source ids, outermost reporter first, this claim's own source last; empty without a chain
  double confidence = 0;   // probability that source and content are right, [0, 1]
  std::string rule;        // stable id of the pattern that found it
};

struct Source {
  int id = 0;      // 1, 2, ...
  ByteRange name;  // the fullest mention
  std::string canonical_name;
  std::string registry_id;
  SourceType type = SourceType::kUnspecified;
  std::optional<ByteRange> role;
  std::vector<ByteRange> mentions;  // wherever the article names it; in text order, the fullest included
};

struct Attributions {
  std::vector<Claim> claims;
  std::vector<Source> sources;
  std::optional<ByteRange> document_source;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_CLAIM_H_
