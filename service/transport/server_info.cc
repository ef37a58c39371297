// Covered by tests/server/server_test.cc.
#include "service/transport/server_info.h"

#include <grpcpp/grpcpp.h>

#include <string>

#include "service/attribution/limits.h"
#include "service/rpc/refused_status.h"
#include "service/rpc/request_validator.h"

namespace isnad {
namespace {

void DescribeLimits(const ServiceLimits& limits, v1::Limits* described) {
  described->set_article_bytes_max(static_cast<int>(limits.article_bytes_max));
  described->set_article_id_bytes_max(static_cast<int>(kArticleIdBytesMax));
  described->set_batch_articles_max(limits.batch_articles_max);
  described->set_claims_max(limits.claims_max);
  described->set_message_bytes_max(limits.message_bytes_max);
  described->set_concurrent_calls_max(limits.concurrent_calls_max);
  described->set_known_sources_max(limits.known_sources_max);
  described->set_known_source_aliases_max(limits.known_source_aliases_max);
  described->set_known_source_name_bytes_max(static_cast<int>(limits.known_source_name_bytes_max));
  described->set_in_flight_bytes_max(static_cast<int64_t>(limits.in_flight_bytes_max));
  described->set_queue_delay_ms_max(limits.queue_delay_ms_max);
  described->set_call_ms_max(limits.call_ms_max);
  described->set_stream_idle_ms_max(limits.stream_idle_ms_max);
  described->set_connections_max(limits.connections_max);
  described->set_streams_per_connection_max(limits.streams_per_connection_max);
  described->set_health_watches_max(limits.health_watches_max);
  described->set_reflection_requests_max(limits.reflection_requests_max);
  described->set_connection_age_grace_ms(limits.connection_age_grace_ms);
  described->set_response_bytes_max(static_cast<int>(kResponseBytesMax));
}

}  // namespace

absl::Status DescribeServer(const ExtractionService& extraction, const ServiceLimits& limits,
                            v1::GetServerInfoResponse* response) {
  const ArticleAnswerer* const answerer = extraction.answerer();
  if (answerer == nullptr) return LoadingStatus();
  const LexiconSummary& lexicon = answerer->lexicon();
  response->set_version(ISNAD_VERSION);
  response->set_lexicon_version(lexicon.version);
  response->set_lexicon_lemmas(lexicon.lemmas);
  response->set_lexicon_forms(lexicon.forms);
  for (absl::string_view language : ServedLanguages()) response->add_language_codes(std::string(language));
  response->add_offset_encodings(v1::OFFSET_ENCODING_UTF8);
  response->add_offset_encodings(v1::OFFSET_ENCODING_UTF16);
  response->add_offset_encodings(v1::OFFSET_ENCODING_UTF32);
  response->set_grpc_version(grpc::Version());
  DescribeLimits(limits, response->mutable_limits());
  return absl::OkStatus();
}

}  // namespace isnad
