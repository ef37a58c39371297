// Reads the language data's tab-separated files: `#` lines are comments, blank lines are skipped, every other line is a
// row with a fixed number of columns. A cell knows where it stands, so that each problem is reported as
// `file:line: column: problem` (InvalidArgument), the column by its name. Views into the contents; pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_TSV_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_TSV_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace isnad {

struct TsvCell {
  absl::string_view file;
  absl::string_view column;
  int line = 0;            // 1, 2, ...
  absl::string_view text;  // without spaces around it

  absl::Status Problem(absl::string_view problem) const;

  // The items between any of `separators`, without spaces around them; none where the cell is "-". Fails on an empty
  // item.
  absl::StatusOr<std::vector<absl::string_view>> Items(absl::string_view separators = ",") const;
};

using TsvRow = std::vector<TsvCell>;

// The value that `parse` finds under the cell's text; fails where it finds none.
template <typename Value>
absl::StatusOr<Value> ParseNamed(const TsvCell& cell, std::optional<Value> (*parse)(absl::string_view)) {
  if (const std::optional<Value> value = parse(cell.text)) return *value;
  return cell.Problem(absl::StrCat("unknown ", cell.column, " ", cell.text));
}

// Fails on malformed UTF-8, on a row with another number of columns, on an empty cell, and on letters that ordinary
// spelling does not have: presentation forms, tatweel, zero-width characters, controls and bidirectional controls.
absl::StatusOr<std::vector<TsvRow>> ReadTsv(absl::string_view file, absl::string_view contents,
                                            absl::Span<const absl::string_view> columns);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_TSV_H_
