// Lets a call end early: the stages of the engine count the steps of work they do, and at once and then after
// so many steps the caller's predicate is asked whether to stop. Counted, not timed: the same article asks at the same
// places on every machine, and the engine reads no clock. The predicate may take its time and may do other work, calls
// of the same extractor included: a stage that asks holds nothing but its own values. For one call at a time; not
// thread-safe.
//
// Once the predicate has said yes it is not asked again. A stage that is told to stop returns what it has, which nobody
// may read any more: ask stopped() behind each stage.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TEXT_CANCELLATION_H_
#define ISNAD_SERVICE_ATTRIBUTION_TEXT_CANCELLATION_H_

#include <functional>

namespace isnad {

// A step is the work of folding one character, some ten nanoseconds. The predicate is asked about once a millisecond;
// texts made to be slow take three times as long for a step.
inline constexpr int kStepsBetweenQuestions = 100000;

class Cancellation {
 public:
  // `cancelled` may be empty, and must outlive the check.
  explicit Cancellation(const std::function<bool()>& cancelled) : cancelled_(cancelled) {}
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  // Counts `steps` of work; whether to stop.
  bool After(int steps) { return (left_ -= steps) <= 0 && Ask(); }

  // Whether the predicate has said yes.
  bool stopped() const { return stopped_; }

 private:
  bool Ask() {
    if (!stopped_) stopped_ = cancelled_ && cancelled_();
    left_ = stopped_ ? 0 : kStepsBetweenQuestions;
    return stopped_;
  }

  const std::function<bool()>& cancelled_;
  int left_ = 0;
  bool stopped_ = false;
};

// For stages that also run where nothing stops them: never, where `stop` is null.
inline bool Stops(Cancellation* stop, int steps) { return stop != nullptr && stop->After(steps); }

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TEXT_CANCELLATION_H_
