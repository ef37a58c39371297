// An engine whose answers a test can tell beforehand: one claim that holds the whole article, by one source. Articles
// with certain words do other things, so that a test decides when an article is done.
#ifndef ISNAD_TESTS_SUPPORT_MADE_UP_ENGINE_H_
#define ISNAD_TESTS_SUPPORT_MADE_UP_ENGINE_H_

#include <atomic>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "service/rpc/extract_function.h"

namespace isnad::testing {

class MadeUpEngine {
 public:
  // An article with this word is worked on until Release or until it is to stop.
  static constexpr char kHeld[] = "held";
  // An article with this word is a defect of the engine.
  static constexpr char kDefect[] = "defect";

  ExtractionEngine engine() {
    return {.extract = [this](absl::string_view article, const ExtractOptions&,
                              const std::function<bool()>& cancelled) { return Extract(article, cancelled); },
            .lexicon = {.version = "0123456789ab", .lemmas = 1, .forms = 1}};
  }

  void Release() { released_ = true; }
  // Articles being held at this moment, and in all.
  int holding() const { return holding_; }
  int begun() const { return begun_; }
  void WaitUntilHolding(int count) const {
    while (holding_ < count) std::this_thread::yield();
  }

 private:
  absl::StatusOr<Attributions> Extract(absl::string_view article, const std::function<bool()>& cancelled) {
    ++begun_;
    if (absl::StrContains(article, kDefect)) return absl::InternalError("a made-up defect that names nothing");
    if (absl::StrContains(article, kHeld)) {
      ++holding_;
      bool stopped = false;
      while (!released_ && !stopped) {
        std::this_thread::yield();
        stopped = cancelled();
      }
      --holding_;
      if (stopped) return absl::CancelledError("stopped");
    }
    return Answer(static_cast<uint32_t>(article.size()));
  }

  static Attributions Answer(uint32_t bytes) {
    Claim claim;
    claim.id = 1;
    claim.content = {{0, bytes}};
    claim.cue.range = {0, bytes};
    claim.source.source_id = 1;
    claim.source.resolution = Resolution::kNamed;
    claim.confidence = 1;
    Source source;
    source.id = 1;
    source.name = {0, bytes};
    Attributions attributions;
    attributions.claims.push_back(claim);
    attributions.sources.push_back(source);
    return attributions;
  }

  std::atomic<bool> released_{false};
  std::atomic<int> holding_{0};
  std::atomic<int> begun_{0};
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_MADE_UP_ENGINE_H_
