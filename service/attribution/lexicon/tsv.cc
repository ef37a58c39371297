// Rows are few and read once, so this favours plain steps over speed. The letters refused here are those that the
// folding in text/normalizer.h would hide: data that needs folding to match is data nobody can search. tests: tsv_test.
#include "service/attribution/lexicon/tsv.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

bool Within(char32_t letter, char32_t first, char32_t last) { return first <= letter && letter <= last; }

// The name of the kind of letter that ordinary spelling does not have; empty for all others.
absl::string_view ForbiddenKind(char32_t letter) {
  if (letter < 0x20 || Within(letter, 0x7F, 0x9F)) return "control character";
  if (letter == 0x0640) return "tatweel";
  if (letter == 0xFEFF || Within(letter, 0x200B, 0x200D)) return "zero-width character";
  if (Within(letter, 0xFB50, 0xFDFF) || Within(letter, 0xFE70, 0xFEFC)) return "presentation form";
  if (letter == 0x061C || Within(letter, 0x200E, 0x200F) || Within(letter, 0x202A, 0x202E) ||
      Within(letter, 0x2066, 0x2069)) {
    return "bidirectional control";
  }
  return "";
}

absl::Status CheckCell(const TsvCell& cell) {
  if (cell.text.empty()) return cell.Problem("empty; write - for none");
  if (const std::optional<size_t> offset = FirstInvalidUtf8(cell.text)) {
    return cell.Problem(absl::StrCat("malformed UTF-8 at byte ", *offset));
  }
  for (uint32_t offset = 0; offset < cell.text.size();) {
    const char32_t letter = NextCodePoint(cell.text, &offset);
    const absl::string_view kind = ForbiddenKind(letter);
    if (!kind.empty()) return cell.Problem(absl::StrFormat("%s U+%04X", kind, static_cast<uint32_t>(letter)));
  }
  return absl::OkStatus();
}

absl::StatusOr<TsvRow> ReadRow(absl::string_view file, int line, absl::string_view text,
                               absl::Span<const absl::string_view> columns) {
  const std::vector<absl::string_view> fields = absl::StrSplit(text, '\t');
  if (fields.size() != columns.size()) {
    const TsvCell last{
        .file = file, .column = columns[std::min(fields.size(), columns.size()) - 1], .line = line, .text = text};
    return last.Problem(absl::StrCat("row has ", fields.size(), " columns, expected ", columns.size()));
  }
  TsvRow row;
  row.reserve(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    row.push_back({.file = file, .column = columns[i], .line = line, .text = absl::StripAsciiWhitespace(fields[i])});
    if (absl::Status status = CheckCell(row.back()); !status.ok()) return status;
  }
  return row;
}

}  // namespace

absl::Status TsvCell::Problem(absl::string_view problem) const {
  return absl::InvalidArgumentError(absl::StrCat(file, ":", line, ": ", column, ": ", problem));
}

absl::StatusOr<std::vector<absl::string_view>> TsvCell::Items(absl::string_view separators) const {
  std::vector<absl::string_view> items;
  if (text == "-") return items;
  for (absl::string_view item : absl::StrSplit(text, absl::ByAnyChar(separators))) {
    items.push_back(absl::StripAsciiWhitespace(item));
    if (items.back().empty()) return Problem("empty word");
  }
  return items;
}

absl::StatusOr<std::vector<TsvRow>> ReadTsv(absl::string_view file, absl::string_view contents,
                                            absl::Span<const absl::string_view> columns) {
  std::vector<TsvRow> rows;
  int line = 0;
  for (absl::string_view text : absl::StrSplit(contents, '\n')) {
    ++line;
    if (absl::StartsWith(text, "#") || absl::StripAsciiWhitespace(text).empty()) continue;
    absl::StatusOr<TsvRow> row = ReadRow(file, line, text, columns);
    if (!row.ok()) return row.status();
    rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace isnad
