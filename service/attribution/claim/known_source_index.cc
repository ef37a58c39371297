// Covered by known_source_index_test.cc.
#include "service/attribution/claim/known_source_index.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/attribution/source/source_type.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

constexpr int kNameSteps = 100;
constexpr int kRankSteps = 10;
constexpr int kWordSteps = 10;
constexpr int kRunSteps = 5;

std::string PaddedWords(const std::string& name, Cancellation* stop) {
  const TokenizedText text = Tokenize(Normalize(name, stop), stop);
  std::string words = " ";
  for (int i = 0; i < text.size(); ++i) {
    if (text.tokens[i].kind != TokenKind::kMark) absl::StrAppend(&words, text.Text(i), " ");
  }
  return words;
}

}  // namespace

KnownSourceIndex::KnownSourceIndex(std::vector<KnownSource> sources, Cancellation* stop)
    : sources_(std::move(sources)) {
  for (const KnownSource& source : sources_) {
    names_.emplace_back(PaddedWords(source.name, stop), &source);
    for (const std::string& alias : source.aliases) names_.emplace_back(PaddedWords(alias, stop), &source);
    if (Stops(stop, kNameSteps)) return;
  }
  names_.erase(std::remove_if(names_.begin(), names_.end(), [](const auto& name) { return name.first.size() < 3; }),
               names_.end());
  std::stable_sort(names_.begin(), names_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  ranks_.reserve(names_.size());
  for (int rank = 0; rank < static_cast<int>(names_.size()) && !Stops(stop, kRankSteps); ++rank) {
    ranks_.try_emplace(names_[rank].first, rank);  // The first of equals stays.
  }
}

std::shared_ptr<const KnownSourceIndex> MakeKnownSources(std::vector<KnownSource> sources,
                                                         const std::function<bool()>& cancelled) {
  if (sources.empty()) return nullptr;
  Cancellation stop(cancelled);
  return std::make_shared<const KnownSourceIndex>(std::move(sources), &stop);
}

const KnownSource* KnownSourceIndex::Find(const AnalyzedText& text, const Speaker& speaker, Cancellation* stop) const {
  if (ranks_.empty()) return nullptr;
  int best = static_cast<int>(names_.size());
  for (const TokenRange mention : speaker.mentions) {
    const std::string words = absl::StrCat(" ", FoldedName(text, mention), " ");
    for (size_t begin = 0; begin + 1 < words.size(); begin = words.find(' ', begin + 1)) {
      const int runs = BestRunAt(words, begin, &best);
      if (Stops(stop, kWordSteps + kRunSteps * runs)) return nullptr;
    }
  }
  return best < static_cast<int>(names_.size()) ? names_[best].second : nullptr;
}

int KnownSourceIndex::BestRunAt(absl::string_view words, size_t begin, int* best) const {
  int runs = 0;
  const size_t longest = names_.front().first.size();
  for (size_t end = words.find(' ', begin + 1); end != words.npos; end = words.find(' ', end + 1)) {
    const size_t size = end + 1 - begin;
    if (size > longest) break;
    ++runs;
    const auto it = ranks_.find(words.substr(begin, size));
    if (it != ranks_.end()) *best = std::min(*best, it->second);
  }
  return runs;
}

}  // namespace isnad
