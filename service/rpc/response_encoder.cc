// Claims nest, and nested claims repeat each other's words, so texts can grow with the square of the article; chains of
// reporters can too. So claims are encoded one at a time against a budget, and encoding stops where it is used up: no
// article costs more than its budget. Where everything fits for certain nothing is counted. Covered by
// tests/rpc/response_encoder_test.cc.
#include "service/rpc/response_encoder.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "service/rpc/offset_encoder.h"
#include "service/rpc/service_limits.h"

namespace isnad {
namespace {

// Between the pieces of a claim: space, U+2026 HORIZONTAL ELLIPSIS, space.
constexpr absl::string_view kPieceSeparator = " \xE2\x80\xA6 ";
// For the field number and the length of a message inside the response.
constexpr size_t kFramingBytes = 6;
constexpr size_t kLexiconVersionBytes = 64;

// The engine's enums count from 0, the API's from 1, in the same order.
template <typename ProtoEnum, typename EngineEnum>
ProtoEnum ToProto(EngineEnum value) {
  return static_cast<ProtoEnum>(static_cast<int>(value) + 1);
}
static_assert(static_cast<int>(Stance::kExpect) + 1 == v1::STANCE_EXPECT);
static_assert(static_cast<int>(CueClass::kEvidence) + 1 == v1::CUE_CLASS_EVIDENCE);
static_assert(static_cast<int>(Polarity::kNegative) + 1 == v1::POLARITY_NEGATIVE);
static_assert(static_cast<int>(Modality::kHypothetical) + 1 == v1::MODALITY_HYPOTHETICAL);
static_assert(static_cast<int>(QuoteKind::kMixed) + 1 == v1::QUOTE_KIND_MIXED);
static_assert(static_cast<int>(Resolution::kImpersonal) + 1 == v1::RESOLUTION_IMPERSONAL);
static_assert(static_cast<int>(CircumstanceKind::kTime) + 1 == v1::CIRCUMSTANCE_KIND_TIME);

v1::SourceType ToSourceType(SourceType type) {
  static_assert(static_cast<int>(SourceType::kAnonymous) == v1::SOURCE_TYPE_ANONYMOUS);
  return type == SourceType::kUnspecified ? v1::SOURCE_TYPE_UNSPECIFIED_SOURCE
                                          : static_cast<v1::SourceType>(static_cast<int>(type));
}

// Encodes ranges and words of one article.
class ArticleEncoder {
 public:
  ArticleEncoder(absl::string_view article, v1::OffsetEncoding encoding, bool include_text)
      : article_(article), offsets_(article, encoding), include_text_(include_text) {}

  void set_include_text(bool include_text) { include_text_ = include_text; }
  void Span(ByteRange range, v1::TextSpan* span) const { offsets_.Encode(range, span); }
  std::string Text(ByteRange range) const {
    return include_text_ ? std::string(article_.substr(range.begin, range.size())) : std::string();
  }

  void EncodeClaim(const Claim& claim, v1::Claim* out) const;
  void EncodeSource(const Source& source, v1::Source* out) const;

 private:
  std::string ContentText(const Claim& claim) const;
  void EncodeCue(const ClaimCue& cue, v1::Cue* out) const;
  void EncodeReference(const SourceReference& reference, v1::SourceReference* out) const;

