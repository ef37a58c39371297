#include "service/training/corpus_tokens.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "service/attribution/text/arabic.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

using Sentence = std::vector<std::string>;

std::string TokenWord(const TokenizedText& text, int token) {
  return text.tokens[token].kind == TokenKind::kNumber ? "0" : std::string(text.Text(token));
}

void AppendSentences(const std::string& article, std::vector<Sentence>* sentences) {
  const TokenizedText text = Tokenize(Normalize(article));
  for (const TokenRange range : text.sentences) {
    Sentence sentence;
    for (int i = range.begin; i < range.end; ++i) sentence.push_back(TokenWord(text, i));
    sentences->push_back(std::move(sentence));
  }
}

// The word without its first letter where that is waw or feh and the rest occurs more often on its own.
std::string WithoutConjunction(const std::string& word, const absl::flat_hash_map<std::string, int>& counts) {
  uint32_t offset = 0;
  const char32_t first = NextCodePoint(word, &offset);
  if ((first != arabic::kWaw && first != arabic::kFeh) || word.size() < offset + 4) return word;
  const std::string rest = word.substr(offset);
  const auto it = counts.find(rest);
  return it != counts.end() && it->second > counts.at(word) ? rest : word;
}

}  // namespace

absl::Status WriteCorpusTokens(std::istream& json_lines, std::ostream& out) {
  std::vector<Sentence> sentences;
  std::string line;
  for (int line_number = 1; std::getline(json_lines, line); ++line_number) {
    const nlohmann::json article = nlohmann::json::parse(line, nullptr, false);
    if (!article.is_object() || !article.contains("text") || !article["text"].is_string()) {
      return absl::InvalidArgumentError(
          absl::StrCat("corpus:", line_number, ": expected an object with a string `text`"));
    }
    AppendSentences(article["text"].get<std::string>(), &sentences);
  }
  absl::flat_hash_map<std::string, int> counts;
  for (const Sentence& sentence : sentences) {
    for (const std::string& word : sentence) ++counts[word];
  }
  for (const Sentence& sentence : sentences) {
    for (size_t i = 0; i < sentence.size(); ++i) {
      out << (i == 0 ? "" : " ") << WithoutConjunction(sentence[i], counts);
    }
    out << '\n';
  }
  return absl::OkStatus();
}

}  // namespace isnad
