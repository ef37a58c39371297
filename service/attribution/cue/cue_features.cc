// The features that decide whether a candidate is a cue: the lemma and its form, the words and classes around it, and
// what complement stands behind it. Numbers name templates and are never reused for another meaning.
#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/cue/cue_candidates.h"
#include "service/attribution/cue/cue_context.h"
#include "service/attribution/cue/cue_neighbours.h"

namespace isnad {
namespace {

constexpr int kRelayTokensMax = 15;   // between an 'an and what tells of its chain
constexpr int kColonTokensMax = 400;  // before a colon: a longer sentence is none

uint32_t Bucket(int distance) {
  if (distance < 0) return 15;
  if (distance <= 4) return distance;
  return distance <= 7 ? 5 : distance <= 12 ? 6 : 7;
}

uint32_t SortOf(uint32_t kind, const Lemma* lemma) {
  if (lemma == nullptr) return kind;
  return kind | (static_cast<uint32_t>(lemma->cue_class) + 1) << 4 | (lemma->ambiguous ? 2u : 1u) << 8;
}

class Writer {
 public:
  Writer(const AnalyzedText& text, const Lexicon& lexicon, const CueCandidates& all, const Cue& cue, FeatureVector* out)
      : text_(text),
        all_(all),
        cue_(cue),
        out_(*out),
        context_(cue, lexicon),
        kind_(context_.kind),
        id_(context_.identity),
        form_(context_.form),
        lemma_(cue.lemma >= 0 ? &lexicon.lemma(cue.lemma) : nullptr),
        first_(cue.tokens.begin),
        behind_(cue.tokens.end),
        clause_(FindComplement(text, cue.tokens.end, lemma_)),
        sort_(SortOf(kind_, lemma_)) {}

  void Write() {
    AddWords();
    AddOwn();
    AddNeighbours();
    AddComplements();
    AddPlace();
    AddSort();
    AddNeighbouringCandidates();
    if (cue_.kind == CueKind::kRelay) AddRelay();
  }

 private:
  void AddWords() {
    const int complement = clause_.token < 0 ? -1 : clause_.token;
    AddSlots(text_, {first_, first_ - 2, first_ - 1, behind_, behind_ + 1, behind_ + 2, complement, complement - 1},
             &out_);
  }

  void AddOwn() {
    const Word& word = text_.At(first_);
    out_.Add(1);
    out_.Add(2, kind_);
    out_.Add(3, id_);
    out_.Add(4, id_, form_);
    out_.Add(5, kind_, form_);
    out_.Add(6, word.form_hash);
    out_.Add(7, id_, word.conjunction);
    out_.Add(8, kind_, word.conjunction, word.preposition);
    out_.Add(9, kind_, static_cast<uint32_t>(word.enclitic), word.article);
    out_.Add(10, id_, static_cast<uint32_t>(word.enclitic), word.preposition | word.article << 8);
    out_.Add(11, cue_.tokens.size(), kind_);
    out_.Add(12, word.cluster_fine);
    out_.Add(13, word.cluster_fine, ClassAt(text_, behind_));
    out_.Add(14, static_cast<uint32_t>(word.coarse), kind_);
    out_.Add(15, word.suffix_hash, kind_);
    if (all_.newsroom_voice[first_]) out_.Add(16, kind_);
    if (lemma_ != nullptr) AddLemma(*lemma_);
  }

  void AddLemma(const Lemma& lemma) {
    out_.Add(17, static_cast<uint32_t>(lemma.cue_class), kind_);
    out_.Add(18, lemma.ambiguous, kind_);
    out_.Add(19, lemma.frames, kind_);
    out_.Add(20, static_cast<uint32_t>(lemma.stance), kind_);
  }

  void AddNeighbours() {
    const uint32_t c1 = ClassAt(text_, first_ - 1), c2 = ClassAt(text_, first_ - 2);
    const uint32_t n1 = ClassAt(text_, behind_), n2 = ClassAt(text_, behind_ + 1);
    out_.Add(30, c1, kind_);
    out_.Add(31, n1, kind_);
    out_.Add(32, n1, n2, kind_);
    out_.Add(33, c1, n1, kind_);
    out_.Add(34, c2, c1, kind_);
    out_.Add(35, id_, c1);
    out_.Add(36, id_, n1);
    out_.Add(37, id_, n1, n2);
    out_.Add(38, text_.At(first_ - 1).form_hash, kind_);
    out_.Add(39, text_.At(behind_).form_hash, kind_);
    out_.Add(40, text_.At(behind_ + 1).form_hash, kind_);
    out_.Add(41, text_.At(first_ - 2).form_hash, kind_);
    out_.Add(42, text_.At(behind_).form_hash, id_);
    out_.Add(43, text_.At(first_ - 1).form_hash, id_);
    out_.Add(44, text_.At(behind_).cluster_fine, kind_);
    out_.Add(45, text_.At(behind_).cluster_coarse, id_);
    out_.Add(46, text_.At(first_ - 1).cluster_fine, kind_);
    out_.Add(47, text_.At(first_ - 1).cluster_coarse, id_);
    out_.Add(48, text_.At(behind_ + 1).cluster_coarse, kind_, n1);
    out_.Add(49, text_.At(behind_).preposition, text_.At(behind_).article, id_);
    out_.Add(50, text_.At(behind_).prefix_hash, kind_);
    out_.Add(51, text_.At(first_ - 1).suffix_hash, kind_);
    out_.Add(52, text_.At(behind_ + 2).form_hash, kind_);
    out_.Add(53, ClassAt(text_, first_ - 3), c2, kind_);
  }

