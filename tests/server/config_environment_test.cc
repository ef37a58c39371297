#include "service/server/config_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ConfigEnvironmentTest, ReadsAVariableForEachOption) {
  const OptionTable options = ServerOptions();
  for (const Option& option : options) {
    const OptionValue value = TakesPath(option) ? OptionValue("/a") : GetOption(option, ServerConfig());
    const Environment environment = ReadEnvironment({VariableOf(option) + "=" + TextOf(value)}, options);
    EXPECT_THAT(environment.problems, IsEmpty());
    ASSERT_EQ(environment.settings.size(), 1u) << option.name;
    EXPECT_EQ(environment.settings[0].option, &option);
    EXPECT_EQ(environment.settings[0].value, value);
    EXPECT_EQ(environment.settings[0].origin, "environment " + VariableOf(option));
  }
}

TEST(ConfigEnvironmentTest, ReadsTheNameOfTheFile) {
  const Environment environment = ReadEnvironment({"ISNAD_CONFIG=/etc/isnad.json"}, ServerOptions());
  EXPECT_EQ(environment.config_file, "/etc/isnad.json");
  EXPECT_THAT(environment.problems, IsEmpty());
}

TEST(ConfigEnvironmentTest, TakesEqualsSignsAndNothingAsValues) {
  const OptionTable options = ServerOptions();
  const Environment environment = ReadEnvironment({"ISNAD_MODEL=/a=b", "ISNAD_LISTEN="}, options);
  ASSERT_EQ(environment.settings.size(), 2u);
  EXPECT_EQ(TextOf(environment.settings[0].value), "/a=b");
  EXPECT_EQ(TextOf(environment.settings[1].value), "");
}

// A deployment whose variable was not filled in must not serve with what the file names switched off.
TEST(ConfigEnvironmentTest, TakesNothingForNoPath) {
  const OptionTable options = ServerOptions();
  int paths = 0;
  for (const Option& option : options) {
    if (!TakesPath(option)) continue;
    ++paths;
    const Environment environment = ReadEnvironment({VariableOf(option) + "="}, options);
    EXPECT_THAT(environment.settings, IsEmpty());
    EXPECT_THAT(environment.problems,
                ElementsAre(VariableOf(option) + ": is empty; name a path, or leave it out where there is none"));
  }
  EXPECT_EQ(paths, 7);
  EXPECT_THAT(ReadEnvironment({"ISNAD_CONFIG="}, options).problems,
              ElementsAre("ISNAD_CONFIG: is empty; name a path, or leave it out where there is none"));
}

TEST(ConfigEnvironmentTest, PassesOverWhatIsNotOurs) {
  const Environment environment =
      ReadEnvironment({"PATH=/bin", "MY_ISNAD_LISTEN=x", "ISNAD", "ISNAD=1", "isnad_listen=x", ""}, ServerOptions());
  EXPECT_THAT(environment.settings, IsEmpty());
  EXPECT_THAT(environment.problems, IsEmpty());
}

// As Kubernetes sets them for a service "isnad" with a named port and a service "isnad-admin".
TEST(ConfigEnvironmentTest, PassesOverWhatContainerPlatformsSet) {
  const Environment environment =
      ReadEnvironment({"ISNAD_SERVICE_HOST=10.0.171.239", "ISNAD_SERVICE_PORT=50051", "ISNAD_SERVICE_PORT_GRPC=50051",
                       "ISNAD_PORT=tcp://10.0.171.239:50051", "ISNAD_PORT_50051_TCP=tcp://10.0.171.239:50051",
                       "ISNAD_PORT_50051_TCP_PROTO=tcp", "ISNAD_PORT_50051_TCP_PORT=50051",
                       "ISNAD_PORT_50051_TCP_ADDR=10.0.171.239", "ISNAD_ADMIN_SERVICE_HOST=10.0.171.240",
                       "ISNAD_ADMIN_PORT=tcp://10.0.171.240:9090", "ISNAD_ADMIN_PORT_9090_UDP_ADDR=10.0.171.240"},
                      ServerOptions());
  EXPECT_THAT(environment.settings, IsEmpty());
  EXPECT_THAT(environment.problems, IsEmpty());
}

TEST(ConfigEnvironmentTest, TellsAllProblems) {
  const Environment environment = ReadEnvironment(
      {"ISNAD_DRAIN_MS=soon", "ISNAD_WROKERS=3", "ISNAD_PORT=50051", "ISNAD_PORT_50051=x", "ISNAD_PORT_X_TCP=x",
       "ISNAD_PORT_50051_TCP_NAME=x", "ISNAD_drain_ms=5", "ISNAD_=x", "ISNAD_CONFGI=x", "ISNAD_REFLECTION=1"},
      ServerOptions());
  EXPECT_THAT(environment.settings, IsEmpty());
  EXPECT_THAT(
      environment.problems,
      ElementsAre("ISNAD_DRAIN_MS: \"soon\" is not a whole number from 0 to 3600000 (milliseconds)",
                  "\"ISNAD_WROKERS\": no option has this variable; did you mean ISNAD_WORKERS?",
                  "\"ISNAD_PORT\": no option has this variable", "\"ISNAD_PORT_50051\": no option has this variable",
                  "\"ISNAD_PORT_X_TCP\": no option has this variable",
                  "\"ISNAD_PORT_50051_TCP_NAME\": no option has this variable",
                  "\"ISNAD_drain_ms\": no option has this variable", "\"ISNAD_\": no option has this variable",
                  "\"ISNAD_CONFGI\": no option has this variable; did you mean ISNAD_CONFIG?",
                  "ISNAD_REFLECTION: \"1\" is not true or false"));
}

}  // namespace
}  // namespace isnad
