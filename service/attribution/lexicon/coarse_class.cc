// The first class of a fixed order that holds: marks, closed classes, forms of reporting lemmas, classes of nouns and
// names, and last the word's shape. Closed classes go first because "bayna" is nearly always the preposition, not the
// verb. Covered by word_analyzer_test.cc.
#include "service/attribution/lexicon/coarse_class.h"

namespace isnad {
namespace {

struct ClassRow {
  WordClass word_class;
  CoarseClass coarse;
};

constexpr ClassRow kClosed[] = {{WordClass::kComplementizer, CoarseClass::kComplementizer},
                                {WordClass::kPreposition, CoarseClass::kPreposition},
                                {WordClass::kRelative, CoarseClass::kRelative},
                                {WordClass::kDemonstrative, CoarseClass::kDemonstrative},
                                {WordClass::kPronoun, CoarseClass::kPronoun},
                                {WordClass::kSubordinator, CoarseClass::kSubordinator},
                                {WordClass::kConjunction, CoarseClass::kConjunction},
                                {WordClass::kNegation, CoarseClass::kNegation},
                                {WordClass::kAuxiliary, CoarseClass::kAuxiliary},
                                {WordClass::kInterrogative, CoarseClass::kSubordinator}};

constexpr ClassRow kOpen[] = {{WordClass::kDay, CoarseClass::kTime},
                              {WordClass::kMonth, CoarseClass::kTime},
                              {WordClass::kTimeNoun, CoarseClass::kTime},
                              {WordClass::kAnonymousNoun, CoarseClass::kAnonymousNoun},
                              {WordClass::kOffice, CoarseClass::kOffice},
                              {WordClass::kTitle, CoarseClass::kTitle},
                              {WordClass::kGroupNoun, CoarseClass::kGroupNoun},
                              {WordClass::kPersonNoun, CoarseClass::kPersonNoun},
                              {WordClass::kOrganizationNoun, CoarseClass::kOrganizationNoun},
                              {WordClass::kGovernmentNoun, CoarseClass::kGovernmentNoun},
                              {WordClass::kOutletNoun, CoarseClass::kMediaNoun},
                              {WordClass::kAgencyNoun, CoarseClass::kMediaNoun},
                              {WordClass::kAgency, CoarseClass::kAgencyName},
                              {WordClass::kOutlet, CoarseClass::kAgencyName},
                              {WordClass::kDocumentNoun, CoarseClass::kDocumentNoun},
                              {WordClass::kMediumNoun, CoarseClass::kDocumentNoun},
                              {WordClass::kVenueNoun, CoarseClass::kDocumentNoun},
                              {WordClass::kNationality, CoarseClass::kNationality},
                              {WordClass::kCountry, CoarseClass::kPlaceName},
                              {WordClass::kCapital, CoarseClass::kPlaceName},
                              {WordClass::kCity, CoarseClass::kPlaceName},
                              {WordClass::kNameParticle, CoarseClass::kNameParticle},
                              {WordClass::kFirstName, CoarseClass::kGivenName},
                              {WordClass::kFeelingNoun, CoarseClass::kFeeling},
                              {WordClass::kNumber, CoarseClass::kNumber},
                              {WordClass::kQuantifier, CoarseClass::kQuantifier},
                              {WordClass::kAdverb, CoarseClass::kAdverb}};

CoarseClass MarkClass(Mark mark) {
  switch (mark) {
    case Mark::kComma:
    case Mark::kSemicolon:
      return CoarseClass::kComma;
    case Mark::kStop:
    case Mark::kQuestion:
    case Mark::kExclamation:
    case Mark::kEllipsis:
      return CoarseClass::kStop;
    case Mark::kColon:
      return CoarseClass::kColon;
    case Mark::kQuote:
      return CoarseClass::kQuoteMark;
    case Mark::kOpenBracket:
    case Mark::kCloseBracket:
      return CoarseClass::kBracket;
    case Mark::kDash:
      return CoarseClass::kDash;
    default:
      return CoarseClass::kOtherMark;
  }
}

bool IsFinite(FormKind kind) { return kind == FormKind::kPerfect || kind == FormKind::kImperfect; }

// kOther where no reading says more.
CoarseClass ReadingClass(const Word& word) {
  if (word.entry == nullptr) return CoarseClass::kOther;
  CoarseClass best = CoarseClass::kOther;
  for (const Reading& reading : word.entry->readings) {
    const FormKind kind = reading.features.kind;
    if (IsFinite(kind) && !word.article && word.preposition == 0) return CoarseClass::kReportingFinite;
    if (kind == FormKind::kActiveParticiple && !word.article) best = CoarseClass::kReportingParticiple;
    if (kind == FormKind::kMasdar || kind == FormKind::kNoun) best = CoarseClass::kReportingNoun;
  }
  return best;
}

bool EndsWith(absl::string_view text, absl::string_view suffix) {
  return text.size() > suffix.size() + 2 && text.substr(text.size() - suffix.size()) == suffix;
}

bool HasImperfectShape(const Word& word) {
  if (word.article || word.preposition != 0 || word.stem.size() < 8) return false;
  const absl::string_view first = word.stem.substr(0, 2);
  return first == "\xD9\x8A" || (first == "\xD8\xAA" && !word.feminine);  // yeh; teh
}

CoarseClass ShapeClass(const Word& word) {
  const bool nisba = EndsWith(word.stem, "\xD9\x8A") || EndsWith(word.stem, "\xD9\x8A\xD9\x87");  // -i, -iya
  if (word.article) {
    if (nisba) return CoarseClass::kArticleNisba;
    if (word.plural) return CoarseClass::kArticlePlural;
    return word.feminine ? CoarseClass::kArticleFeminine : CoarseClass::kArticleOther;
  }
  if (word.enclitic != Enclitic::kNone) return CoarseClass::kPossessed;
  if (HasImperfectShape(word) || (word.verb_class && !word.feminine)) return CoarseClass::kVerbLike;
  if (nisba) return CoarseClass::kNisba;
  if (word.plural) return CoarseClass::kPlural;
  if (word.feminine) return CoarseClass::kFeminine;
  return EndsWith(word.stem, "\xD8\xA7") ? CoarseClass::kAccusative : CoarseClass::kOther;
}

}  // namespace

CoarseClass CoarseClassOf(const Token& token, const Word& word) {
  if (token.kind == TokenKind::kMark) return MarkClass(token.mark);
  if (token.kind == TokenKind::kNumber) return CoarseClass::kNumber;
  if (token.kind == TokenKind::kLatin) return CoarseClass::kLatin;
  for (const ClassRow& row : kClosed) {
    if (word.Is(row.word_class)) return row.coarse;
  }
  const CoarseClass reading = ReadingClass(word);
  if (reading == CoarseClass::kReportingFinite) return reading;
  for (const ClassRow& row : kOpen) {
    if (word.Is(row.word_class)) return row.coarse;
  }
  if (reading != CoarseClass::kOther) return reading;
  return word.preposition != 0 ? CoarseClass::kFusedPreposition : ShapeClass(word);
}

}  // namespace isnad
