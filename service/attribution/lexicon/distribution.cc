// Covered by distribution_test.cc.
#include "service/attribution/lexicon/distribution.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

// Places are 16 bits.
constexpr int kWordsMax = 0xFFFF;

constexpr absl::string_view kTehMarbuta = "\xD8\xA9";

// Classes above it are verbs to the eye, those below nouns and particles.
constexpr double kVerbShareMin = 0.12;
constexpr double kNameShareMin = 0.3;

bool IsFiniteVerb(const WordEntry& entry) {
  for (const Reading& reading : entry.readings) {
    const bool finite = reading.features.kind == FormKind::kPerfect || reading.features.kind == FormKind::kImperfect;
    if (finite && reading.features.person == Person::kThird && reading.features.voice == Voice::kActive) return true;
  }
  return false;
}

bool ParseNumber(absl::string_view field, uint32_t max, uint32_t* number) {
  return absl::SimpleAtoi(field, number) && *number <= max;
}

}  // namespace

absl::StatusOr<Distribution> Distribution::Load(absl::string_view tsv) {
  Distribution distribution;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(tsv, '\n')) {
    ++line_number;
    if (line.empty() || line[0] == '#') continue;
    const std::vector<absl::string_view> fields = absl::StrSplit(line, '\t');
    uint32_t coarse = 0, fine = 0, log_frequency = 0;
    if (fields.size() != 4 || fields[3].empty() || !ParseNumber(fields[0], 0xFFFF, &coarse) ||
        !ParseNumber(fields[1], 0xFFFF, &fine) || !ParseNumber(fields[2], 63, &log_frequency)) {
      return absl::InvalidArgumentError(
          absl::StrCat("distribution:", line_number, ": expected coarse, fine, log frequency and word between tabs"));
    }
    if (FirstInvalidUtf8(fields[3]).has_value()) {
      return absl::InvalidArgumentError(absl::StrCat("distribution:", line_number, ": the word is not UTF-8"));
    }
    if (distribution.size() == kWordsMax) {
      return absl::InvalidArgumentError(
          absl::StrCat("distribution:", line_number, ": more than ", kWordsMax, " words"));
    }
    const uint16_t place = static_cast<uint16_t>(distribution.size() + 1);
    const WordDistribution word{static_cast<uint16_t>(coarse), static_cast<uint16_t>(fine), place,
                                static_cast<uint8_t>(log_frequency), absl::EndsWith(fields[3], kTehMarbuta)};
    const bool added = distribution.words_.emplace(FoldedSpelling(fields[3]), word).second;
    if (!added)
      return absl::InvalidArgumentError(absl::StrCat("distribution:", line_number, ": the word stands twice"));
  }
  return distribution;
}

void Distribution::FindWordKinds(const Lexicon& lexicon) {
  std::vector<int> words, verbs, names;
  for (const auto& [word, distribution] : words_) {
    if (distribution.fine >= words.size()) {
      for (std::vector<int>* counts : {&words, &verbs, &names}) counts->resize(distribution.fine + 1, 0);
    }
    ++words[distribution.fine];
    const WordEntry* entry = lexicon.Find(word);
    if (entry == nullptr) continue;
    verbs[distribution.fine] += entry->classes.empty() && IsFiniteVerb(*entry);
    names[distribution.fine] += entry->classes.Has(WordClass::kFirstName);
  }
  verb_classes_.assign(words.size(), false);
  name_classes_.assign(words.size(), false);
  for (size_t fine = 0; fine < words.size(); ++fine) {
    verb_classes_[fine] = verbs[fine] > kVerbShareMin * words[fine];
    name_classes_[fine] = names[fine] > kNameShareMin * words[fine];
  }
}

const WordDistribution* Distribution::Find(absl::string_view folded) const {
  const auto it = words_.find(folded);
  return it == words_.end() ? nullptr : &it->second;
}

}  // namespace isnad
