// One run: calls made as the options say, until time or number is up, and what became of them.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_LOAD_RUN_H_
#define ISNAD_TESTS_LOAD_GENERATOR_LOAD_RUN_H_

#include <atomic>

#include "absl/status/statusor.h"
#include "tests/load/generator/connections.h"
#include "tests/load/generator/load_options.h"
#include "tests/load/generator/outcome_tally.h"

namespace isnad::load {

struct LoadResult {
  Totals totals;
  double seconds = 0;        // from the first counted call's time to the last answer or the end, whichever is later
  double phase_seconds = 0;  // the length of totals.phases
  double cpu_seconds = 0;    // of this process, warm-up included
};

// Makes the calls over these connections; returns when all have ended. Once `stop` is true no more are made. Errors:
// articles or token cannot be read.
absl::StatusOr<LoadResult> RunLoad(const LoadOptions& options, const Channels& channels, const std::atomic<bool>& stop);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_LOAD_RUN_H_
