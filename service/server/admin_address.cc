// Covered by tests/server/admin_server_test.cc and tests/server/config_check_test.cc.
#include "service/server/admin_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

constexpr char kLoopback[] = "127.0.0.1";
constexpr int kPortMax = 65535;

// An IPv4 address, or an IPv6 address in brackets. The library reads whatever comes, 999.0.0.1 included.
bool IsNumericAddress(const std::string& host) {
  in6_addr address = {};
  if (inet_pton(AF_INET, host.c_str(), &address) == 1) return true;
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  return bracketed && inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &address) == 1;
}

}  // namespace

// The library's own list syntax (commas, letters behind a port) must not come through.
absl::StatusOr<AdminAddress> ParseAdminAddress(absl::string_view text) {
  const size_t colon = text.rfind(':');
  AdminAddress address;
  if (colon != text.npos) address.host = std::string(text.substr(0, colon));
  const absl::string_view port = colon == text.npos ? absl::string_view() : text.substr(colon + 1);
  const bool digits = !port.empty() && std::all_of(port.begin(), port.end(), absl::ascii_isdigit);
  if (address.host.empty() || address.host == "localhost") address.host = kLoopback;
  if (!digits || !absl::SimpleAtoi(port, &address.port) || address.port > kPortMax || !IsNumericAddress(address.host)) {
    return absl::InvalidArgumentError(
        absl::StrCat("admin address \"", text, "\": expected HOST:PORT, such as 127.0.0.1:9090"));
  }
  return address;
}

}  // namespace isnad
