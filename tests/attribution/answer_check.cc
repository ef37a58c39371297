#include "tests/attribution/answer_check.h"

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

bool IsProbability(double value) { return value >= 0 && value <= 1; }

// Mentions may share a begin ("the minister", "the minister of health"), but not both ends.
bool IsBefore(ByteRange left, ByteRange right) {
  return left.begin < right.begin || (left.begin == right.begin && left.end < right.end);
}

class Checker {
 public:
  Checker(absl::string_view article, const Attributions& answer) : article_(article), answer_(answer) {}

  std::vector<std::string> Check() {
    for (size_t i = 0; i < answer_.sources.size(); ++i) CheckSource(answer_.sources[i], static_cast<int>(i) + 1);
    for (size_t i = 0; i < answer_.claims.size(); ++i) CheckClaim(answer_.claims[i], static_cast<int>(i) + 1);
    for (size_t i = 1; i < answer_.claims.size(); ++i) {
      Expect(answer_.claims[i - 1].cue.range.begin <= answer_.claims[i].cue.range.begin, "claims not in cue order");
    }
    if (answer_.document_source.has_value()) CheckRange(*answer_.document_source, "document source");
    return problems_;
  }

 private:
  void Expect(bool holds, absl::string_view problem) {
    if (!holds) problems_.push_back(absl::StrCat(where_, ": ", problem));
  }

  bool IsBoundary(uint32_t offset) const {
    return offset == article_.size() || (static_cast<unsigned char>(article_[offset]) & 0xC0) != 0x80;
  }

  void CheckRange(ByteRange range, absl::string_view what) {
    const bool inside = range.begin < range.end && range.end <= article_.size();
    Expect(inside, absl::StrCat(what, " [", range.begin, ", ", range.end, ") is no range of the article"));
    if (inside) Expect(IsBoundary(range.begin) && IsBoundary(range.end), absl::StrCat(what, " splits a code point"));
  }

  bool HasSource(int id) const { return id >= 1 && id <= static_cast<int>(answer_.sources.size()); }

  void CheckSource(const Source& source, int id) {
    where_ = absl::StrCat("source ", id);
    Expect(source.id == id, "ids are not 1, 2, ...");
    CheckRange(source.name, "name");
    if (source.role.has_value()) CheckRange(*source.role, "role");
    for (size_t i = 0; i < source.mentions.size(); ++i) {
      CheckRange(source.mentions[i], "mention");
      if (i > 0) Expect(IsBefore(source.mentions[i - 1], source.mentions[i]), "mentions doubled or not in text order");
    }
    Expect(std::find(source.mentions.begin(), source.mentions.end(), source.name) != source.mentions.end(),
           "the name is not among the mentions");
  }

  void CheckClaim(const Claim& claim, int id) {
    where_ = absl::StrCat("claim ", id);
    Expect(claim.id == id, "ids are not 1, 2, ... in text order");
    CheckRange(claim.cue.range, "cue");
    Expect(!claim.content.empty(), "no content");
    for (size_t i = 0; i < claim.content.size(); ++i) {
      CheckRange(claim.content[i], "content");
      if (i > 0) Expect(claim.content[i - 1].end <= claim.content[i].begin, "pieces overlap or are out of order");
    }
    for (const Circumstance& circumstance : claim.circumstances) CheckRange(circumstance.range, "circumstance");
    Expect(IsProbability(claim.confidence), "confidence is no probability");
    Expect(!claim.rule.empty(), "no rule");
    CheckReference(claim);
    CheckParent(claim);
  }

  void CheckReference(const Claim& claim) {
    const SourceReference& source = claim.source;
    if (source.range.has_value()) {
      CheckRange(*source.range, "source mention");
      Expect(HasSource(source.source_id), "a mention without a source");
    }
    Expect(source.source_id == 0 || HasSource(source.source_id), "unknown source id");
    Expect((source.source_id == 0) == (source.resolution == Resolution::kImpersonal), "impersonal against source id");
    Expect(source.resolution != Resolution::kDropped || !source.range.has_value(), "a dropped subject with a mention");
    for (size_t i = 0; i < source.candidates.size(); ++i) {
      Expect(HasSource(source.candidates[i].source_id), "unknown candidate");
      Expect(IsProbability(source.candidates[i].probability), "candidate without a probability");
      if (i == 0) continue;
      Expect(source.candidates[i - 1].probability >= source.candidates[i].probability, "candidates not best first");
    }
    for (int id : claim.chain) Expect(HasSource(id), "unknown source in the chain");
    Expect(claim.chain.empty() || claim.chain.back() == source.source_id, "the chain does not end with the source");
  }

