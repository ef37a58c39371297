#include "service/attribution/lexicon/embedded_data.h"

#include <unistd.h>

#include <cstdint>
#include <fstream>

#include "gtest/gtest.h"

namespace isnad {
namespace {

uint64_t SumOfBytes(absl::string_view bytes) {
  uint64_t sum = 0;
  for (const char c : bytes) sum = sum * 31 + static_cast<unsigned char>(c);
  return sum;
}

// Bytes of this process that are in memory.
int64_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  int64_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

TEST(EmbeddedDataTest, WhatIsReleasedTakesNoMemoryAndIsReadAgain) {
  const absl::string_view model = EmbeddedModel();
  const int64_t size = static_cast<int64_t>(model.size());
  ASSERT_GT(size, 1 << 20);
  const uint64_t sum = SumOfBytes(model);
  const int64_t read = ResidentBytes();
  ReleaseEmbeddedData();
  const int64_t released = ResidentBytes();
  if (read == 0) GTEST_SKIP() << "SKIPPED: no /proc/self/statm here";
  EXPECT_LT(released, read - size / 2);
  EXPECT_EQ(SumOfBytes(model), sum);
  EXPECT_GT(ResidentBytes(), released + size / 2);
}

}  // namespace
}  // namespace isnad
