// Which words end in teh marbuta, in articles whose writers dot it and in those of writers who do not.
#include "service/attribution/lexicon/teh_marbuta.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

constexpr absl::string_view kWords = "person_noun\tباحث\ndocument_noun\tبيان\n";
constexpr absl::string_view kDistribution =
    "1\t1\t9\tالمدرسة\n1\t1\t9\tمدرسة\n1\t1\t9\tقمة\n1\t1\t9\tالمياه\n1\t1\t9\tوجه\n1\t1\t9\tقوله\n";

// The words read as ending in teh marbuta, between spaces, folded.
std::string WordsOfTehMarbuta(absl::string_view article) {
  static const Lexicon lexicon = *Lexicon::Load({LexiconFile{"words.tsv", kWords}});
  static const Distribution distribution = *Distribution::Load(kDistribution);
  const TokenizedText text = Tokenize(Normalize(article));
  const TehMarbutaReader reader(text, lexicon, distribution);
  std::string words;
  for (int i = 0; i < text.size(); ++i) {
    if (reader.EndsInTehMarbuta(i)) absl::StrAppend(&words, words.empty() ? "" : " ", text.Text(i));
  }
  return words;
}

struct ReaderCase {
  const char* name;
  const char* article;
  const char* words;
};

TEST(TehMarbutaTest, ReadsDotsAndTheirAbsence) {
  constexpr ReaderCase kCases[] = {
      {.name = "Dotted", .article = "المدرسة في قمة", .words = "المدرسه قمه"},
      {.name = "DottedAgainstTheMajority", .article = "قولة وجهة", .words = "قوله وجهه"},
      {.name = "Undotted", .article = "المدرسه في قمه", .words = "المدرسه قمه"},
      {.name = "OneWordIsNoHabit", .article = "المدرسه هنا", .words = ""},
      {.name = "MistakesOfACarefulWriter",
       .article = "المدرسه قمه مدرسة قمة مدرسة قمة مدرسة قمة مدرسة قمة",
       .words = "مدرسه قمه مدرسه قمه مدرسه قمه مدرسه قمه"},
      {.name = "SomeDots", .article = "المدرسه قمه مدرسة قمه", .words = "المدرسه قمه مدرسه قمه"},
      {.name = "HehOfTheMajority", .article = "المدرسه قمه المياه وجه قوله", .words = "المدرسه قمه"},
      {.name = "BehindClitics",
       .article = "المدرسه قمه وللمدرسه وبالمياه فقمه ووجه",
       .words = "المدرسه قمه وللمدرسه فقمه"},
      {.name = "UnknownWords", .article = "المدرسه قمه خوارزميه بيانه بيانته", .words = "المدرسه قمه خوارزميه"},
      {.name = "PronounsAlone", .article = "قوله وجه المياه قوله", .words = ""},
      {.name = "ShortWords", .article = "المدرسه قمه به له ه", .words = "المدرسه قمه"},
      {.name = "AStretchedConjunction", .article = "المدرسه قمه ووووقمه", .words = "المدرسه قمه ووووقمه"},
      {.name = "Nothing", .article = "", .words = ""},
  };
  for (const ReaderCase& test : kCases) EXPECT_EQ(WordsOfTehMarbuta(test.article), test.words) << test.name;
}

// Each letter might be a clitic before all that follow: looked up one by one they would take minutes.
TEST(TehMarbutaTest, StaysLinearInAWord) {
  std::string article = "المدرسه قمه ";
  for (int i = 0; i < 1000000; ++i) article += "و";
  EXPECT_EQ(WordsOfTehMarbuta(article + "ه"),
            absl::StrCat("المدرسه قمه ", article.substr(article.rfind(' ') + 1), "ه"));
}

}  // namespace
}  // namespace isnad
