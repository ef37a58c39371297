// Lines of the form "ID kind begin end<TAB>surface" for spans and "ID kind-is values<TAB>words" for what has no place
// in the article. ASCII comes first, so that every editor shows the columns in order.
#include "tests/golden/answer_file.h"

#include <cstdio>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

constexpr absl::string_view kQuoteKindNames[] = {"direct", "indirect", "mixed"};
constexpr absl::string_view kPolarityNames[] = {"positive", "negative"};
constexpr absl::string_view kModalityNames[] = {"actual", "hypothetical"};
constexpr absl::string_view kResolutionNames[] = {"named", "generic", "pronoun", "dropped", "impersonal"};
constexpr absl::string_view kCircumstanceNames[] = {"medium", "venue", "addressee", "time"};

template <size_t size, typename Enum>
absl::string_view Name(const absl::string_view (&names)[size], Enum value) {
  const size_t index = static_cast<size_t>(value);
  return index < size ? names[index] : "?";
}

std::string Reference(absl::string_view prefix, int id) { return id == 0 ? "-" : absl::StrCat(prefix, id); }

bool IsInvisible(char32_t code_point) {
  return code_point < 0x20 || code_point == 0x7F || code_point == 0xA0 || code_point == 0xAD || code_point == 0x61C ||
         (code_point >= 0x200B && code_point <= 0x200F) || (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x2069) || code_point == 0xFEFF;
}

class Writer {
 public:
  explicit Writer(absl::string_view article) : article_(article) {}

  void Span(absl::string_view id, absl::string_view kind, ByteRange range) {
    const bool inside = range.begin <= range.end && range.end <= article_.size();
    absl::StrAppend(&file_, id, " ", kind, " ", range.begin, " ", range.end, "\t",
                    inside ? EscapedSurface(article_.substr(range.begin, range.size())) : "OUTSIDE THE ARTICLE", "\n");
  }
  void Values(absl::string_view id, absl::string_view kind, absl::string_view values, absl::string_view words = "") {
    absl::StrAppend(&file_, id, " ", kind, " ", values, words.empty() ? "" : "\t", words, "\n");
  }
  void Gap() { absl::StrAppend(&file_, "\n"); }
  std::string file() const { return file_; }

 private:
  absl::string_view article_;
  std::string file_;
};

void WriteClaim(const Claim& claim, Writer* writer) {
  const std::string id = absl::StrCat("C", claim.id);
  const ClaimCue& cue = claim.cue;
  writer->Span(id, "cue", cue.range);
  writer->Values(id, "cue-is",
                 absl::StrCat(CueClassName(cue.cue_class), " ", StanceName(cue.stance), " ",
                              Name(kPolarityNames, cue.polarity), " ", Name(kModalityNames, cue.modality)),
                 cue.lemma);
  if (claim.source.range.has_value()) writer->Span(id, "source", *claim.source.range);
  writer->Values(
      id, "source-is",
      absl::StrCat(Reference("S", claim.source.source_id), " ", Name(kResolutionNames, claim.source.resolution)));
  for (ByteRange piece : claim.content) writer->Span(id, "content", piece);
  std::vector<std::string> chain;
  for (int source_id : claim.chain) chain.push_back(Reference("S", source_id));
  writer->Values(id, "claim-is",
                 absl::StrCat(Name(kQuoteKindNames, claim.quote_kind), " parent=", Reference("C", claim.parent_id),
                              " chain=", chain.empty() ? "-" : absl::StrJoin(chain, ","),
                              " rule=", claim.rule.empty() ? "-" : claim.rule));
  for (const Circumstance& circumstance : claim.circumstances) {
    writer->Span(id, Name(kCircumstanceNames, circumstance.kind), circumstance.range);
  }
}

void WriteSource(const Source& source, Writer* writer) {
  const std::string id = absl::StrCat("S", source.id);
  writer->Span(id, "name", source.name);
  writer->Values(
      id, "source-is",
      absl::StrCat(SourceTypeName(source.type), " registry=", source.registry_id.empty() ? "-" : source.registry_id),
      source.canonical_name);
  if (source.role.has_value()) writer->Span(id, "role", *source.role);
  for (ByteRange mention : source.mentions) writer->Span(id, "mention", mention);
}

}  // namespace

std::string EscapedSurface(absl::string_view surface) {
  std::string escaped;
  uint32_t offset = 0;
  while (offset < surface.size()) {
    const uint32_t begin = offset;
    const char32_t code_point = NextCodePoint(surface, &offset);
    if (code_point == '\n') {
      absl::StrAppend(&escaped, "\\n");
    } else if (code_point == '\r') {
      absl::StrAppend(&escaped, "\\r");
    } else if (code_point == '\t') {
      absl::StrAppend(&escaped, "\\t");
    } else if (code_point == '\\') {
      absl::StrAppend(&escaped, "\\\\");
    } else if (IsInvisible(code_point)) {
      char hex[12];
      std::snprintf(hex, sizeof(hex), "\\u%04X", static_cast<unsigned>(code_point));
      absl::StrAppend(&escaped, hex);
    } else {
      absl::StrAppend(&escaped, surface.substr(begin, offset - begin));
    }
  }
  return escaped;
}

std::string AnswerFile(absl::string_view article, const absl::StatusOr<Attributions>& answer) {
  Writer writer(article);
  if (!answer.ok()) {
    writer.Values("article", "refused-is", absl::StatusCodeToString(answer.status().code()),
                  EscapedSurface(answer.status().message()));
    return writer.file();
  }
  writer.Values("article", "answer-is",
                absl::StrCat("claims=", answer->claims.size(), " sources=", answer->sources.size()));
  if (answer->document_source.has_value()) writer.Span("article", "document-source", *answer->document_source);
  for (const Claim& claim : answer->claims) {
    writer.Gap();
    WriteClaim(claim, &writer);
  }
  for (const Source& source : answer->sources) {
    writer.Gap();
    WriteSource(source, &writer);
  }
  return writer.file();
}

std::vector<std::string> SurfaceProblems(absl::string_view article, absl::string_view answer_file) {
  std::vector<std::string> problems;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(answer_file, '\n')) {
    ++line_number;
    const std::vector<absl::string_view> columns = absl::StrSplit(line, absl::MaxSplits('\t', 1));
    const std::vector<absl::string_view> fields = absl::StrSplit(columns[0], ' ');
    if (fields.size() < 3 || absl::EndsWith(fields[1], "-is")) continue;
    uint32_t begin = 0;
    uint32_t end = 0;
    if (columns.size() != 2 || fields.size() != 4 || !absl::SimpleAtoi(fields[2], &begin) ||
        !absl::SimpleAtoi(fields[3], &end)) {
      problems.push_back(absl::StrCat("line ", line_number, ": expected ID kind begin end<TAB>surface, found ", line));
    } else if (begin >= end || end > article.size()) {
      problems.push_back(absl::StrCat("line ", line_number, ": no range of the article: ", begin, " ", end));
    } else if (EscapedSurface(article.substr(begin, end - begin)) != columns[1]) {
      problems.push_back(absl::StrCat("line ", line_number, ": the article has ",
                                      EscapedSurface(article.substr(begin, end - begin)), " there, not ", columns[1]));
    }
  }
  return problems;
}

}  // namespace isnad
