// Where sentences end, in clean text and in what scraping leaves of it.
#include "service/attribution/token/sentence_splitter.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

// The sentences as the article writes them, joined with '|'.
std::string Sentences(absl::string_view article) {
  const TokenizedText text = Tokenize(Normalize(article));
  std::string joined;
  for (const TokenRange sentence : text.sentences) {
    const ByteRange bytes = text.Bytes(sentence);
    absl::StrAppend(&joined, joined.empty() ? "" : "|", article.substr(bytes.begin, bytes.size()));
  }
  return joined;
}

struct SplitCase {
  const char* name;
  const char* article;
  const char* sentences;
};

TEST(SentenceSplitterTest, EndsSentences) {
  constexpr SplitCase kCases[] = {
      {.name = "Empty", .article = "", .sentences = ""},
      {.name = "NoStop", .article = "قال نعم", .sentences = "قال نعم"},
      {.name = "Stops", .article = "قال نعم. ثم خرج.", .sentences = "قال نعم.|ثم خرج."},
      {.name = "ArabicFullStop", .article = "قال نعم۔ ثم خرج۔", .sentences = "قال نعم۔|ثم خرج۔"},
      {.name = "LineBreak", .article = "عنوان الخبر\nقال نعم", .sentences = "عنوان الخبر|قال نعم"},
      {.name = "CarriageReturn", .article = "عنوان الخبر\r\nقال نعم", .sentences = "عنوان الخبر|قال نعم"},
      {.name = "Question", .article = "متى يعود؟ لا أحد يعلم", .sentences = "متى يعود؟|لا أحد يعلم"},
      {.name = "QuestionAndExclamation", .article = "متى؟! لا أحد يعلم", .sentences = "متى؟!|لا أحد يعلم"},
      {.name = "Glued", .article = "وصل الوفد.وقال الوزير", .sentences = "وصل الوفد.|وقال الوزير"},
      {.name = "StopBeforeClosingMark", .article = "«سنعود.» ثم خرج", .sentences = "«سنعود.»|ثم خرج"},
      {.name = "StopBehindClosingMark", .article = "«سنعود». ثم خرج", .sentences = "«سنعود».|ثم خرج"},
      {.name = "QuestionBeforeClosingMark", .article = "«متى؟» ثم خرج", .sentences = "«متى؟»|ثم خرج"},
      {.name = "QuestionBeforeOpeningMark", .article = "متى؟ «غدا»", .sentences = "متى؟|«غدا»"},
      {.name = "Abbreviation", .article = "نقلت أ.ف.ب الخبر", .sentences = "نقلت أ.ف.ب الخبر"},
      {.name = "AbbreviationWithSpaces", .article = "نقلت أ. ف. ب. الخبر", .sentences = "نقلت أ. ف. ب. الخبر"},
      {.name = "Doctor", .article = "قال د. سامي نعم", .sentences = "قال د. سامي نعم"},
      {.name = "Decimal", .article = "نما 3.5 بالمئة", .sentences = "نما 3.5 بالمئة"},
      {.name = "NumberThenStop", .article = "في عام 2021. ثم خرج", .sentences = "في عام 2021.|ثم خرج"},
      {.name = "OneDigitThenStop", .article = "المركز 5. ثم خرج", .sentences = "المركز 5.|ثم خرج"},
      {.name = "EllipsisIsNoEnd", .article = "قال.. ثم خرج", .sentences = "قال.. ثم خرج"},
      {.name = "EllipsisAtLineEnd", .article = "قال...\nثم خرج", .sentences = "قال...|ثم خرج"},
      {.name = "CommaIsNoEnd", .article = "قال نعم، ثم خرج؛ ولم يعد", .sentences = "قال نعم، ثم خرج؛ ولم يعد"},
      {.name = "OnlyMarks", .article = ". . .", .sentences = ".|.|."},
  };
  for (const SplitCase& test : kCases) EXPECT_EQ(Sentences(test.article), test.sentences) << test.name;
}

TEST(SentenceSplitterTest, EveryTokenIsInItsSentence) {
  const TokenizedText text = Tokenize(Normalize("عنوان\nقال نعم. «متى؟» أ.ف.ب.\n\nثم خرج...وعاد!"));
  int begin = 0;
  for (size_t i = 0; i < text.sentences.size(); ++i) {
    EXPECT_EQ(text.sentences[i].begin, begin);
    EXPECT_LT(text.sentences[i].begin, text.sentences[i].end);
    for (int k = text.sentences[i].begin; k < text.sentences[i].end; ++k) {
      EXPECT_EQ(text.tokens[k].sentence, static_cast<int>(i));
    }
    begin = text.sentences[i].end;
  }
  EXPECT_EQ(begin, text.size());
}

}  // namespace
}  // namespace isnad
