// What the program says about its options: help, manual page, tables in Markdown. All come from the table of options
// alone, so that none can be out of date. Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_DOCUMENTS_H_
#define ISNAD_SERVICE_SERVER_CONFIG_DOCUMENTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "service/server/option.h"

namespace isnad {

// At most 80 columns.
std::string HelpText(const OptionTable& options);

// Source for man(7). `version`: of the program.
std::string ManPage(const OptionTable& options, absl::string_view version);

std::string MarkdownTables(const OptionTable& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_DOCUMENTS_H_
