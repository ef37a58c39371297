// A stdio file that is closed with its owner.
#ifndef ISNAD_CLIENT_OWNED_FILE_H_
#define ISNAD_CLIENT_OWNED_FILE_H_

#include <cstdio>
#include <memory>

namespace isnad {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

using OwnedFile = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace isnad

#endif  // ISNAD_CLIENT_OWNED_FILE_H_
