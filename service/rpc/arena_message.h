// A new message on an arena, which owns it.
#ifndef ISNAD_SERVICE_RPC_ARENA_MESSAGE_H_
#define ISNAD_SERVICE_RPC_ARENA_MESSAGE_H_

#include <google/protobuf/arena.h>

namespace isnad {

// Arena's own functions for this are named differently from version to version.
template <typename Message>
Message* NewOn(google::protobuf::Arena* arena) {
  return Message::default_instance().New(arena);
}

// Blocks for an article and its answer: with the default ones, an eighth as large, much of the time goes to the heap.
inline google::protobuf::ArenaOptions ArticleArena() {
  google::protobuf::ArenaOptions options;
  options.start_block_size = size_t{16} << 10;
  options.max_block_size = size_t{64} << 10;
  return options;
}

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_ARENA_MESSAGE_H_
