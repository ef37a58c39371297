// What the image puts into the place of two functions of gRPC 1.83, which hold more for a stranger than they must
// (deploy/SECURITY.md). The linker renames them (link_statically: --wrap), by the names that the compiler gives them.
//
// Covered by tests/image/attacks.py: huge_headers, fragmented_messages.
#include <grpc/slice.h>
#include <grpc/slice_buffer.h>

#include <algorithm>
#include <cstdint>

extern "C" {

// Adds `slice`, which it takes over, to the end of `buffer`. A few bytes that came in a frame of their own would stand there
// as a reference, 32 bytes long, and hold all that was read with them; copied into the slice itself, gRPC packs them.
void __real_grpc_slice_buffer_add(grpc_slice_buffer* buffer, grpc_slice slice);

void __wrap_grpc_slice_buffer_add(grpc_slice_buffer* buffer, grpc_slice slice) {
  if (slice.refcount != nullptr && GRPC_SLICE_LENGTH(slice) <= GRPC_SLICE_INLINED_SIZE) {
    const grpc_slice copy =
        grpc_slice_from_copied_buffer(reinterpret_cast<const char*>(GRPC_SLICE_START_PTR(slice)), GRPC_SLICE_LENGTH(slice));
    grpc_slice_unref(slice);
    slice = copy;
  }
  __real_grpc_slice_buffer_add(buffer, slice);
}

// grpc_core::HPackParser::LogInfo: what a header block belongs to.
struct LogInfo {
  uint32_t stream_id;
  int type;
  bool is_client;
};

// grpc_core::HPackParser::BeginFrame: a header block begins, of which `soft_max` bytes are wanted and up to `hard_max` kept.
// The latter are 16 MiB until the peer says that it has read our settings, which it need never do.
void BeginHeaderBlock(void* parser, void* metadata, uint32_t soft_max, uint32_t hard_max, int boundary, int priority,
                      LogInfo info, void* mitigation) asm("__real_" BEGIN_FRAME);

void BeginBoundedHeaderBlock(void* parser, void* metadata, uint32_t soft_max, uint32_t hard_max, int boundary,
                             int priority, LogInfo info, void* mitigation) asm("__wrap_" BEGIN_FRAME);

void BeginBoundedHeaderBlock(void* parser, void* metadata, uint32_t soft_max, uint32_t hard_max, int boundary,
                             int priority, LogInfo info, void* mitigation) {
  const uint32_t twice = soft_max > UINT32_MAX / 2 ? UINT32_MAX : 2 * soft_max;
  BeginHeaderBlock(parser, metadata, soft_max, std::min(hard_max, twice), boundary, priority, info, mitigation);
}

}  // extern "C"
