// Only the first lines and the last are looked at, and each place has its own proof: brackets, a dash or colon beside a
// place name, a date, the end of the article. Covered by document_source_test.cc.
#include "service/attribution/claim/document_source.h"

#include <algorithm>

#include "service/attribution/claim/agency_stamp.h"

namespace isnad {
namespace {

constexpr int kDatelineLinesMax = 4;    // headline, kicker, date line, first paragraph
constexpr int kDatelineTokensMax = 12;  // before the stamp
constexpr int kPlaceTokensMax = 5;
constexpr int kHeaderTokensMax = 30;  // a line with the date and the stamp
constexpr int kStampTokensMax = 7;    // inside brackets, or alone on a line

// "al-masdar": the source, in the last line of web pages.
constexpr absl::string_view kMasdar = "\u0627\u0644\u0645\u0635\u062F\u0631";

class Finder {
 public:
  Finder(const AnalyzedText& text, const Lexicon& lexicon) : text_(text), lexicon_(lexicon) {}

  std::optional<TokenRange> Find() const {
    int begin = 0;
    for (int line = 0; line < kDatelineLinesMax && begin < text_.size(); ++line) {
      const TokenRange range{begin, LineEnd(begin)};
      if (const std::optional<TokenRange> stamp = FindInDateline(range)) return stamp;
      if (const std::optional<TokenRange> stamp = FindBehindDate(range)) return stamp;
      begin = range.end;
    }
    return text_.size() == 0 ? std::nullopt : FindAtEnd();
  }

 private:
  const Token& token(int i) const { return text_.text->tokens[i]; }
  bool IsMark(int i, Mark mark) const { return text_.text->IsMark(i, mark); }

  int LineEnd(int begin) const {
    int end = begin + 1;
    while (end < text_.size() && !token(end).starts_line) ++end;
    return end;
  }

  bool SeparatesPlace(int i) const { return IsMark(i, Mark::kDash) || IsMark(i, Mark::kSlash); }

  bool ClosesDateline(int i, int line_end) const {
    return i >= line_end || SeparatesPlace(i) || IsMark(i, Mark::kColon);
  }

  // No sentence has begun yet: a dateline has places, names, dates and separators.
  bool MayStandInDateline(int i) const {
    if (text_.words[i].preposition != 0 || text_.words[i].Is(WordClass::kAgencyNoun)) return false;
    switch (text_.words[i].coarse) {
      case CoarseClass::kReportingFinite:
      case CoarseClass::kReportingParticiple:
      case CoarseClass::kComplementizer:
      case CoarseClass::kRelative:
      case CoarseClass::kPreposition:
      case CoarseClass::kAuxiliary:
      case CoarseClass::kSubordinator:
      case CoarseClass::kStop:
      case CoarseClass::kQuoteMark:
        return false;
      default:
        return true;
    }
  }

  // "al-Qahira (Ruytarz) - ...", "Baris - a.f.b: ...", "was - al-Riyad".
  std::optional<TokenRange> FindInDateline(TokenRange line) const {
    const int limit = std::min(line.end, line.begin + kDatelineTokensMax);
    for (int i = line.begin; i < limit && MayStandInDateline(i); ++i) {
      const std::optional<TokenRange> stamp =
          IsMark(i, Mark::kOpenBracket) ? BracketStampAt(i) : DatelineStampAt(line, i);
      if (!stamp) continue;
      if (ClosesDateline(stamp->end, line.end)) return stamp;
      // Without a dash behind it only a short place name proves a bracket; in a headline nothing does.
      if (IsMark(i, Mark::kOpenBracket) && token(i).paragraph > 0 && i - line.begin <= kPlaceTokensMax) return stamp;
    }
    return std::nullopt;
  }

  // Brackets with an agency's name in them and nothing else.
  std::optional<TokenRange> BracketStampAt(int open) const {
    if (token(open).first_letter == '{') return std::nullopt;  // Some papers write quotation marks so.
    const int limit = std::min(text_.size(), open + 1 + kStampTokensMax);
    const int end = AgencyNameEnd(text_, {open + 1, limit}, lexicon_);
    if (end < 0 || !IsMark(end, Mark::kCloseBracket)) return std::nullopt;
    return TokenRange{open, end + 1};
  }

