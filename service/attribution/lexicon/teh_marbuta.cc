// The distribution's words are spelled as most articles spell them, so that the majority decides on the words it knows,
// with their clitics or without. Other words have teh marbuta where no pronoun can be split off.
// Covered by teh_marbuta_test.cc.
#include "service/attribution/lexicon/teh_marbuta.h"

#include "service/attribution/lexicon/clitic_splitter.h"

namespace isnad {
namespace {

// Folded Arabic letters are two bytes each, as UTF-8 writes U+0600 to U+06FF.
constexpr size_t kLetterBytes = 2;
constexpr int kTokenSteps = 3;
constexpr size_t kWordBytesMin = 3 * kLetterBytes;
constexpr int kProcliticsMax = 32;  // so that a word of many thousand letters stays cheap
constexpr absl::string_view kHeh = "\xD9\x87";
constexpr absl::string_view kArticle = "\xD8\xA7\xD9\x84";
// Waw, feh, beh, lam, kaf.
constexpr absl::string_view kProclitics[] = {"\xD9\x88", "\xD9\x81", "\xD8\xA8", "\xD9\x84", "\xD9\x83"};

// A careful writer leaves out fewer dots by mistake: of the words that all articles of a corpus dot, one in 160.
constexpr int kUndottedMin = 2;
constexpr int kUndottedShare = 4;  // one undotted for so many dotted

bool StartsWith(absl::string_view text, absl::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool EndsInHeh(const TokenizedText& text, int token) {
  if (text.tokens[token].kind != TokenKind::kWord) return false;
  const absl::string_view form = text.Text(token);
  return form.size() >= kWordBytesMin && form.substr(form.size() - kLetterBytes) == kHeh;
}

// The word without the first clitic that it may have; as it is where it has none or little would be left.
absl::string_view WithoutProclitic(absl::string_view form) {
  if (StartsWith(form, kArticle) && form.size() >= kArticle.size() + kWordBytesMin) return form.substr(kArticle.size());
  for (absl::string_view proclitic : kProclitics) {
    if (StartsWith(form, proclitic) && form.size() >= kLetterBytes + kWordBytesMin) return form.substr(kLetterBytes);
  }
  return form;
}

// nullptr where no part of the word that begins behind a clitic is among the frequent words.
const WordDistribution* FindBehindClitics(absl::string_view form, const Distribution& distribution) {
  for (int proclitics = 0; proclitics <= kProcliticsMax; ++proclitics) {
    if (const WordDistribution* found = distribution.Find(form)) return found;
    const absl::string_view rest = WithoutProclitic(form);
    if (rest.size() == form.size()) return nullptr;
    form = rest;
  }
  return nullptr;
}

}  // namespace

TehMarbutaReader::TehMarbutaReader(const TokenizedText& text, const Lexicon& lexicon, const Distribution& distribution,
                                   Cancellation* stop)
    : text_(text), lexicon_(lexicon), distribution_(distribution) {
  int dotted = 0, undotted = 0;
  for (int token = 0; token < text.size() && !Stops(stop, kTokenSteps); ++token) {
    if (text.tokens[token].teh_marbuta) {
      ++dotted;
    } else if (EndsInHeh(text, token)) {
      const WordDistribution* found = distribution.Find(text.Text(token));
      undotted += found != nullptr && found->teh_marbuta;
    }
  }
  undotted_ = undotted >= kUndottedMin && undotted * kUndottedShare > dotted;
}

bool TehMarbutaReader::EndsInTehMarbuta(int token) const {
  return text_.tokens[token].teh_marbuta || (undotted_ && EndsInHeh(text_, token) && IsExpected(token));
}

bool TehMarbutaReader::IsExpected(int token) const {
  const absl::string_view form = text_.Text(token);
  if (const WordDistribution* found = FindBehindClitics(form, distribution_)) return found->teh_marbuta;
  return SplitClitics(form, false, lexicon_, distribution_).enclitic == Enclitic::kNone;
}

}  // namespace isnad
