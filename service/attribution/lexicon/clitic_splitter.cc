// A token is read by the first split of its clitics whose stem the lexicon knows, in an order that prefers few clitics:
// the word itself, then conjunction, article, preposition with article, future seen, bare preposition, and last the
// same again with a pronoun taken off the end. Where the lexicon knows none, the frequencies of the distribution decide
// whether an initial waw or feh is a conjunction ("wa-zir" against "wa-qala"). Covered by word_analyzer_test.cc.
#include "service/attribution/lexicon/clitic_splitter.h"

#include <string>

namespace isnad {
namespace {

// Folded Arabic letters are two bytes each, as UTF-8 writes U+0600 to U+06FF.
constexpr absl::string_view kWaw = "\xD9\x88";
constexpr absl::string_view kFeh = "\xD9\x81";
constexpr absl::string_view kBeh = "\xD8\xA8";
constexpr absl::string_view kLam = "\xD9\x84";
constexpr absl::string_view kKaf = "\xD9\x83";
constexpr absl::string_view kSeen = "\xD8\xB3";
constexpr absl::string_view kTeh = "\xD8\xAA";
constexpr absl::string_view kHeh = "\xD9\x87";
constexpr absl::string_view kAlef = "\xD8\xA7";
constexpr absl::string_view kYeh = "\xD9\x8A";
constexpr absl::string_view kHamza = "\xD8\xA1";
constexpr absl::string_view kArticle = "\xD8\xA7\xD9\x84";

constexpr size_t kLetterBytes = 2;
constexpr size_t kStemBytesMin = 2 * kLetterBytes;

struct EncliticRow {
  absl::string_view ending;
  Enclitic enclitic;
};
// The longer ones first; heh-meem-alef would else be read as alef after an unknown stem.
constexpr EncliticRow kEnclitics[] = {{"\xD9\x87\xD9\x85\xD8\xA7", Enclitic::kThemDual},
                                      {"\xD9\x87\xD8\xA7", Enclitic::kHer},
                                      {"\xD9\x87\xD9\x85", Enclitic::kThem},
                                      {"\xD9\x87\xD9\x86", Enclitic::kThem},
                                      {"\xD9\x86\xD8\xA7", Enclitic::kUs},
                                      {"\xD9\x86\xD9\x8A", Enclitic::kMe},
                                      {"\xD9\x83\xD9\x85", Enclitic::kYou},
                                      {"\xD9\x87", Enclitic::kHim}};

bool StartsWith(absl::string_view text, absl::string_view prefix) {
  return text.size() > prefix.size() && text.substr(0, prefix.size()) == prefix;
}
bool EndsWith(absl::string_view text, absl::string_view suffix) {
  return text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

bool HasImperfect(const WordEntry& entry) {
  for (const Reading& reading : entry.readings) {
    if (reading.features.kind == FormKind::kImperfect) return true;
  }
  return false;
}

// Classes whose words have a feminine in teh marbuta that the lexicon need not list ("ra'isa", "khabira", "rusiyya").
constexpr WordClass kPersonClasses[] = {WordClass::kOffice, WordClass::kTitle, WordClass::kPersonNoun,
                                        WordClass::kAnonymousNoun, WordClass::kNationality};

bool HasFeminine(const WordEntry& entry) {
  for (WordClass word_class : kPersonClasses) {
    if (entry.classes.Has(word_class)) return true;
  }
  return false;
}

bool HasFinite(const WordEntry& entry) {
  for (const Reading& reading : entry.readings) {
    if (reading.features.kind == FormKind::kPerfect || reading.features.kind == FormKind::kImperfect) return true;
  }
  return false;
}

class Splitter {
 public:
  Splitter(absl::string_view token, bool teh_marbuta, const Lexicon& lexicon, const Distribution& distribution)
      : token_(token), teh_marbuta_(teh_marbuta), lexicon_(lexicon), distribution_(distribution) {}

  Word Split() {
    const bool conjunction = StartsWith(token_, kWaw) || StartsWith(token_, kFeh);
    const absl::string_view rest = conjunction ? token_.substr(kLetterBytes) : absl::string_view();
    // Of two waws the first is the conjunction ("wa-wifqa"), whatever passive has the same letters.
    if (StartsWith(token_, kWaw) && StartsWith(rest, kWaw) && TryPrefixes(rest, 'w', false)) return word_;
    if (IsVerbWithPronoun(rest) || IsVerbWithConjunction(rest)) return word_;
    for (const bool enclitic : {false, true}) {
      if (TryPrefixes(token_, 0, enclitic)) return word_;
      if (rest.size() >= kStemBytesMin && TryPrefixes(rest, ConjunctionChar(), enclitic)) return word_;
    }
    SplitUnknown(conjunction ? rest : absl::string_view());
    return word_;
  }

 private:
  char ConjunctionChar() const { return StartsWith(token_, kWaw) ? 'w' : 'f'; }

  // A final heh that is no teh marbuta is a pronoun where a verb is left without it ("talaba-hu", not "taliba").
  bool IsVerbWithPronoun(absl::string_view rest) {
    if (teh_marbuta_ || !EndsWith(token_, kHeh)) return false;
    for (const absl::string_view stem : {token_, rest}) {
      if (stem.size() < kStemBytesMin + kLetterBytes || lexicon_.Find(stem) == nullptr) continue;
      const WordEntry* entry = FindStem(stem, false, true);
      word_.enclitic = Enclitic::kNone;
      if (entry == nullptr || !HasFinite(*entry)) return false;
      return Accept(stem, stem == token_ ? 0 : ConjunctionChar(), 0, false, true);
    }
    return false;
  }

  // Of a waw that begins a participle or noun of saying and one that joins a verb, the second is meant ("wa-adana").
  bool IsVerbWithConjunction(absl::string_view rest) {
    if (rest.size() < kStemBytesMin + kLetterBytes) return false;
    const WordEntry* whole = lexicon_.Find(token_);
    const WordEntry* entry = lexicon_.Find(rest);
    if (whole == nullptr || !whole->classes.empty() || HasFinite(*whole)) return false;
    return entry != nullptr && HasFinite(*entry) && Accept(rest, ConjunctionChar(), 0, false, false);
  }

  // The stem as the lexicon may know it, with a pronoun taken off where `enclitic`.
  const WordEntry* FindStem(absl::string_view stem, bool article, bool enclitic) {
    if (!enclitic) return lexicon_.Find(stem);
    if (teh_marbuta_ || article) return FindMasculine(stem);
    for (const EncliticRow& row : kEnclitics) {
      if (!EndsWith(stem, row.ending)) continue;
      const absl::string_view bare = stem.substr(0, stem.size() - row.ending.size());
      if (bare.size() < kStemBytesMin) continue;
      if (const WordEntry* entry = FindBeforeEnclitic(bare)) {
        word_.enclitic = row.enclitic;
        return entry;
      }
    }
    return nullptr;
  }

  // Teh marbuta and the definite article exclude a pronoun: what ends in heh there is the feminine of a person noun.
  const WordEntry* FindMasculine(absl::string_view stem) {
    if (!EndsWith(stem, kHeh) || stem.size() < kStemBytesMin + kLetterBytes) return nullptr;
    const WordEntry* entry = lexicon_.Find(stem.substr(0, stem.size() - kLetterBytes));
    return entry != nullptr && HasFeminine(*entry) ? entry : nullptr;
  }

  // Before a pronoun teh marbuta is written teh, alef maksura alef, and the silent alef of the plural is dropped.
  const WordEntry* FindBeforeEnclitic(absl::string_view bare) {
    if (const WordEntry* entry = lexicon_.Find(bare)) return entry;
    const absl::string_view stem = bare.substr(0, bare.size() - kLetterBytes);
    if (EndsWith(bare, kTeh)) return FindJoined(stem, kHeh);
    if (EndsWith(bare, kAlef)) return FindJoined(stem, kYeh);
    if (EndsWith(bare, kYeh)) return FindJoined(stem, kHamza);
    if (!EndsWith(bare, kWaw)) return nullptr;
    const WordEntry* plural = FindJoined(bare, kAlef);
    return plural != nullptr ? plural : FindJoined(stem, kHamza);
  }

  const WordEntry* FindJoined(absl::string_view stem, absl::string_view ending) {
    joined_.assign(stem.data(), stem.size());
    joined_.append(ending.data(), ending.size());
    return lexicon_.Find(joined_);
  }

  bool TryPrefixes(absl::string_view rest, char conjunction, bool enclitic) {
    if (Accept(rest, conjunction, 0, false, enclitic)) return true;
    if (StartsWith(rest, kArticle) && Accept(rest.substr(2 * kLetterBytes), conjunction, 0, true, enclitic))
      return true;
    if (TryPreposition(rest, conjunction, enclitic)) return true;
    return StartsWith(rest, kSeen) && AcceptFuture(rest.substr(kLetterBytes), conjunction, enclitic);
  }

  bool TryPreposition(absl::string_view rest, char conjunction, bool enclitic) {
    const char preposition = StartsWith(rest, kBeh)   ? 'b'
                             : StartsWith(rest, kLam) ? 'l'
                             : StartsWith(rest, kKaf) ? 'k'
                                                      : 0;
    if (preposition == 0) return false;
    const absl::string_view behind = rest.substr(kLetterBytes);
    // li- and the article are written as two lams.
    const bool double_lam = preposition == 'l' && StartsWith(behind, kLam);
    if (double_lam && Accept(behind.substr(kLetterBytes), conjunction, 'l', true, enclitic)) return true;
    if (StartsWith(behind, kArticle) &&
        Accept(behind.substr(2 * kLetterBytes), conjunction, preposition, true, enclitic)) {
      return true;
    }
    return behind.size() >= kStemBytesMin + kLetterBytes && Accept(behind, conjunction, preposition, false, enclitic);
  }

  bool Accept(absl::string_view stem, char conjunction, char preposition, bool article, bool enclitic) {
    if (stem.size() < kStemBytesMin) return false;
    const WordEntry* entry = FindStem(stem, article, enclitic);
    if (entry == nullptr) return false;
    word_.entry = entry;
    word_.classes = entry->classes;
    SetSplit(stem, conjunction, preposition, article);
    return true;
  }

  bool AcceptFuture(absl::string_view stem, char conjunction, bool enclitic) {
    const WordEntry* entry = FindStem(stem, false, enclitic);
    if (entry == nullptr || !HasImperfect(*entry)) return false;
    word_.entry = entry;
    word_.classes = entry->classes;
    word_.future = true;
    SetSplit(stem, conjunction, 0, false);
    return true;
  }

  void SetSplit(absl::string_view stem, char conjunction, char preposition, bool article) {
    word_.stem = stem;
    word_.conjunction = conjunction;
    word_.preposition = preposition;
    word_.article = article;
  }

  // `rest`: the token without its initial waw or feh; empty where it has none.
  void SplitUnknown(absl::string_view rest) {
    const bool conjunction = rest.size() >= kStemBytesMin && IsConjunction(rest);
    const absl::string_view base = conjunction ? rest : token_;
    SetSplit(base, conjunction ? ConjunctionChar() : 0, 0, false);
    StripArticle(base);
    StripPreposition(base);
    for (const EncliticRow& row : kEnclitics) {
      // A final heh alone is more often a teh marbuta than a pronoun.
      if (row.enclitic == Enclitic::kHim && (teh_marbuta_ || !EndsWith(base, "\xD8\xAA\xD9\x87"))) continue;
      if (!word_.article && EndsWith(base, row.ending) &&
          base.size() >= row.ending.size() + 2 * kStemBytesMin - kLetterBytes) {
        word_.enclitic = row.enclitic;
        break;
      }
    }
  }

  void StripArticle(absl::string_view base) {
    if (StartsWith(base, kArticle) && base.size() > 4 * kLetterBytes) {
      SetSplit(base.substr(2 * kLetterBytes), word_.conjunction, 0, true);
    } else if (StartsWith(base, "\xD9\x84\xD9\x84") && base.size() > 4 * kLetterBytes) {
      SetSplit(base.substr(2 * kLetterBytes), word_.conjunction, 'l', true);
    } else if ((StartsWith(base, kBeh) || StartsWith(base, kKaf)) && StartsWith(base.substr(kLetterBytes), kArticle) &&
               base.size() > 5 * kLetterBytes) {
      SetSplit(base.substr(3 * kLetterBytes), word_.conjunction, StartsWith(base, kBeh) ? 'b' : 'k', true);
    }
  }

  // A first letter beh or lam is a preposition where the rest is by far the more frequent word.
  void StripPreposition(absl::string_view base) {
    if (word_.article || (!StartsWith(base, kBeh) && !StartsWith(base, kLam))) return;
    const absl::string_view rest = base.substr(kLetterBytes);
    if (rest.size() < kStemBytesMin + kLetterBytes) return;
    const WordDistribution* whole = distribution_.Find(base);
    const WordDistribution* part = distribution_.Find(rest);
    if (part == nullptr || (whole != nullptr && whole->log_frequency >= part->log_frequency)) return;
    SetSplit(rest, word_.conjunction, StartsWith(base, kBeh) ? 'b' : 'l', false);
  }

  bool IsConjunction(absl::string_view rest) const {
    if (StartsWith(rest, kArticle)) return true;
    const WordDistribution* whole = distribution_.Find(token_);
    const WordDistribution* part = distribution_.Find(rest);
    if (part != nullptr) return whole == nullptr || part->log_frequency > whole->log_frequency;
    return whole == nullptr && StartsWith(token_, kWaw) && rest.size() >= 4 * kLetterBytes;
  }

  absl::string_view token_;
  bool teh_marbuta_;
  const Lexicon& lexicon_;
  const Distribution& distribution_;
  std::string joined_;
  Word word_;
};

}  // namespace

Word SplitClitics(absl::string_view token, bool teh_marbuta, const Lexicon& lexicon, const Distribution& distribution) {
  return Splitter(token, teh_marbuta, lexicon, distribution).Split();
}

}  // namespace isnad
