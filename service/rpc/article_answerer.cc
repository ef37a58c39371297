// Covered by tests/rpc/extraction_service_test.cc and tests/rpc/stream_extraction_test.cc.
#include "service/rpc/article_answerer.h"

#include <utility>

#include "absl/status/statusor.h"
#include "service/attribution/limits.h"
#include "service/rpc/response_encoder.h"
#include "service/scheduling/steady_time.h"

namespace isnad {

ArticleAnswerer::ArticleAnswerer(ExtractionEngine engine, const ServiceLimits& limits, AnswerMetrics* metrics)
    : engine_(std::move(engine)), limits_(limits), metrics_(metrics) {}

absl::Status ArticleAnswerer::Answer(const wire::v1::Article& article, absl::string_view path,
                                     const ValidOptions& options, const StopCheck& stop,
                                     v1::ExtractAttributionsResponse* response) const {
  if (stop()) return stop.status();
  const absl::StatusOr<ValidArticle> valid = ValidateArticle(article, path, limits_);
  if (!valid.ok()) return valid.status();
  const SteadyTime start = SteadyNow();
  const absl::StatusOr<Attributions> attributions =
      engine_.extract(valid->text, options.extract, [&stop] { return stop(); });
  if (absl::IsCancelled(attributions.status())) return stop.status();
  if (!attributions.ok()) return attributions.status();
  metrics_->RecordAnswer(*attributions, valid->text.size(), Since(start));
  EncodeResponse(*valid, options, *attributions, response);
  if (response->claims_omitted() > 0) metrics_->RecordOmittedClaims(response->claims_omitted());
  response->set_lexicon_version(engine_.lexicon.version);
  return absl::OkStatus();
}

absl::string_view EchoedId(absl::string_view article_id) {
  if (article_id.size() > kArticleIdBytesMax || FirstInvalidUtf8(article_id).has_value()) return "";
  return article_id;
}

}  // namespace isnad
