// How long a cancel can go unnoticed: the most work between two questions whether to go on, on texts of a megabyte that
// each keep another stage busy. Counted in the thread's own processor time, so that neighbours do not count. The
// service promises 20 ms (counter longest_ms).
#include <time.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "service/attribution/attribution_extractor.h"

namespace isnad {
namespace {

constexpr size_t kTextBytes = 1 << 20;

double ThreadMilliseconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::string Repeated(absl::string_view part) {
  std::string text;
  while (text.size() + part.size() <= kTextBytes) text.append(part.data(), part.size());
  return text;
}

// Sentences of so many speakers, each with a name of its own, in turn.
std::string SpeakersInTurn(int speakers) {
  std::string text;
  for (int i = 0; text.size() < kTextBytes - 256; i = (i + 1) % speakers) {
    const auto letter = [](int number) {
      return absl::StrCat("\xD8", std::string(1, static_cast<char>('\xAA' + number)));
    };
    const std::string name =
        absl::StrCat(letter(i % 15), "ا", letter(i / 15), "ر ", letter(i / 15), "ي", letter(i % 15));
    absl::StrAppend(&text, "قال ", name, " إن الموسم جيد. ");
  }
  return text;
}

void AskBetween(benchmark::State& state, const std::string& text) {
  const absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load();
  if (!extractor.ok()) return state.SkipWithError(extractor.status().ToString().c_str());
  double longest = 0;
  double asked = 0;
  for (auto round : state) {
    double last = ThreadMilliseconds();
    const auto look = [&] {
      const double now = ThreadMilliseconds();
      longest = std::max(longest, now - last);
      last = now;
      ++asked;
      return false;
    };
    benchmark::DoNotOptimize(extractor->Extract(text, {}, look).ok());
    look();
  }
  state.counters["longest_ms"] = longest;
  state.counters["questions"] = benchmark::Counter(asked, benchmark::Counter::kAvgIterations);
}

#define ISNAD_ASK_BETWEEN(name, text) \
  BENCHMARK_CAPTURE(AskBetween, name, text)->Iterations(2)->Unit(benchmark::kMillisecond)

ISNAD_ASK_BETWEEN(Cues, Repeated("قال "));
ISNAD_ASK_BETWEEN(CuesWithComplementizers, Repeated("وقال إن "));
ISNAD_ASK_BETWEEN(Words, Repeated("مدينة "));
ISNAD_ASK_BETWEEN(Letters, Repeated("ب"));
ISNAD_ASK_BETWEEN(QuotationMarks, Repeated("« "));
ISNAD_ASK_BETWEEN(Tatweel, Repeated("ـ"));
ISNAD_ASK_BETWEEN(Colons, Repeated("عنوان: "));
ISNAD_ASK_BETWEEN(Claims, Repeated("قال وزير الثقافة سامي النجار إن المعرض نجح. "));
ISNAD_ASK_BETWEEN(NestedClaims, Repeated("قال إن الوزير أضاف أن الرئيس أكد أن "));
ISNAD_ASK_BETWEEN(LineEnds, Repeated("\n"));
ISNAD_ASK_BETWEEN(Names, Repeated("محمد أحمد علي "));
ISNAD_ASK_BETWEEN(DroppedSubjects, Repeated("وأضاف أن الأمر كبير. "));
ISNAD_ASK_BETWEEN(PrepositionalCues, Repeated("وفقا لتقارير "));
ISNAD_ASK_BETWEEN(Numbers, Repeated("12 "));
ISNAD_ASK_BETWEEN(QuotedCues, Repeated("\"قال\" "));
ISNAD_ASK_BETWEEN(ManySpeakers, SpeakersInTurn(220));

#undef ISNAD_ASK_BETWEEN

}  // namespace
}  // namespace isnad
