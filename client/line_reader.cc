// Covered by tests/client/line_reader_test.cc.
#include "client/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/string_view.h"
#include "client/file_error.h"

namespace isnad {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 16;

}  // namespace

absl::StatusOr<LineReader> LineReader::Open(const std::string& path, size_t line_bytes_max) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return FileError(errno, "cannot open");
  std::error_code unknown;
  const uintmax_t bytes = std::filesystem::file_size(path, unknown);
  return LineReader(file, unknown ? 0 : bytes, line_bytes_max);
}

bool LineReader::Next() {
  line_.clear();
  bool some = false;
  while (next_ < block_.size() || Fill()) {
    some = true;
    const absl::string_view rest = absl::string_view(block_).substr(next_);
    const void* const feed = std::memchr(rest.data(), '\n', rest.size());
    const size_t bytes =
        feed == nullptr ? rest.size() : static_cast<size_t>(static_cast<const char*>(feed) - rest.data());
    // Two more than may be: one tells a line that is too long, one may be a carriage return.
    line_.append(rest.data(), std::min(bytes, line_bytes_max_ + 2 - line_.size()));
    next_ += bytes + (feed != nullptr);
    if (feed != nullptr) break;
  }
  if (!some || !status_.ok()) return false;
  ++number_;
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  line_.resize(std::min(line_.size(), line_bytes_max_ + 1));
  return true;
}

bool LineReader::Fill() {
  before_ += block_.size();
  block_.resize(kBlockBytes);
  next_ = 0;
  block_.resize(std::fread(block_.data(), 1, block_.size(), file_.get()));
  if (std::ferror(file_.get())) status_ = FileError(errno, "cannot read");
  return status_.ok() && !block_.empty();
}

double LineReader::share_passed() const {
  if (bytes_ == 0) return 0;
  return std::min(1.0, static_cast<double>(before_ + next_) / static_cast<double>(bytes_));
}

}  // namespace isnad
