// A list through the calls themselves: nothing is allocated, and a call enters and leaves in the time of one short
// lock. Covered by tests/end_to_end/limits_test.cc.
#include "service/transport/open_answers.h"

#include <grpcpp/server_context.h>

namespace isnad {

void OpenAnswers::Add(Entry* entry) {
  std::lock_guard<std::mutex> lock(mutex_);
  entry->next = first_;
  if (first_ != nullptr) first_->previous = entry;
  first_ = entry;
}

void OpenAnswers::Remove(Entry* entry) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (first_ == entry) first_ = entry->next;
  if (entry->next != nullptr) entry->next->previous = entry->previous;
  if (entry->previous != nullptr) entry->previous->next = entry->next;
}

void OpenAnswers::CancelOlderThan(SteadyTime since) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (Entry* entry = first_; entry != nullptr; entry = entry->next) {
    if (entry->ended < since) entry->context->TryCancel();
  }
}

}  // namespace isnad
