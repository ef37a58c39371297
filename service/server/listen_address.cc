// Covered by tests/server/listen_address_test.cc.
#include "service/server/listen_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace isnad {
namespace {

constexpr absl::string_view kUnixPrefix = "unix:";
constexpr int kPortMax = 65535;

absl::Status Problem(absl::string_view text, absl::string_view problem) {
  return absl::InvalidArgumentError(absl::StrCat("the address \"", text,
                                                 "\" has not the form HOST:PORT, [IPV6]:PORT (port 0 to ", kPortMax,
                                                 ") or unix:PATH: ", problem));
}

bool IsIpv6(absl::string_view host, in6_addr* address) {
  // A zone ("%eth0") names a network card.
  const std::string without_zone(host.substr(0, host.find('%')));
  return inet_pton(AF_INET6, without_zone.c_str(), address) == 1;
}

bool IsHostCharacter(char c) { return absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_'; }

bool IsDecimal(absl::string_view digits) {
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit);
}

absl::Status CheckHost(absl::string_view text, absl::string_view host, bool bracketed) {
  if (bracketed) {
    in6_addr ignored;
    if (!IsIpv6(host, &ignored)) return Problem(text, "between the brackets is no IPv6 address");
    return absl::OkStatus();
  }
  if (host.empty()) return Problem(text, "no host");
  if (absl::StrContains(host, ':')) return Problem(text, "an IPv6 address stands in brackets");
  if (!std::all_of(host.begin(), host.end(), IsHostCharacter)) {
    return Problem(text, "the host has a character that no host has");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view text) {
  ListenAddress address;
  absl::string_view rest = text;
  if (absl::ConsumePrefix(&rest, kUnixPrefix)) {
    if (rest.empty()) return Problem(text, "no path");
    address.unix_path = std::string(rest);
    return address;
  }
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos) return Problem(text, "no port");
  const absl::string_view port = text.substr(colon + 1);
  absl::string_view host = text.substr(0, colon);
  const bool bracketed = absl::ConsumePrefix(&host, "[");
  if (bracketed && !absl::ConsumeSuffix(&host, "]")) return Problem(text, "the bracket is not closed before the port");
  if (absl::Status status = CheckHost(text, host, bracketed); !status.ok()) return status;
  if (!IsDecimal(port) || !absl::SimpleAtoi(port, &address.port) || address.port > kPortMax) {
    return Problem(text, absl::StrCat("\"", port, "\" is no port"));
  }
  address.host = std::string(host);
  return address;
}

bool IsLoopback(const ListenAddress& address) {
  if (!address.unix_path.empty() || absl::EqualsIgnoreCase(address.host, "localhost")) return true;
  in_addr ipv4;
  if (inet_pton(AF_INET, address.host.c_str(), &ipv4) == 1) return (ntohl(ipv4.s_addr) >> 24) == 127;
  in6_addr ipv6;
  if (!IsIpv6(address.host, &ipv6)) return false;
  return IN6_IS_ADDR_LOOPBACK(&ipv6) || (IN6_IS_ADDR_V4MAPPED(&ipv6) && ipv6.s6_addr[12] == 127);
}

}  // namespace isnad