  void AddComplements() {
    const Complement& clause = clause_;
    const Complement governed = FindGovernedPreposition(text_, behind_, lemma_);
    const uint32_t sort = static_cast<uint32_t>(clause.kind);
    out_.Add(60, sort, Bucket(clause.distance), kind_);
    out_.Add(61, sort, clause.word_hash, kind_);
    out_.Add(62, sort, id_);
    out_.Add(63, sort, clause.governed, kind_);
    out_.Add(64, sort, clause.governed, Bucket(clause.distance));
    out_.Add(65, clause.word_hash, id_);
    out_.Add(66, static_cast<uint32_t>(governed.kind), Bucket(governed.distance), kind_);
    out_.Add(67, static_cast<uint32_t>(governed.kind), id_);
    out_.Add(68, static_cast<uint32_t>(governed.kind), sort, kind_);
    if (clause.token > 0) {
      out_.Add(69, text_.At(clause.token - 1).form_hash, kind_);
      out_.Add(70, VerbBetween(clause.token), sort, kind_);
    }
    if (cue_.kind == CueKind::kColon) AddColon();
  }

  // The sort of lemma: what lemmas too rare to be learned one by one have in common with others.
  void AddSort() {
    const Word& word = text_.At(first_);
    const uint32_t before = ClassAt(text_, first_ - 1), behind = ClassAt(text_, behind_);
    const uint32_t enclitic = static_cast<uint32_t>(word.enclitic);
    const Complement governed = FindGovernedPreposition(text_, behind_, lemma_);
    const uint32_t clause = static_cast<uint32_t>(clause_.kind) | clause_.governed << 4;
    out_.Add(110, sort_, clause, static_cast<uint32_t>(governed.kind));
    out_.Add(111, sort_, form_);
    out_.Add(112, sort_, enclitic);
    out_.Add(113, sort_, enclitic, before);
    out_.Add(114, sort_, enclitic, behind);
    out_.Add(115, word.future, kind_);
    out_.Add(116, word.conjunction, before, kind_);
    out_.Add(117, word.conjunction, first_ == text_.text->sentences[text_.text->tokens[first_].sentence].begin, form_);
    out_.Add(118, word.stem_hash);
    out_.Add(119, word.stem_hash, behind);
    out_.Add(120, word.stem_hash, before);
  }

  void AddNeighbouringCandidates() {
    const CueNeighbours near = FindCueNeighbours(*text_.text, all_.candidates, cue_);
    const uint32_t previous = near.previous == nullptr ? 0 : static_cast<uint32_t>(near.previous->kind) + 1;
    const uint32_t next = near.next == nullptr ? 0 : static_cast<uint32_t>(near.next->kind) + 1;
    out_.Add(125, Bucket(near.before + near.after), kind_);
    out_.Add(126, Bucket(near.before), kind_);
    out_.Add(127, near.same_start, kind_);
    out_.Add(128, Bucket(near.before), Bucket(near.after), kind_);
    out_.Add(129, previous, near.previous == nullptr ? 14 : Bucket(first_ - near.previous->tokens.end), kind_);
    out_.Add(130, next, near.next == nullptr ? 14 : Bucket(near.next->tokens.begin - behind_), kind_);
    out_.Add(131, previous, next, kind_);
    for (const Cue* other : near.overlapping) {
      const uint32_t phrase = static_cast<uint32_t>(other->phrase + 1);
      out_.Add(132, phrase, kind_);
      out_.Add(133, phrase, id_);
      out_.Add(134, static_cast<uint32_t>(other->kind), kind_, other->tokens.size() > cue_.tokens.size());
    }
  }

  // The chain that an 'an may belong to: its verb, what follows, and a noun of saying that would be the inner cue.
  void AddRelay() {
    int verb = first_ - 1;
    while (verb > first_ - kRelayTokensMax && !IsReporting(verb)) --verb;
    const Reading* reading = MostProbableReading(text_.At(verb));
    const uint32_t lemma = reading == nullptr ? 0xFFFF : reading->lemma;
    const uint32_t clause = static_cast<uint32_t>(clause_.kind);
    const bool said = HasSayingNoun(clause_.token > 0 ? clause_.token : behind_ + kRelayTokensMax);
    out_.Add(140, lemma);
    out_.Add(141, lemma, clause);
    out_.Add(142, said, clause);
    out_.Add(143, lemma, said, clause);
    out_.Add(144, Bucket(first_ - verb), lemma);
    out_.Add(145, Bucket(clause_.distance), said);
    out_.Add(146, text_.At(first_).enclitic != Enclitic::kNone);
  }

