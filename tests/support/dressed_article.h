// An article with the same words in another dress, as keyboards, editors and content systems put it on them, and the
// way back: every byte of the dressed article knows the byte of the plain one that it came from or stands before, so
// that ranges found in one can be compared with ranges found in the other. The same article, dressing and seed give the
// same result on every machine. Header only: tests of several rooms may use it. The dressings are in
// article_dressings.h.
#ifndef ISNAD_TESTS_SUPPORT_DRESSED_ARTICLE_H_
#define ISNAD_TESTS_SUPPORT_DRESSED_ARTICLE_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/text/text_range.h"
#include "service/attribution/text/utf8.h"

namespace isnad {

struct DressedArticle {
  std::string text;
  std::vector<uint32_t> home;      // for each byte of `text` and its end, a byte of the plain article
  std::vector<uint32_t> end_home;  // the same for ends of ranges: where a code point was left out, before it

  ByteRange Home(ByteRange range) const { return {home[range.begin], end_home[range.end]}; }
};

// One place of a plain article: the code point there and its neighbours, 0 outside.
class DressingPlace {
 public:
  DressingPlace(const std::u32string& plain, size_t at) : plain_(plain), at_(at) {}

  char32_t At(int distance) const {
    const size_t place = at_ + static_cast<size_t>(distance);  // wraps to a place outside where it is negative
    return place < plain_.size() ? plain_[place] : 0;
  }
  char32_t left() const { return At(-1); }
  char32_t here() const { return At(0); }
  char32_t right() const { return At(1); }
  const std::u32string& plain() const { return plain_; }
  size_t index() const { return at_; }

 private:
  const std::u32string& plain_;
  size_t at_;
};

// The standard's distributions differ between libraries; remainders do not.
class DressingRandom {
 public:
  explicit DressingRandom(uint64_t seed) : engine_(seed) {}
  uint64_t Below(uint64_t limit) { return engine_() % limit; }
  bool OneIn(uint64_t count) { return Below(count) == 0; }
  char32_t OneOf(const std::u32string& choices) { return choices[Below(choices.size())]; }

 private:
  std::mt19937_64 engine_;
};

// What stands in the dressed article for the code point at a place, with what is put before it. Asked once more at the
// plain article's end, where here() is 0.
using Dressing = std::u32string (*)(const DressingPlace& place, DressingRandom* random);

inline bool IsAnyOf(char32_t code_point, const std::u32string& choices) {
  return choices.find(code_point) != choices.npos;
}
inline bool IsArabicLetter(char32_t c) { return c >= 0x0620 && c <= 0x064A && c != 0x0640; }
// `filling` before what stands at the place.
inline std::u32string Before(const DressingPlace& place, std::u32string filling) {
  if (place.here() != 0) filling += place.here();
  return filling;
}

inline std::u32string CodePoints(absl::string_view text) {
  std::u32string code_points;
  for (uint32_t offset = 0; offset < text.size();) code_points.push_back(NextCodePoint(text, &offset));
  return code_points;
}

inline std::string Utf8(const std::u32string& code_points) {
  std::string text;
  for (char32_t code_point : code_points) AppendUtf8(code_point, &text);
  return text;
}

inline DressedArticle Dress(absl::string_view article, Dressing dressing, uint64_t seed) {
  const std::u32string plain = CodePoints(article);
  DressedArticle dressed;
  DressingRandom random(seed);
  uint32_t offset = 0;
  for (size_t i = 0; i <= plain.size(); ++i) {
    const size_t begin = dressed.text.size();
    for (char32_t code_point : dressing(DressingPlace(plain, i), &random)) AppendUtf8(code_point, &dressed.text);
    dressed.home.resize(dressed.text.size(), offset);
    dressed.end_home.resize(dressed.text.size() + 1, offset);
    if (i < plain.size()) NextCodePoint(article, &offset);
    if (dressed.text.size() > begin) dressed.end_home.back() = offset;
  }
  dressed.home.push_back(offset);
  return dressed;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_SUPPORT_DRESSED_ARTICLE_H_
