// JSON Schema (draft 2020-12) of the configuration file, for editors and for checks before a deployment. Takes what
// ReadConfig takes; only the bytes of long texts it cannot count. Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_SCHEMA_H_
#define ISNAD_SERVICE_SERVER_CONFIG_SCHEMA_H_

#include <string>

#include "service/server/option.h"

namespace isnad {

std::string ConfigSchema(const OptionTable& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_SCHEMA_H_
