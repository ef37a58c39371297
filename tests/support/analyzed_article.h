// An article as the rooms text, token and lexicon leave it, for tests of the rooms behind them, and its tokens by what
// they say, so that a test names words instead of counting them. Uses the embedded lexicon. Header only: tests of
// several rooms use it.
#ifndef ISNAD_TESTS_SUPPORT_ANALYZED_ARTICLE_H_
#define ISNAD_TESTS_SUPPORT_ANALYZED_ARTICLE_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/lexicon/word_analyzer.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/text_range.h"
#include "service/attribution/token/token.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {

// Ends the program where the data do not load: no test could say anything then.
inline const Lexicon& LoadedLexicon() {
  static const Lexicon lexicon = [] {
    absl::StatusOr<Lexicon> loaded = Lexicon::Load(EmbeddedLexicon());
    if (!loaded.ok()) {
      std::cerr << "The embedded lexicon does not load: " << loaded.status() << "\n";
      std::exit(1);
    }
    return *std::move(loaded);
  }();
  return lexicon;
}

inline const Distribution& EmptyDistribution() {
  static const Distribution distribution = *Distribution::Load("");
  return distribution;
}

class AnalyzedArticle {
 public:
  explicit AnalyzedArticle(absl::string_view article)
      : article_(article),
        tokenized_(Tokenize(Normalize(article_))),
        analyzed_(AnalyzeWords(tokenized_, LoadedLexicon(), EmptyDistribution())) {}
  AnalyzedArticle(const AnalyzedArticle&) = delete;
  AnalyzedArticle& operator=(const AnalyzedArticle&) = delete;

  const AnalyzedText& text() const { return analyzed_; }
  const TokenizedText& tokenized() const { return tokenized_; }
  int size() const { return tokenized_.size(); }

  // The tokens that are exactly the `occurrence`th `phrase` (from 0) of the article; a failure and an empty range where
  // it has none, or where a token reaches over an end of it. Empty for an empty phrase.
  TokenRange Tokens(absl::string_view phrase, int occurrence = 0) const {
    if (phrase.empty()) return {};
    size_t at = article_.find(std::string(phrase));
    for (; occurrence > 0 && at != std::string::npos; --occurrence) at = article_.find(std::string(phrase), at + 1);
    for (int begin = 0; begin < size(); ++begin) {
      if (tokenized_.tokens[begin].range.begin != at) continue;
      for (int end = begin + 1; end <= size(); ++end) {
        if (tokenized_.tokens[end - 1].range.end == at + phrase.size()) return {begin, end};
      }
    }
    ADD_FAILURE() << "No tokens of the article are exactly \"" << phrase << "\"";
    return {};
  }
  int Token(absl::string_view word, int occurrence = 0) const { return Tokens(word, occurrence).begin; }
  const Word& WordOf(absl::string_view word, int occurrence = 0) const { return analyzed_.At(Token(word, occurrence)); }

  std::string Text(ByteRange range) const { return article_.substr(range.begin, range.size()); }
  std::string Text(TokenRange range) const { return range.empty() ? "" : Text(tokenized_.Bytes(range)); }

 private:
  const std::string article_;
  const TokenizedText tokenized_;
  const AnalyzedText analyzed_;
};

// The index of the lemma with this id; a failure where the lexicon has none.
inline int LemmaIndex(absl::string_view id) {
  const absl::Span<const Lemma> lemmas = LoadedLexicon().lemmas();
  for (size_t i = 0; i < lemmas.size(); ++i) {
    if (lemmas[i].id == id) return static_cast<int>(i);
  }
  ADD_FAILURE() << "The lexicon has no lemma " << id;
  return -1;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_SUPPORT_ANALYZED_ARTICLE_H_
