// Covered by attribution_extractor_test.cc.
#include "service/attribution/engine_data.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/ranking/model_file.h"

namespace isnad {
namespace {

constexpr absl::string_view kDistributionFile = "distribution.tsv";

// FNV-1a, 64 bits.
uint64_t HashBytes(absl::string_view bytes, uint64_t hash) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream contents;
  if (!in || !(contents << in.rdbuf())) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  return contents.str();
}

// Files of a directory with their contents, which `storage` owns.
absl::StatusOr<std::vector<LexiconFile>> ReadDirectory(absl::string_view directory, std::vector<std::string>* storage) {
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(directory), error)) {
    const std::string name = entry.path().filename().string();
    if (absl::EndsWith(name, ".tsv")) names.push_back(name);
  }
  if (names.empty()) return absl::NotFoundError(absl::StrCat(directory, ": no *.tsv here"));
  std::sort(names.begin(), names.end());
  storage->reserve(names.size());
  std::vector<LexiconFile> files;
  for (const std::string& name : names) {
    absl::StatusOr<std::string> contents = ReadFile(absl::StrCat(directory, "/", name));
    if (!contents.ok()) return contents.status();
    storage->push_back(*std::move(contents));
    files.push_back({name, storage->back()});
  }
  return files;
}

absl::StatusOr<EngineData> LoadLanguage(absl::Span<const LexiconFile> files) {
  EngineData data;
  absl::StatusOr<Lexicon> lexicon = Lexicon::Load(files);
  if (!lexicon.ok()) return lexicon.status();
  data.lexicon = std::make_unique<const Lexicon>(*std::move(lexicon));
  for (const LexiconFile& file : files) {
    if (file.name != kDistributionFile) continue;
    absl::StatusOr<Distribution> distribution = Distribution::Load(file.contents);
    if (!distribution.ok()) return distribution.status();
    data.distribution = *std::move(distribution);
    data.distribution.FindWordKinds(*data.lexicon);
  }
  data.phrases = std::make_unique<const PhraseMatcher>(*data.lexicon);
  return data;
}

absl::StatusOr<EngineData> LoadLanguageFrom(absl::string_view lexicon_directory) {
  if (lexicon_directory.empty()) return LoadLanguage(EmbeddedLexicon());
  std::vector<std::string> storage;
  absl::StatusOr<std::vector<LexiconFile>> files = ReadDirectory(lexicon_directory, &storage);
  if (!files.ok()) return files.status();
  return LoadLanguage(*files);
}

}  // namespace

absl::StatusOr<EngineData> LoadLanguageData(absl::string_view lexicon_directory) {
  return LoadLanguageFrom(lexicon_directory);
}

absl::StatusOr<EngineData> LoadEngineData(absl::string_view lexicon_directory, absl::string_view model_file) {
  absl::StatusOr<EngineData> data = LoadLanguageFrom(lexicon_directory);
  if (!data.ok()) return data;
  std::string storage;
  absl::string_view model = EmbeddedModel();
  if (!model_file.empty()) {
    absl::StatusOr<std::string> contents = ReadFile(std::string(model_file));
    if (!contents.ok()) return contents.status();
    storage = *std::move(contents);
    model = storage;
  }
  absl::StatusOr<Model> parsed = ParseModel(model);
  if (!parsed.ok()) return parsed.status();
  data->ranker = Ranker(*std::move(parsed));
  const int vectors = data->ranker.vector_count();
  if (vectors != 0 && vectors != data->distribution.size() + 1) {
    return absl::InvalidArgumentError(absl::StrCat("model: vectors for ", vectors - 1,
                                                   " words, but distribution.tsv has ", data->distribution.size(),
                                                   ": they were made from different files"));
  }
  const uint64_t hash = HashBytes(model, HashBytes(data->lexicon->version(), 14695981039346656037u));
  data->version = absl::StrFormat("%012x", hash >> 16);
  ReleaseEmbeddedData();
  return data;
}

}  // namespace isnad
