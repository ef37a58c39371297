// Language data may come from a user's own folder: any bytes give rows of the asked width, or a refusal.
#include <cstdint>
#include <cstdlib>

#include "service/attribution/lexicon/tsv.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view columns[] = {"id", "class", "word"};
  auto rows = isnad::ReadTsv("fuzz.tsv", {reinterpret_cast<const char*>(data), size}, columns);
  if (!rows.ok()) return 0;
  for (const isnad::TsvRow& row : *rows) {
    if (row.size() != 3) std::abort();
    for (const isnad::TsvCell& cell : row) (void)cell.Items();
  }
  return 0;
}
