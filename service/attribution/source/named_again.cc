// A person is named again by the last word of the name, unless another given name stands before it; a body by the same
// words, unless they belong to a longer idafa ("the leader of the movement" is not the movement); a place or firm of
// one word where that word stands alone or behind a noun that says what it is. Covered by named_again_test.cc.
#include "service/attribution/source/named_again.h"

#include <algorithm>
#include <utility>

#include "service/attribution/source/noun_phrase.h"
#include "service/attribution/source/person_name.h"

namespace isnad {
namespace {

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
    const int last = name_.end - 1, given = GivenNameBefore(text_, name_, last);
    for (const int place : Places(last)) {
      if (phrase_.Contains(place) || text_.words[place].article != text_.words[last].article) continue;
      const TokenRange around = Around(place);
      const TokenRange name = NameAround(text_, around, place);
      if (name.empty() || !MayEnd(place, name)) continue;
      const int other = GivenNameBefore(text_, name, place);
      if (given >= 0 && other >= 0 && text_.words[given].stem_hash != text_.words[other].stem_hash) continue;
      Add({DescriptionBegin(text_, around, name), around.end});
    }
  }

  // Whether the name may end with `place`: what follows it is no name, or a word that nothing is known of.
  bool MayEnd(int place, TokenRange name) const {
    if (name.end == place + 1) return true;
    const Word& next = text_.words[place + 1];
    return !next.name_class && !next.Is(WordClass::kFirstName) && !next.Is(WordClass::kNameParticle) &&
           !next.Is(WordClass::kReligiousFormula);
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

std::vector<TokenRange> NamedAgain(const AnalyzedText& text, const StemIndex& stems, TokenRange phrase) {
  return phrase.empty() ? std::vector<TokenRange>{} : Search(text, stems, phrase).Run();
}

}  // namespace isnad
