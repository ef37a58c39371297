// What a run has shown, as one JSON document: times in milliseconds, rates in calls a second.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_REPORT_H_
#define ISNAD_TESTS_LOAD_GENERATOR_REPORT_H_

#include <string>

#include "tests/load/generator/load_options.h"
#include "tests/load/generator/load_run.h"

namespace isnad::load {

// Indented, with a line feed at the end.
std::string ReportJson(const LoadOptions& options, const LoadResult& result);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_REPORT_H_
