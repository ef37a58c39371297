// Covered by tests/server/config_option_value_test.cc.
#include "service/server/option_value.h"

#include <algorithm>
#include <type_traits>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"

namespace isnad {
namespace {

constexpr size_t kShownBytesMax = 60;

template <typename T>
T& FieldOf(ServerConfig& config, T ServerConfig::*field) {
  return config.*field;
}
template <typename T>
const T& FieldOf(const ServerConfig& config, T ServerConfig::*field) {
  return config.*field;
}
template <typename T>
T& FieldOf(ServerConfig& config, T ServiceLimits::*field) {
  return config.limits.*field;
}
template <typename T>
const T& FieldOf(const ServerConfig& config, T ServiceLimits::*field) {
  return config.limits.*field;
}

// The JSON library refuses to write what is not UTF-8.
bool IsUtf8(absl::string_view text) {
  try {
    return !nlohmann::json(std::string(text)).dump().empty();
  } catch (const nlohmann::json::type_error&) {
    return false;
  }
}

bool IsPlainText(absl::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return absl::ascii_iscntrl(c); }) && IsUtf8(text);
}

absl::string_view UnitOf(const Option& option) {
  if (option.type == OptionType::kBytes) return " (bytes)";
  return option.type == OptionType::kMilliseconds ? " (milliseconds)" : "";
}

absl::Status Refuse(const Option& option, absl::string_view text) {
  return absl::InvalidArgumentError(NotAllowed(option, ShownText(text)));
}

}  // namespace

bool TakesText(const Option& option) { return !TakesNumber(option) && option.type != OptionType::kSwitch; }

bool TakesPath(const Option& option) { return option.type == OptionType::kFile || option.type == OptionType::kFolder; }

bool TakesNumber(const Option& option) {
  return option.type == OptionType::kNumber || option.type == OptionType::kBytes ||
         option.type == OptionType::kMilliseconds;
}

std::string ExpectedOf(const Option& option) {
  if (option.type == OptionType::kSwitch) return "true or false";
  if (option.type == OptionType::kChoice) return absl::StrCat("one of ", absl::StrJoin(option.choices, ", "));
  if (TakesText(option)) {
    return absl::StrCat("a text in UTF-8 without control characters, of at most ", option.range.max, " bytes");
  }
  return absl::StrCat("a whole number from ", option.range.min, " to ", option.range.max, UnitOf(option));
}

std::string ShownText(absl::string_view text) {
  if (text.size() <= kShownBytesMax) return absl::StrCat("\"", absl::Utf8SafeCEscape(text), "\"");
  size_t end = kShownBytesMax;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return absl::StrCat("\"", absl::Utf8SafeCEscape(text.substr(0, end)), "...\" (", text.size(), " bytes)");
}

std::string NotAllowed(const Option& option, absl::string_view shown) {
  return absl::StrCat(option.secret ? "the value" : shown, " is not ", ExpectedOf(option));
}

absl::StatusOr<OptionValue> ParseOption(const Option& option, absl::string_view text) {
  if (option.secret && text == kRedacted) {
    return absl::InvalidArgumentError(absl::StrCat(kRedacted, " stands for a secret that was left out; give it"));
  }
  if (option.type == OptionType::kSwitch) {
    if (text != "true" && text != "false") return Refuse(option, text);
    return OptionValue(text == "true");
  }
  if (option.type == OptionType::kChoice) {
    const auto& choices = option.choices;
    if (std::find(choices.begin(), choices.end(), text) == choices.end()) return Refuse(option, text);
    return OptionValue(std::string(text));
  }
  if (TakesText(option)) {
    if (text.size() > static_cast<size_t>(option.range.max) || !IsPlainText(text)) return Refuse(option, text);
    return OptionValue(std::string(text));
  }
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return Refuse(option, text);
  return NumberForOption(option, number);
}

absl::StatusOr<OptionValue> ParseGivenOption(const Option& option, absl::string_view text) {
  if (TakesPath(option) && text.empty()) return absl::InvalidArgumentError(kEmptyPath);
  return ParseOption(option, text);
}

absl::StatusOr<OptionValue> NumberForOption(const Option& option, int64_t number) {
  if (!TakesNumber(option) || number < option.range.min || number > option.range.max) {
    return absl::InvalidArgumentError(NotAllowed(option, absl::StrCat(number)));
  }
  return OptionValue(number);
}

void SetOption(const Option& option, const OptionValue& value, ServerConfig* config) {
  const auto set = [&](auto field) {
    auto& target = FieldOf(*config, field);
    using Target = std::remove_reference_t<decltype(target)>;
    if constexpr (std::is_enum_v<Target>) {
      const auto& choices = option.choices;
      const auto chosen = std::find(choices.begin(), choices.end(), std::get<std::string>(value));
      target = static_cast<Target>(chosen - choices.begin());
    } else if constexpr (std::is_same_v<Target, bool> || std::is_same_v<Target, std::string>) {
      target = std::get<Target>(value);
    } else {
      target = static_cast<Target>(std::get<int64_t>(value));
    }
  };
  std::visit(set, option.field);
}

OptionValue GetOption(const Option& option, const ServerConfig& config) {
  const auto get = [&](auto field) {
    const auto& source = FieldOf(config, field);
    using Source = std::decay_t<decltype(source)>;
    if constexpr (std::is_enum_v<Source>) {
      return OptionValue(option.choices[static_cast<size_t>(source)]);
    } else if constexpr (std::is_same_v<Source, bool> || std::is_same_v<Source, std::string>) {
      return OptionValue(source);
    } else {
      return OptionValue(static_cast<int64_t>(source));
    }
  };
  return std::visit(get, option.field);
}

std::string TextOf(const OptionValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<int64_t>(&value)) return absl::StrCat(*number);
  return std::get<bool>(value) ? "true" : "false";
}

}  // namespace isnad
