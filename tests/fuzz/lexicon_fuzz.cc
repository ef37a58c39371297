// Language data may come from a user's own folder: any bytes as one of its files give a lexicon that holds together, or
// a refusal that says where. The first byte chooses the file.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/attribution/lexicon/distribution.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/text/normalizer.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

constexpr const char* kFiles[] = {"words.tsv", "names.tsv", "nouns.tsv", "phrases.tsv", "verbs.tsv"};
constexpr unsigned kFileCount = 5;
constexpr size_t kMessageBytesMax = 70000;  // names the word at fault, which may be the whole file

void CheckLexicon(const std::string& name, absl::string_view contents) {
  const absl::StatusOr<Lexicon> lexicon = Lexicon::Load({{name, contents}});
  if (!lexicon.ok()) {
    Require(lexicon.status().code() == absl::StatusCode::kInvalidArgument, "bad data is an invalid argument");
    RequireReadableRefusal(lexicon.status().message(), absl::StrCat(name, ":"), kMessageBytesMax);
    return;
  }
  Require(lexicon->LemmaLines().size() == lexicon->lemmas().size(), "each lemma has a line");
  const std::vector<std::string> forms = lexicon->FormLines();
  Require(forms.size() == static_cast<size_t>(lexicon->form_count()), "each form has a line");
  for (const std::string& line : forms) {
    Require(std::count(line.begin(), line.end(), '\t') == 2, "a form's line has three columns");
    const WordEntry* entry = lexicon->Find(FoldedSpelling(absl::string_view(line).substr(0, line.find('\t'))));
    Require(entry != nullptr && !entry->readings.empty(), "each form is found");
  }
  for (const RegistryEntry& entry : lexicon->registry()) {
    Require(!entry.id.empty() && !entry.canonical_name.empty(), "entries of the registry have id and name");
  }
  Require(lexicon->version().size() == 12, "a version has twelve digits");
}

void CheckDistribution(absl::string_view contents) {
  const absl::StatusOr<Distribution> distribution = Distribution::Load(contents);
  if (distribution.ok()) return;
  RequireReadableRefusal(distribution.status().message(), "distribution:", kMessageBytesMax);
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const isnad::ChosenInput input = isnad::Choose({reinterpret_cast<const char*>(data), size}, isnad::kFileCount + 1);
  if (input.choice < isnad::kFileCount) {
    isnad::CheckLexicon(isnad::kFiles[input.choice], input.rest);
  } else {
    isnad::CheckDistribution(input.rest);
  }
  return 0;
}
