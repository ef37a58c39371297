// Covered by known_source_index_test.cc.
#include "service/attribution/claim/known_source_index.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/source/source_type.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

constexpr int kNameSteps = 100;
constexpr int kMentionSteps = 10;

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
}

std::shared_ptr<const KnownSourceIndex> MakeKnownSources(std::vector<KnownSource> sources,
                                                         const std::function<bool()>& cancelled) {
  if (sources.empty()) return nullptr;
  Cancellation stop(cancelled);
  return std::make_shared<const KnownSourceIndex>(std::move(sources), &stop);
}

const KnownSource* KnownSourceIndex::Find(const AnalyzedText& text, const Speaker& speaker, Cancellation* stop) const {
  if (names_.empty()) return nullptr;
  std::vector<std::string> mentions;
  for (const TokenRange mention : speaker.mentions) {
    mentions.push_back(absl::StrCat(" ", FoldedName(text, mention), " "));
  }
  const int steps = kMentionSteps * static_cast<int>(mentions.size());
  for (const auto& [name, source] : names_) {
    if (Stops(stop, steps)) return nullptr;
    for (const std::string& mention : mentions) {
      if (absl::StrContains(mention, name)) return source;
    }
  }
  return nullptr;
}

}  // namespace isnad
