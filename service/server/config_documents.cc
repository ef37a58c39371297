// Covered by tests/server/config_documents_test.cc.
#include "service/server/config_documents.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/server/config_file.h"
#include "service/server/config_flags.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

constexpr size_t kColumns = 80;
constexpr char kWhatItIs[] = "extracts attributed claims (who says what) from Arabic news, as a gRPC service";

struct Fact {
  std::string name;
  std::string meaning;
};

std::vector<Fact> ExitStatuses() {
  return {{"0", "orderly stop, or what was asked for is printed"},
          {"1", "the server cannot start: its address is taken, or its language data cannot be read"},
          {"2", "the command line or the configuration is wrong; every problem is a line on standard error"}};
}

std::vector<Fact> Signals() {
  return {{"SIGTERM, SIGINT",
           "stop in order: health says NOT_SERVING at once, calls are still taken for drain_delay_ms, then calls in "
           "flight have drain_ms to end; a second signal ends the process at once"},
          {"SIGHUP",
           "look at certificates, tokens and policy now, as is done every reload_interval_ms; while it stops, "
           "nothing"}};
}

// Where options can be given, in paragraphs.
std::vector<std::string> Explanation() {
  return {
      absl::StrCat("Each option is a flag, an environment variable and a key of the configuration file: --drain-ms, ",
                   kVariablePrefix, "DRAIN_MS, drain_ms. Flags win over variables, variables over the file, the file ",
                   "over the default."),
      absl::StrCat(
          "The file is one flat JSON object of at most ", kConfigFileBytesMax,
          " bytes. An unknown flag, key or variable that begins with ", kVariablePrefix,
          ", a key given twice, a value of the wrong type or out of its range, a variable or flag that names a "
          "file or folder and is empty (unset it, where there is none): each is an error, and all are told. "
          "Only variables that container platforms set for a service of that name (",
          kVariablePrefix, "SERVICE_HOST and the like) are passed over."),
  };
}

std::string FlagWithValue(const Option& option) {
  if (option.type == OptionType::kSwitch) return absl::StrCat(FlagOf(option), "[=", option.placeholder, "]");
  return absl::StrCat(FlagOf(option), " ", option.placeholder);
}

// "0 to 1024"; empty for texts and switches.
std::string ValuesOf(const Option& option) {
  if (option.type == OptionType::kChoice) return absl::StrJoin(option.choices, ", ");
  if (option.type == OptionType::kSwitch) return "true, false";
  if (!TakesNumber(option)) return "";
  const char* unit = "";
  if (option.type == OptionType::kBytes) unit = " bytes";
  if (option.type == OptionType::kMilliseconds) unit = " ms";
  return absl::StrCat(option.range.min, " to ", option.range.max, unit);
}

// Empty where there is none.
std::string DefaultOf(const Option& option) { return option.secret ? "" : TextOf(GetOption(option, ServerConfig())); }

// Help, values and default in a sentence or two.
std::string MeaningOf(const Option& option) {
  std::string meaning = option.help;
  const std::string values = ValuesOf(option);
  if (!values.empty() && option.type != OptionType::kSwitch) absl::StrAppend(&meaning, "; ", values);
  const std::string default_text = DefaultOf(option);
  return absl::StrCat(meaning, " [", default_text.empty() ? "none" : default_text, "]");
}

// Lines of at most kColumns with `indent` blanks before each.
std::string Wrapped(absl::string_view text, size_t indent) {
  std::string lines;
  std::string line;
  for (absl::string_view word : absl::StrSplit(text, ' ')) {
    if (!line.empty() && indent + line.size() + 1 + word.size() > kColumns) {
      absl::StrAppend(&lines, std::string(indent, ' '), line, "\n");
      line.clear();
    }
    absl::StrAppend(&line, line.empty() ? "" : " ", word);
  }
  return absl::StrCat(lines, std::string(indent, ' '), line, "\n");
}

std::string HelpEntry(absl::string_view name, absl::string_view meaning) {
  return absl::StrCat("  ", name, "\n", Wrapped(meaning, 8));
}

// Text for roff: no hyphen that is a minus, no escape, no request at the begin of a line.
std::string Roff(absl::string_view text) {
  std::string escaped = absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}});
  if (absl::StartsWith(escaped, ".") || absl::StartsWith(escaped, "'")) escaped.insert(0, "\\&");
  return escaped;
}

std::string RoffEntry(absl::string_view name, absl::string_view meaning) {
  return absl::StrCat(".TP\n.B ", Roff(name), "\n", Roff(meaning), "\n");
}

