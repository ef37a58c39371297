// SplitMix64 (Steele, Lea and Flood 2014) of a counter, with two seeds for the two halves. Covered by
// tests/telemetry/trace_ids_test.cc.
#include "service/telemetry/trace_ids.h"

#include <random>

namespace isnad {
namespace {

uint64_t Mix(uint64_t seed, uint64_t count) {
  uint64_t z = seed + count * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  z ^= z >> 31;
  return z == 0 ? 1 : z;
}

uint64_t SystemSeed() {
  std::random_device device;
  return uint64_t{device()} << 32 | device();
}

}  // namespace

TraceIds::TraceIds() : TraceIds(SystemSeed(), SystemSeed()) {}

TraceIds::Pair TraceIds::NextTrace() {
  const uint64_t count = count_.fetch_add(1, std::memory_order_relaxed);
  return {Mix(seeds_[0], count), Mix(seeds_[1], count)};
}

}  // namespace isnad
