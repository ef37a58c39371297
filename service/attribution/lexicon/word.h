// One token of the article as the lexicon reads it: clitics as a reading, not as an edit of the text; word classes;
// forms of reporting lemmas; and hashes that the decisions' features are made of. Computed once for an article. Values.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_WORD_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_WORD_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/token/token.h"

namespace isnad {

// One class for each token, for the decisions' features: what it most probably does in the sentence.
enum class CoarseClass : uint8_t {
  kOutside,  // before the first or behind the last token
  kComma,
  kStop,
  kColon,
  kQuoteMark,
  kBracket,
  kDash,
  kOtherMark,
  kNumber,
  kLatin,
  kReportingFinite,
  kReportingParticiple,
  kReportingNoun,
  kComplementizer,
  kPreposition,
  kRelative,
  kDemonstrative,
  kPronoun,
  kConjunction,
  kSubordinator,
  kNegation,
  kAuxiliary,
  kAdverb,
  kTime,
  kQuantifier,
  kOffice,
  kTitle,
  kPersonNoun,
  kGroupNoun,
  kAnonymousNoun,
  kOrganizationNoun,
  kGovernmentNoun,
  kMediaNoun,
  kDocumentNoun,
  kPlaceName,
  kNationality,
  kAgencyName,
  kGivenName,
  kNameParticle,
  kFeeling,
  kVerbLike,
  kArticleNisba,
  kArticleFeminine,
  kArticlePlural,
  kArticleOther,
  kFusedPreposition,
  kFeminine,
  kPlural,
  kPossessed,
  kNisba,
  kAccusative,
  kOther
};
inline constexpr int kCoarseClassCount = static_cast<int>(CoarseClass::kOther) + 1;

// An object or possessive pronoun at a word's end.
enum class Enclitic : uint8_t { kNone, kHim, kHer, kThem, kThemDual, kUs, kMe, kYou };

struct Word {
  const WordEntry* entry = nullptr;  // of the stem; owned by the lexicon
  absl::string_view stem;            // folded, without conjunction, preposition, article; views TokenizedText::folded
  WordClassSet classes;
  CoarseClass coarse = CoarseClass::kOther;
  char conjunction = 0;  // 'w' or 'f'
  char preposition = 0;  // fused 'b', 'l' or 'k'
  bool article = false;
  bool future = false;  // fused seen before an imperfect
  Enclitic enclitic = Enclitic::kNone;
  bool feminine = false;  // by its ending
  bool plural = false;
  bool teh_marbuta = false;     // ends in one, dotted or not
  bool verb_class = false;      // of a distributional class that is mostly verbs
  bool name_class = false;      // of one that is mostly names of persons
  uint16_t cluster_coarse = 0;  // distributional classes learned from unlabelled news; 0: unknown
  uint16_t cluster_fine = 0;
  uint16_t vector = 0;     // its place among the distribution's words, from 1; 0: unknown
  uint32_t form_hash = 0;  // the folded token without conjunction, digits as one
  uint32_t stem_hash = 0;
  uint32_t base_hash = 0;    // the stem without pronoun and the endings of case and sound plural
  uint32_t prefix_hash = 0;  // first two letters of the stem
  uint32_t suffix_hash = 0;  // last two letters
  uint32_t ending_hash = 0;  // last three letters

  bool Is(WordClass word_class) const { return classes.Has(word_class); }
};

// An article's tokens with their words, index by index. Borrows `text` and the lexicon's entries.
struct AnalyzedText {
  const TokenizedText* text = nullptr;
  std::vector<Word> words;

  int size() const { return static_cast<int>(words.size()); }
  // The word at `token`, or a word of class kOutside where `token` is no index.
  const Word& At(int token) const;
};

// The coarse class of the word at `token`, as a feature takes it.
inline uint32_t ClassAt(const AnalyzedText& text, int token) { return static_cast<uint32_t>(text.At(token).coarse); }

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_WORD_H_
