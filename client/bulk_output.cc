// The order of steps is what makes it safe: lines, lines onto the disk, position, position onto the disk; names last.
// Covered by tests/client/bulk_output_test.cc.
#include "client/bulk_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

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
  absl::StatusOr<Part> answers = output.OpenPart(kAnswers, output.position_.answers_bytes);
  if (!answers.ok()) return answers.status();
  absl::StatusOr<Part> errors = output.OpenPart(kErrors, output.position_.errors_bytes);
  if (!errors.ok()) return errors.status();
  output.answers_ = *std::move(answers);
  output.errors_ = *std::move(errors);
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
absl::StatusOr<BulkOutput::Part> BulkOutput::OpenPart(absl::string_view suffix, int64_t bytes) const {
  Part part = {PathOf(place_, suffix, kPartial), OwnedDescriptor()};
  // One of the two has its name already: the earlier run was killed between its last two steps.
  if (!Exists(part.path) && Exists(PathOf(place_, suffix))) part.path = PathOf(place_, suffix);
  part.file = OwnedDescriptor(open(part.path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kWrittenFileMode));
  if (part.file.get() < 0) return FileError(errno, absl::StrCat(part.path, ": cannot open"));
  const off_t size = lseek(part.file.get(), 0, SEEK_END);
  if (size < bytes) {
    return absl::FailedPreconditionError(
        absl::StrCat(part.path, ": shorter than the earlier run has left it; remove ", place_.name, ".*"));
  }
  if (ftruncate(part.file.get(), bytes) != 0) return FileError(errno, absl::StrCat(part.path, ": cannot cut"));
  return part;
}

absl::Status BulkOutput::AddLine(const Part& part, absl::string_view line, int64_t* bytes) {
  absl::Status status = WriteAll(part.file.get(), line, part.path);
  if (status.ok()) *bytes += static_cast<int64_t>(line.size());
  return status;
}

absl::Status BulkOutput::AddAnswer(absl::string_view line) {
  absl::Status status = AddLine(answers_, line, &position_.answers_bytes);
  if (status.ok()) ++position_.articles;
  return status;
}

absl::Status BulkOutput::AddRefused(absl::string_view line) {
  absl::Status status = AddLine(errors_, line, &position_.errors_bytes);
  if (!status.ok()) return status;
  ++position_.articles;
  ++position_.refused;
  return absl::OkStatus();
}

absl::Status BulkOutput::Save(uint64_t digest) {
  for (const Part* part : {&answers_, &errors_}) {
    if (absl::Status status = Synchronise(part->file.get(), part->path); !status.ok()) return status;
  }
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
