// Files are read, sent and printed one by one, so memory does not grow with their number, and a bad file costs itself
// alone. Only a lost server ends the run early: it would fail every further file alike. Covered by
// tests/client/command_test.cc, which runs the built command.
#include "client/command.h"

#include <cerrno>
#include <cstdio>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/article_reader.h"
#include "client/attribution_client.h"
#include "client/json_printer.h"
#include "client/terminal.h"
#include "client/text_printer.h"

namespace isnad {
namespace {

bool Print(absl::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

void PrintError(absl::string_view what, const absl::Status& status) {
  std::string reason = ErrorReason(status);
  std::string line = absl::StrCat("isnad: ", what, ": ", status.message(), reason.empty() ? "" : " (", reason,
                                  reason.empty() ? "" : ")", "\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

ExitStatus PrintOrFail(const absl::StatusOr<std::string>& text, absl::string_view what) {
  if (!text.ok()) {
    PrintError(what, text.status());
    return ExitStatus::kSomeFailed;
  }
  if (Print(*text)) return ExitStatus::kOk;
  PrintError("standard output", absl::ErrnoToStatus(errno, "cannot write"));
  return ExitStatus::kSomeFailed;
}

absl::StatusOr<std::string> Format(const v1::ExtractAttributionsResponse& response, OutputFormat format) {
  switch (format) {
    case OutputFormat::kText:
      return FormatAsText(response, StyleOfStandardOutput());
    case OutputFormat::kJson:
      return FormatAsJson(response, JsonLayout::kIndented);
    case OutputFormat::kJsonl:
      return FormatAsJson(response, JsonLayout::kOneLine);
  }
  return absl::InternalError("unknown format");
}

absl::StatusOr<std::string> AnswerFor(const std::string& path, const AttributionClient& client,
                                      const CommandLine& line) {
  absl::StatusOr<ArticleFile> file = ReadArticle(path);
  if (!file.ok()) return file.status();
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_article_id(std::move(file->article_id));
  request.mutable_article()->set_text(std::move(file->text));
  *request.mutable_options() = line.extract_options;
  absl::StatusOr<v1::ExtractAttributionsResponse> response = client.Extract(request);
  if (!response.ok()) return response.status();
  return Format(*response, line.format);
}

ExitStatus Extract(const AttributionClient& client, const CommandLine& line) {
  ExitStatus status = ExitStatus::kOk;
  for (const std::string& path : line.files) {
    absl::StatusOr<std::string> answer = AnswerFor(path, client, line);
    if (PrintOrFail(answer, path) == ExitStatus::kOk) continue;
    if (absl::IsUnavailable(answer.status())) return ExitStatus::kNoConnection;
    status = ExitStatus::kSomeFailed;
    if (answer.ok()) break;  // Nobody reads the output any more.
  }
  return status;
}

ExitStatus FailedCall(const CommandLine& line, const absl::Status& status) {
  PrintError(line.server.empty() ? "the built-in server" : line.server, status);
  return absl::IsUnavailable(status) ? ExitStatus::kNoConnection : ExitStatus::kSomeFailed;
}

ExitStatus Info(const AttributionClient& client, const CommandLine& line) {
  absl::StatusOr<v1::GetServerInfoResponse> info = client.GetServerInfo();
  if (!info.ok()) return FailedCall(line, info.status());
  return PrintOrFail(FormatAsJson(*info, JsonLayout::kIndented), "info");
}

ExitStatus Health(const AttributionClient& client, const CommandLine& line) {
  using grpc::health::v1::HealthCheckResponse;
  absl::StatusOr<HealthCheckResponse::ServingStatus> health = client.Health();
  if (!health.ok()) return FailedCall(line, health.status());
  ExitStatus printed = PrintOrFail(absl::StrCat(HealthCheckResponse::ServingStatus_Name(*health), "\n"), "health");
  return *health == HealthCheckResponse::SERVING ? printed : ExitStatus::kSomeFailed;
}

ExitStatus PrintLexicon(const absl::StatusOr<std::vector<std::string>>& lines) {
  if (!lines.ok()) {
    PrintError("lexicon", lines.status());
    return ExitStatus::kNoConnection;
  }
  std::string text;
  for (const std::string& line : *lines) absl::StrAppend(&text, line, "\n");
  return PrintOrFail(text, "lexicon");
}

absl::StatusOr<AttributionClient> ClientFor(const CommandLine& line, BuiltIn& built_in) {
  ClientOptions options;
  options.deadline = line.deadline;
  if (!line.server.empty()) return AttributionClient::Connect(line.server, options);
  absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = built_in.Connect();
  if (!channel.ok()) return channel.status();
  return AttributionClient(*channel, options);
}

}  // namespace

ExitStatus RunCommand(const CommandLine& line, BuiltIn& built_in) {
  if (line.verb == Verb::kLexicon) return PrintLexicon(built_in.LexiconLines(line.forms));
  absl::StatusOr<AttributionClient> client = ClientFor(line, built_in);
  if (!client.ok()) {
    PrintError("the built-in server", client.status());
    return ExitStatus::kNoConnection;
  }
  switch (line.verb) {
    case Verb::kInfo:
      return Info(*client, line);
    case Verb::kHealth:
      return Health(*client, line);
    default:
      return Extract(*client, line);
  }
}

}  // namespace isnad
