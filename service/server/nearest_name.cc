// Covered by tests/server/config_nearest_name_test.cc.
#include "service/server/nearest_name.h"

#include <algorithm>
#include <numeric>

namespace isnad {
namespace {

// Longer ones are no name, and the distance takes the product of both lengths.
constexpr size_t kNameBytesMax = 64;

// Levenshtein's distance, row by row.
size_t EditDistance(absl::string_view from, absl::string_view to) {
  std::vector<size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < from.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < to.size(); ++j) {
      const size_t exchanged = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({exchanged, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string NearestName(absl::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > kNameBytesMax) return "";
  std::string nearest;
  size_t least = std::string::npos;
  for (const std::string& candidate : candidates) {
    const size_t distance = EditDistance(name, candidate);
    const size_t allowed = std::max(name.size(), candidate.size()) / 3 + 1;
    if (distance > allowed || distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace isnad
