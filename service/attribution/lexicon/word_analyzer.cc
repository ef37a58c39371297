// What the words of one token add to its split: shape, hashes, place in the distribution. Covered by
// word_analyzer_test.cc.
#include "service/attribution/lexicon/word_analyzer.h"

#include <string>

#include "service/attribution/lexicon/clitic_splitter.h"
#include "service/attribution/lexicon/coarse_class.h"
#include "service/attribution/lexicon/teh_marbuta.h"
#include "service/attribution/text/text_hash.h"

namespace isnad {
namespace {

// Folded Arabic letters are two bytes each, as UTF-8 writes U+0600 to U+06FF.
constexpr absl::string_view kFeminineEnding = "\xD8\xA7\xD8\xAA";
constexpr absl::string_view kPluralUn = "\xD9\x88\xD9\x86";
constexpr absl::string_view kPluralIn = "\xD9\x8A\xD9\x86";

constexpr absl::string_view kAlef = "\xD8\xA7";
constexpr absl::string_view kWaw = "\xD9\x88";
constexpr absl::string_view kYeh = "\xD9\x8A";
constexpr absl::string_view kTeh = "\xD8\xAA";
constexpr absl::string_view kHeh = "\xD9\x87";

constexpr size_t kLetterBytes = 2;

constexpr int kWordSteps = 30;

bool EndsWith(absl::string_view text, absl::string_view suffix) {
  return text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

absl::string_view FirstLetters(absl::string_view stem, size_t letters) {
  return stem.substr(0, letters * kLetterBytes);
}

absl::string_view LastLetters(absl::string_view stem, size_t letters) {
  return stem.size() <= letters * kLetterBytes ? stem : stem.substr(stem.size() - letters * kLetterBytes);
}

size_t LettersOf(Enclitic enclitic) {
  switch (enclitic) {
    case Enclitic::kNone:
      return 0;
    case Enclitic::kHim:
      return 1;
    case Enclitic::kThemDual:
      return 3;
    default:
      return 2;
  }
}

// Whether a stem of so many letters keeps `rest` of them as a word: what is shorter may be no ending at all.
bool MayDrop(absl::string_view stem, size_t ending, size_t rest) {
  return stem.size() >= (ending + rest) * kLetterBytes;
}

absl::string_view WithoutEnding(absl::string_view stem) {
  for (const absl::string_view plural : {kPluralUn, kPluralIn}) {
    if (EndsWith(stem, plural) && MayDrop(stem, 2, 3)) return stem.substr(0, stem.size() - plural.size());
  }
  // The accusative's alef, and the waw or yeh of a plural in construct.
  const bool accusative = EndsWith(stem, kAlef) && MayDrop(stem, 1, 3);
  const bool construct = (EndsWith(stem, kWaw) || EndsWith(stem, kYeh)) && MayDrop(stem, 1, 4);
  return accusative || construct ? stem.substr(0, stem.size() - kLetterBytes) : stem;
}

uint32_t BaseHash(const Word& word) {
  const size_t pronoun = LettersOf(word.enclitic) * kLetterBytes;
  if (pronoun == 0 || word.stem.size() < pronoun + 2 * kLetterBytes) return HashText(WithoutEnding(word.stem));
  const absl::string_view bare = word.stem.substr(0, word.stem.size() - pronoun);
  if (!EndsWith(bare, kTeh)) return HashText(bare);
  std::string feminine(bare.substr(0, bare.size() - kLetterBytes));
  feminine.append(kHeh.data(), kHeh.size());
  return HashText(feminine);
}

void SetHashes(absl::string_view token, Word* word) {
  const absl::string_view form = word->conjunction != 0 ? token.substr(kLetterBytes) : token;
  word->form_hash = HashText(form);
  word->stem_hash = HashText(word->stem);
  word->base_hash = BaseHash(*word);
  word->prefix_hash = HashText(FirstLetters(word->stem, 2));
  word->suffix_hash = HashText(LastLetters(word->stem, 2));
  word->ending_hash = HashText(LastLetters(word->stem, 3));
}

void SetDistribution(absl::string_view token, const Distribution& distribution, Word* word) {
  const WordDistribution* found = word->conjunction != 0 ? distribution.Find(token.substr(kLetterBytes)) : nullptr;
  if (found == nullptr) found = distribution.Find(token);
  if (found == nullptr) found = distribution.Find(word->stem);
  if (found == nullptr) return;
  word->cluster_coarse = found->coarse;
  word->cluster_fine = found->fine;
  word->vector = found->place;
  word->verb_class = distribution.IsVerbClass(found->fine) && word->preposition == 0;
  word->name_class = distribution.IsNameClass(found->fine);
}

Word AnalyzeArabic(absl::string_view form, bool teh_marbuta, const Lexicon& lexicon, const Distribution& distribution) {
  Word word = SplitClitics(form, teh_marbuta, lexicon, distribution);
  word.teh_marbuta = teh_marbuta;
  const bool ends_feminine = teh_marbuta || EndsWith(word.stem, kFeminineEnding);
  word.feminine = ends_feminine && word.enclitic == Enclitic::kNone;
  word.plural =
      EndsWith(word.stem, kPluralUn) || EndsWith(word.stem, kPluralIn) || EndsWith(word.stem, kFeminineEnding);
  SetHashes(form, &word);
  SetDistribution(form, distribution, &word);
  return word;
}

Word AnalyzeOther(const TokenizedText& text, int token, const Distribution& distribution) {
  Word word;
  word.stem = text.Text(token);
  const bool number = text.tokens[token].kind == TokenKind::kNumber;
  const absl::string_view form = number ? absl::string_view("0") : word.stem;
  word.form_hash = word.stem_hash = word.base_hash = word.prefix_hash = word.suffix_hash = word.ending_hash =
      HashText(form);
  if (const WordDistribution* found = distribution.Find(form)) {
    word.cluster_coarse = found->coarse;
    word.cluster_fine = found->fine;
    word.vector = found->place;
  }
  return word;
}

}  // namespace

const Word& AnalyzedText::At(int token) const {
  static const Word kOutsideWord = [] {
    Word word;
    word.coarse = CoarseClass::kOutside;
    return word;
  }();
  return token >= 0 && token < size() ? words[token] : kOutsideWord;
}

AnalyzedText AnalyzeWords(const TokenizedText& text, const Lexicon& lexicon, const Distribution& distribution,
                          Cancellation* stop) {
  AnalyzedText analyzed;
  analyzed.text = &text;
  analyzed.words.reserve(text.tokens.size());
  const TehMarbutaReader reader(text, lexicon, distribution, stop);
  for (int i = 0; i < text.size() && !Stops(stop, kWordSteps); ++i) {
    Word word = text.tokens[i].kind == TokenKind::kWord
                    ? AnalyzeArabic(text.Text(i), reader.EndsInTehMarbuta(i), lexicon, distribution)
                    : AnalyzeOther(text, i, distribution);
    word.coarse = CoarseClassOf(text.tokens[i], word);
    analyzed.words.push_back(word);
  }
  return analyzed;
}

}  // namespace isnad
