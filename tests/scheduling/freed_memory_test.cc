#include "service/scheduling/freed_memory.h"

#include <sys/resource.h>

#include <cstdlib>
#include <cstring>
#include <thread>

#include "gtest/gtest.h"

namespace isnad {
namespace {

constexpr size_t kBlock = 1 << 20;
constexpr int kRounds = 50;

long FaultsOfThisThread() {
  rusage usage;
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_minflt;
}

// Takes, fills and frees a block again and again, as calls do; the page faults of that.
[[maybe_unused]] long FaultsOfRounds() {
  const long before = FaultsOfThisThread();
  for (int i = 0; i < kRounds; ++i) {
    void* block = malloc(kBlock);
    memset(block, i, kBlock);
    asm volatile("" : : "r"(block) : "memory");  // or the compiler leaves the block out
    free(block);
  }
  return FaultsOfThisThread() - before;
}

TEST(FreedMemoryTest, TheSamePagesAreNotFaultedInAgain) {
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "SKIPPED: the C library's own allocator is not in use";
#else
  KeepFreedMemory();
  std::thread worker([] {
    FaultsOfRounds();
    EXPECT_LT(FaultsOfRounds(), static_cast<long>(kBlock / 4096)) << "as many as one block has pages";
  });
  worker.join();
#endif
}

}  // namespace
}  // namespace isnad
