// A person is named again by the last word of the name, unless another given name stands before it; a body by the same
// words, unless they belong to a longer idafa ("the leader of the movement" is not the movement); a place or firm of one
// word where that word stands alone or behind a noun that says what it is. Covered by named_again_test.cc.
#include "service/attribution/source/named_again.h"

#include <algorithm>

#include "service/attribution/source/noun_phrase.h"

namespace isnad {
namespace {

// Words behind these in order of frequency are no common nouns that two phrases share by chance.
constexpr int kFrequentWords = 8000;
constexpr int kFrequentWordsWithArticle = 8000;

// A name word, or what follows "abd", "abu" or "bin", or the divine name behind one.
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

bool IsBareName(const Word& word) {
  switch (word.coarse) {
    case CoarseClass::kPlaceName:
    case CoarseClass::kAgencyName:
    case CoarseClass::kLatin:
      return true;
    case CoarseClass::kOrganizationNoun:
      return !word.article;  // The lexicon holds names of firms and movements as such.
    default:
      return !word.article && word.classes.empty() && word.enclitic == Enclitic::kNone &&
             word.coarse > CoarseClass::kVerbLike;
  }
}

// Whether a name goes on with `token`: a rare word with article may as well be a common noun.
bool GoesOn(const AnalyzedText& text, int token) {
  const Word& word = text.words[token];
  if (word.conjunction != 0 || word.preposition != 0 || !IsNameToken(text, token)) return false;
  return !word.article || word.name_class || word.Is(WordClass::kFirstName) ||
         text.words[token - 1].coarse == CoarseClass::kNameParticle;
}

// The run of name tokens of `phrase` around `token`, which need not look like one; empty where it names a body or stands
// behind a preposition.
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

}  // namespace

TokenRange PersonName(const AnalyzedText& text, TokenRange phrase) {
  if (IsBodyNoun(text.words[phrase.begin])) return {};
  const Word& first = text.words[phrase.begin];
  const bool bare = phrase.size() == 1 && !first.article && first.classes.empty() && IsTelling(first);
  if (bare) return phrase;
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const bool may_begin = !text.words[i].article || phrase.size() == 1;
    if (!may_begin || text.words[i].conjunction != 0 || !IsNameToken(text, i)) continue;
    const TokenRange name = NameAround(text, phrase, i);
    if (!name.empty()) return name;
    while (i + 1 < phrase.end && IsNameToken(text, i + 1)) ++i;
  }
  return {};
}

namespace {

// Where the description of the person named at `name` begins inside `phrase`: its first office or title, or the words
// with article right before the name ("the Kashmiri leader").
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

// The nearest word of the name before `token`, particles passed over; -1: none.
int GivenNameBefore(const AnalyzedText& text, int token, int begin) {
  for (int i = token - 1; i >= begin; --i) {
    if (text.words[i].coarse == CoarseClass::kNameParticle) continue;
    return IsNameToken(text, i) && !text.words[i].article && text.words[i].conjunction == 0 ? i : -1;
  }
  return -1;
}

class Search {
 public:
  Search(const AnalyzedText& text, const StemIndex& stems, TokenRange phrase)
      : text_(text), stems_(stems), phrase_(phrase), name_(PersonName(text, phrase)), found_{phrase} {}

