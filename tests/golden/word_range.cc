#include "tests/golden/word_range.h"

#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// Letters, digits and marks of the scripts that Arabic articles hold.
constexpr CodePointRange kWordCharacters[] = {
    {'0', '9'},     {'A', 'Z'},     {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2AF},  {0x370, 0x52F}, {0x620, 0x652},   {0x660, 0x669},   {0x66E, 0x6D3},   {0x6D5, 0x6D5},
    {0x6EE, 0x6FC}, {0x750, 0x77F}, {0xFB50, 0xFBB1}, {0xFBD3, 0xFD3D}, {0xFD50, 0xFDFB}, {0xFE70, 0xFEFC},
};

bool IsWordCharacter(char32_t code_point) {
  for (const CodePointRange& range : kWordCharacters) {
    if (code_point >= range.first && code_point <= range.last) return true;
  }
  return false;
}

void StripPrefix(absl::string_view prefix, std::string* word) {
  constexpr size_t kTwoArabicLetters = 4;  // bytes; what must remain
  if (word->size() < prefix.size() + kTwoArabicLetters ||
      word->compare(0, prefix.size(), prefix.data(), prefix.size()) != 0) {
    return;
  }
  word->erase(0, prefix.size());
}

}  // namespace

std::vector<ByteRange> WordRanges(absl::string_view article) {
  std::vector<ByteRange> words;
  uint32_t offset = 0;
  bool inside = false;
  while (offset < article.size()) {
    const uint32_t begin = offset;
    const bool word = IsWordCharacter(NextCodePoint(article, &offset));
    if (word && !inside) words.push_back({begin, begin});
    if (word) words.back().end = offset;
    inside = word;
  }
  return words;
}

bool IsWholeWords(absl::string_view article, ByteRange range) {
  for (ByteRange word : WordRanges(article)) {
    if (word.begin < range.begin && range.begin < word.end) return false;
    if (word.begin < range.end && range.end < word.end) return false;
  }
  return true;
}

std::set<int> WordsTouched(const std::vector<ByteRange>& words, const std::vector<ByteRange>& ranges) {
  std::set<int> touched;
  for (size_t i = 0; i < words.size(); ++i) {
    for (ByteRange range : ranges) {
      if (words[i].Overlaps(range)) touched.insert(static_cast<int>(i));
    }
  }
  return touched;
}

std::set<std::string> NameWords(absl::string_view name) {
  std::set<std::string> words;
  for (ByteRange range : WordRanges(name)) {
    std::string word = FoldedSpelling(name.substr(range.begin, range.size()));
    const std::string whole = word;
    for (const char* prefix : {"وال", "فال", "بال", "كال", "ال", "لل"}) {
      StripPrefix(prefix, &word);
      if (word != whole) break;
    }
    words.insert(word);
  }
  return words;
}

}  // namespace isnad
