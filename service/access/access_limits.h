// The limits of the files that say who may call what, each with its reason. A file beyond one of them is refused with
// an error that names the limit; at run time the rules in force then stay. Values.
#ifndef ISNAD_SERVICE_ACCESS_ACCESS_LIMITS_H_
#define ISNAD_SERVICE_ACCESS_ACCESS_LIMITS_H_

#include <cstddef>

namespace isnad {

// A token or policy file, in bytes: thousands of rules, and far from what would hold up a reload.
inline constexpr size_t kAccessFileBytesMax = size_t{1} << 20;

// Lines with a token. Every call is compared with all of them, some 50 ns each; whoever has more callers than this
// gives them certificates.
inline constexpr size_t kTokensMax = 1000;
// The name of a token's holder: it is logged with each call.
inline constexpr size_t kTokenNameBytesMax = 64;
// A token as a caller sends it. 32 random bytes take 64 in hexadecimal.
inline constexpr size_t kTokenBytesMax = 1024;

// How deep arrays and objects nest in a policy. A43 needs 7.
inline constexpr int kPolicyDepthMax = 16;
// Rules of one list (allow or deny), and patterns of a whole policy (principals, paths, header values). A call may be
// compared with all of them, some 10 ns each.
inline constexpr size_t kPolicyRulesMax = 1000;
inline constexpr size_t kPolicyPatternsMax = 10000;
// Names of policies and rules: they are logged and told to callers.
inline constexpr size_t kPolicyNameBytesMax = 128;

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_ACCESS_LIMITS_H_
