// Where a server listens, as text: HOST:PORT, [IPV6]:PORT or unix:PATH. Read strictly, because gRPC would take many
// other forms and names its own reasons only in its log. Pure: no name is looked up. Any thread.
#ifndef ISNAD_SERVICE_SERVER_LISTEN_ADDRESS_H_
#define ISNAD_SERVICE_SERVER_LISTEN_ADDRESS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

struct ListenAddress {
  // A socket in the file system; else host and port say where.
  std::string unix_path;
  // A name or an address, an IPv6 one without its brackets.
  std::string host;
  // 0: the system chooses one.
  int port = 0;
};

// InvalidArgument: `text` has none of the three forms; the message says what is wrong.
absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view text);

// Whether only this machine can reach it: a unix socket, "localhost", 127.0.0.0/8, ::1 (and 127.0.0.0/8 written as
// IPv6). Not so "0.0.0.0" and "::", which are every network of the machine, and all other names.
bool IsLoopback(const ListenAddress& address);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_LISTEN_ADDRESS_H_
