// One article answered, whichever way it came: validate, extract, encode; the first that fails is the answer. Immutable
// but for the metrics; any thread.
#ifndef ISNAD_SERVICE_RPC_ARTICLE_ANSWERER_H_
#define ISNAD_SERVICE_RPC_ARTICLE_ANSWERER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/extract_function.h"
#include "service/rpc/request_validator.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/stop_check.h"
#include "service/rpc/wire/request.pb.h"
#include "service/telemetry/answer_metrics.h"

namespace isnad {

class ArticleAnswerer {
 public:
  // The metrics outlive this.
  ArticleAnswerer(ExtractionEngine engine, const ServiceLimits& limits, AnswerMetrics* metrics);

  const LexiconSummary& lexicon() const { return engine_.lexicon; }

  // Fills the empty `response`, or says why there is none. `path` names the article in errors: "article".
  absl::Status Answer(const wire::v1::Article& article, absl::string_view path, const ValidOptions& options,
                      const StopCheck& stop, v1::ExtractAttributionsResponse* response) const;

 private:
  const ExtractionEngine engine_;
  const ServiceLimits limits_;
  AnswerMetrics* const metrics_;
};

// The id to echo: empty where it is too long or not UTF-8, for an answer must be well-formed whatever was asked.
absl::string_view EchoedId(absl::string_view article_id);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_ARTICLE_ANSWERER_H_