  // A bare name beside a separator; what follows it the caller checks.
  std::optional<TokenRange> DatelineStampAt(TokenRange line, int begin) const {
    if (begin - line.begin > kPlaceTokensMax || token(begin).kind == TokenKind::kMark) return std::nullopt;
    const int end = AgencyNameEnd(text_, {begin, line.end}, lexicon_);
    if (end < 0) return std::nullopt;
    const TokenRange stamp{begin, end};
    if (begin > line.begin) {
      const bool separated =
          SeparatesPlace(begin - 1) ||
          (token(begin).paragraph > 0 && (IsMark(begin - 1, Mark::kComma) || IsMark(begin - 1, Mark::kColon)));
      return separated ? std::optional<TokenRange>(stamp) : std::nullopt;
    }
    // At the line's beginning a colon behind the name would make it a speaker.
    const bool own_line = end == line.end && end < text_.size();
    return own_line || SeparatesPlace(end) ? std::optional<TokenRange>(stamp) : std::nullopt;
  }

  // A header line that tells place and date ends with the stamp.
  std::optional<TokenRange> FindBehindDate(TokenRange line) const {
    if (line.size() > kHeaderTokensMax) return std::nullopt;
    bool number = false, month = false;
    for (int i = line.begin; i < line.end; ++i) {
      if (text_.words[i].coarse == CoarseClass::kComplementizer) return std::nullopt;
      number |= token(i).kind == TokenKind::kNumber;
      month |= text_.words[i].Is(WordClass::kMonth);
      if (number && month && AgencyNameEnd(text_, {i, line.end}, lexicon_) == line.end) return TokenRange{i, line.end};
    }
    return std::nullopt;
  }

  std::optional<TokenRange> FindAtEnd() const {
    int end = text_.size();
    while (end > 0 && token(end - 1).kind == TokenKind::kMark && !IsMark(end - 1, Mark::kCloseBracket)) --end;
    if (end == 0) return std::nullopt;
    int begin = end - 1;
    while (begin > 0 && end - begin <= kStampTokensMax + 2 && !BeginsTail(begin)) --begin;
    if (!BeginsTail(begin)) return std::nullopt;
    if (IsMark(end - 1, Mark::kCloseBracket)) {
      return IsMark(begin, Mark::kOpenBracket) && NamesMedia(text_, {begin + 1, end - 1}, lexicon_)
                 ? std::optional<TokenRange>({begin, end})
                 : std::nullopt;
    }
    if (text_.text->Text(begin) == kMasdar && IsMark(begin + 1, Mark::kColon)) return NamedBehind(begin + 2, end);
    for (int i = begin; i < end; ++i) {
      if (token(i).kind == TokenKind::kMark && token(i).mark != Mark::kStop) begin = i + 1;  // "the paper - wat"
    }
    return begin < end && AgencyNameEnd(text_, {begin, end}, lexicon_) == end ? std::optional<TokenRange>({begin, end})
                                                                              : std::nullopt;
  }

  std::optional<TokenRange> NamedBehind(int begin, int end) const {
    if (begin >= end || !NamesMedia(text_, {begin, end}, lexicon_)) return std::nullopt;
    return TokenRange{begin, end};
  }

  // The last line, or what stands behind the stop of the last sentence.
  bool BeginsTail(int i) const {
    if (i == 0) return false;  // An article that is nothing but a name has no stamp.
    if (token(i).starts_line) return true;
    const Mark before = token(i - 1).mark;
    const bool sentence_ended = before == Mark::kStop || before == Mark::kQuestion || before == Mark::kExclamation;
    return sentence_ended && token(i).space_before && token(i).mark != Mark::kStop;
  }

  const AnalyzedText& text_;
  const Lexicon& lexicon_;
};

}  // namespace

std::optional<ByteRange> FindDocumentSource(const AnalyzedText& text, const Lexicon& lexicon) {
  const std::optional<TokenRange> stamp = Finder(text, lexicon).Find();
  if (!stamp) return std::nullopt;
  return text.text->Bytes(*stamp);
}

}  // namespace isnad
