// Covered by freed_memory_test.cc.
#include "service/scheduling/freed_memory.h"

#include <malloc.h>

namespace isnad {

void KeepFreedMemory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, kFreedMemoryKeptMax);
  mallopt(M_TRIM_THRESHOLD, kFreedMemoryKeptMax);
#endif
}

}  // namespace isnad
