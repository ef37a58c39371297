// The page of an answer, top to bottom: headline, claims, sources. One example, with SOURCE and so on for Arabic:
//
//   2 claims from 1 source: article
//
//   [1] indirect statement, confidence 0.91
//       source: SOURCE
//       through: REPORTER
//       cue: CUE
//       claim:
//         CONTENT, wrapped to the width
//
//   sources:
//     agency, 3 mentions: SOURCE
//
// Covered by tests/client/text_printer_test.cc.
#include "client/text_printer.h"

#include <cstdint>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client/display_text.h"

namespace isnad {
namespace {

constexpr char kIsolate[] = "\xE2\x81\xA7";     // U+2067 RIGHT-TO-LEFT ISOLATE
constexpr char kEndIsolate[] = "\xE2\x81\xA9";  // U+2069 POP DIRECTIONAL ISOLATE

enum class Color { kNone, kHeadline, kSource, kCue };

// "CUE_CLASS_ACCORDING_TO" is "according to" to a reader.
std::string Word(absl::string_view enumerator, absl::string_view prefix) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(absl::StripPrefix(enumerator, prefix)), {{"_", " "}});
}

std::string Count(int count, absl::string_view noun) { return absl::StrCat(count, " ", noun, count == 1 ? "" : "s"); }

class Page {
 public:
  Page(const v1::ExtractAttributionsResponse& response, const TextStyle& style) : response_(response), style_(style) {
    for (const v1::Source& source : response.sources()) sources_.emplace(source.id(), &source);
  }

  std::string Print() && {
    Headline();
    for (const v1::Claim& claim : response_.claims()) ClaimBlock(claim);
    SourceList();
    page_ += '\n';
    return std::move(page_);
  }

 private:
  void Headline() {
    bool none = response_.claims().empty();
    std::string count = none ? "no attributed claims"
                             : absl::StrCat(Count(response_.claims_size(), "claim"), " from ",
                                            Count(response_.sources_size(), "source"));
    Field(0, count, response_.article_id(), Color::kHeadline);
    if (!response_.document_source().empty()) Field(0, "carried from", response_.document_source(), Color::kSource);
    if (response_.text_omitted()) page_ += "the answer was too large to repeat the article's words\n";
    if (response_.claims_omitted() > 0) {
      absl::StrAppend(&page_, Count(response_.claims_omitted(), "further claim"), " left out\n");
    }
  }

  void ClaimBlock(const v1::Claim& claim) {
    absl::StrAppend(&page_, "\n", Colored(ClaimHeading(claim), Color::kHeadline), "\n");
    SourceLines(claim);
    for (int i = 0; i + 1 < claim.chain_size(); ++i) Field(4, "through", NameOf(claim.chain(i)), Color::kSource);
    Field(4, "cue", claim.cue().text(), Color::kCue);
    page_ += "    claim:\n";
    Wrapped(6, claim.text(), Color::kNone);
  }

  std::string ClaimHeading(const v1::Claim& claim) const {
    std::vector<std::string> notes = {absl::StrCat(Word(v1::QuoteKind_Name(claim.quote_kind()), "QUOTE_KIND_"), " ",
                                                   Word(v1::CueClass_Name(claim.cue().cue_class()), "CUE_CLASS_"))};
    if (claim.cue().stance() > v1::STANCE_NEUTRAL) {
      notes.push_back(absl::StrCat("stance ", Word(v1::Stance_Name(claim.cue().stance()), "STANCE_")));
    }
    if (claim.cue().polarity() == v1::POLARITY_NEGATIVE) notes.push_back("negative");
    if (claim.cue().modality() == v1::MODALITY_HYPOTHETICAL) notes.push_back("hypothetical");
    if (claim.parent_id() > 0) notes.push_back(absl::StrCat("inside claim ", claim.parent_id()));
    notes.push_back(absl::StrFormat("confidence %.2f", claim.confidence()));
    return absl::StrCat("[", claim.id(), "] ", absl::StrJoin(notes, ", "));
  }

  void SourceLines(const v1::Claim& claim) {
    const v1::SourceReference& source = claim.source();
    if (source.source_id() == 0) {
      page_ += "    source: none named\n";
      return;
    }
    std::string name = NameOf(source.source_id());
    Field(4, source.resolution() == v1::RESOLUTION_DROPPED ? "source, implied" : "source", name, Color::kSource);
    if (!source.text().empty() && source.text() != name) Field(4, "mentioned as", source.text(), Color::kSource);
  }

  void SourceList() {
    if (!response_.sources().empty()) absl::StrAppend(&page_, "\n", Colored("sources:", Color::kHeadline), "\n");
    for (const v1::Source& source : response_.sources()) {
      std::string type = source.type() == v1::SOURCE_TYPE_UNSPECIFIED_SOURCE
                             ? "unspecified"
                             : Word(v1::SourceType_Name(source.type()), "SOURCE_TYPE_");
      Field(2, absl::StrCat(type, ", ", Count(source.mentions_size(), "mention")), source.name(), Color::kSource);
      if (!source.canonical_name().empty() && source.canonical_name() != source.name()) {
        Field(4, "known as", source.canonical_name(), Color::kSource);
      }
    }
  }

  std::string NameOf(int32_t source_id) const {
    auto found = sources_.find(source_id);
    return found == sources_.end() ? absl::StrCat("source ", source_id) : found->second->name();
  }

  // "label: text" on one line where it fits; otherwise the text below its label.
  void Field(int indent, absl::string_view label, absl::string_view text, Color color) {
    std::string line = DisplayLine(text);
    absl::StrAppend(&page_, std::string(indent, ' '), label, ":");
    int used = indent + static_cast<int>(label.size()) + 2;
    if (used + DisplayColumns(line) <= style_.columns) {
      absl::StrAppend(&page_, line.empty() ? "" : " ", Shown(line, color), "\n");
    } else {
      page_ += '\n';
      Wrapped(indent + 2, line, color);
    }
  }

  void Wrapped(int indent, absl::string_view text, Color color) {
    for (const std::string& line : WrapLine(DisplayLine(text), style_.columns - indent)) {
      absl::StrAppend(&page_, std::string(indent, ' '), Shown(line, color), "\n");
    }
  }

  std::string Shown(absl::string_view line, Color color) const {
    if (!style_.isolates || !HasRightToLeft(line)) return Colored(line, color);
    return Colored(absl::StrCat(kIsolate, line, kEndIsolate), color);
  }

  std::string Colored(absl::string_view line, Color color) const {
    if (!style_.colors || line.empty() || color == Color::kNone) return std::string(line);
    const char* code = color == Color::kHeadline ? "1" : color == Color::kSource ? "36" : "33";  // bold, cyan, yellow
    return absl::StrCat("\x1b[", code, "m", line, "\x1b[0m");
  }

  const v1::ExtractAttributionsResponse& response_;
  const TextStyle& style_;
  std::map<int32_t, const v1::Source*> sources_;
  std::string page_;
};

}  // namespace

std::string FormatAsText(const v1::ExtractAttributionsResponse& response, const TextStyle& style) {
  return Page(response, style).Print();
}

}  // namespace isnad
