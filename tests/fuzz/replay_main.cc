// The main function of a fuzz target where libFuzzer is not: `NAME_fuzz SEEDS REGRESSIONS` runs the target over each
// file of both folders, so that the ordinary tests hold what fuzzing has found. Fails where there are no seeds, where a
// file cannot be read, and, by the target itself, where a rule is broken. The second folder need not exist.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

std::vector<std::string> FilesOf(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

// How many files were run; -1: one cannot be read.
int Replay(const std::string& folder) {
  int count = 0;
  for (const std::string& file : FilesOf(folder)) {
    std::ifstream stream(file, std::ios::binary);
    const std::string input((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (!stream.is_open() || stream.bad()) {
      std::fprintf(stderr, "%s cannot be read\n", file.c_str());
      return -1;
    }
    std::fprintf(stderr, "%s\n", file.c_str());  // before it runs: the last one named is the one that broke a rule
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
    ++count;
  }
  return count;
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "Usage: %s SEEDS REGRESSIONS\n", argv[0]);
    return 2;
  }
  const int seeds = isnad::Replay(argv[1]);
  const int regressions = isnad::Replay(argv[2]);
  if (seeds < 0 || regressions < 0) return 1;
  if (seeds == 0) {
    std::fprintf(stderr, "%s: no seeds\n", argv[1]);
    return 1;
  }
  std::printf("%d seeds and %d regressions hold\n", seeds, regressions);
  return 0;
}
