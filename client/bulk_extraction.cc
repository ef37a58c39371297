// The same input, options and server give the same bytes, whoever was killed on the way: articles are written in their
// order, and what depends on the hour is no outcome of an article. Covered by tests/client/bulk_extraction_test.cc.
#include "client/bulk_extraction.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/article_digest.h"
#include "client/article_extraction.h"
#include "client/bulk_input.h"
#include "client/bulk_output.h"
#include "client/error_details.h"
#include "client/json_printer.h"

namespace isnad {
namespace {

using Clock = std::chrono::steady_clock;

// Whether the failure is the article's own, so that it would be refused again.
bool IsOfArticle(const ArticleAnswer& answer) {
  const absl::Status& failure = answer.response.status();
  if (!answer.readable) return true;
  switch (failure.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return true;
    case absl::StatusCode::kResourceExhausted:
      return !RetryDelay(failure).has_value();  // without a delay it is a message that is too large
    case absl::StatusCode::kInternal:
      return !ErrorReason(failure).empty();  // without a reason it is a connection's
    default:
      return false;
  }
}

// A JSON object: where the article was, its id, the reason (the status code where the service gives none), a message.
std::string RefusedLine(const ArticleAnswer& answer) {
  const absl::Status& status = answer.response.status();
  std::string reason = ErrorReason(status);
  if (reason.empty()) reason = absl::StatusCodeToString(status.code());
  nlohmann::ordered_json line = {{"article", answer.name}};
  if (answer.readable) line["id"] = answer.article_id;
  line["reason"] = reason;
  line["message"] = std::string(status.message());
  return line.dump(-1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace) + "\n";
}

// All but the articles that the answers depend on.
absl::StatusOr<std::string> RunOf(const v1::GetServerInfoResponse& info, const v1::ExtractOptions& options) {
  absl::StatusOr<std::string> line = FormatAsJson(options, JsonLayout::kOneLine);
  if (!line.ok()) return line.status();
  line->pop_back();
  const nlohmann::ordered_json run = {
      {"command", ISNAD_VERSION}, {"server", info.version()}, {"lexicon", info.lexicon_version()}, {"options", *line}};
  return run.dump(-1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace);
}

// Reads the input and takes outcomes, in step with the output.
class Run {
 public:
  struct Parts {
    BulkInput& input;
    BulkOutput& output;
    const BulkExtraction& extraction;
    const std::string& lexicon_version;
    const std::function<void(const ProgressState&)>& show;
  };

  explicit Run(const Parts& parts) : parts_(parts) {}

  // What the earlier run has dealt with.
  absl::Status PassEarlier() {
    const RunPosition& position = parts_.output.position();
    for (; state_.earlier < position.articles; ++state_.earlier) {
      if (absl::Status status = CheckStop(); !status.ok()) return status;
      if (!Next().has_value()) break;
      Deal();
    }
    if (!parts_.input.status().ok()) return parts_.input.status();
    // A finished run has dealt with all there is.
    const bool more = parts_.output.complete() && parts_.input.Next().has_value();
    if (state_.earlier < position.articles || digest_ != position.digest || more) {
      return absl::FailedPreconditionError("the earlier run had another input; remove its files from the output");
    }
    state_.share_at_begin = parts_.input.share_passed();
    return absl::OkStatus();
  }

  std::optional<NamedArticle> Next() {
    std::optional<NamedArticle> article = parts_.input.Next();
    if (article.has_value()) digests_.push_back(DigestWith(digests_.empty() ? digest_ : digests_.back(), *article));
    return article;
  }

  // Takes the next outcome; false: the run ends here, status() tells why.
  bool Take(const ArticleAnswer& answer) {
    status_ = CheckStop();
    if (status_.ok()) status_ = Add(answer);
    if (!status_.ok()) return false;
    Deal();
    if (Clock::now() >= next_save_) Save();
    state_.done = parts_.output.position().articles;
    state_.refused = parts_.output.position().refused;
    state_.share = parts_.input.share_passed();
    parts_.show(state_);
    return status_.ok();
  }

