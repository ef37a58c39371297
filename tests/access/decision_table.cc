#include "tests/access/decision_table.h"

#include <fstream>
#include <iterator>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using Verdict = AccessDecision::Verdict;

std::string NoneIsEmpty(absl::string_view cell) { return std::string(cell == "-" ? "" : cell); }

// Whether the cell is well formed; `call` gets what it says.
bool ReadPeer(absl::string_view cell, OwnedCall* call) {
  const std::vector<absl::string_view> words = absl::StrSplit(cell, ' ');
  call->over_tls = words[0] == "tls";
  if (words[0] != "tls" && words[0] != "plain") return false;
  for (size_t i = 1; i < words.size(); ++i) {
    absl::string_view name = words[i];
    if (absl::ConsumePrefix(&name, "uri:")) {
      call->uri_names.emplace_back(name);
    } else if (absl::ConsumePrefix(&name, "dns:")) {
      call->dns_names.emplace_back(name);
    } else if (absl::ConsumePrefix(&name, "subject:")) {
      call->subject = std::string(name);
    } else {
      return false;
    }
  }
  return true;
}

bool ReadHeaders(absl::string_view cell, OwnedCall* call) {
  if (cell == "-") return true;
  for (absl::string_view header : absl::StrSplit(cell, '|')) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(header, absl::MaxSplits('=', 1));
    if (!absl::StrContains(header, '=')) return false;
    call->headers.push_back(parts);
  }
  return true;
}

bool ReadVerdict(absl::string_view cell, Verdict* verdict) {
  const std::map<absl::string_view, Verdict> verdicts = {{"allowed", Verdict::kAllowed},
                                                         {"denied", Verdict::kDenied},
                                                         {"missing", Verdict::kCredentialsMissing},
                                                         {"wrong", Verdict::kCredentialsWrong}};
  const auto found = verdicts.find(cell);
  if (found != verdicts.end()) *verdict = found->second;
  return found != verdicts.end();
}

bool ReadRow(const std::vector<absl::string_view>& cells, DecisionRow* row) {
  if (cells.size() != 9) return false;
  row->id = std::string(cells[0]);
  row->policy = NoneIsEmpty(cells[1]);
  row->tokens = cells[2] == "yes";
  row->call.method = std::string(cells[3]);
  row->rule = NoneIsEmpty(cells[8]);
  if (cells[5] != "-") {
    for (absl::string_view value : absl::StrSplit(cells[5], '|'))
      row->call.headers.emplace_back("authorization", value);
  }
  return (cells[2] == "yes" || cells[2] == "no") && ReadPeer(cells[4], &row->call) &&
         ReadHeaders(cells[6], &row->call) && ReadVerdict(cells[7], &row->verdict);
}

}  // namespace

std::string ReadTestFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<DecisionRow> ReadDecisionRows(const std::string& path) {
  const std::string text = ReadTestFile(path);
  std::vector<DecisionRow> rows;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++line_number;
    if (line.empty() || line[0] == '#') continue;
    DecisionRow row = {.line = line_number};
    if (ReadRow(absl::StrSplit(line, '\t'), &row)) {
      rows.push_back(row);
    } else {
      ADD_FAILURE() << path << ":" << line_number << ": not a row of the form that the head describes";
    }
  }
  return rows;
}

AccessDecision Decide(const AccessControl& access, const OwnedCall& call) {
  const Call view = {.method = call.method,
                     .peer = {.over_tls = call.over_tls,
                              .uri_names = {call.uri_names.begin(), call.uri_names.end()},
                              .dns_names = {call.dns_names.begin(), call.dns_names.end()},
                              .subject = call.subject}};
  return access.Decide(view, [&](absl::string_view key) {
    HeaderValues values;
    for (const auto& [name, value] : call.headers) {
      if (name == key) values.push_back(value);
    }
    return values;
  });
}

}  // namespace isnad
