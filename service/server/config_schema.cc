// Covered by tests/server/config_schema_test.cc.
#include "service/server/config_schema.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

using Json = nlohmann::ordered_json;

Json SchemaOf(const Option& option) {
  Json schema;
  schema["description"] = absl::StrCat(option.help, " (flag ", FlagOf(option), ", variable ", VariableOf(option), ")");
  if (TakesNumber(option)) {
    schema["type"] = "integer";
    schema["minimum"] = option.range.min;
    schema["maximum"] = option.range.max;
  } else if (option.type == OptionType::kSwitch) {
    schema["type"] = "boolean";
  } else if (option.type == OptionType::kChoice) {
    schema["enum"] = option.choices;
  } else {
    schema["type"] = "string";
    schema["maxLength"] = option.range.max;
    schema["pattern"] = "^[^\\u0000-\\u001f\\u007f]*$";
  }
  if (!option.secret) {
    schema["default"] = std::visit([](const auto& value) { return Json(value); }, GetOption(option, ServerConfig()));
  }
  return schema;
}

}  // namespace

std::string ConfigSchema(const OptionTable& options) {
  Json schema;
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "Configuration of isnad-server";
  schema["type"] = "object";
  schema["properties"]["$schema"] = {{"type", "string"}, {"description", "for editors; the server passes it over"}};
  for (const Option& option : options) schema["properties"][option.name] = SchemaOf(option);
  schema["additionalProperties"] = false;
  return schema.dump(2) + "\n";
}

}  // namespace isnad
