// An answer as text for people: each claim with its source, the reporters it came through, its cue and its confidence,
// and at the end the sources.
//
// Arabic always ends its line, and nothing is aligned behind it: so the text reads the same on terminals that reorder
// right-to-left text and on those that do not. Labels are ASCII. Pure; the answer must carry its texts (include_text).
#ifndef ISNAD_CLIENT_TEXT_PRINTER_H_
#define ISNAD_CLIENT_TEXT_PRINTER_H_

#include <string>

#include "client/terminal.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad {

// Ends with an empty line, so that answers can follow each other.
std::string FormatAsText(const v1::ExtractAttributionsResponse& response, const TextStyle& style);

}  // namespace isnad

#endif  // ISNAD_CLIENT_TEXT_PRINTER_H_
