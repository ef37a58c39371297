// The same input, options and server give the same bytes, whoever was killed on the way: articles are written in their
// order, and what depends on the hour is no outcome of an article. Covered by tests/client/bulk_extraction_test.cc.
#include "client/bulk_extraction.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/article_extraction.h"
#include "client/bulk_input.h"
#include "client/bulk_output.h"
#include "client/error_details.h"
#include "client/json_printer.h"

namespace isnad {
namespace {

// Whether the failure is the article's own, so that it would be refused again.
bool IsOfArticle(const absl::Status& failure) {
  switch (failure.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kAborted:
      return false;
    case absl::StatusCode::kResourceExhausted:
      return !RetryDelay(failure).has_value();  // without a delay it is a message that is too large
    default:
      return true;
  }
}

// A JSON object: where the article was, its id, the reason (the status code where the service gives none), a message.
std::string RefusedLine(const ArticleAnswer& answer) {
  const absl::Status& status = answer.response.status();
  std::string reason = ErrorReason(status);
  if (reason.empty()) reason = absl::StatusCodeToString(status.code());
  nlohmann::ordered_json line = {{"article", answer.name}};
  if (!answer.article_id.empty()) line["id"] = answer.article_id;
  line["reason"] = reason;
  line["message"] = std::string(status.message());
  return line.dump(-1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace) + "\n";
}

absl::StatusOr<std::string> RunOf(const AttributionClient& client, const BulkExtraction& extraction,
                                  const BulkInput& input) {
  absl::StatusOr<v1::GetServerInfoResponse> info = client.GetServerInfo();
  if (!info.ok()) return info.status();
  absl::StatusOr<std::string> options = FormatAsJson(extraction.options, JsonLayout::kOneLine);
  if (!options.ok()) return options.status();
  options->pop_back();
  const nlohmann::ordered_json run = {{"input", extraction.input},
                                      {"holds", input.fingerprint()},
                                      {"options", *options},
                                      {"server", info->version()},
                                      {"lexicon", info->lexicon_version()}};
  return run.dump(-1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace);
}

class Run {
 public:
  Run(BulkInput* input, BulkOutput* output, const std::function<void(const ProgressState&)>& show)
      : input_(*input), output_(*output), show_(show) {}

  // What the earlier run has dealt with; false: there is less than that.
  bool PassEarlier() {
    while (state_.earlier < output_.done()) {
      if (!input_.Next().has_value()) return false;
      ++state_.earlier;
    }
    state_.share_at_begin = input_.share_passed();
    return true;
  }

  // Takes the next outcome; false: the run ends here, status() tells why.
  bool Take(const ArticleAnswer& answer) {
    status_ = answer.response.ok() ? TakeAnswer(*answer.response) : TakeFailure(answer);
    state_.done = output_.done();
    state_.refused = output_.refused();
    state_.share = input_.share_passed();
    if (status_.ok()) show_(state_);
    return status_.ok();
  }

  const absl::Status& status() const { return status_; }

 private:
  absl::Status TakeAnswer(const v1::ExtractAttributionsResponse& response) {
    absl::StatusOr<std::string> line = FormatAsJson(response, JsonLayout::kOneLine);
    return line.ok() ? output_.AddAnswer(*line) : line.status();
  }
  absl::Status TakeFailure(const ArticleAnswer& answer) {
    if (!IsOfArticle(answer.response.status())) return answer.response.status();
    return output_.AddRefused(RefusedLine(answer));
  }

  BulkInput& input_;
  BulkOutput& output_;
  const std::function<void(const ProgressState&)>& show_;
  ProgressState state_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<BulkReport> ExtractBulk(const AttributionClient& client, const BulkExtraction& extraction,
                                       const std::function<void(const ProgressState&)>& show) {
  absl::StatusOr<std::unique_ptr<BulkInput>> input = OpenBulkInput(extraction.input, extraction.shard);
  if (!input.ok()) return input.status();
  absl::StatusOr<std::string> made_from = RunOf(client, extraction, **input);
  if (!made_from.ok()) return made_from.status();
  absl::StatusOr<BulkOutput> output =
      BulkOutput::Open(extraction.output, extraction.shard.name(), *made_from, extraction.resume);
  if (!output.ok()) return output.status();
  if (output->complete()) return BulkReport{.was_complete = true};

  Run run(input->get(), &*output, show);
  if (!run.PassEarlier()) {
    return absl::FailedPreconditionError(absl::StrCat(extraction.input, ": has fewer articles than the earlier run"));
  }
  const ArticleExtraction articles = {[&input] { return (*input)->Next(); }, extraction.options, extraction.deadline};
  ExtractArticles(client, articles, [&run](const ArticleAnswer& answer) { return run.Take(answer); });
  if (!run.status().ok()) return run.status();
  if (!(*input)->status().ok()) return (*input)->status();
  if (absl::Status status = output->Finish(); !status.ok()) return status;
  return BulkReport{.done = output->done(), .refused = output->refused()};
}

}  // namespace isnad
