// The order of steps is what makes it safe: lines, lines onto the disk, position, position onto the disk; names last.
// Covered by tests/client/bulk_output_test.cc.
#include "client/bulk_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "client/file_error.h"
#include "client/file_writing.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

constexpr char kAnswers[] = ".jsonl";
constexpr char kErrors[] = ".errors";
constexpr char kPartial[] = ".partial";
constexpr char kRun[] = ".run";

bool Exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::string PathOf(const BulkOutputPlace& place, absl::string_view suffix, absl::string_view partial = "") {
  return absl::StrCat(place.folder, "/", place.name, suffix, partial);
}

bool HasFiles(const BulkOutputPlace& place) {
  for (const char* suffix : {kAnswers, kErrors}) {
    if (Exists(PathOf(place, suffix)) || Exists(PathOf(place, suffix, kPartial))) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<BulkOutput> BulkOutput::Open(const BulkOutputPlace& place, const std::string& run, RunStart start) {
  std::error_code error;
  fs::create_directories(place.folder, error);
  if (error) return FileError(error.value(), absl::StrCat(place.folder, ": cannot make the folder"));
  absl::StatusOr<RunRecord> record = RunRecord::Open(PathOf(place, kRun), start);
  if (!record.ok()) return record.status();
  BulkOutput output(place, *std::move(record));
  if (absl::Status status = output.CheckRun(run); !status.ok()) return status;
  output.position_ = output.record_.position();
  output.complete_ = Exists(PathOf(place, kAnswers)) && Exists(PathOf(place, kErrors));
  if (output.complete_) return output;
  absl::Status status = output.OpenPart(kAnswers, output.position_.answers_bytes, &output.answers_);
  if (status.ok()) status = output.OpenPart(kErrors, output.position_.errors_bytes, &output.errors_);
  if (!status.ok()) return status;
  return output;
}

absl::Status BulkOutput::CheckRun(const std::string& run) {
  if (!record_.has_run()) {
    if (HasFiles(place_)) {
      return absl::FailedPreconditionError(absl::StrCat(PathOf(place_, ""), ".*: files of another run, whose ",
                                                        place_.name, kRun, " is missing; remove them"));
    }
    if (absl::Status status = record_.Begin(run); !status.ok()) return status;
    return SynchroniseFolder(place_.folder);
  }
  if (record_.run() == run) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      PathOf(place_, kRun), ": the earlier run had other options or another version; remove ", place_.name, ".*"));
}

// At the position where the record says that it was.
absl::Status BulkOutput::OpenPart(absl::string_view suffix, int64_t bytes, OwnedDescriptor* part) {
  std::string path = PathOf(place_, suffix, kPartial);
  // One of the two has its name already: the earlier run was killed between its last two steps.
  if (!Exists(path) && Exists(PathOf(place_, suffix))) path = PathOf(place_, suffix);
  *part = OwnedDescriptor(open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kWrittenFileMode));
  if (part->get() < 0) return FileError(errno, absl::StrCat(path, ": cannot open"));
  const off_t size = lseek(part->get(), 0, SEEK_END);
  if (size < bytes) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": shorter than the earlier run has left it; remove ", place_.name, ".*"));
  }
  if (ftruncate(part->get(), bytes) != 0) return FileError(errno, absl::StrCat(path, ": cannot cut"));
  return absl::OkStatus();
}

absl::Status BulkOutput::AddAnswer(absl::string_view line) {
  absl::Status status = WriteAll(answers_.get(), line, PathOf(place_, kAnswers, kPartial));
  if (!status.ok()) return status;
  ++position_.articles;
  position_.answers_bytes += static_cast<int64_t>(line.size());
  return absl::OkStatus();
}

absl::Status BulkOutput::AddRefused(absl::string_view line) {
  absl::Status status = WriteAll(errors_.get(), line, PathOf(place_, kErrors, kPartial));
  if (!status.ok()) return status;
  ++position_.articles;
  ++position_.refused;
  position_.errors_bytes += static_cast<int64_t>(line.size());
  return absl::OkStatus();
}

absl::Status BulkOutput::Save(uint64_t digest) {
  absl::Status status = Synchronise(answers_.get(), PathOf(place_, kAnswers, kPartial));
  if (status.ok()) status = Synchronise(errors_.get(), PathOf(place_, kErrors, kPartial));
  if (!status.ok()) return status;
  position_.digest = digest;
  return record_.Add(position_);
}

absl::Status BulkOutput::Finish(uint64_t digest) {
  if (absl::Status status = Save(digest); !status.ok()) return status;
  for (const char* suffix : {kErrors, kAnswers}) {
    const std::string partial = PathOf(place_, suffix, kPartial);
    if (!Exists(partial)) continue;  // named by the earlier run
    if (rename(partial.c_str(), PathOf(place_, suffix).c_str()) != 0) {
      return FileError(errno, absl::StrCat(partial, ": cannot rename"));
    }
  }
  complete_ = true;
  return SynchroniseFolder(place_.folder);
}

}  // namespace isnad
