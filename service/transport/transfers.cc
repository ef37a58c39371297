// A list through the calls themselves: nothing is allocated, and a call enters and leaves in the time of one short
// lock. Covered by tests/transport/transfers_test.cc and tests/end_to_end/limits_test.cc.
#include "service/transport/transfers.h"

#include <grpcpp/server_context.h>

namespace isnad {

void Transfers::Add(Entry* entry) {
  std::lock_guard<std::mutex> lock(mutex_);
  entry->listed = true;
  entry->older = newest_;
  entry->newer = nullptr;
  (newest_ == nullptr ? oldest_ : newest_->newer) = entry;
  newest_ = entry;
  bytes_ += entry->bytes;
  for (Entry* old = oldest_; bytes_ > bytes_max_ && old != entry; old = old->newer) {
    if (old->bytes > 0) GiveUp(old);
  }
}

void Transfers::Remove(Entry* entry) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!entry->listed) return;
  entry->listed = false;
  (entry->newer == nullptr ? newest_ : entry->newer->older) = entry->older;
  (entry->older == nullptr ? oldest_ : entry->older->newer) = entry->newer;
  if (!entry->given_up) bytes_ -= entry->bytes;
}

void Transfers::GiveUpOlderThan(SteadyTime since) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (Entry* entry = oldest_; entry != nullptr && entry->since < since; entry = entry->newer) GiveUp(entry);
}

size_t Transfers::bytes() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

void Transfers::GiveUp(Entry* entry) {
  if (entry->given_up) return;
  entry->given_up = true;
  bytes_ -= entry->bytes;
  if (entry->context != nullptr) entry->context->TryCancel();
}

}  // namespace isnad
