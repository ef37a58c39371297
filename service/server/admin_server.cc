// Civetweb carries the requests. Its hook before any handling of its own answers them all, so that nothing of its file
// serving, scripts and uploads is ever reached.
//
// The library's own time limit begins anew with each byte that comes of a body. So a body is read here only where it is
// asked for, byte by byte under one deadline, and the rest of none is waited for. Covered by
// tests/server/admin_server_test.cc.
#include "service/server/admin_server.h"

#include <arpa/inet.h>
#include <civetweb.h>
#include <netinet/in.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "service/server/admin_address.h"
#include "service/server/listen_address.h"

namespace isnad {
namespace {

// Between two calls that remind the library of its end.
constexpr absl::Duration kEndPause = absl::Milliseconds(5);

const char* Reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    default:
      return "Service Unavailable";
  }
}

// Of a body that is too long one byte more than is taken. One in chunks is not read: the library would look for the
// begin of a chunk for as long as bytes come.
void ReadBody(mg_connection* connection, AdminRequest* request) {
  const long long announced = mg_get_request_info(connection)->content_length;
  if (announced < 0 || mg_get_header(connection, "Transfer-Encoding") != nullptr) return;
  const size_t wanted = std::min(static_cast<size_t>(announced), kAdminBodyBytesMax + 1);
  const absl::Time deadline = absl::Now() + absl::Milliseconds(kAdminRequestMsMax);
  char byte = 0;
  while (request->body.size() < wanted && absl::Now() < deadline && mg_read(connection, &byte, 1) == 1) {
    request->body += byte;
  }
  request->body_is_whole = request->body.size() == wanted;
}

void Send(mg_connection* connection, const AdminAnswer& answer, bool with_body) {
  std::string bytes =
      absl::StrCat("HTTP/1.1 ", answer.status, " ", Reason(answer.status), "\r\nContent-Type: ", answer.content_type,
                   "\r\nContent-Length: ", answer.body.size(),
                   "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
  if (answer.allow != nullptr) absl::StrAppend(&bytes, "Allow: ", answer.allow, "\r\n");
  absl::StrAppend(&bytes, "\r\n", with_body ? answer.body : "");
  mg_write(connection, bytes.data(), bytes.size());
}

}  // namespace

// What the library calls.
struct AdminServer::Callbacks {
  static int BeginRequest(mg_connection* connection) {
    const mg_request_info* info = mg_get_request_info(connection);
    const auto* server = static_cast<const AdminServer*>(info->user_data);
    mg_disable_connection_keep_alive(connection);  // else the library waits for the rest of the body
    AdminRequest request = {.method = info->request_method,
                            .path = info->local_uri == nullptr ? "" : info->local_uri,
                            .from_loopback = IsLoopback({.host = info->remote_addr})};
    if (const char* host = mg_get_header(connection, "Host")) request.host = host;
    request.http_1_0 = absl::string_view(info->http_version) == "1.0";
    request.forwarded =
        mg_get_header(connection, "Forwarded") != nullptr || mg_get_header(connection, "X-Forwarded-For") != nullptr;
    if (TakesBody(request)) ReadBody(connection, &request);
    const AdminAnswer answer = AnswerAdmin(request, server->hooks_);
    Send(connection, answer, /*with_body=*/request.method != "HEAD");
    return answer.status;
  }

  // Nothing of it is logged: once the server runs it complains of clients that go away.
  static int LogMessage(const mg_connection* connection, const char* message) {
    auto* server = static_cast<AdminServer*>(mg_get_user_data(mg_get_context(connection)));
    if (server == nullptr) return 1;
    std::lock_guard<std::mutex> lock(server->mutex_);
    if (server->problem_.empty()) server->problem_ = message;
    return 1;
  }
};

AdminServer::AdminServer(AdminHooks hooks) : hooks_(std::move(hooks)) { mg_init_library(0); }

absl::StatusOr<std::unique_ptr<AdminServer>> AdminServer::Start(absl::string_view address, AdminHooks hooks) {
  std::unique_ptr<AdminServer> server(new AdminServer(std::move(hooks)));
  if (absl::Status status = server->Listen(address); !status.ok()) return status;
  return server;
}

absl::Status AdminServer::Listen(absl::string_view address) {
  absl::StatusOr<AdminAddress> parsed = ParseAdminAddress(address);
  if (!parsed.ok()) return parsed.status();
  host_ = parsed->host;
  const std::string listening = absl::StrCat(host_, ":", parsed->port);
  const std::string threads = absl::StrCat(kAdminThreads);
  const std::string request_ms = absl::StrCat(kAdminRequestMsMax);
  const std::string header_bytes = absl::StrCat(kAdminHeaderBytesMax);
  const char* options[] = {"listening_ports", listening.c_str(), "num_threads", threads.c_str(), "request_timeout_ms",
                           request_ms.c_str(), "max_request_size", header_bytes.c_str(), "enable_keep_alive", "no",
                           "enable_directory_listing", "no",
                           // A path is what is sent: %00 must not end it early.
                           "decode_url", "no",
                           // No web page elsewhere may ask this server through a browser.
                           "access_control_allow_origin", "", "access_control_allow_methods", "", nullptr};
  mg_callbacks callbacks = {};
  callbacks.begin_request = &Callbacks::BeginRequest;
  callbacks.log_message = &Callbacks::LogMessage;
  context_ = mg_start(&callbacks, this, options);
  if (context_ == nullptr) {
    std::lock_guard<std::mutex> lock(mutex_);
    return absl::UnavailableError(absl::StrCat("admin address ", listening, ": ", problem_));
  }
  mg_server_port port = {};
  if (mg_get_server_ports(context_, 1, &port) == 1) port_ = port.port;
  return absl::OkStatus();
}

// The library looks whether it shall end every two seconds, or when somebody connects: so somebody does.
AdminServer::~AdminServer() {
  if (context_ != nullptr) {
    std::atomic<bool> ended{false};
    std::thread caller([this, &ended] {
      while (!ended) {
        char problem[64];
        if (mg_connection* call = mg_connect_client(host_.c_str(), port_, 0, problem, sizeof(problem))) {
          mg_close_connection(call);
        }
        absl::SleepFor(kEndPause);
      }
    });
    mg_stop(context_);
    ended = true;
    caller.join();
  }
  mg_exit_library();
}

std::string AdminServer::address() const { return absl::StrCat(host_, ":", port_); }

}  // namespace isnad
