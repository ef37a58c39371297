// A client that speaks HTTP/2 by hand, to do what no gRPC library does: one connection, one unary call, and frames as
// they come. Throws where the connection fails, which fails the test.
#ifndef ISNAD_TESTS_SUPPORT_RAW_HTTP2_H_
#define ISNAD_TESTS_SUPPORT_RAW_HTTP2_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace isnad::testing {

class RawHttp2 {
 public:
  enum FrameType : uint8_t { kData = 0, kHeaders = 1, kResetStream = 3, kSettings = 4, kGoAway = 7 };
  static constexpr uint8_t kEndStream = 1;
  static constexpr uint8_t kEndHeaders = 4;

  struct Frame {
    uint8_t type = 0;
    uint8_t flags = 0;
    uint32_t stream = 0;
    std::string payload;
  };

  // Connects to 127.0.0.1 and says how many bytes of an answer it takes without being asked (0 to 65535 and above).
  RawHttp2(int port, uint32_t window) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
      throw std::runtime_error("cannot connect");
    }
    Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    constexpr char kInitialWindowSize = 4;
    Send(FrameBytes(kSettings, 0, 0, std::string{0, kInitialWindowSize} + BigEndian(window, 4)));
  }
  ~RawHttp2() { close(socket_); }
  RawHttp2(const RawHttp2&) = delete;
  RawHttp2& operator=(const RawHttp2&) = delete;

  // A gRPC call with one message, on stream 1.
  void Call(const std::string& path, const std::string& message) {
    Begin(path);
    Send(FrameBytes(kData, kEndStream, 1, std::string(1, 0) + BigEndian(message.size(), 4) + message));
  }

  // The headers of a call on stream 1, and of its message the size and this beginning.
  void Begin(const std::string& path, size_t message_size, const std::string& beginning) {
    Begin(path);
    Send(FrameBytes(kData, 0, 1, std::string(1, 0) + BigEndian(message_size, 4) + beginning));
  }

  // The headers of a call on stream 1.
  void Begin(const std::string& path) {
    std::string headers;
    for (const auto& [name, value] : {std::pair<std::string, std::string>{":method", "POST"},
                                      {":scheme", "http"},
                                      {":path", path},
                                      {":authority", "localhost"},
                                      {"content-type", "application/grpc"},
                                      {"te", "trailers"}}) {
      // A literal header without indexing and without Huffman code (RFC 7541, 6.2.2).
      headers += std::string(1, 0) + static_cast<char>(name.size()) + name + static_cast<char>(value.size()) + value;
    }
    Send(FrameBytes(kHeaders, kEndHeaders, 1, headers));
  }

  Frame Read() {
    const std::string head = Receive(9);
    const auto byte = [&head](int i) { return static_cast<uint32_t>(static_cast<unsigned char>(head[i])); };
    Frame frame;
    frame.type = static_cast<uint8_t>(byte(3));
    frame.flags = static_cast<uint8_t>(byte(4));
    frame.stream = ((byte(5) & 0x7F) << 24) | (byte(6) << 16) | (byte(7) << 8) | byte(8);
    frame.payload = Receive((byte(0) << 16) | (byte(1) << 8) | byte(2));
    return frame;
  }

 private:
  static std::string BigEndian(uint64_t value, int bytes) {
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift);
    return text;
  }
  static std::string FrameBytes(uint8_t type, uint8_t flags, uint32_t stream, const std::string& payload) {
    return BigEndian(payload.size(), 3) + static_cast<char>(type) + static_cast<char>(flags) + BigEndian(stream, 4) +
           payload;
  }
  void Send(const std::string& bytes) {
    for (size_t sent = 0; sent < bytes.size();) {
      const ssize_t count = send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) throw std::runtime_error("the connection is closed");
      sent += static_cast<size_t>(count);
    }
  }
  std::string Receive(size_t size) {
    std::string bytes(size, 0);
    for (size_t received = 0; received < size;) {
      const ssize_t count = recv(socket_, bytes.data() + received, size - received, 0);
      if (count <= 0) throw std::runtime_error("the connection is closed");
      received += static_cast<size_t>(count);
    }
    return bytes;
  }

  const int socket_;
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_RAW_HTTP2_H_
