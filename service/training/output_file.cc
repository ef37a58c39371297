// Covered by output_file_test.cc.
#include "service/training/output_file.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

absl::Status NotWritten(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": cannot be written"));
}

}  // namespace

absl::Status CheckWritable(const std::string& path) {
  std::error_code error;
  const bool existed = std::filesystem::exists(path, error);
  const bool opened = std::ofstream(path, std::ios::binary | std::ios::app).is_open();
  if (opened && !existed) std::filesystem::remove(path, error);
  return opened ? absl::OkStatus() : NotWritten(path);
}

absl::Status WriteFile(const std::string& path, absl::string_view contents) {
  std::ofstream out(path, std::ios::binary);
  out.write(contents.data(), static_cast<std::streamsize>(contents.size()));
  out.close();  // a full disk may show here alone
  return out ? absl::OkStatus() : NotWritten(path);
}

}  // namespace isnad
