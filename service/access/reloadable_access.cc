// Covered by tests/access/reloadable_access_test.cc, also under ThreadSanitizer.
#include "service/access/reloadable_access.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/access/access_limits.h"
#include "service/access/file_reader.h"
#include "service/access/policy_parser.h"

namespace isnad {
namespace {

absl::Status Joined(const absl::Status& left, const absl::Status& right) {
  if (left.ok()) return right;
  if (right.ok()) return left;
  return absl::Status(left.code(), absl::StrCat(left.message(), "; ", right.message()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<ReloadableAccess>> ReloadableAccess::Load(const AccessFiles& files) {
  std::unique_ptr<ReloadableAccess> access(new ReloadableAccess(files));
  const ReloadReport report = access->Reload();
  if (!report.status.ok()) return report.status;
  return access;
}

AccessDecision ReloadableAccess::Decide(const Call& call, HeaderLookup headers) const {
  if (open()) return {};
  std::shared_ptr<const AccessControl> rules;
  {
    const std::lock_guard<std::mutex> lock(rules_mutex_);
    rules = rules_;
  }
  return rules->Decide(call, headers);
}

std::vector<std::string> ReloadableAccess::RulesBesideTokens() const {
  const std::lock_guard<std::mutex> reload_lock(reload_mutex_);
  if (tokens_.path.empty() || policy_.in_force == nullptr) return {};
  return RulesForEverybody(*policy_.in_force);
}

ReloadReport ReloadableAccess::Reload() {
  const AccessReloadReport each = ReloadEach();
  return {.replaced = each.tokens.replaced || each.policy.replaced,
          .status = Joined(each.tokens.status, each.policy.status),
          .repeated = each.tokens.repeated && each.policy.repeated};
}

AccessReloadReport ReloadableAccess::ReloadEach() {
  const auto read_policy = [this](absl::string_view file, absl::string_view contents) {
    return ReadPolicy(file, contents);
  };
  const std::lock_guard<std::mutex> reload_lock(reload_mutex_);
  const AccessReloadReport report = {.tokens = Look(&BearerTokens::Parse, &tokens_),
                                     .policy = Look(read_policy, &policy_)};
  if (report.tokens.replaced || report.policy.replaced) {
    auto rules = std::make_shared<const AccessControl>(tokens_.in_force, policy_.in_force);
    const std::lock_guard<std::mutex> lock(rules_mutex_);
    rules_.swap(rules);
  }
  return report;
}

template <typename Value, typename Parse>
ReloadReport ReloadableAccess::Look(Parse parse, WatchedFile<Value>* file) {
  if (file->path.empty()) return {.repeated = true};
  const std::shared_ptr<const Value> before = file->in_force;
  const absl::Status status = Renew(parse, file);
  return {.replaced = file->in_force != before,
          .status = status,
          .repeated = status == std::exchange(file->status, status)};
}

// Puts what the file holds now in force, unless it is already, or is wrong.
template <typename Value, typename Parse>
absl::Status ReloadableAccess::Renew(Parse parse, WatchedFile<Value>* file) {
  absl::StatusOr<std::string> contents = ReadWholeFile(file->path, kAccessFileBytesMax);
  if (!contents.ok()) return contents.status();
  if (file->in_force != nullptr && *contents == file->contents_in_force) return absl::OkStatus();
  if (!file->refusal.ok() && *contents == file->contents_refused) return file->refusal;
  absl::StatusOr<Value> value = parse(file->path, *contents);
  if (!value.ok()) {
    file->refusal = value.status();
    file->contents_refused = *std::move(contents);
    return file->refusal;
  }
  file->in_force = std::make_shared<const Value>(*std::move(value));
  file->contents_in_force = *std::move(contents);
  return absl::OkStatus();
}

absl::StatusOr<AuthorizationPolicy> ReloadableAccess::ReadPolicy(absl::string_view file,
                                                                 absl::string_view contents) const {
  absl::StatusOr<AuthorizationPolicy> policy = ParsePolicy(file, contents);
  if (!policy.ok()) return policy;
  // Deny rules would deny nobody.
  if (tokens_.path.empty() && NamesTokens(*policy)) {
    return absl::InvalidArgumentError(absl::StrCat(file, ": names principals token:..., but there is no token file"));
  }
  if (const AccessRule* idle = FindIdleDenyRule(*policy, certificates_)) {
    return absl::InvalidArgumentError(absl::StrCat(file, ": the deny rule \"", idle->name,
                                                   "\" names principals of client certificates, but no caller ",
                                                   "is asked for one (tls_client_certificates)"));
  }
  return policy;
}

}  // namespace isnad
