// An office is an idafa: it goes on until a word with article, a pronoun, a place name or a closing quotation mark
// closes it, then takes adjectives that agree, and prepositions and conjunctions open it again. A word without article
// behind a closed idafa is the name: "wazir al-kharijiyya al-rusi | siriy". Covered by role_test.cc.
#include "service/attribution/claim/role.h"

#include "service/attribution/text/arabic.h"

namespace isnad {
namespace {

bool IsMark(const AnalyzedText& text, int token) { return text.text->tokens[token].kind == TokenKind::kMark; }

bool IsOffice(const Word& word) { return word.Is(WordClass::kOffice) || word.Is(WordClass::kTitle); }

bool BeginsRole(const Word& word) { return IsOffice(word) || word.Is(WordClass::kPersonNoun); }

bool IsPlace(const Word& word) {
  return word.Is(WordClass::kCountry) || word.Is(WordClass::kCapital) || word.Is(WordClass::kCity);
}

bool IsCommonNoun(const Word& word) {
  return IsOffice(word) || word.Is(WordClass::kGroupNoun) || word.Is(WordClass::kOrganizationNoun) ||
         word.Is(WordClass::kGovernmentNoun) || word.Is(WordClass::kOutletNoun) || word.Is(WordClass::kAgencyNoun) ||
         word.Is(WordClass::kDocumentNoun) || word.Is(WordClass::kTimeNoun) || word.Is(WordClass::kVenueNoun);
}

// Short unknown words keep their article in the stem ("al-hurr").
bool HasArticle(const Word& word) {
  constexpr absl::string_view kArticle = "\u0627\u0644";
  return word.article || (word.entry == nullptr && word.stem.size() >= 4 * 2 && word.stem.substr(0, 4) == kArticle);
}

// Walks through the office word by word until the name begins.
class OfficeReader {
 public:
  OfficeReader(const AnalyzedText& text, TokenRange mention) : text_(text), mention_(mention) {}

  // The end (exclusive) of the office that begins the mention.
  int End() {
    int i = mention_.begin;
    Take(i++);
    for (; i < mention_.end; ++i) {
      if (IsMark(text_, i)) {
        if (TakeMark(i)) continue;
        break;
      }
      if (!in_quotation_ && BeginsName(i)) break;
      Take(i);
    }
    while (i > mention_.begin + 1 && IsMark(text_, i - 1) && text_.text->tokens[i - 1].mark != Mark::kQuote) --i;
    return i;
  }

 private:
  // False where the office ends at the mark.
  bool TakeMark(int token) {
    const Mark mark = text_.text->tokens[token].mark;
    if (mark == Mark::kQuote) {
      if (in_quotation_) closed_ = true;
      in_quotation_ = !in_quotation_;
      return true;
    }
    if (mark == Mark::kStop && token == mention_.begin + 1) return true;  // "d.", the abbreviated doctor
    return mark != Mark::kComma || !closed_;
  }

  bool BeginsName(int token) const {
    const Word& word = text_.words[token];
    const Word& before = text_.words[token - 1];
    if (HasArticle(word)) return IsSurnameAlone(token);
    if (BeginsRole(word) && !word.Is(WordClass::kFirstName)) return false;
    if (word.Is(WordClass::kOutlet) || word.Is(WordClass::kAgency) || MayBeFused(token)) return false;
    // "ala" is written like the name Ali; before another name it is the name.
    const bool name_follows = token + 1 < mention_.end && text_.words[token + 1].Is(WordClass::kFirstName);
    const bool preposition = word.Is(WordClass::kPreposition) && !(word.Is(WordClass::kFirstName) && name_follows);
    if (IsFused(word) || preposition || word.Is(WordClass::kConjunction)) return false;
    if (word.conjunction != 0) return false;
    if (closed_) return !word.Is(WordClass::kAdverb) && !word.Is(WordClass::kTimeNoun);
    return word.Is(WordClass::kFirstName) && !IsCommonNoun(before) && !honorific_;
  }

  // "al-shaykh al-sudays", "al-ra'is al-sisi": the last word, behind a bare title or among the known names of families.
  bool IsSurnameAlone(int token) const {
    const Word& word = text_.words[token];
    const Word& before = text_.words[token - 1];
    if (token + 1 != mention_.end || IsOffice(word) || word.Is(WordClass::kNationality)) return false;
    return word.Is(WordClass::kFirstName) ||
           (before.Is(WordClass::kTitle) && before.article && word.coarse == CoarseClass::kArticleOther);
  }

  // "like" does not stand in offices, and a preposition before a verb's form is a misreading: foreign names begin with
  // all three letters.
  static bool IsFused(const Word& word) {
    if (word.preposition == 0 || word.article) return word.preposition != 0;
    return word.preposition != 'k' && !word.classes.empty();
  }

