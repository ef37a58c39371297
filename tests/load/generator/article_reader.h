// Articles to send: made up, from a file of JSON lines, or from a folder.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_ARTICLE_READER_H_
#define ISNAD_TESTS_LOAD_GENERATOR_ARTICLE_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/load/generator/load_options.h"

namespace isnad::load {

// The texts, at least one and at most options.articles_max. Errors name the file and, in JSON lines, the line.
absl::StatusOr<std::vector<std::string>> ReadArticles(const LoadOptions& options);

// The whole of a file.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_ARTICLE_READER_H_
