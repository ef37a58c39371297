// Lines are only ever added, so that whatever stops the machine leaves the earlier ones. Covered by
// tests/client/run_record_test.cc.
#include "client/run_record.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/file_error.h"
#include "client/file_writing.h"

namespace isnad {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 16;

std::string LineOf(const RunPosition& position) {
  const nlohmann::ordered_json line = {{"articles", position.articles},
                                       {"refused", position.refused},
                                       {"answers_bytes", position.answers_bytes},
                                       {"errors_bytes", position.errors_bytes},
                                       {"digest", position.digest}};
  return absl::StrCat(line.dump(), "\n");
}

std::optional<RunPosition> PositionOf(absl::string_view line) {
  const nlohmann::json json = nlohmann::json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  RunPosition position;
  const std::pair<const char*, int64_t*> fields[] = {{"articles", &position.articles},
                                                     {"refused", &position.refused},
                                                     {"answers_bytes", &position.answers_bytes},
                                                     {"errors_bytes", &position.errors_bytes}};
  for (const auto& [name, value] : fields) {
    if (!json.is_object() || !json.contains(name) || !json[name].is_number_unsigned()) return std::nullopt;
    *value = json[name].get<int64_t>();
  }
  if (!json.contains("digest") || !json["digest"].is_number_unsigned()) return std::nullopt;
  position.digest = json["digest"].get<uint64_t>();
  return position;
}

absl::StatusOr<std::string> ReadAll(int descriptor, const std::string& path) {
  std::string text;
  while (true) {
    const size_t before = text.size();
    text.resize(before + kBlockBytes);
    const ssize_t count = pread(descriptor, text.data() + before, kBlockBytes, static_cast<off_t>(before));
    if (count < 0) return FileError(errno, absl::StrCat(path, ": cannot read"));
    text.resize(before + static_cast<size_t>(count));
    if (count == 0) return text;
  }
}

}  // namespace

absl::StatusOr<RunRecord> RunRecord::Open(const std::string& path, RunStart start) {
  const int exclusive = start == RunStart::kNew ? O_EXCL : 0;
  OwnedDescriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | exclusive, kWrittenFileMode));
  if (file.get() < 0 && errno == EEXIST) {
    return absl::AlreadyExistsError(absl::StrCat(path, ": an earlier run was here; --resume goes on with it"));
  }
  if (file.get() < 0) return FileError(errno, absl::StrCat(path, ": cannot open"));
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return FileError(errno, absl::StrCat(path, ": cannot lock"));
    return absl::AbortedError(absl::StrCat(path, ": another process works on it"));
  }
  RunRecord record(path, std::move(file));
  if (absl::Status status = record.Read(); !status.ok()) return status;
  return record;
}

absl::Status RunRecord::Read() {
  const absl::StatusOr<std::string> text = ReadAll(file_.get(), path_);
  if (!text.ok()) return text.status();
  size_t begin = 0;
  for (size_t end = 0; (end = text->find('\n', begin)) != std::string::npos; begin = end + 1) {
    const absl::string_view line = absl::string_view(*text).substr(begin, end - begin);
    if (begin == 0) {
      run_ = std::string(line);
      continue;
    }
    const std::optional<RunPosition> position = PositionOf(line);
    if (!position.has_value()) break;
    position_ = *position;
  }
  if (begin < text->size() && ftruncate(file_.get(), static_cast<off_t>(begin)) != 0) {
    return FileError(errno, absl::StrCat(path_, ": cannot cut"));
  }
  return absl::OkStatus();
}

absl::Status RunRecord::Begin(const std::string& run) {
  run_ = run;
  if (ftruncate(file_.get(), 0) != 0) return FileError(errno, absl::StrCat(path_, ": cannot cut"));
  return Write(absl::StrCat(run, "\n"));
}

absl::Status RunRecord::Add(const RunPosition& position) {
  position_ = position;
  return Write(LineOf(position));
}

absl::Status RunRecord::Write(const std::string& line) {
  if (absl::Status status = WriteAll(file_.get(), line, path_); !status.ok()) return status;
  return Synchronise(file_.get(), path_);
}

}  // namespace isnad
