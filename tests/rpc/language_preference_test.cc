#include "service/rpc/language_preference.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace isnad {
namespace {

struct PreferenceCase {
  std::string behaviour;
  std::string header;
  Locale locale;
};

void ExpectLocales(const std::vector<PreferenceCase>& cases) {
  for (const PreferenceCase& c : cases)
    EXPECT_EQ(PreferredLocale(c.header), c.locale) << c.behaviour << ": " << c.header;
}

TEST(LanguagePreferenceTest, ReadsWhatTheCallerPrefers) {
  ExpectLocales({
      {"no header", "", Locale::kEnglish},
      {"Arabic alone", "ar", Locale::kArabic},
      {"in any letter case", "AR", Locale::kArabic},
      {"of a region", "ar-EG", Locale::kArabic},
      {"with script and region", "ar-Arab-001", Locale::kArabic},
      {"English alone", "en", Locale::kEnglish},
      {"another language alone", "fr", Locale::kEnglish},
      {"another language before Arabic", "fr, ar;q=0.5", Locale::kArabic},
      {"Arabic first", "ar, en", Locale::kArabic},
      {"English first", "en, ar", Locale::kEnglish},
      {"English first, of less quality", "en;q=0.5, ar;q=0.501", Locale::kArabic},
      {"Arabic first, of less quality", "ar;q=0.8, en-GB;q=0.9", Locale::kEnglish},
      {"the best of several", "ar-SA;q=0.1, en;q=0.5, ar-EG;q=0.9", Locale::kArabic},
      {"a language that only begins so", "arn", Locale::kEnglish},
  });
}

TEST(LanguagePreferenceTest, ReadsTheWildcard) {
  ExpectLocales({
      {"anything", "*", Locale::kEnglish},
      {"Arabic or anything", "ar, *", Locale::kArabic},
      {"anything, but Arabic by name", "*, ar", Locale::kArabic},
      {"anything before English", "*;q=0.5, en;q=0.1", Locale::kArabic},
      {"anything but English", "en;q=0, *", Locale::kArabic},
      {"anything but Arabic", "ar;q=0, *", Locale::kEnglish},
  });
}

TEST(LanguagePreferenceTest, TakesQualityZeroAsRefusal) {
  ExpectLocales({
      {"Arabic refused", "ar;q=0", Locale::kEnglish},
      {"with a fraction", "ar;q=0.000", Locale::kEnglish},
      {"both refused", "ar;q=0, en;q=0", Locale::kEnglish},
      {"the least that is accepted", "ar;q=0.001", Locale::kArabic},
  });
}

TEST(LanguagePreferenceTest, FollowsTheGrammarOfBlanksAndEmptyElements) {
  ExpectLocales({
      {"blanks about the semicolon", "en;q=0.1 , ar \t;\tq=1.000", Locale::kArabic},
      {"empty elements", ",, ar,,", Locale::kArabic},
      {"nothing but commas", ", ,", Locale::kEnglish},
      {"capital Q", "ar;Q=1", Locale::kArabic},
      {"quality with a bare point", "ar;q=1.", Locale::kArabic},
  });
}

TEST(LanguagePreferenceTest, TakesAMalformedHeaderAsNoPreference) {
  for (const std::string header :
       {"ar;q=2", "ar;q=1.001", "ar;q=1.1", "ar;q=0.1234", "ar;q=.5",      "ar;q=",        "ar;q",
        "ar;",    "ar;p=1",     "ar;q=-1",  "ar;q=0,5",    "ar;q=1;q=1",   "ar;q =1",      "ar en",
        "ar_EG",  "ar-",        "-ar",      "ar--EG",      "arabicarab",   "ar-abcdefghi", "a1",
        "*-EG",   "**",         "ar;q=1x",  "ar\n",        "ar, \xD8\xB9", "ar, en\x7F",   "ar;q=0x1"}) {
    EXPECT_EQ(PreferredLocale(header), Locale::kEnglish) << header;
  }
  EXPECT_EQ(PreferredLocale(std::string("ar\0", 3)), Locale::kEnglish);
}

// As long as a header can get, and longer; linear, or this would not end.
TEST(LanguagePreferenceTest, ReadsLongHeaders) {
  std::string header = "en;q=0.1";
  for (int i = 0; i < 100000; ++i) header += ", fr-CA;q=0.9";
  EXPECT_EQ(PreferredLocale(header), Locale::kEnglish);
  EXPECT_EQ(PreferredLocale(header + ", ar"), Locale::kArabic);
}

}  // namespace
}  // namespace isnad
