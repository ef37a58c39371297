// The rows of decisions.tsv, whose head describes the columns, and the calls that they describe.
#ifndef ISNAD_TESTS_ACCESS_DECISION_TABLE_H_
#define ISNAD_TESTS_ACCESS_DECISION_TABLE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/access/access_control.h"

namespace isnad {

// A call that owns its texts.
struct OwnedCall {
  std::string method;
  bool over_tls = false;
  std::vector<std::string> uri_names;
  std::vector<std::string> dns_names;
  std::string subject;
  // Metadata, "authorization" included, in the order sent.
  std::vector<std::pair<std::string, std::string>> headers;
};

struct DecisionRow {
  int line = 0;
  std::string id;
  // Empty: none.
  std::string policy;
  bool tokens = false;
  OwnedCall call;
  AccessDecision::Verdict verdict = AccessDecision::Verdict::kAllowed;
  // Empty: none.
  std::string rule;
};

// The rows of the table; a row that cannot be read fails the test and is left out.
std::vector<DecisionRow> ReadDecisionRows(const std::string& path);

AccessDecision Decide(const AccessControl& access, const OwnedCall& call);

// The whole text of a file of the test's folder; fails the test where there is none.
std::string ReadTestFile(const std::string& path);

}  // namespace isnad

#endif  // ISNAD_TESTS_ACCESS_DECISION_TABLE_H_
