#include "tests/load/generator/schedule.h"

#include <cmath>

namespace isnad::load {

double UnitNumber(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

std::chrono::nanoseconds Schedule::Next() {
  double seconds = 0;
  if (spacing_ == Spacing::kEven) {
    // From the count, not from the last time: no error adds up.
    seconds = static_cast<double>(calls_++) / rate_;
  } else {
    seconds_ += -std::log1p(-UnitNumber(random_)) / rate_;
    seconds = seconds_;
  }
  return std::chrono::nanoseconds(static_cast<int64_t>(seconds * 1e9));
}

}  // namespace isnad::load