  absl::string_view article_;
  OffsetEncoder offsets_;
  bool include_text_;
};

void ArticleEncoder::EncodeClaim(const Claim& claim, v1::Claim* out) const {
  out->set_id(claim.id);
  out->set_text(ContentText(claim));
  for (ByteRange piece : claim.content) Span(piece, out->add_content());
  EncodeCue(claim.cue, out->mutable_cue());
  EncodeReference(claim.source, out->mutable_source());
  out->set_quote_kind(ToProto<v1::QuoteKind>(claim.quote_kind));
  out->set_parent_id(claim.parent_id);
  for (const Circumstance& circumstance : claim.circumstances) {
    v1::Circumstance* encoded = out->add_circumstances();
    Span(circumstance.range, encoded->mutable_span());
    encoded->set_text(Text(circumstance.range));
    encoded->set_kind(ToProto<v1::CircumstanceKind>(circumstance.kind));
  }
  for (int source_id : claim.chain) out->add_chain(source_id);
  out->set_confidence(claim.confidence);
  out->set_rule(claim.rule);
}

std::string ArticleEncoder::ContentText(const Claim& claim) const {
  std::string text;
  if (!include_text_) return text;
  for (ByteRange piece : claim.content) {
    absl::StrAppend(&text, text.empty() ? "" : kPieceSeparator, article_.substr(piece.begin, piece.size()));
  }
  return text;
}

void ArticleEncoder::EncodeCue(const ClaimCue& cue, v1::Cue* out) const {
  Span(cue.range, out->mutable_span());
  out->set_text(Text(cue.range));
  out->set_lemma(cue.lemma);
  out->set_cue_class(ToProto<v1::CueClass>(cue.cue_class));
  out->set_stance(ToProto<v1::Stance>(cue.stance));
  out->set_polarity(ToProto<v1::Polarity>(cue.polarity));
  out->set_modality(ToProto<v1::Modality>(cue.modality));
}

void ArticleEncoder::EncodeReference(const SourceReference& reference, v1::SourceReference* out) const {
  out->set_source_id(reference.source_id);
  if (reference.range.has_value()) {
    Span(*reference.range, out->mutable_span());
    out->set_text(Text(*reference.range));
  }
  out->set_resolution(ToProto<v1::Resolution>(reference.resolution));
  for (const SourceCandidate& candidate : reference.candidates) {
    v1::SourceCandidate* encoded = out->add_candidates();
    encoded->set_source_id(candidate.source_id);
    encoded->set_probability(candidate.probability);
  }
}

void ArticleEncoder::EncodeSource(const Source& source, v1::Source* out) const {
  out->set_id(source.id);
  out->set_name(Text(source.name));
  Span(source.name, out->mutable_name_span());
  out->set_canonical_name(source.canonical_name);
  out->set_registry_id(source.registry_id);
  out->set_type(ToSourceType(source.type));
  if (source.role.has_value()) {
    out->set_role(Text(*source.role));
    Span(*source.role, out->mutable_role_span());
  }
  for (ByteRange mention : source.mentions) Span(mention, out->add_mentions());
}

// The ids of the sources that a claim refers to; 0, the impersonal, among them.
std::vector<int> ReferencedSources(const Claim& claim) {
  std::vector<int> ids = claim.chain;
  ids.push_back(claim.source.source_id);
  for (const SourceCandidate& candidate : claim.source.candidates) ids.push_back(candidate.source_id);
  return ids;
}

// At least the bytes of a claim's and a source's message on the wire, from their parts: each field's head and each
// number counted at its longest.
size_t BytesAtMost(const Claim& claim) {
  size_t bytes = 160 + claim.cue.range.size() + claim.cue.lemma.size() + claim.rule.size();
  for (ByteRange piece : claim.content) bytes += 32 + piece.size();
  if (claim.source.range.has_value()) bytes += 32 + claim.source.range->size();
  for (const Circumstance& circumstance : claim.circumstances) bytes += 40 + circumstance.range.size();
  return bytes + 24 * claim.source.candidates.size() + 8 * claim.chain.size();
}
size_t BytesAtMost(const Source& source) {
  size_t bytes = 80 + source.name.size() + source.canonical_name.size() + source.registry_id.size();
  if (source.role.has_value()) bytes += 32 + source.role->size();
  return bytes + 24 * source.mentions.size();
}

// Whether everything fits for certain; so it does in articles that people write.
bool CertainlyFits(size_t bytes_max, const Attributions& attributions, size_t encoded_bytes) {
  size_t bytes = encoded_bytes + kLexiconVersionBytes;
  for (const Claim& claim : attributions.claims) bytes += BytesAtMost(claim);
  for (const Source& source : attributions.sources) bytes += BytesAtMost(source);
  return bytes <= bytes_max;
}

// All claims and the sources they refer to, without counting.
void EncodeAll(const ArticleEncoder& encoder, const Attributions& attributions,
               v1::ExtractAttributionsResponse* response) {
  absl::flat_hash_set<int> referenced;
  response->mutable_claims()->Reserve(static_cast<int>(attributions.claims.size()));
  for (const Claim& claim : attributions.claims) {
    encoder.EncodeClaim(claim, response->add_claims());
    for (int id : ReferencedSources(claim)) referenced.insert(id);
  }
  for (const Source& source : attributions.sources) {
    if (referenced.contains(source.id)) encoder.EncodeSource(source, response->add_sources());
  }
}

struct Budget {
  size_t bytes_max = 0;
  size_t claims_max = 0;
};

// Claims are left out from some id on; a parent's cue may stand behind its child's, in the rest.
void ForgetParentsLeftOut(v1::ExtractAttributionsResponse* response) {
  int last_id = 0;
  for (const v1::Claim& claim : response->claims()) last_id = std::max(last_id, claim.id());
  for (v1::Claim& claim : *response->mutable_claims()) {
    if (claim.parent_id() > last_id) claim.set_parent_id(0);
  }
}

// Encodes claims and the sources they refer to while they fit into the budget; returns how many claims did.
size_t EncodeWithin(const Budget& budget, const ArticleEncoder& encoder, const Attributions& attributions,
                    v1::ExtractAttributionsResponse* response) {
  absl::flat_hash_map<int, const Source*> sources_by_id;
  for (const Source& source : attributions.sources) sources_by_id[source.id] = &source;
  std::map<int, v1::Source> referenced;
  size_t bytes = response->ByteSizeLong() + kLexiconVersionBytes;
  for (const Claim& claim : attributions.claims) {
    if (static_cast<size_t>(response->claims_size()) == budget.claims_max) break;
    v1::Claim* encoded = response->add_claims();
    encoder.EncodeClaim(claim, encoded);
    bytes += encoded->ByteSizeLong() + kFramingBytes;
    std::vector<int> added;
    for (int id : ReferencedSources(claim)) {
      const auto source = sources_by_id.find(id);
      if (source == sources_by_id.end() || referenced.contains(id)) continue;
      added.push_back(id);
      encoder.EncodeSource(*source->second, &referenced[id]);
      bytes += referenced[id].ByteSizeLong() + kFramingBytes;
    }
    if (bytes > budget.bytes_max) {
      response->mutable_claims()->RemoveLast();
      for (int id : added) referenced.erase(id);
      break;
    }
  }
  for (auto& [id, source] : referenced) response->add_sources()->Swap(&source);
  ForgetParentsLeftOut(response);
  return static_cast<size_t>(response->claims_size());
}

}  // namespace

size_t ResponseBytesMax(size_t article_bytes) {
  return std::min(article_bytes * kResponseBytesPerTextByte + kResponseBytesBase, kResponseBytesMax);
}

void EncodeResponse(const ValidArticle& article, const ValidOptions& options, const Attributions& attributions,
                    v1::ExtractAttributionsResponse* response) {
  ArticleEncoder encoder(article.text, options.offset_encoding, options.include_text);
  response->set_article_id(std::string(article.article_id));
  response->set_offset_encoding(options.offset_encoding);
  response->set_language_code(std::string(article.language_code));
  if (attributions.document_source.has_value()) {
    response->set_document_source(encoder.Text(*attributions.document_source));
    encoder.Span(*attributions.document_source, response->mutable_document_source_span());
  }
  const size_t claims = attributions.claims.size();
  const Budget budget = {.bytes_max = ResponseBytesMax(article.text.size()), .claims_max = options.claims_max};
  if (claims <= budget.claims_max && CertainlyFits(budget.bytes_max, attributions, response->ByteSizeLong())) {
    return EncodeAll(encoder, attributions, response);
  }
  size_t encoded = EncodeWithin(budget, encoder, attributions, response);
  response->set_claims_omitted(static_cast<int>(claims - encoded));
  if (encoded == std::min(claims, budget.claims_max)) return;

  response->clear_claims();
  response->clear_sources();
  response->clear_document_source();
  response->set_text_omitted(options.include_text);
  encoder.set_include_text(false);
  encoded = EncodeWithin(budget, encoder, attributions, response);
  response->set_claims_omitted(static_cast<int>(claims - encoded));
}

}  // namespace isnad