  // An unknown word with initial lam or beh is a noun behind a preposition where it has teh marbuta ("li-mintaqa") or
  // an idafa goes on behind it ("li-shu'un al-masjid").
  bool MayBeFused(int token) const {
    const Word& word = text_.words[token];
    const char32_t first = text_.text->tokens[token].first_letter;
    if (word.entry != nullptr || (first != arabic::kLam && first != arabic::kBeh)) return false;
    return word.teh_marbuta || (token + 1 < mention_.end && HasArticle(text_.words[token + 1]));
  }

  void Take(int token) {
    const Word& word = text_.words[token];
    // "jami'at al-malik Sa'ud": a title inside an institution's name takes the next word with it.
    const bool inside_name = token > mention_.begin && word.Is(WordClass::kTitle) && !closed_;
    if (honorific_) {
      honorific_ = false;
      closed_ = true;
    } else if (inside_name) {
      honorific_ = text_.words[token - 1].Is(WordClass::kOrganizationNoun);
      closed_ = !honorific_ && word.article;
    } else if (!word.Is(WordClass::kAdverb) && !word.Is(WordClass::kTimeNoun)) {
      closed_ = HasArticle(word) || word.enclitic != Enclitic::kNone || IsPlace(word) || ClosesOpenTitle(token) ||
                word.Is(WordClass::kAgency) || word.Is(WordClass::kOutlet);
    }
  }

  // "duktur Ahmad", "d. Ahmad": a title without article stands right before the name.
  bool ClosesOpenTitle(int token) const {
    const Word& word = text_.words[token];
    return word.Is(WordClass::kTitle) && !word.Is(WordClass::kOffice) && token + 1 < mention_.end &&
           text_.words[token + 1].Is(WordClass::kFirstName);
  }

  const AnalyzedText& text_;
  const TokenRange mention_;
  bool closed_ = false;
  bool honorific_ = false;
  bool in_quotation_ = false;
};

bool MayBeName(const Word& word) {
  return word.Is(WordClass::kFirstName) || word.Is(WordClass::kNameParticle) || word.coarse == CoarseClass::kOther ||
         word.coarse == CoarseClass::kLatin || word.coarse == CoarseClass::kNisba;
}

// "Nasir Kan'ani, al-mutahaddith bi-ismi al-wizara", "Fu'ad al-Muslim mudir al-fariq": an office in `rest`, which
// begins with a name. Without a comma or an article an office may be a surname, so two words of a name must stand
// before it.
std::optional<TokenRange> RoleBehindName(const AnalyzedText& text, TokenRange rest) {
  for (int i = rest.begin + 1; i < rest.end; ++i) {
    const Word& word = text.words[i];
    // "ala" is written like the name Ali.
    if (word.Is(WordClass::kPreposition) && !word.Is(WordClass::kFirstName)) break;
    const bool behind_mark = IsMark(text, i - 1);
    const bool office = word.Is(WordClass::kOffice) && !word.Is(WordClass::kFirstName);
    const bool one_of = word.Is(WordClass::kQuantifier) && i + 1 < rest.end && BeginsRole(text.words[i + 1]);
    if (behind_mark && (BeginsRole(word) || one_of)) return TokenRange{i, rest.end};
    if (office && (word.article || (i >= rest.begin + 2 && i + 1 < rest.end))) return TokenRange{i, rest.end};
  }
  return std::nullopt;
}

// Whether the mention's first word says what a person is. "fariq" is a rank, but without article a team.
bool BeginsWithRole(const AnalyzedText& text, TokenRange mention) {
  const Word& first = text.words[mention.begin];
  if (!BeginsRole(first) || first.Is(WordClass::kGroupNoun)) return false;
  if (!first.article && first.Is(WordClass::kOrganizationNoun)) return false;
  // A given name that is a title as well ("Sultan", "Amira") begins a name where another name follows.
  return !first.Is(WordClass::kFirstName) || first.article || mention.size() == 1 ||
         !MayBeName(text.words[mention.begin + 1]);
}

}  // namespace

std::optional<TokenRange> FindRole(const AnalyzedText& text, TokenRange mention) {
  if (mention.empty()) return std::nullopt;
  const Word& first = text.words[mention.begin];
  if (BeginsWithRole(text, mention)) {
    const TokenRange role{mention.begin, OfficeReader(text, mention).End()};
    if (role.end == mention.end) {
      // Nobody's office: "muwatin", "shahid" without a name.
      return first.Is(WordClass::kAnonymousNoun) && !IsOffice(first) ? std::nullopt : std::optional<TokenRange>(role);
    }
    // An office behind the name says more than a title before it.
    const bool title = first.Is(WordClass::kTitle);
    const std::optional<TokenRange> behind =
        title ? RoleBehindName(text, {role.end, mention.end}) : std::optional<TokenRange>();
    return behind ? behind : role;
  }
  if (!MayBeName(first) && !first.Is(WordClass::kNationality)) return std::nullopt;
  return RoleBehindName(text, mention);
}

}  // namespace isnad
