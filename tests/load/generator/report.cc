#include "tests/load/generator/report.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace isnad::load {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kMethodNames[] = {"unary", "batch", "stream", "health", "info"};

double Rounded(double value) { return std::round(value * 1000) / 1000; }
double Milliseconds(double nanoseconds) { return Rounded(nanoseconds * 1e-6); }

Json Latency(const LatencyHistogram& histogram) {
  Json latency = {{"count", histogram.count()}, {"mean", Milliseconds(histogram.mean())}};
  for (const auto& [name, percent] : {std::pair("p50", 50.0), {"p90", 90.0}, {"p99", 99.0}, {"p99.9", 99.9}}) {
    latency[name] = Milliseconds(static_cast<double>(histogram.Percentile(percent)));
  }
  latency["max"] = Milliseconds(static_cast<double>(histogram.max()));
  return latency;
}

Json Phases(const LoadResult& result) {
  Json phases = Json::array();
  for (size_t i = 0; i < result.totals.phases.size(); ++i) {
    const Phase& phase = result.totals.phases[i];
    phases.push_back({{"from_s", Rounded(static_cast<double>(i) * result.phase_seconds)},
                      {"ok", phase.ok},
                      {"failed", phase.failed},
                      {"not_sent", phase.not_sent},
                      {"p50_ms", Milliseconds(static_cast<double>(phase.latency.Percentile(50)))},
                      {"p99_ms", Milliseconds(static_cast<double>(phase.latency.Percentile(99)))}});
  }
  return phases;
}

Json Options(const LoadOptions& options) {
  Json json = {{"method", kMethodNames[static_cast<int>(options.method)]}};
  if (options.closed > 0) {
    json["closed"] = options.closed;
  } else {
    json["rate"] = options.rate;
    json["spacing"] = options.spacing == Spacing::kEven ? "even" : "poisson";
  }
  json["seconds"] = options.seconds;
  json["warmup_seconds"] = options.warmup_seconds;
  json["connections"] = options.connections;
  json["articles"] = options.articles.empty() ? "made up" : options.articles;
  if (options.articles.empty()) json["article_bytes"] = options.article_bytes;
  if (options.method == Method::kBatch) json["batch_articles"] = options.batch_articles;
  json["deadline_ms"] = options.deadline_ms;
  json["cancel_within_ms"] = options.cancel_within_ms;
  json["seed"] = options.seed;
  return json;
}

}  // namespace

std::string ReportJson(const LoadOptions& options, const LoadResult& result) {
  const Totals& totals = result.totals;
  const auto ok = static_cast<double>(totals.ok_latency.count());
  const Json report = {
      {"options", Options(options)},
      {"seconds", Rounded(result.seconds)},
      {"sent", totals.sent},
      {"not_sent", totals.not_sent},
      {"warmup", totals.warmup},
      {"goodput_per_s", Rounded(result.seconds > 0 ? ok / result.seconds : 0)},
      {"results", totals.by_result},
      {"reasons", totals.by_reason},
      {"refusals",
       {{"with_retry_info", totals.with_retry_info},
        {"with_pushback", totals.with_pushback},
        {"retry_delay_ms_max", totals.retry_delay_ms_max}}},
      {"articles", {{"ok", totals.articles_ok}, {"failed", totals.articles_failed}}},
      {"streams", totals.streams_by_result},
      {"answer_bytes", totals.answer_bytes},
      {"latency_ms", {{"ok", Latency(totals.ok_latency)}, {"failed", Latency(totals.failed_latency)}}},
      {"send_lag_ms", Latency(totals.send_lag)},
      {"client_cpu_s", Rounded(result.cpu_seconds)},
      {"phases", Phases(result)},
  };
  return report.dump(2) + "\n";
}

}  // namespace isnad::load
