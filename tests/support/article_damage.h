// Seeded damage to an article, as scraping, editing and attackers do it: words and marks swapped, dropped and doubled,
// stray marks, diacritics, tatweel, bidirectional controls, CRLF, NUL, emoji, paragraphs joined, text cut off. The
// result is valid UTF-8 (damage works on code points) and never empty. The same article and seed give the same result
// on every machine. Header only: tests of several rooms use it.
#ifndef ISNAD_TESTS_SUPPORT_ARTICLE_DAMAGE_H_
#define ISNAD_TESTS_SUPPORT_ARTICLE_DAMAGE_H_

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "service/attribution/text/utf8.h"

namespace isnad {

class ArticleDamage {
 public:
  ArticleDamage(absl::string_view article, uint64_t seed) : random_(seed) {
    for (uint32_t offset = 0; offset < article.size();) text_.push_back(NextCodePoint(article, &offset));
    for (uint64_t count = 1 + Below(8); count > 0; --count) DamageOnce();
    if (text_.empty()) text_.push_back(U' ');
  }

  std::string article() const {
    std::string article;
    for (char32_t code_point : text_) AppendUtf8(code_point, &article);
    return article;
  }

 private:
  // The engine's own distributions differ between libraries; this one does not.
  uint64_t Below(uint64_t limit) { return random_() % limit; }
  size_t Place() { return text_.empty() ? 0 : Below(text_.size() + 1); }

  // The word at or before a place: [begin, end) between two white spaces.
  struct Range {
    size_t begin, end;
  };
  Range Word() {
    const auto is_space = [](char32_t code_point) { return code_point == U' ' || code_point == U'\n'; };
    size_t begin = Place();
    while (begin > 0 && !is_space(text_[begin - 1])) --begin;
    size_t end = begin;
    while (end < text_.size() && !is_space(text_[end])) ++end;
    return {begin, end};
  }
  void Cut(Range range) { text_.erase(range.begin, range.end - range.begin); }
  void MoveWord(Range word) {
    const std::u32string moved = text_.substr(word.begin, word.end - word.begin);
    Cut(word);
    text_.insert(Place(), moved);
  }
  void CutFrom(size_t begin, size_t length) { Cut({begin, std::min(begin + length, text_.size())}); }
  char32_t OneOf(const std::u32string& choices) { return choices[Below(choices.size())]; }
  void Insert(char32_t code_point) { text_.insert(Place(), 1, code_point); }
  void ReplaceAll(char32_t from, const std::u32string& to) {
    std::u32string replaced;
    for (char32_t code_point : text_) replaced += code_point == from ? to : std::u32string(1, code_point);
    text_ = replaced;
  }

  // Stray marks, diacritics and tatweel, invisible controls, characters no article should hold, and odd letters.
  static const std::u32string& Strays(uint64_t kind) {
    static const std::u32string kStrays[] = {
        U"\"\u00AB\u00BB\u201C\u201D\u2018\u2019'`()[]{}:\u060C\u061B\u061F.,;!?-\u2013\u2014\u2026/",
        U"\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0670\u0640\u0640\u0654",
        U"\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2069\uFEFF\u00A0",
        std::u32string(U"\0\x01\t\x7F\u0085\u2028\U0010FFFF\uFFFD", 8),
        U"\uFEFB\uFEA9\uFDF2\u06A9\u06CC\u0671\u0663\u06F5Az\u00E9\u4E2D"};
    return kStrays[kind];
  }

  void DamageOnce() {
    const size_t place = Place();
    const Range word = Word();
    const uint64_t kind = Below(16);
    if (kind < 5) return Insert(OneOf(Strays(kind)));
    if (kind == 5) return CutFrom(place, 40);
    if (kind == 6) return text_.resize(place);
    if (kind == 7) return CutFrom(0, place);
    if (kind == 8) return CutFrom(word.begin, word.end - word.begin);
    if (kind == 9) return Repeat(word, 1 + Below(3));
    if (kind == 10) return Repeat({0, text_.size()}, 1);
    if (kind == 11) return MoveWord(word);
    if (kind == 12) return Cut(Mark());
    if (kind == 13) return ReplaceAll(U'\n', U"\r\n");
    if (kind == 14) return ReplaceAll(OneOf(U"\n .\u060C\"\u00AB\u00BB"), Below(2) == 0 ? U"" : U"\n");
    text_.insert(place, U"\U0001F469\u200D\U0001F52C\u2764\uFE0F");  // one emoji of five code points
  }
  void Repeat(Range range, uint64_t times) {
    const std::u32string copy = text_.substr(range.begin, range.end - range.begin);
    for (; times > 0 && text_.size() < 20000; --times) text_.insert(range.end, copy);
  }
  // The first mark at or behind a place.
  Range Mark() {
    size_t begin = Place();
    const std::u32string marks = U"\"\u00AB\u00BB:\u060C.";
    while (begin < text_.size() && marks.find(text_[begin]) == marks.npos) ++begin;
    return {begin, std::min(begin + 1, text_.size())};
  }

  std::mt19937_64 random_;
  std::u32string text_;
};

inline std::string DamagedArticle(absl::string_view article, uint64_t seed) {
  return ArticleDamage(article, seed).article();
}

}  // namespace isnad

#endif  // ISNAD_TESTS_SUPPORT_ARTICLE_DAMAGE_H_
