// A configuration as the JSON object that --config takes, in the order of the table; secrets that are set are left out
// (kRedacted stands there). Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_PRINTER_H_
#define ISNAD_SERVICE_SERVER_CONFIG_PRINTER_H_

#include <string>

#include "service/server/config_loader.h"
#include "service/server/option.h"

namespace isnad {

std::string PrintConfig(const ServerConfig& config, const OptionTable& options);

// Each option as an object of its value and origin, which --config does not take.
std::string PrintConfigOrigins(const LoadedConfig& loaded, const OptionTable& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_PRINTER_H_
