#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <type_traits>
#include <utility>

#include "service/server/config_environment.h"
#include "service/server/config_flags.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

// Stands for a value of any type where an aggregate is only tried for initialisation.
struct Anything {
  template <typename T>
  operator T() const;  // NOLINT: implicit on purpose
};

template <typename T, size_t... index>
constexpr bool TakesValues(std::index_sequence<index...>) {
  return requires { T{(static_cast<void>(index), Anything())...}; };
}

// How many values the aggregate T takes at most, which is how many fields it has.
template <typename T, size_t count = 0>
constexpr size_t FieldCount() {
  if constexpr (TakesValues<T>(std::make_index_sequence<count + 1>())) {
    return FieldCount<T, count + 1>();
  } else {
    return count;
  }
}

struct ThreeFields {
  int number = 0;
  std::string text;
  ServiceLimits limits;
};
static_assert(FieldCount<ThreeFields>() == 3);

// Where in a configuration the option's field begins.
size_t PlaceOf(const Option& option) {
  static const ServerConfig config;
  const auto* begin = reinterpret_cast<const char*>(&config);
  const auto place = [&](auto field) {
    if constexpr (std::is_invocable_v<decltype(field), const ServerConfig&>) {
      return reinterpret_cast<const char*>(&std::invoke(field, config)) - begin;
    } else {
      return reinterpret_cast<const char*>(&std::invoke(field, config.limits)) - begin;
    }
  };
  return std::visit(place, option.field);
}

TEST(OptionTableTest, HasOneOptionForEachField) {
  const OptionTable options = ServerOptions();
  std::set<size_t> places;
  for (const Option& option : options) {
    EXPECT_TRUE(places.insert(PlaceOf(option)).second) << option.name << ": another option sets this field";
  }
  // All fields but `limits`, and those in it.
  EXPECT_EQ(places.size(), FieldCount<ServerConfig>() - 1 + FieldCount<ServiceLimits>())
      << "a field of ServerConfig or ServiceLimits has no option";
}

TEST(OptionTableTest, EachOptionSetsItsOwnFieldAlone) {
  const OptionTable options = ServerOptions();
  for (const Option& changed : options) {
    SCOPED_TRACE(changed.name);
    ServerConfig config;
    OptionValue other = GetOption(changed, config);
    if (auto* flag = std::get_if<bool>(&other)) *flag = !*flag;
    if (auto* number = std::get_if<int64_t>(&other)) *number += *number < changed.range.max ? 1 : -1;
    if (auto* text = std::get_if<std::string>(&other)) {
      *text = changed.choices.empty() ? *text + "x" : changed.choices[*text == changed.choices[0] ? 1 : 0];
    }
    SetOption(changed, other, &config);
    for (const Option& option : options) {
      EXPECT_EQ(GetOption(option, config), &option == &changed ? other : GetOption(option, ServerConfig()))
          << option.name;
    }
  }
}

TEST(OptionTableTest, DefaultsAreAllowed) {
  for (const Option& option : ServerOptions()) {
    const absl::StatusOr<OptionValue> value = ParseOption(option, TextOf(GetOption(option, ServerConfig())));
    ASSERT_TRUE(value.ok()) << option.name << ": " << value.status();
    EXPECT_EQ(*value, GetOption(option, ServerConfig()));
  }
}

TEST(OptionTableTest, RangesFitTheirFields) {
  for (const Option& option : ServerOptions()) {
    EXPECT_GE(option.range.min, 0) << option.name << ": no field of an unsigned type takes less";
    EXPECT_LE(option.range.min, option.range.max) << option.name;
    if (std::holds_alternative<int ServerConfig::*>(option.field) ||
        std::holds_alternative<int ServiceLimits::*>(option.field)) {
      EXPECT_LE(option.range.max, std::numeric_limits<int>::max()) << option.name;
    }
  }
}

TEST(OptionTableTest, NamesAndTextsHaveOneForm) {
  std::set<std::string> names;
  std::set<std::string> ended_groups;
  std::string group;
  for (const Option& option : ServerOptions()) {
    EXPECT_TRUE(names.insert(option.name).second) << option.name;
    EXPECT_THAT(option.name, MatchesRegex("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    EXPECT_THAT(option.help, MatchesRegex("[a-zA-Z].*[^.;:]"));
    EXPECT_THAT(option.placeholder, Not(IsEmpty()));
    if (option.group == group) continue;
    EXPECT_THAT(ended_groups, Not(Contains(option.group))) << "groups stay together";
    ended_groups.insert(std::exchange(group, option.group));
  }
}

TEST(OptionTableTest, UnitsAreInTheNames) {
  for (const Option& option : ServerOptions()) {
    EXPECT_EQ(option.name.find("_ms") != std::string::npos, option.type == OptionType::kMilliseconds) << option.name;
    EXPECT_EQ(option.name.find("_bytes") != std::string::npos, option.type == OptionType::kBytes) << option.name;
  }
}

TEST(OptionTableTest, GivesEachNameItsForms) {
  const OptionTable options = ServerOptions();
  const Option* option = FindOption("drain_ms", options);
  ASSERT_NE(option, nullptr);
  EXPECT_EQ(FlagOf(*option), "--drain-ms");
  EXPECT_EQ(VariableOf(*option), "ISNAD_DRAIN_MS");
  EXPECT_EQ(FindOption("drain-ms", options), nullptr);
  EXPECT_EQ(FindOption("config", options), nullptr) << "--config and ISNAD_CONFIG name the file";
}

// A variable that is passed over must not be an option's: it would then be set by a platform.
TEST(OptionTableTest, NoVariableIsOneOfContainerPlatforms) {
  const OptionTable none;
  for (const Option& option : ServerOptions()) {
    for (const char* value : {"10.0.0.1", "50051", "tcp://10.0.0.1:50051"}) {
      EXPECT_THAT(ReadEnvironment({VariableOf(option) + "=" + value}, none).problems, Not(IsEmpty())) << option.name;
    }
  }
}

// What other programs and documents have been written with.
TEST(OptionTableTest, KeepsTheNamesOfTheFirstVersion) {
  const OptionTable options = ServerOptions();
  for (const char* name : {"listen", "lexicon", "model", "drain_delay_ms", "drain_ms"}) {
    EXPECT_NE(FindOption(name, options), nullptr) << name;
  }
}

}  // namespace
}  // namespace isnad
