// A file descriptor that is closed with its owner.
#ifndef ISNAD_CLIENT_OWNED_DESCRIPTOR_H_
#define ISNAD_CLIENT_OWNED_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace isnad {

class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor = -1) : descriptor_(descriptor) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OwnedDescriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  // Below 0: none.
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_OWNED_DESCRIPTOR_H_
