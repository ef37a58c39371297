// The answer depends on the words, not on their dress: tatweel, vowel signs, invisible controls and CRLF line ends put
// into an article leave cue, source and content on the same words. Each way of dressing keeps the way back to the plain
// article's bytes, so that ranges can be compared. Floors, not equality: a vowel sign may rightly settle a reading.
#include <algorithm>
#include <functional>
#include <iostream>
#include <random>
#include <utility>

#include "gtest/gtest.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"

namespace isnad {
namespace {

constexpr double kTatweelFloor = 0.98;
constexpr double kDiacriticsFloor = 0.98;
constexpr double kControlsFloor = 0.98;
constexpr double kCrlfFloor = 0.99;

// A dressed article; home[i] is the byte of the plain article that byte i came from or stands before.
struct DressedArticle {
  std::string text;
  std::vector<uint32_t> home;
};

bool IsArabicLetter(char32_t code_point) {
  return code_point >= 0x0620 && code_point <= 0x064A && code_point != 0x0640;
}
bool IsArabicMark(char32_t code_point) {
  return code_point >= 0x0640 && code_point <= 0x0652 && !IsArabicLetter(code_point);
}

// Letters that join the one behind them; a tatweel stands nowhere else.
bool JoinsForward(char32_t code_point) {
  static constexpr char32_t kNonJoining[] = {0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0627, 0x0629,
                                             0x062F, 0x0630, 0x0631, 0x0632, 0x0648, 0x0649};
  if (!IsArabicLetter(code_point)) return false;
  for (char32_t letter : kNonJoining) {
    if (code_point == letter) return false;
  }
  return true;
}

using Random = std::mt19937_64;
// What to put between two neighbours of the plain article; 0: nothing. The first call gets 0 as left neighbour.
using Filler = char32_t (*)(char32_t left, char32_t right, Random* random);

DressedArticle Dress(absl::string_view plain, Filler filler, uint64_t seed) {
  DressedArticle dressed;
  Random random(seed);
  char32_t left = 0;
  for (uint32_t offset = 0; offset < plain.size();) {
    const uint32_t begin = offset;
    const char32_t right = NextCodePoint(plain, &offset);
    const char32_t filling = filler(left, right, &random);
    if (filling != 0) AppendUtf8(filling, &dressed.text);
    dressed.home.resize(dressed.text.size(), begin);
    AppendUtf8(right, &dressed.text);
    dressed.home.resize(dressed.text.size(), begin);
    left = right;
  }
  dressed.home.push_back(static_cast<uint32_t>(plain.size()));
  return dressed;
}

char32_t Tatweel(char32_t left, char32_t right, Random* random) {
  return JoinsForward(left) && IsArabicLetter(right) && (*random)() % 4 == 0 ? 0x0640 : 0;
}
char32_t Diacritic(char32_t left, char32_t right, Random* random) {
  if (!IsArabicLetter(left) || IsArabicMark(right) || (*random)() % 3 != 0) return 0;
  return static_cast<char32_t>(0x064E + (*random)() % 5);  // FATHA to SUKUN
}
char32_t Control(char32_t left, char32_t right, Random* random) {
  static constexpr char32_t kBetweenWords[] = {0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2066, 0x2069};
  static constexpr char32_t kInsideWords[] = {0x200B, 0x200D, 0xFEFF};
  if ((*random)() % 6 != 0 || IsArabicMark(right)) return 0;
  if (left == 0 || left == U' ' || left == U'\n') return kBetweenWords[(*random)() % 7];
  return IsArabicLetter(left) && IsArabicLetter(right) ? kInsideWords[(*random)() % 3] : 0;
}
char32_t CarriageReturn(char32_t left, char32_t right, Random*) { return right == U'\n' && left != U'\r' ? U'\r' : 0; }

// What is compared of a claim, in bytes of the plain article.
using Words = std::vector<std::pair<uint32_t, uint32_t>>;

std::vector<Words> WordsOfClaims(absl::string_view article, const std::function<uint32_t(uint32_t)>& home) {
  std::vector<Words> claims;
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(article);
  EXPECT_TRUE(answer.ok()) << answer.status();
  if (!answer.ok()) return claims;
  const auto range_home = [&home](ByteRange range) { return std::make_pair(home(range.begin), home(range.end)); };
  for (const Claim& claim : answer->claims) {
    Words words = {range_home(claim.cue.range), range_home(claim.source.range.value_or(ByteRange{0, 0}))};
    if (!claim.source.range.has_value()) words.back() = {0, 0};
    for (ByteRange piece : claim.content) words.push_back(range_home(piece));
    claims.push_back(words);
  }
  return claims;
}

struct Way {
  const char* name;
  Filler filler;
  double floor;
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.name; }

constexpr Way kWays[] = {
    {"Tatweel", Tatweel, kTatweelFloor},
    {"Diacritics", Diacritic, kDiacriticsFloor},
    {"Controls", Control, kControlsFloor},
    {"Crlf", CarriageReturn, kCrlfFloor},
};

class InvarianceTest : public testing::TestWithParam<Way> {};

TEST_P(InvarianceTest, DressLeavesTheAnswerOnTheSameWords) {
  int kept = 0;
  int all = 0;
  uint64_t seed = 1;
  for (const GoldenArticle& article : GoldenArticles()) {
    const DressedArticle dressed = Dress(article.text, GetParam().filler, seed++);
    const std::vector<Words> plain = WordsOfClaims(article.text, [](uint32_t offset) { return offset; });
    const std::vector<Words> same =
        WordsOfClaims(dressed.text, [&dressed](uint32_t offset) { return dressed.home[offset]; });
    int kept_here = 0;
    for (const Words& words : plain) kept_here += std::find(same.begin(), same.end(), words) != same.end();
    const int all_here = static_cast<int>(std::max(plain.size(), same.size()));
    if (kept_here < all_here) std::cout << article.name << ": " << kept_here << " of " << all_here << "\n";
    kept += kept_here;
    all += all_here;
  }
  ASSERT_GT(all, 0);
  std::cout << GetParam().name << ": " << kept << " of " << all << " claims kept\n";
  EXPECT_GE(kept, GetParam().floor * all);
}

INSTANTIATE_TEST_SUITE_P(Ways, InvarianceTest, testing::ValuesIn(kWays),
                         [](const testing::TestParamInfo<Way>& info) { return info.param.name; });

TEST(DressTest, KeepsTheWayHome) {
  const std::string plain = GoldenArticles().front().text;
  for (const Way& way : kWays) {
    const DressedArticle dressed = Dress(plain, way.filler, 7);
    EXPECT_GT(dressed.text.size(), plain.size()) << way.name;
    ASSERT_EQ(dressed.home.size(), dressed.text.size() + 1) << way.name;
    EXPECT_TRUE(std::is_sorted(dressed.home.begin(), dressed.home.end())) << way.name;
    EXPECT_EQ(dressed.home.back(), plain.size()) << way.name;
  }
}

}  // namespace
}  // namespace isnad
