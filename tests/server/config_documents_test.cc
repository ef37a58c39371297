#include "service/server/config_documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/server/config_flags.h"
#include "service/server/option_table.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ConfigDocumentsTest, HelpFitsATerminal) {
  const std::string help = HelpText(ServerOptions());
  for (absl::string_view line : absl::StrSplit(help, '\n')) {
    EXPECT_LE(line.size(), 80u) << line;
    EXPECT_FALSE(absl::EndsWith(line, " ")) << line;
  }
}

TEST(ConfigDocumentsTest, HelpIsGrouped) {
  const std::string help = HelpText(ServerOptions());
  EXPECT_THAT(help, HasSubstr("\nListening:\n  --listen HOST:PORT\n        address for calls, or unix:PATH;"));
  EXPECT_THAT(help, HasSubstr("\n  --drain-ms MS\n"
                              "        after the drain delay: time for the calls in flight to end; 0 to 3600000\n"
                              "        ms [25000]\n"));
  EXPECT_THAT(help, HasSubstr("\n  --log-level NAME\n"
                              "        the least important lines that are logged; debug, info, warning, error,\n"
                              "        off [info]\n"));
}

TEST(ConfigDocumentsTest, EachDocumentHasEachOptionWithItsDefault) {
  const OptionTable options = ServerOptions();
  const std::string help = HelpText(options);
  const std::string page = ManPage(options, "1.2.3");
  const std::string tables = MarkdownTables(options);
  for (const Option& option : options) {
    EXPECT_THAT(help, HasSubstr(absl::StrCat("\n  ", FlagOf(option))));
    const std::string flag = absl::StrReplaceAll(FlagOf(option), {{"-", "\\-"}});
    EXPECT_THAT(page, HasSubstr(absl::StrCat("\n.B ", flag)));
    EXPECT_THAT(page, HasSubstr(absl::StrCat("\n.B ", VariableOf(option), "\n")));
    EXPECT_THAT(tables, HasSubstr(absl::StrCat("\n| `", option.name, "` | ")));
  }
  for (const ActionFlag& flag : ActionFlags()) {
    EXPECT_THAT(help, HasSubstr(absl::StrCat("\n  ", flag.flag, "\n")));
    EXPECT_THAT(page, HasSubstr(absl::StrReplaceAll(flag.flag, {{"-", "\\-"}})));
    EXPECT_THAT(tables, HasSubstr(absl::StrCat("\n| `", flag.flag, "` | ")));
  }
  EXPECT_THAT(tables, HasSubstr("| `drain_ms` | 0 to 3600000 ms | `25000` | after the drain delay: time for"));
  EXPECT_THAT(page, HasSubstr("\"isnad 1.2.3\""));
}

TEST(ConfigDocumentsTest, TellTheExitStatuses) {
  const OptionTable options = ServerOptions();
  for (const std::string& text : {HelpText(options), ManPage(options, "1"), MarkdownTables(options)}) {
    EXPECT_THAT(text, HasSubstr("orderly stop"));
    EXPECT_THAT(text, HasSubstr("cannot start"));
    EXPECT_THAT(text, HasSubstr("configuration is wrong"));
  }
}

TEST(ConfigDocumentsTest, ShowNoDefaultOfASecret) {
  OptionTable options = ServerOptions();
  for (Option& option : options) option.secret = option.name == "drain_ms";
  for (const std::string& text : {HelpText(options), ManPage(options, "1"), MarkdownTables(options)}) {
    EXPECT_THAT(text, Not(HasSubstr("25000")));
  }
}

// Help of an option may begin or be written like a request or an escape of roff.
TEST(ConfigDocumentsTest, ManPageEscapesText) {
  OptionTable options = ServerOptions();
  options[0].help = ".TH is 'not' a request, nor \\fB an escape";
  options[1].help = "'so nothing";
  const std::string page = ManPage(options, "1");
  EXPECT_THAT(page, HasSubstr("\n\\&.TH is 'not' a request, nor \\efB an escape"));
  EXPECT_THAT(page, HasSubstr("\n\\&'so nothing"));
}

TEST(ConfigDocumentsTest, ManPageRendersWithoutWarnings) {
  if (std::system("command -v groff >/dev/null") != 0) GTEST_SKIP() << "SKIPPED: groff is not installed";
  const TemporaryFolder folder;
  const std::string page = folder.Write("isnad-server.8", ManPage(ServerOptions(), "1.2.3"));
  const std::string broken = folder.Write("broken.8", ".TH A 8\n.nosuchrequest\n");
  const auto warnings = [&folder](const std::string& file) {
    const std::string command =
        absl::StrCat("groff -man -Tascii -ww '", file, "' 2>&1 >'", folder.Path("rendered"), "'");
    std::string text;
    FILE* output = popen(command.c_str(), "r");
    for (int byte = 0; output != nullptr && (byte = fgetc(output)) != EOF;) text += static_cast<char>(byte);
    EXPECT_EQ(pclose(output), 0);
    return text;
  };
  EXPECT_EQ(warnings(page), "");
  EXPECT_NE(warnings(broken), "") << "this test would see a warning";
}

}  // namespace
}  // namespace isnad
