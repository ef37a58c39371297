// When the calls of an open loop are due, whatever the server does: evenly spaced, or as they come from many callers
// that know nothing of each other (Poisson). Times are from the start of the run; the same seed gives the same times.
// One thread.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_SCHEDULE_H_
#define ISNAD_TESTS_LOAD_GENERATOR_SCHEDULE_H_

#include <chrono>
#include <cstdint>
#include <random>

namespace isnad::load {

enum class Spacing { kEven, kPoisson };

class Schedule {
 public:
  // `rate` calls a second, above 0.
  Schedule(double rate, Spacing spacing, uint64_t seed) : rate_(rate), spacing_(spacing), random_(seed) {}

  // The next call's time; never earlier than the one before. The first of an even schedule is 0.
  std::chrono::nanoseconds Next();

 private:
  const double rate_;
  const Spacing spacing_;
  std::mt19937_64 random_;
  uint64_t calls_ = 0;
  double seconds_ = 0;  // of the last call of a Poisson schedule
};

// A number in [0, 1), the same on every platform; the standard's distributions promise only their shape.
double UnitNumber(std::mt19937_64& random);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_SCHEDULE_H_
