// Covered by tests/server/.
#include "service/transport/call_environment.h"

#include "absl/strings/str_cat.h"

namespace isnad {

CallMethod::CallMethod(const CallEnvironment* call_environment, const MethodName& name)
    : environment(call_environment),
      metrics(call_environment->metrics->Method(name)),
      path(absl::StrCat("/", name.service, "/", name.method)) {}

}  // namespace isnad
