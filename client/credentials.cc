// Covered by tests/client/credentials_test.cc and, on the wire, tests/client/secure_client_test.cc.
#include "client/credentials.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/file_error.h"
#include "client/owned_file.h"

namespace isnad {
namespace {

absl::StatusOr<std::string> ReadSmallFile(const std::string& path) {
  const OwnedFile file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return FileError(errno, absl::StrCat(path, ": cannot open"));
  std::string text(kCredentialBytesMax + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get())) return FileError(errno, absl::StrCat(path, ": cannot read"));
  if (text.size() > kCredentialBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": larger than ", kCredentialBytesMax, " bytes"));
  }
  return text;
}

// The file's text where it holds a PEM block of this kind; empty where no file is named.
absl::Status ReadPem(const std::string& path, absl::string_view kind, std::string& pem) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> text = ReadSmallFile(path);
  if (!text.ok()) return text.status();
  if (!absl::StrContains(*text, "-----BEGIN ") || !absl::StrContains(*text, absl::StrCat(" ", kind, "-----"))) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": holds no ", kind, " in PEM form"));
  }
  pem = *std::move(text);
  return absl::OkStatus();
}

// HOST or HOST:PORT, with brackets around an IPv6 host that has a port.
absl::string_view HostOf(absl::string_view address) {
  if (absl::ConsumePrefix(&address, "[")) return address.substr(0, address.find(']'));
  size_t colon = address.find(':');
  return colon == address.rfind(':') ? address.substr(0, colon) : address;  // several colons: a bare IPv6 host
}

// 127.0.0.0/8: four numbers, the first of them 127. "127.example.org" is a name like any other.
bool IsLoopbackIpv4(absl::string_view host) {
  std::vector<absl::string_view> numbers = absl::StrSplit(host, '.');
  bool all = std::all_of(numbers.begin(), numbers.end(), [](absl::string_view number) {
    int value = 0;
    return absl::ascii_isdigit(number.empty() ? ' ' : number[0]) && absl::SimpleAtoi(number, &value) && value <= 255;
  });
  return all && numbers.size() == 4 && numbers[0] == "127";
}

bool IsLoopbackAddress(absl::string_view address) {
  absl::string_view host = HostOf(address);
  return absl::EqualsIgnoreCase(host, "localhost") || host == "::1" || IsLoopbackIpv4(host);
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> LoadCredentials(const TlsOptions& tls) {
  if (!tls.on()) return grpc::InsecureChannelCredentials();
  if (tls.certificate_file.empty() != tls.private_key_file.empty()) {
    return absl::InvalidArgumentError("a client certificate needs its private key, and a key its certificate");
  }
  grpc::SslCredentialsOptions options;
  if (absl::Status status = ReadPem(tls.ca_file, "CERTIFICATE", options.pem_root_certs); !status.ok()) return status;
  absl::Status status = ReadPem(tls.certificate_file, "CERTIFICATE", options.pem_cert_chain);
  if (!status.ok()) return status;
  status = ReadPem(tls.private_key_file, "PRIVATE KEY", options.pem_private_key);
  if (!status.ok()) return status;
  return grpc::SslCredentials(options);
}

absl::StatusOr<std::string> ReadToken(absl::string_view path) {
  absl::StatusOr<std::string> text = ReadSmallFile(std::string(path));
  if (!text.ok()) return text.status();
  std::string token(absl::StripAsciiWhitespace(*text));
  if (token.empty()) return absl::InvalidArgumentError(absl::StrCat(path, ": holds no token"));
  if (!std::all_of(token.begin(), token.end(), absl::ascii_isgraph)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": holds more than one token of visible ASCII characters"));
  }
  return token;
}

bool IsLoopback(absl::string_view target) {
  if (absl::StartsWith(target, "unix:") || absl::StartsWith(target, "unix-abstract:")) return true;
  if (absl::ConsumePrefix(&target, "ipv4:") || absl::ConsumePrefix(&target, "ipv6:")) {
    std::vector<absl::string_view> addresses = absl::StrSplit(target, ',');
    return std::all_of(addresses.begin(), addresses.end(), IsLoopbackAddress);
  }
  // dns:HOST, dns:///HOST; with another name server's name between the slashes anything may be meant by a name.
  if (absl::ConsumePrefix(&target, "dns:") && absl::ConsumePrefix(&target, "//") &&
      !absl::ConsumePrefix(&target, "/")) {
    return false;
  }
  return IsLoopbackAddress(target);
}

}  // namespace isnad