  std::vector<TokenRange> Run() {
    if (!name_.empty()) AddByLastName();
    const int telling = TellingWords(text_, phrase_);
    if (telling >= 2) AddBySameWords();
    if (telling == 1) AddBareName();
    std::sort(found_.begin(), found_.end(), [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  void AddByLastName() {
    const int last = name_.end - 1, given = GivenNameBefore(text_, last, name_.begin);
    for (const int place : Places(last)) {
      if (phrase_.Contains(place) || text_.words[place].article != text_.words[last].article) continue;
      const TokenRange around = Around(place);
      const TokenRange name = NameAround(text_, around, place);
      if (name.empty() || name.end != place + 1) continue;
      const int other = GivenNameBefore(text_, place, name.begin);
      if (given >= 0 && other >= 0 && text_.words[given].stem_hash != text_.words[other].stem_hash) continue;
      Add({DescriptionBegin(text_, around, name), around.end});
    }
  }

  void AddBareName() {
    const int name = FirstTelling();
    if (!IsBareName(text_.words[name])) return;
    for (const int place : Places(name)) {
      if (phrase_.Contains(place)) continue;
      const TokenRange around = Around(place);
      const int telling = TellingWords(text_, around);
      if (telling == 1 || (telling == 2 && IsBodyNoun(text_.words[around.begin]))) Add(around);
    }
  }

  void AddBySameWords() {
    for (const int place : Places(FirstTelling())) {
      if (phrase_.Contains(place)) continue;
      const TokenRange same = SameWords(place);
      if (same.empty()) continue;
      const TokenRange around = Around(place);
      if (around.begin < same.begin && !MayPrecede({around.begin, same.begin})) continue;  // Inside a longer idafa.
      Add({std::min(same.begin, around.begin), std::max(same.end, around.end)});
    }
  }

  // Whether these words before the phrase's own leave its bearer the same: a person's name before an office, an office
  // before a person's name, or a noun that says what a name is.
  bool MayPrecede(TokenRange before) const {
    if (name_.begin == phrase_.begin && !name_.empty()) return true;
    const Word& head = text_.words[phrase_.begin];
    bool names = true;
    int words = 0;
    for (int i = before.begin; i < before.end; ++i) {
      if (text_.words[i].coarse <= CoarseClass::kOtherMark) continue;
      names &= IsNameToken(text_, i);
      ++words;
    }
    if (head.coarse == CoarseClass::kOffice || head.coarse == CoarseClass::kPersonNoun) return names;
    return words == 1 && !head.article && !IsBodyNoun(head) && IsBodyNoun(text_.words[before.begin]);
  }

  // The words of the phrase from its first telling one on, at `place`; marks between do not matter. Empty: others.
  TokenRange SameWords(int place) const {
    int at = place;
    for (int i = FirstTelling(); i < phrase_.end; ++i) {
      if (IsMark(i)) continue;
      while (at > place && at < text_.size() && IsMark(at)) ++at;
      if (at >= text_.size() || text_.words[at].stem_hash != text_.words[i].stem_hash) return {};
      ++at;
    }
    return {place, at};
  }

  bool IsMark(int token) const {
    const CoarseClass coarse = text_.words[token].coarse;
    return coarse == CoarseClass::kQuoteMark || coarse == CoarseClass::kBracket;
  }

  int FirstTelling() const {
    int first = phrase_.begin;
    while (!IsTelling(text_.words[first])) ++first;
    return first;
  }

  TokenRange Around(int place) const {
    const TokenRange phrase = PhraseAround(text_, place);
    return phrase.empty() ? TokenRange{place, place + 1} : phrase;
  }

  std::vector<int> Places(int token) const {
    const auto it = stems_.find(text_.words[token].stem_hash);
    return it == stems_.end() ? std::vector<int>{} : it->second;
  }

  void Add(TokenRange mention) {
    if (static_cast<int>(found_.size()) >= kMentionsMax) return;
    for (const TokenRange known : found_) {
      if (known.Overlaps(mention)) return;
    }
    found_.push_back(mention);
  }

  const AnalyzedText& text_;
  const StemIndex& stems_;
  const TokenRange phrase_;
  const TokenRange name_;
  std::vector<TokenRange> found_;
};

}  // namespace

bool IsNameWord(const Word& word) {
  if (word.coarse == CoarseClass::kOffice || word.coarse == CoarseClass::kTitle) return false;
  if (word.Is(WordClass::kFirstName) || word.Is(WordClass::kNameParticle)) return true;
  if (!word.classes.empty() || word.coarse <= CoarseClass::kQuantifier) return word.coarse == CoarseClass::kLatin;
  if (word.name_class) return true;
  const bool rare = word.vector == 0 || word.vector > (word.article ? kFrequentWordsWithArticle : kFrequentWords);
  return rare && word.enclitic == Enclitic::kNone && word.coarse != CoarseClass::kVerbLike;
}

std::vector<TokenRange> NamedAgain(const AnalyzedText& text, const StemIndex& stems, TokenRange phrase) {
  return phrase.empty() ? std::vector<TokenRange>{} : Search(text, stems, phrase).Run();
}

}  // namespace isnad
