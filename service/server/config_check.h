// Rules that concern several options, or what an option names: pairs that belong together, limits that contradict each
// other, files that must be readable. Looks at the files; any thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_CHECK_H_
#define ISNAD_SERVICE_SERVER_CONFIG_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/server/option.h"

namespace isnad {

// What a request holds besides its article or articles: ids, options, known sources of an ordinary size.
inline constexpr int kRequestFramingBytes = 4096;

// InvalidArgument with all problems, one a line; each names its options.
absl::Status CheckConfig(const ServerConfig& config, const OptionTable& options);

// Loads what the files hold (language data, tokens, policy) as the server will, and lets go of it; passes over those
// that CheckConfig finds unreadable. InvalidArgument with all problems, one a line.
absl::Status CheckFileContents(const ServerConfig& config, const OptionTable& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_CHECK_H_
