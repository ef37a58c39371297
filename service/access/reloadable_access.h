// Access control over files that change while the server runs. Each file is looked at anew by Reload; what is right
// takes the place of what was in force, what is wrong (or gone) leaves it in force and is told. So a mistake opens
// nothing that was closed, and a token can be withdrawn though the policy has a mistake. Every look reads the whole
// files: times and sizes do not show every change, and a megabyte is read in less than a millisecond.
//
// Decide and open: any thread, at any time; a decision goes by the rules in force when it began. Reload: any thread.
#ifndef ISNAD_SERVICE_ACCESS_RELOADABLE_ACCESS_H_
#define ISNAD_SERVICE_ACCESS_RELOADABLE_ACCESS_H_

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/access/access_control.h"

namespace isnad {

// Paths; empty: none. And what the policy can go by.
struct AccessFiles {
  std::string tokens;
  std::string policy;
  CallerCertificates certificates = CallerCertificates::kAskedFor;
};

// What a look at the files found.
struct ReloadReport {
  // Whether other rules are in force now.
  bool replaced = false;
  // OK where the files as they are now are in force; else their problems.
  absl::Status status;
  // Whether the look before found the same status: then it has been told.
  bool repeated = false;
};

// The same for each of the two; OK and repeated where there is no such file.
struct AccessReloadReport {
  ReloadReport tokens;
  ReloadReport policy;
};

class ReloadableAccess {
 public:
  // INVALID_ARGUMENT or the like where a file is wrong or cannot be read, or where a policy names holders of tokens and
  // there is no token file, or denies by certificates that nobody is asked for.
  static absl::StatusOr<std::unique_ptr<ReloadableAccess>> Load(const AccessFiles& files);

  ReloadableAccess(const ReloadableAccess&) = delete;
  ReloadableAccess& operator=(const ReloadableAccess&) = delete;

  // Whether there are no files, so that all calls are allowed for ever.
  bool open() const { return tokens_.path.empty() && policy_.path.empty(); }

  // Of the policy in force, where there is a token file that seems to say otherwise: rules that let everybody in
  // without a token (RulesForEverybody).
  std::vector<std::string> RulesBesideTokens() const;

  AccessDecision Decide(const Call& call, HeaderLookup headers) const;

  // Looks at both files.
  AccessReloadReport ReloadEach();
  // The same in one report, with both problems in its status.
  ReloadReport Reload();

 private:
  // A file with what is in force of it.
  template <typename Value>
  struct WatchedFile {
    std::string path;
    std::shared_ptr<const Value> in_force;
    std::string contents_in_force;
    // What was last refused, so that the same is not parsed again, and why.
    std::string contents_refused;
    absl::Status refusal;
    // Of the last look.
    absl::Status status;
  };

  explicit ReloadableAccess(const AccessFiles& files) : certificates_(files.certificates) {
    tokens_.path = files.tokens;
    policy_.path = files.policy;
  }

  template <typename Value, typename Parse>
  static ReloadReport Look(Parse parse, WatchedFile<Value>* file);
  template <typename Value, typename Parse>
  static absl::Status Renew(Parse parse, WatchedFile<Value>* file);
  absl::StatusOr<AuthorizationPolicy> ReadPolicy(absl::string_view file, absl::string_view contents) const;

  const CallerCertificates certificates_;

  // Held by Reload throughout. std::mutex, which ThreadSanitizer sees through in any build of Abseil.
  mutable std::mutex reload_mutex_;
  WatchedFile<BearerTokens> tokens_;
  WatchedFile<AuthorizationPolicy> policy_;

  // Guards the pointer alone, for the time of a copy.
  mutable std::mutex rules_mutex_;
  std::shared_ptr<const AccessControl> rules_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_RELOADABLE_ACCESS_H_
