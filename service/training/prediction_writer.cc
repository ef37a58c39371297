#include "service/training/prediction_writer.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace isnad {
namespace {

using Json = nlohmann::json;

class Writer {
 public:
  explicit Writer(absl::string_view text) : code_points_(text.size() + 1, 0) {
    uint32_t count = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      code_points_[i] = count;
      count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    }
    code_points_[text.size()] = count;
    text_ = text;
  }

  Json Span(ByteRange range) const { return {{"begin", code_points_[range.begin]}, {"end", code_points_[range.end]}}; }

  Json ClaimJson(const Claim& claim) const {
    static constexpr const char* kKinds[] = {"DIRECT", "INDIRECT", "MIXED"};
    Json json = {{"id", claim.id},
                 {"parentId", claim.parent_id},
                 {"confidence", claim.confidence},
                 {"rule", claim.rule},
                 {"quoteKind", absl::StrCat("QUOTE_KIND_", kKinds[static_cast<int>(claim.quote_kind)])}};
    for (const ByteRange piece : claim.content) json["content"].push_back(Span(piece));
    json["cue"] = {{"span", Span(claim.cue.range)},
                   {"cueClass", absl::StrCat("CUE_CLASS_", absl::AsciiStrToUpper(CueClassName(claim.cue.cue_class)))},
                   {"polarity", claim.cue.polarity == Polarity::kNegative ? "POLARITY_NEGATIVE" : "POLARITY_POSITIVE"}};
    json["source"] = {{"sourceId", claim.source.source_id}};
    if (claim.source.range) json["source"]["span"] = Span(*claim.source.range);
    return json;
  }

  Json SourceJson(const Source& source) const {
    const std::string name(text_.substr(source.name.begin, source.name.size()));
    Json json = {{"id", source.id},
                 {"name", name},
                 {"type", absl::StrCat("SOURCE_TYPE_", absl::AsciiStrToUpper(SourceTypeName(source.type)))}};
    for (const ByteRange mention : source.mentions) json["mentions"].push_back(Span(mention));
    return json;
  }

 private:
  absl::string_view text_;
  std::vector<uint32_t> code_points_;  // before each byte
};

}  // namespace

std::string PredictionLine(absl::string_view name, absl::string_view text, const Attributions& attributions) {
  const Writer writer(text);
  Json json = {{"articleId", std::string(name)}, {"claims", Json::array()}, {"sources", Json::array()}};
  for (const Claim& claim : attributions.claims) json["claims"].push_back(writer.ClaimJson(claim));
  for (const Source& source : attributions.sources) json["sources"].push_back(writer.SourceJson(source));
  return json.dump();
}

}  // namespace isnad
