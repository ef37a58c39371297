// What a process does with the memory that its calls free.
#ifndef ISNAD_SERVICE_SCHEDULING_FREED_MEMORY_H_
#define ISNAD_SERVICE_SCHEDULING_FREED_MEMORY_H_

namespace isnad {

// Freed memory that each of the C library's arenas keeps for the next call, at most.
inline constexpr int kFreedMemoryKeptMax = 8 << 20;

// From now on the process keeps what its calls free instead of giving it back to the kernel after each one, which would
// fault the same pages in again with the next: that took half of the time of a short article. Holds for the whole
// process; to be called once, by a program, before it starts threads. Does nothing where the C library is not glibc.
void KeepFreedMemory();

}  // namespace isnad

#endif  // ISNAD_SERVICE_SCHEDULING_FREED_MEMORY_H_