std::string RoffFacts(absl::string_view section, const std::vector<Fact>& facts) {
  std::string text = absl::StrCat(".SH ", section, "\n");
  for (const Fact& fact : facts) absl::StrAppend(&text, RoffEntry(fact.name, fact.meaning));
  return text;
}

// A vertical bar would end the cell.
std::string Cell(absl::string_view text) { return absl::StrReplaceAll(text, {{"|", "\\|"}, {"*", "\\*"}}); }
std::string CodeCell(absl::string_view text) { return text.empty() ? "" : absl::StrCat("`", text, "`"); }

}  // namespace

std::string HelpText(const OptionTable& options) {
  std::string text =
      absl::StrCat("Usage: isnad-server [OPTIONS]\n\n", Wrapped(absl::StrCat("isnad-server ", kWhatItIs, "."), 0));
  for (const std::string& paragraph : Explanation()) absl::StrAppend(&text, "\n", Wrapped(paragraph, 0));
  absl::StrAppend(&text, "\nInstead of serving, and the file:\n");
  for (const ActionFlag& flag : ActionFlags()) absl::StrAppend(&text, HelpEntry(flag.flag, flag.help));
  absl::string_view group;
  for (const Option& option : options) {
    if (option.group != group) absl::StrAppend(&text, "\n", option.group, ":\n");
    group = option.group;
    absl::StrAppend(&text, HelpEntry(FlagWithValue(option), MeaningOf(option)));
  }
  absl::StrAppend(&text, "\nExit status:\n");
  for (const Fact& fact : ExitStatuses()) absl::StrAppend(&text, HelpEntry(fact.name, fact.meaning));
  return text;
}

std::string ManPage(const OptionTable& options, absl::string_view version) {
  std::string text =
      absl::StrCat(".\\\" Generated by isnad-server --help-man.\n.TH ISNAD\\-SERVER 8 \"\" \"isnad ", version,
                   "\" \"System Administration\"\n.SH NAME\nisnad\\-server \\- ", Roff(kWhatItIs),
                   "\n.SH SYNOPSIS\n.B isnad\\-server\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n");
  std::vector<std::string> paragraphs;
  for (const std::string& paragraph : Explanation()) paragraphs.push_back(Roff(paragraph));
  absl::StrAppend(&text, absl::StrJoin(paragraphs, "\n.PP\n"), "\n.SH OPTIONS\n");
  for (const ActionFlag& flag : ActionFlags()) absl::StrAppend(&text, RoffEntry(flag.flag, flag.help));
  absl::string_view group;
  for (const Option& option : options) {
    if (option.group != group) absl::StrAppend(&text, ".SS ", Roff(option.group), "\n");
    group = option.group;
    absl::StrAppend(&text, RoffEntry(FlagWithValue(option), MeaningOf(option)));
  }
  std::vector<Fact> variables = {{std::string(kConfigVariable), "the configuration file, as --config"}};
  for (const Option& option : options) variables.push_back({VariableOf(option), absl::StrCat("as ", FlagOf(option))});
  return absl::StrCat(text, RoffFacts("ENVIRONMENT", variables), RoffFacts("SIGNALS", Signals()),
                      RoffFacts("EXIT STATUS", ExitStatuses()));
}

std::string MarkdownTables(const OptionTable& options) {
  std::string text = "# Options of isnad-server\n\n";
  for (const std::string& paragraph : Explanation()) absl::StrAppend(&text, paragraph, "\n\n");
  absl::StrAppend(&text,
                  "`config.example.json` has every option with its default; `config.schema.json` lets editors and "
                  "checks before a deployment know them; `isnad-server --check-config` checks a configuration with the "
                  "files that it names. These files are printed by the program itself (`./dev config-docs`).\n\n"
                  "| flag | instead of serving, and the file |\n| --- | --- |\n");
  for (const ActionFlag& flag : ActionFlags()) {
    absl::StrAppend(&text, "| ", CodeCell(flag.flag), " | ", Cell(flag.help), " |\n");
  }
  absl::string_view group;
  for (const Option& option : options) {
    if (option.group != group) {
      absl::StrAppend(&text, "\n## ", option.group,
                      "\n\n| key | values | default | meaning |\n| --- | --- | --- | --- |\n");
    }
    group = option.group;
    absl::StrAppend(&text, "| ", CodeCell(option.name), " | ", ValuesOf(option), " | ", CodeCell(DefaultOf(option)),
                    " | ", Cell(option.help), " |\n");
  }
  absl::StrAppend(&text, "\n## Exit status\n\n| status | meaning |\n| --- | --- |\n");
  for (const Fact& fact : ExitStatuses()) absl::StrAppend(&text, "| ", fact.name, " | ", Cell(fact.meaning), " |\n");
  return text;
}

}  // namespace isnad
