// A process that is killed leaves what it has written, but for the end of a line that it was writing: that is cut off.
// A machine that loses its power may lose more; then the files are synchronised before they get their names. Covered by
// tests/client/bulk_extraction_test.cc.
#include "client/bulk_output.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/file_error.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

constexpr char kAnswers[] = ".jsonl";
constexpr char kErrors[] = ".errors";
constexpr char kPartial[] = ".partial";
constexpr char kRun[] = ".run";
constexpr mode_t kMode = 0644;
constexpr size_t kChunk = size_t{1} << 16;

bool Exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

absl::Status WriteAll(int descriptor, absl::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return FileError(errno, absl::StrCat(path, ": cannot write"));
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

struct WholeLines {
  int64_t count = 0;
  off_t bytes = 0;
};

absl::StatusOr<WholeLines> CountLines(int descriptor, const std::string& path) {
  WholeLines lines;
  std::string chunk(kChunk, '\0');
  off_t offset = 0;
  while (true) {
    const ssize_t count = pread(descriptor, chunk.data(), chunk.size(), offset);
    if (count < 0) return FileError(errno, absl::StrCat(path, ": cannot read"));
    if (count == 0) return lines;
    for (ssize_t i = 0; i < count; ++i) {
      if (chunk[static_cast<size_t>(i)] != '\n') continue;
      ++lines.count;
      lines.bytes = offset + i + 1;
    }
    offset += count;
  }
}

absl::StatusOr<std::string> ReadSmall(const std::string& path) {
  const OwnedDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string text(kChunk, '\0');
  const ssize_t count = file.get() < 0 ? -1 : read(file.get(), text.data(), text.size());
  if (count < 0) return FileError(errno, absl::StrCat(path, ": cannot read"));
  text.resize(static_cast<size_t>(count));
  return text;
}

}  // namespace

OwnedDescriptor& OwnedDescriptor::operator=(OwnedDescriptor&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OwnedDescriptor::~OwnedDescriptor() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::string BulkOutput::Path(absl::string_view suffix) const { return absl::StrCat(folder_, "/", name_, suffix); }

absl::StatusOr<BulkOutput> BulkOutput::Open(const std::string& folder, const std::string& name, const std::string& run,
                                            bool resume) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return FileError(error.value(), absl::StrCat(folder, ": cannot make the folder"));
  BulkOutput output(folder, name);
  if (absl::Status status = output.CheckRun(absl::StrCat(run, "\n"), resume); !status.ok()) return status;
  if (output.complete_) return output;
  absl::StatusOr<int64_t> answers = output.OpenPart(kAnswers, &output.answers_);
  if (!answers.ok()) return answers.status();
  absl::StatusOr<int64_t> errors = output.OpenPart(kErrors, &output.errors_);
  if (!errors.ok()) return errors.status();
  output.refused_ = *errors;
  output.done_ = *answers + *errors;
  return output;
}

// The file that names the run is also the lock: it is there before any other and stays.
absl::Status BulkOutput::CheckRun(const std::string& run, bool resume) {
  const std::string path = Path(kRun);
  const bool earlier = Exists(path);
  if (earlier && !resume) {
    return absl::AlreadyExistsError(absl::StrCat(path, ": an earlier run was here; --resume goes on with it"));
  }
  lock_ = OwnedDescriptor(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode));
  if (lock_.get() < 0) return FileError(errno, absl::StrCat(path, ": cannot open"));
  if (flock(lock_.get(), LOCK_EX | LOCK_NB) != 0) {
    return absl::AbortedError(absl::StrCat(path, ": another process works on it"));
  }
  const absl::StatusOr<std::string> before = ReadSmall(path);
  if (!before.ok()) return before.status();
  // Shorter: the earlier run was killed while it wrote it, and has done nothing yet.
  if (before->size() < run.size() && run.compare(0, before->size(), *before) == 0) {
    if (ftruncate(lock_.get(), 0) != 0) return FileError(errno, absl::StrCat(path, ": cannot write"));
    return WriteAll(lock_.get(), run, path);
  }
  if (*before != run) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": the earlier run had another input, other options or another server; remove its files"));
  }
  complete_ = Exists(Path(kAnswers)) && Exists(Path(kErrors));
  return absl::OkStatus();
}

absl::StatusOr<int64_t> BulkOutput::OpenPart(absl::string_view suffix, OwnedDescriptor* part) {
  std::string path = Path(absl::StrCat(suffix, kPartial));
  // One of the two has its name already: the earlier run was killed between its last two steps.
  if (!Exists(path) && Exists(Path(suffix))) path = Path(suffix);
  *part = OwnedDescriptor(open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kMode));
  if (part->get() < 0) return FileError(errno, absl::StrCat(path, ": cannot open"));
  const absl::StatusOr<WholeLines> lines = CountLines(part->get(), path);
  if (!lines.ok()) return lines.status();
  if (ftruncate(part->get(), lines->bytes) != 0) return FileError(errno, absl::StrCat(path, ": cannot cut"));
  return lines->count;
}

absl::Status BulkOutput::AddAnswer(absl::string_view line) { return Add(answers_, kAnswers, line); }

absl::Status BulkOutput::AddRefused(absl::string_view line) {
  ++refused_;
  return Add(errors_, kErrors, line);
}

absl::Status BulkOutput::Add(const OwnedDescriptor& part, absl::string_view suffix, absl::string_view line) {
  ++done_;
  return WriteAll(part.get(), line, Path(absl::StrCat(suffix, kPartial)));
}

absl::Status BulkOutput::Finish() {
  for (const OwnedDescriptor* part : {&answers_, &errors_}) {
    if (fsync(part->get()) != 0) return FileError(errno, absl::StrCat(Path(""), ": cannot synchronise"));
  }
  for (const char* suffix : {kErrors, kAnswers}) {
    const std::string partial = Path(absl::StrCat(suffix, kPartial));
    if (!Exists(partial)) continue;  // named by the earlier run
    if (rename(partial.c_str(), Path(suffix).c_str()) != 0)
      return FileError(errno, absl::StrCat(partial, ": cannot rename"));
  }
  const OwnedDescriptor folder(open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || fsync(folder.get()) != 0)
    return FileError(errno, absl::StrCat(folder_, ": cannot synchronise"));
  complete_ = true;
  return absl::OkStatus();
}

}  // namespace isnad
