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

struct CorpusWord {
  std::string folded;
  bool teh_marbuta = false;
};
using Sentence = std::vector<CorpusWord>;
using Counts = absl::flat_hash_map<std::string, int>;

CorpusWord TokenWord(const TokenizedText& text, int token) {
  const Token& t = text.tokens[token];
  return {t.kind == TokenKind::kNumber ? "0" : std::string(text.Text(token)), t.teh_marbuta};
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
std::string WithoutConjunction(const std::string& word, const Counts& counts) {
  uint32_t offset = 0;
  const char32_t first = NextCodePoint(word, &offset);
  if ((first != arabic::kWaw && first != arabic::kFeh) || word.size() < offset + 4) return word;
  const std::string rest = word.substr(offset);
  const auto it = counts.find(rest);
  return it != counts.end() && it->second > counts.at(word) ? rest : word;
}

// Folded, but with teh marbuta where most of the word's occurrences have it: one spelling for each word.
std::string MostlySpelled(const std::string& folded, const Counts& dotted) {
  if (dotted.at(folded) <= 0) return folded;
  std::string spelled = folded.substr(0, folded.size() - 2);  // heh is two bytes
  AppendUtf8(arabic::kTehMarbuta, &spelled);
  return spelled;
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
  Counts counts;
  for (const Sentence& sentence : sentences) {
    for (const CorpusWord& word : sentence) ++counts[word.folded];
  }
  Counts dotted;  // of each word, occurrences with teh marbuta minus those without
  for (Sentence& sentence : sentences) {
    for (CorpusWord& word : sentence) {
      word.folded = WithoutConjunction(word.folded, counts);
      dotted[word.folded] += word.teh_marbuta ? 1 : -1;
    }
  }
  for (const Sentence& sentence : sentences) {
    for (size_t i = 0; i < sentence.size(); ++i) {
      out << (i == 0 ? "" : " ") << MostlySpelled(sentence[i].folded, dotted);
    }
    out << '\n';
  }
  return absl::OkStatus();
}

}  // namespace isnad
