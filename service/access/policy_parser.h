// Reads an authorization policy from JSON in the form of gRFC A43:
//
//   {"name": "...", "deny_rules": [RULE...], "allow_rules": [RULE...], "audit_logging_options": {...}}
//   RULE: {"name": "...", "source": {"principals": ["..."]},
//          "request": {"paths": ["..."], "headers": [{"key": "...", "values": ["..."]}]}}
//
// "name" and "allow_rules" are required; an empty "allow_rules" allows nothing. Refused, besides what A43 refuses
// (unknown keys, headers that are not the caller's own: ":...", "grpc-...", host, hop-by-hop), is what could only be a
// mistake that leaves a rule without effect: a rule's name twice in a list, keys twice in an object, a star at both
// ends of a pattern or inside a path, paths without a slash in front, names of headers that no call can have. And
// "authorization", which would put secrets into a policy: principals of the form token:NAME are for that.
//
// "audit_logging_options" (gRFC A59): "audit_condition" says which decisions the service logs; omitted it is ON_DENY.
// "audit_loggers" may name "stdout_logger" with an empty "config": our log is that logger. Others are refused unless
// they are optional, then ignored.
#ifndef ISNAD_SERVICE_ACCESS_POLICY_PARSER_H_
#define ISNAD_SERVICE_ACCESS_POLICY_PARSER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/access/authorization_policy.h"

namespace isnad {

// The policy in `contents`; `file` names it in errors. INVALID_ARGUMENT with the place of the first problem, as
// json_document.h tells it. Pure; any thread.
absl::StatusOr<AuthorizationPolicy> ParsePolicy(absl::string_view file, absl::string_view contents);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_POLICY_PARSER_H_
