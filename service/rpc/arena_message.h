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

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_ARENA_MESSAGE_H_
