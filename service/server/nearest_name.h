// What a mistyped name may have meant. Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_NEAREST_NAME_H_
#define ISNAD_SERVICE_SERVER_NEAREST_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace isnad {

// The candidate that takes the fewest letters put in, left out or exchanged; the first of several. Empty: more than a
// third of its letters would have to change, so that it is another name.
std::string NearestName(absl::string_view name, const std::vector<std::string>& candidates);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_NEAREST_NAME_H_
