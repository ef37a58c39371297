// Covered by tests/rpc/article_answerer_test.cc.
#include "service/rpc/article_answerer.h"

#include <utility>

#include "absl/status/statusor.h"
#include "service/attribution/limits.h"
#include "service/rpc/response_encoder.h"

namespace isnad {

ArticleAnswerer::ArticleAnswerer(ExtractionEngine engine, const ServiceLimits& limits)
    : engine_(std::move(engine)), limits_(limits) {}

absl::Status ArticleAnswerer::Answer(const wire::v1::Article& article, absl::string_view path,
                                     const ValidOptions& options, const StopCheck& stop,
                                     v1::ExtractAttributionsResponse* response) const {
  if (stop()) return stop.status();
  const absl::StatusOr<ValidArticle> valid = ValidateArticle(article, path, limits_);
  if (!valid.ok()) return valid.status();
  const absl::StatusOr<Attributions> attributions =
      engine_.extract(valid->text, options.extract, [&stop] { return stop(); });
  if (absl::IsCancelled(attributions.status())) return stop.status();
  if (!attributions.ok()) return attributions.status();
  EncodeResponse(*valid, options, *attributions, response);
  response->set_lexicon_version(engine_.lexicon.version);
  return absl::OkStatus();
}

absl::string_view EchoedId(const wire::v1::Article& article) {
  const std::string& id = article.article_id();
  if (id.size() > kArticleIdBytesMax || FirstInvalidUtf8(id).has_value()) return "";
  return id;
}

}  // namespace isnad