  bool IsReporting(int token) const {
    const CoarseClass coarse = text_.At(token).coarse;
    return coarse == CoarseClass::kReportingFinite || coarse == CoarseClass::kReportingParticiple;
  }

  // Whether a noun of saying with a pronoun ("qawluhu") stands behind the cue, up to token `until`.
  bool HasSayingNoun(int until) const {
    for (int i = behind_; i <= until; ++i) {
      const Word& word = text_.At(i);
      if (word.enclitic == Enclitic::kNone) continue;
      const Reading* reading = MostProbableReading(word);
      if (reading == nullptr) continue;
      if (reading->features.kind == FormKind::kMasdar || reading->features.kind == FormKind::kNoun) return true;
    }
    return false;
  }

  // Whether another reporting verb stands between the cue and its complement.
  bool VerbBetween(int until) const {
    for (int i = behind_; i < until; ++i) {
      if (text_.At(i).coarse == CoarseClass::kReportingFinite) return true;
    }
    return false;
  }

  void AddColon() {
    const TokenRange sentence = text_.text->sentences[text_.text->tokens[first_].sentence];
    const int words = first_ - sentence.begin;
    int verbs = 0, names = 0;
    for (int i = std::max(sentence.begin, first_ - kColonTokensMax); i < first_; ++i) {
      verbs += text_.At(i).coarse == CoarseClass::kReportingFinite ||
               text_.At(i).coarse == CoarseClass::kReportingParticiple;
      names += text_.At(i).coarse == CoarseClass::kOffice || text_.At(i).coarse == CoarseClass::kGivenName;
    }
    const bool headline = text_.text->tokens[first_].paragraph == 0;
    out_.Add(80, Bucket(words), headline);
    out_.Add(81, verbs > 0, headline, Bucket(words));
    out_.Add(82, names > 0, headline);
    out_.Add(83, ClassAt(text_, sentence.begin), headline, Bucket(words));
    out_.Add(84, text_.At(sentence.begin).form_hash);
    out_.Add(85, text_.At(sentence.begin).cluster_fine, Bucket(words));
    out_.Add(86, Bucket(sentence.end - behind_), headline);
    out_.Add(87, ClassAt(text_, first_ - 1), ClassAt(text_, behind_), Bucket(words));
  }

  void AddPlace() {
    const Token& token = text_.text->tokens[first_];
    const TokenRange sentence = text_.text->sentences[token.sentence];
    const bool headline = token.paragraph == 0;
    out_.Add(90, headline, kind_);
    out_.Add(91, first_ == sentence.begin, kind_, text_.At(first_).conjunction);
    out_.Add(92, Bucket(first_ - sentence.begin), kind_);
    out_.Add(93, token.quotation >= 0, kind_);
    out_.Add(94, token.quotation >= 0, form_);
    out_.Add(95, first_ == sentence.begin, id_);
    out_.Add(96, QuotationEndsBefore(), kind_);
    out_.Add(97, Bucket(sentence.end - behind_), kind_);
    out_.Add(98, headline, form_);
    out_.Add(99, PreviousReporting(sentence.begin), kind_, form_);
    out_.Add(100, PreviousReporting(sentence.begin), id_);
  }

  bool QuotationEndsBefore() const {
    for (int i = first_ - 1; i >= first_ - 2 && i >= 0; --i) {
      const int quotation = text_.text->tokens[i].quotation;
      if (quotation >= 0 && text_.text->quotations[quotation].close_mark == i) return true;
    }
    return false;
  }

  // Distance to the nearest reporting form before the cue in its sentence, as a bucket; 14: none.
  uint32_t PreviousReporting(int sentence_begin) const {
    for (int i = first_ - 1; i >= sentence_begin && i > first_ - 20; --i) {
      const CoarseClass coarse = text_.At(i).coarse;
      if (coarse == CoarseClass::kReportingFinite || coarse == CoarseClass::kReportingParticiple)
        return Bucket(first_ - i);
    }
    return 14;
  }

  const AnalyzedText& text_;
  const CueCandidates& all_;
  const Cue& cue_;
  FeatureVector& out_;
  const CueContext context_;
  const uint32_t kind_;
  const uint32_t id_;
  const uint32_t form_;
  const Lemma* const lemma_;
  const int first_;
  const int behind_;
  const Complement clause_;
  const uint32_t sort_;  // kind of cue, class of lemma, and whether it is often an ordinary word
};

}  // namespace

void AddCueFeatures(const AnalyzedText& text, const Lexicon& lexicon, const CueCandidates& all, const Cue& cue,
                    FeatureVector* features) {
  Writer(text, lexicon, all, cue, features).Write();
}

}  // namespace isnad