  void CheckParent(const Claim& claim) {
    if (claim.parent_id == 0) return;
    const bool exists = claim.parent_id >= 1 && claim.parent_id <= static_cast<int>(answer_.claims.size());
    Expect(exists && claim.parent_id != claim.id, "unknown parent");
    if (!exists) return;
    const std::vector<ByteRange>& holder = answer_.claims[claim.parent_id - 1].content;
    Expect(std::any_of(holder.begin(), holder.end(), [&](ByteRange piece) { return piece.Contains(claim.cue.range); }),
           "the parent's content does not hold the cue");
    int steps = 0;
    for (int id = claim.parent_id; id >= 1 && id <= static_cast<int>(answer_.claims.size()) && steps <= claim.id + 1000;
         ++steps) {
      id = answer_.claims[id - 1].parent_id;
    }
    Expect(steps <= static_cast<int>(answer_.claims.size()), "parents in a circle");
  }

  absl::string_view article_;
  const Attributions& answer_;
  std::string where_ = "answer";
  std::vector<std::string> problems_;
};

class FieldWriter {
 public:
  void Number(int64_t value) { absl::StrAppend(&fields_, value, " "); }
  void Real(double value) {
    char bits[32];
    std::snprintf(bits, sizeof(bits), "%a ", value);
    fields_ += bits;
  }
  void Text(absl::string_view value) { absl::StrAppend(&fields_, value.size(), ":", value, " "); }
  void Range(ByteRange range) { absl::StrAppend(&fields_, range.begin, "-", range.end, " "); }
  void Range(const std::optional<ByteRange>& range) { range.has_value() ? Range(*range) : Text("none"); }
  void Line() { fields_ += "\n"; }
  std::string fields() const { return fields_; }

 private:
  std::string fields_;
};

void WriteClaim(const Claim& claim, FieldWriter* writer) {
  writer->Number(claim.id);
  for (ByteRange piece : claim.content) writer->Range(piece);
  writer->Range(claim.cue.range);
  writer->Text(claim.cue.lemma);
  for (int value : {static_cast<int>(claim.cue.cue_class), static_cast<int>(claim.cue.stance),
                    static_cast<int>(claim.cue.polarity), static_cast<int>(claim.cue.modality), claim.source.source_id,
                    static_cast<int>(claim.source.resolution), static_cast<int>(claim.quote_kind), claim.parent_id}) {
    writer->Number(value);
  }
  writer->Range(claim.source.range);
  for (const SourceCandidate& candidate : claim.source.candidates) {
    writer->Number(candidate.source_id);
    writer->Real(candidate.probability);
  }
  for (const Circumstance& circumstance : claim.circumstances) {
    writer->Range(circumstance.range);
    writer->Number(static_cast<int>(circumstance.kind));
  }
  writer->Text("chain");
  for (int id : claim.chain) writer->Number(id);
  writer->Real(claim.confidence);
  writer->Text(claim.rule);
  writer->Line();
}

void WriteSource(const Source& source, FieldWriter* writer) {
  writer->Number(source.id);
  writer->Range(source.name);
  writer->Text(source.canonical_name);
  writer->Text(source.registry_id);
  writer->Number(static_cast<int>(source.type));
  writer->Range(source.role);
  for (ByteRange mention : source.mentions) writer->Range(mention);
  writer->Line();
}

}  // namespace

std::vector<std::string> AnswerProblems(absl::string_view article, const Attributions& answer) {
  return Checker(article, answer).Check();
}

std::string Fingerprint(const Attributions& answer) {
  FieldWriter writer;
  for (const Claim& claim : answer.claims) WriteClaim(claim, &writer);
  for (const Source& source : answer.sources) WriteSource(source, &writer);
  writer.Range(answer.document_source);
  return writer.fields();
}

}  // namespace isnad
