// One option of the server: its name, what values it takes, and the field of the configuration that it sets. From this
// value alone come flag, environment variable, key of the configuration file, help and documents. Values; any thread.
#ifndef ISNAD_SERVICE_SERVER_OPTION_H_
#define ISNAD_SERVICE_SERVER_OPTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/server/config.h"

namespace isnad {

enum class OptionType { kText, kFile, kFolder, kNumber, kBytes, kMilliseconds, kSwitch, kChoice };

// The field that an option sets. A field of another type wants one more line here and in option_value.cc.
using OptionField =
    std::variant<std::string ServerConfig::*, int ServerConfig::*, bool ServerConfig::*, LogLevel ServerConfig::*,
                 ClientCertificates ServerConfig::*, int ServiceLimits::*, size_t ServiceLimits::*>;

// A choice is told by its name.
using OptionValue = std::variant<bool, int64_t, std::string>;

// Both ends are allowed.
struct OptionRange {
  int64_t min = 0;
  int64_t max = 0;
};

struct Option {
  std::string name;  // the key in the file: "drain_ms"
  OptionType type = OptionType::kText;
  OptionRange range;  // of numbers; of texts and paths: how many bytes
  OptionField field;
  std::string help;                  // begins small and ends without a full stop; the range is added to it
  std::vector<std::string> choices;  // by the enumeration's numbers
  std::string placeholder;           // stands for the value: "HOST:PORT"
  std::string group;
  bool secret = false;  // the value itself, not the path of a file with it: never shown
};

// In the order of the documents; groups stay together.
using OptionTable = std::vector<Option>;

// A value for an option, and who said so: "flag --drain-ms".
struct Setting {
  const Option* option = nullptr;  // lives in the table
  OptionValue value;
  std::string origin;
};

// The most bytes of a text or path: Linux takes no longer path.
inline constexpr int64_t kOptionTextBytesMax = 4096;

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_OPTION_H_
