// One HTTP request to a server on this machine, and its whole answer.
#ifndef ISNAD_TESTS_SUPPORT_HTTP_REQUEST_H_
#define ISNAD_TESTS_SUPPORT_HTTP_REQUEST_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace isnad::testing {

// `address` is 127.0.0.1:PORT. Head and body of the answer; throws where nobody listens.
inline std::string HttpRequest(const std::string& address, const std::string& method, const std::string& path,
                               const std::string& body = "") {
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in server = {};
  server.sin_family = AF_INET;
  server.sin_port = htons(static_cast<uint16_t>(std::atoi(address.substr(address.rfind(':') + 1).c_str())));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(descriptor, reinterpret_cast<sockaddr*>(&server), sizeof(server)) != 0) {
    close(descriptor);
    throw std::runtime_error("nobody listens on " + address);
  }
  const std::string request =
      method + " " + path +
      " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  send(descriptor, request.data(), request.size(), MSG_NOSIGNAL);
  std::string answer;
  char buffer[4096];
  for (ssize_t count = 0; (count = recv(descriptor, buffer, sizeof(buffer), 0)) > 0;) answer.append(buffer, count);
  close(descriptor);
  return answer;
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_HTTP_REQUEST_H_
