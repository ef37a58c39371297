// Covered by known_source_index_test.cc.
#include "service/attribution/claim/known_source_index.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/source/source_type.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

std::string PaddedWords(const std::string& name) {
  const TokenizedText text = Tokenize(Normalize(name));
  std::string words = " ";
  for (int i = 0; i < text.size(); ++i) {
    if (text.tokens[i].kind != TokenKind::kMark) absl::StrAppend(&words, text.Text(i), " ");
  }
  return words;
}

}  // namespace

KnownSourceIndex::KnownSourceIndex(const std::vector<KnownSource>& sources) {
  for (const KnownSource& source : sources) {
    names_.emplace_back(PaddedWords(source.name), &source);
    for (const std::string& alias : source.aliases) names_.emplace_back(PaddedWords(alias), &source);
  }
  names_.erase(std::remove_if(names_.begin(), names_.end(), [](const auto& name) { return name.first.size() < 3; }),
               names_.end());
  std::stable_sort(names_.begin(), names_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

const KnownSource* KnownSourceIndex::Find(const AnalyzedText& text, const Speaker& speaker) const {
  if (names_.empty()) return nullptr;
  std::vector<std::string> mentions;
  for (const TokenRange mention : speaker.mentions) {
    mentions.push_back(absl::StrCat(" ", FoldedName(text, mention), " "));
  }
  for (const auto& [name, source] : names_) {
    for (const std::string& mention : mentions) {
      if (absl::StrContains(mention, name)) return source;
    }
  }
  return nullptr;
}

}  // namespace isnad
