// Covered by person_name_test.cc.
#include "service/attribution/source/person_name.h"

#include "service/attribution/source/telling_words.h"

namespace isnad {
namespace {

// Words behind these in order of frequency are no common nouns that two phrases share by chance.
constexpr int kFrequentWords = 8000;
constexpr size_t kLetterBytes = 2;

// One letter: an abbreviated title or initial.
bool IsLetter(const Word& word) { return word.stem.size() <= kLetterBytes && word.coarse > CoarseClass::kLatin; }

bool IsNameWord(const Word& word) {
  if (IsLetter(word)) return false;
  if (word.coarse == CoarseClass::kOffice || word.coarse == CoarseClass::kTitle) return false;
  if (word.Is(WordClass::kFirstName) || word.Is(WordClass::kNameParticle)) return true;
  if (!word.classes.empty() || word.coarse <= CoarseClass::kQuantifier) return word.coarse == CoarseClass::kLatin;
  if (word.name_class) return true;
  const bool rare = word.vector == 0 || word.vector > kFrequentWords;
  return rare && word.enclitic == Enclitic::kNone && word.coarse != CoarseClass::kVerbLike;
}

// Whether a name goes on with `token`: a rare word with article may as well be a common noun.
bool GoesOn(const AnalyzedText& text, int token) {
  const Word& word = text.words[token];
  if (word.conjunction != 0 || word.preposition != 0 || !IsNameToken(text, token)) return false;
  return !word.article || word.name_class || word.Is(WordClass::kFirstName) ||
         text.words[token - 1].coarse == CoarseClass::kNameParticle;
}

// Whether a title stands right before `token` in the phrase, its abbreviation mark passed over.
bool BehindTitle(const AnalyzedText& text, TokenRange phrase, int token) {
  int before = token - 1;
  if (before > phrase.begin && text.words[before].coarse == CoarseClass::kStop) --before;
  return before >= phrase.begin && (text.words[before].Is(WordClass::kTitle) || IsLetter(text.words[before]));
}

}  // namespace

bool IsNameToken(const AnalyzedText& text, int token) {
  const Word& word = text.words[token];
  if (IsNameWord(word)) return true;
  const Word& before = text.At(token - 1);
  if (before.coarse == CoarseClass::kNameParticle) return word.coarse > CoarseClass::kOtherMark;
  return word.Is(WordClass::kReligiousFormula) && IsNameWord(before);
}

bool IsBodyNoun(const Word& word) {
  switch (word.coarse) {
    case CoarseClass::kOrganizationNoun:
    case CoarseClass::kMediaNoun:
    case CoarseClass::kGovernmentNoun:
    case CoarseClass::kDocumentNoun:
      return true;
    default:
      return false;
  }
}

TokenRange NameAround(const AnalyzedText& text, TokenRange phrase, int token) {
  TokenRange name{token, token + 1};
  while (name.end < phrase.end && GoesOn(text, name.end)) ++name.end;
  while (name.begin > phrase.begin && text.words[name.begin].preposition == 0 &&
         text.words[name.begin].conjunction == 0 && IsNameToken(text, name.begin - 1)) {
    --name.begin;
  }
  if (name.begin == phrase.begin) return name;
  const Word& before = text.words[name.begin - 1];
  const bool governed = text.words[name.begin].preposition != 0 || before.coarse == CoarseClass::kPreposition;
  return governed || (IsBodyNoun(before) && !before.article) ? TokenRange{} : name;
}

TokenRange PersonName(const AnalyzedText& text, TokenRange phrase) {
  if (IsBodyNoun(text.words[phrase.begin])) return {};
  const Word& first = text.words[phrase.begin];
  const bool bare = phrase.size() == 1 && !first.article && first.classes.empty() && IsTelling(first);
  if (bare) return phrase;
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const bool may_begin = !text.words[i].article || phrase.size() == 1 || BehindTitle(text, phrase, i);
    if (!may_begin || text.words[i].conjunction != 0 || !IsNameToken(text, i)) continue;
    const TokenRange name = NameAround(text, phrase, i);
    if (!name.empty()) return name;
    while (i + 1 < phrase.end && IsNameToken(text, i + 1)) ++i;
  }
  return {};
}

int GivenNameBefore(const AnalyzedText& text, TokenRange name, int token) {
  for (int i = token - 1; i >= name.begin; --i) {
    if (text.words[i].coarse == CoarseClass::kNameParticle) continue;
    return IsNameToken(text, i) && !text.words[i].article && text.words[i].conjunction == 0 ? i : -1;
  }
  return -1;
}

int DescriptionBegin(const AnalyzedText& text, TokenRange phrase, TokenRange name) {
  for (int i = phrase.begin; i < name.begin; ++i) {
    const CoarseClass coarse = text.words[i].coarse;
    if (coarse == CoarseClass::kOffice || coarse == CoarseClass::kTitle || coarse == CoarseClass::kPersonNoun) return i;
  }
  int begin = name.begin;
  while (begin > phrase.begin && text.words[begin].conjunction == 0 &&
         (text.words[begin - 1].article || text.words[begin - 1].coarse == CoarseClass::kNationality)) {
    --begin;
  }
  return begin;
}

}  // namespace isnad
