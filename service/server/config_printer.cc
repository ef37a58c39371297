// Covered by tests/server/config_printer_test.cc.
#include "service/server/config_printer.h"

#include <variant>

#include "nlohmann/json.hpp"
#include "service/server/option_value.h"

namespace isnad {
namespace {

using Json = nlohmann::ordered_json;

Json JsonOf(const Option& option, const ServerConfig& config) {
  const OptionValue value = GetOption(option, config);
  if (option.secret && !TextOf(value).empty()) return Json(std::string(kRedacted));
  return std::visit([](const auto& plain) { return Json(plain); }, value);
}

// A path that a caller put into a configuration by hand may be no UTF-8.
std::string Write(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string PrintConfig(const ServerConfig& config, const OptionTable& options) {
  Json json = Json::object();
  for (const Option& option : options) json[option.name] = JsonOf(option, config);
  return Write(json);
}

std::string PrintConfigOrigins(const LoadedConfig& loaded, const OptionTable& options) {
  Json json = Json::object();
  for (const Option& option : options) {
    json[option.name]["value"] = JsonOf(option, loaded.config);
    json[option.name]["origin"] = loaded.origins.at(option.name);
  }
  return Write(json);
}

}  // namespace isnad
