#include "tests/load/generator/outcome_tally.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace isnad::load {
namespace {

int64_t Nanoseconds(Clock::duration duration) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(duration).count();
}

}  // namespace

void OutcomeTally::Add(const CallOutcome& outcome) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (outcome.due < counted_from_) {
    ++totals_.warmup;
    return;
  }
  ++totals_.sent;
  ++totals_.by_result[outcome.result];
  if (!outcome.reason.empty()) ++totals_.by_reason[absl::StrCat(outcome.result, " ", outcome.reason)];
  if (outcome.retry_delay_ms.has_value()) {
    ++totals_.with_retry_info;
    totals_.retry_delay_ms_max = std::max(totals_.retry_delay_ms_max, *outcome.retry_delay_ms);
  }
  if (outcome.pushback_ms.has_value()) ++totals_.with_pushback;
  totals_.articles_ok += outcome.articles_ok;
  for (const auto& [reason, articles] : outcome.articles_failed) totals_.articles_failed[reason] += articles;
  totals_.answer_bytes += outcome.answer_bytes;

  const int64_t latency = Nanoseconds(outcome.ended - outcome.due);
  Phase& phase = PhaseOf(outcome.due);
  (outcome.ok() ? totals_.ok_latency : totals_.failed_latency).Add(latency);
  ++(outcome.ok() ? phase.ok : phase.failed);
  if (outcome.ok()) phase.latency.Add(latency);
  totals_.send_lag.Add(Nanoseconds(outcome.sent - outcome.due));
  totals_.last_end = std::max(totals_.last_end, outcome.ended);
}

void OutcomeTally::AddNotSent(Clock::time_point due) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (due < counted_from_) return;
  ++totals_.not_sent;
  ++PhaseOf(due).not_sent;
}

void OutcomeTally::AddStreamEnd(const std::string& result) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++totals_.streams_by_result[result];
}

Totals OutcomeTally::Read() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return totals_;
}

Phase& OutcomeTally::PhaseOf(Clock::time_point due) {
  const auto index = static_cast<size_t>((due - counted_from_) / phase_);
  if (index >= totals_.phases.size()) totals_.phases.resize(index + 1);
  return totals_.phases[index];
}

}  // namespace isnad::load