  // Everything has been taken, or status() tells what ended it.
  absl::Status End() {
    if (status_.ok()) status_ = parts_.input.status();
    if (status_.ok()) return parts_.output.Finish(digest_);
    // What was done is kept where that can be; where not, the place that was saved before counts.
    parts_.output.Save(digest_).IgnoreError();
    return status_;
  }

 private:
  absl::Status CheckStop() const {
    return parts_.extraction.stop_requested() ? absl::CancelledError("stopped; --resume goes on") : absl::OkStatus();
  }

  absl::Status Add(const ArticleAnswer& answer) {
    if (!answer.response.ok()) {
      if (IsOfArticle(answer)) return parts_.output.AddRefused(RefusedLine(answer));
      const absl::Status& status = answer.response.status();
      absl::Status named(status.code(), absl::StrCat(answer.name, ": ", status.message()));
      status.ForEachPayload([&named](absl::string_view url, const absl::Cord& value) { named.SetPayload(url, value); });
      return named;
    }
    if (answer.response->lexicon_version() != parts_.lexicon_version) {
      return absl::AbortedError(absl::StrCat(answer.name, ": the server has changed its language data meanwhile"));
    }
    absl::StatusOr<std::string> line = FormatAsJson(*answer.response, JsonLayout::kOneLine);
    return line.ok() ? parts_.output.AddAnswer(*line) : line.status();
  }

  // A disk that is slow is waited for a twentieth of the time, no more.
  void Save() {
    const Clock::time_point begin = Clock::now();
    status_ = parts_.output.Save(digest_);
    const Clock::time_point end = Clock::now();
    next_save_ = end + std::max<Clock::duration>(kBulkSavePause, 20 * (end - begin));
  }

  // The first of the articles that were read is dealt with.
  void Deal() {
    digest_ = digests_.front();
    digests_.pop_front();
  }

  const Parts parts_;
  ProgressState state_;
  absl::Status status_;
  uint64_t digest_ = 0;           // of what is dealt with
  std::deque<uint64_t> digests_;  // behind each article that is read and not dealt with
  Clock::time_point next_save_ = Clock::now() + kBulkSavePause;
};

}  // namespace

absl::StatusOr<BulkReport> ExtractBulk(const AttributionClient& client, const BulkExtraction& extraction,
                                       const std::function<void(const ProgressState&)>& show) {
  std::error_code none;
  if (std::filesystem::equivalent(extraction.input, extraction.output, none)) {
    return absl::InvalidArgumentError("is the folder for the output too");
  }
  absl::StatusOr<std::unique_ptr<BulkInput>> input = OpenBulkInput(extraction.input, extraction.shard);
  if (!input.ok()) return input.status();
  absl::StatusOr<v1::GetServerInfoResponse> info = client.GetServerInfo();
  if (!info.ok()) return info.status();
  absl::StatusOr<std::string> made_from = RunOf(*info, extraction.options);
  if (!made_from.ok()) return made_from.status();
  absl::StatusOr<BulkOutput> output =
      BulkOutput::Open({extraction.output, extraction.shard.name()}, *made_from, extraction.start);
  if (!output.ok()) return output.status();

  Run run({**input, *output, extraction, info->lexicon_version(), show});
  if (absl::Status status = run.PassEarlier(); !status.ok()) return status;
  const bool was_complete = output->complete();
  if (!was_complete) {
    const ArticleExtraction articles = {[&run] { return run.Next(); }, extraction.options, extraction.deadline};
    ExtractArticles(client, articles, [&run](const ArticleAnswer& answer) { return run.Take(answer); });
    if (absl::Status status = run.End(); !status.ok()) return status;
  }
  return BulkReport{output->position().articles, output->position().refused, was_complete};
}

}  // namespace isnad
