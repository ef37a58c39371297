// Answers are printed in the order of the files as they come, so memory does not grow with their number, and a bad file
// costs itself alone. Only a lost server ends the run early: it would fail every further file alike. Covered by
// tests/client/command_test.cc, which runs the built command.
#include "client/command.h"

#include <cerrno>
#include <cstdio>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/article_extraction.h"
#include "client/attribution_client.h"
#include "client/bulk_extraction.h"
#include "client/display_text.h"
#include "client/error_details.h"
#include "client/json_printer.h"
#include "client/progress.h"
#include "client/service_config.h"
#include "client/stop_request.h"
#include "client/terminal.h"
#include "client/text_printer.h"

namespace isnad {
namespace {

bool Print(absl::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

void PrintError(absl::string_view what, const absl::Status& status) {
  std::string reason = DisplayLine(ErrorReason(status));
  std::string localized = DisplayLine(LocalizedMessage(status));
  std::string line = absl::StrCat("isnad: ", DisplayName(what), ": ");
  if (!localized.empty()) {
    absl::StrAppend(&line, reason, reason.empty() ? "" : ": ", localized);  // Arabic ends its line
  } else {
    absl::StrAppend(&line, DisplayLine(status.message()), reason.empty() ? "" : " (", reason,
                    reason.empty() ? "" : ")");
  }
  line += '\n';
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

absl::StatusOr<std::string> TextOf(const absl::StatusOr<v1::ExtractAttributionsResponse>& response,
                                   OutputFormat format) {
  if (!response.ok()) return response.status();
  return Format(*response, format);
}

ExitStatus Extract(const AttributionClient& client, const CommandLine& line) {
  ExitStatus status = ExitStatus::kOk;
  const ArticleExtraction extraction = {ArticlesOfFiles(line.files), line.extract_options, line.deadline};
  ExtractArticles(client, extraction, [&](const ArticleAnswer& answer) {
    absl::StatusOr<std::string> text = TextOf(answer.response, line.format);
    if (PrintOrFail(text, answer.name) == ExitStatus::kOk) return true;
    bool lost = absl::IsUnavailable(text.status());
    status = lost ? ExitStatus::kNoConnection : ExitStatus::kSomeFailed;
    return !lost && !text.ok();  // Where the text was fine, nobody reads the output any more.
  });
  return status;
}

ExitStatus StatusOfHeap(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return ExitStatus::kNoConnection;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kInvalidArgument:
      return ExitStatus::kUsage;
    default:
      return ExitStatus::kSomeFailed;
  }
}

ExitStatus ExtractHeap(const AttributionClient& client, const CommandLine& line) {
  Progress progress(ColumnsOfError());
  ProgressState last;
  BulkExtraction extraction = {line.bulk_input,      line.bulk_output, line.shard,   RunStart::kNew,
                               line.extract_options, line.deadline,    StopRequested};
  if (line.resume) extraction.start = RunStart::kResume;
  absl::StatusOr<BulkReport> report = ExtractBulk(client, extraction, [&](const ProgressState& state) {
    last = state;
    progress.Show(state);
  });
  if (!report.ok()) {
    if (last.done > last.earlier) progress.End(last);
    PrintError(line.bulk_input, report.status());
    return absl::IsCancelled(report.status()) && StopRequested() ? EndAsRequested() : StatusOfHeap(report.status());
  }
  last.done = report->done;
  last.refused = report->refused;
  if (report->was_complete) last.earlier = report->done;
  last.share = 1;
  progress.End(last);
  return ExitStatus::kOk;
}

absl::string_view ServerName(const CommandLine& line) {
  return line.server.empty() ? absl::string_view("the built-in server") : line.server;
}

ExitStatus FailedCall(const CommandLine& line, const absl::Status& status) {
  PrintError(ServerName(line), status);
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
  options.language = line.language;
  options.tls = line.tls;
  options.token_file = line.token_file;
  if (line.behind_balancer) options.service_config = BalancedServiceConfig();
  if (!line.server.empty()) return AttributionClient::Connect(line.server, options);
  absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = built_in.Connect();
  if (!channel.ok()) return channel.status();
  return AttributionClient(*channel, options);
}

}  // namespace

ExitStatus RunCommand(const CommandLine& line, BuiltIn& built_in) {
  if (!line.bulk_input.empty()) WatchForStop();  // also while the server loads
  if (line.verb == Verb::kLexicon) return PrintLexicon(built_in.LexiconLines(line.forms));
  absl::StatusOr<AttributionClient> client = ClientFor(line, built_in);
  if (!client.ok()) {
    PrintError(ServerName(line), client.status());
    // Nothing was called yet: what the command line says of the server is wrong.
    return line.server.empty() ? ExitStatus::kNoConnection : ExitStatus::kUsage;
  }
  switch (line.verb) {
    case Verb::kInfo:
      return Info(*client, line);
    case Verb::kHealth:
      return Health(*client, line);
    default:
      return line.bulk_input.empty() ? Extract(*client, line) : ExtractHeap(*client, line);
  }
}

}  // namespace isnad
