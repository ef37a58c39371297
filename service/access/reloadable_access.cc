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

ReloadReport ReloadableAccess::Reload() {
  const std::lock_guard<std::mutex> reload_lock(reload_mutex_);
  const bool other_tokens = Look(&BearerTokens::Parse, &tokens_);
  const bool other_policy =
      Look([this](absl::string_view file, absl::string_view contents) { return ReadPolicy(file, contents); }, &policy_);
  ReloadReport report = {.replaced = other_tokens || other_policy, .status = Joined(tokens_.status, policy_.status)};
  report.repeated = report.status == std::exchange(status_, report.status);
  if (report.replaced) {
    auto rules = std::make_shared<const AccessControl>(tokens_.in_force, policy_.in_force);
    const std::lock_guard<std::mutex> lock(rules_mutex_);
    rules_.swap(rules);
  }
  return report;
}

// Whether something else of the file is in force now.
template <typename Value, typename Parse>
bool ReloadableAccess::Look(Parse parse, WatchedFile<Value>* file) {
  if (file->path.empty()) return false;
  absl::StatusOr<std::string> contents = ReadWholeFile(file->path, kAccessFileBytesMax);
  file->status = contents.status();
  if (!contents.ok()) return false;
  if (file->in_force != nullptr && *contents == file->contents_in_force) return false;
  if (!file->refusal.ok() && *contents == file->contents_refused) {
    file->status = file->refusal;
    return false;
  }
  absl::StatusOr<Value> value = parse(file->path, *contents);
  file->status = value.status();
  if (!value.ok()) {
    file->refusal = value.status();
    file->contents_refused = *std::move(contents);
    return false;
  }
  file->in_force = std::make_shared<const Value>(*std::move(value));
  file->contents_in_force = *std::move(contents);
  return true;
}

absl::StatusOr<AuthorizationPolicy> ReloadableAccess::ReadPolicy(absl::string_view file,
                                                                 absl::string_view contents) const {
  absl::StatusOr<AuthorizationPolicy> policy = ParsePolicy(file, contents);
  // Its deny rules would deny nobody.
  if (policy.ok() && tokens_.path.empty() && NamesTokens(*policy)) {
    return absl::InvalidArgumentError(absl::StrCat(file, ": names principals token:..., but there is no token file"));
  }
  return policy;
}

}  // namespace isnad
