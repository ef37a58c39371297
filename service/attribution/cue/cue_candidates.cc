// Candidates are generous (every form of a reporting lemma, every match of a phrase, every colon, 'an behind a verb of
// relaying, and unknown words in the place of a verb), because the ranker throws away what is none. The
// writer's own voice ("it is worth mentioning that") is none by rule: 80 of 81 in the annotated articles. Covered by
// cue_candidates_test.cc.
#include "service/attribution/cue/cue_candidates.h"

#include <algorithm>

#include "service/attribution/cue/complement.h"

namespace isnad {
namespace {

constexpr absl::string_view kAn = "\xD8\xB9\xD9\x86";
constexpr int kTokenSteps = 15;
constexpr int kRelayTokensMax = 12;   // between a verb of relaying and its 'an
constexpr int kUnknownTokensMax = 5;  // between an unknown verb and its complementizer

CueKind KindOf(FormKind kind) {
  switch (kind) {
    case FormKind::kPerfect:
    case FormKind::kImperfect:
    case FormKind::kImperative:
      return CueKind::kFinite;
    case FormKind::kActiveParticiple:
    case FormKind::kPassiveParticiple:
      return CueKind::kParticiple;
    default:
      return CueKind::kNominal;
  }
}

class Collector {
 public:
  Collector(const AnalyzedText& text, const Lexicon& lexicon, const PhraseMatcher& phrases)
      : text_(text), lexicon_(lexicon), phrases_(phrases) {}

  CueCandidates Collect(Cancellation* stop) {
    found_.newsroom_voice.assign(text_.size(), false);
    for (int token = 0; token < text_.size() && !Stops(stop, kTokenSteps); ++token) {
      if (text_.text->tokens[token].mark == Mark::kColon) {
        AddColon(token);
      } else if (text_.text->tokens[token].kind == TokenKind::kWord) {
        AddPhrases(token);
        AddWord(token);
      }
    }
    return std::move(found_);
  }

 private:
  void AddColon(int token) {
    // A time of day or a score is no colon of speech.
    if (token == 0 ||
        (text_.text->tokens[token - 1].kind == TokenKind::kNumber && !text_.text->tokens[token].space_after)) {
      return;
    }
    Cue cue;
    cue.tokens = {token, token + 1};
    cue.kind = CueKind::kColon;
    found_.candidates.push_back(cue);
  }

  void AddPhrases(int token) {
    for (const PhraseMatch& match : phrases_.MatchesAt(text_, token)) {
      if (lexicon_.phrases()[match.phrase].not_attribution) {
        std::fill(found_.newsroom_voice.begin() + token, found_.newsroom_voice.begin() + match.tokens.end, true);
        continue;
      }
      Cue cue;
      cue.tokens = match.tokens;
      cue.kind = CueKind::kPhrase;
      cue.phrase = match.phrase;
      if (match.reading != nullptr) {
        cue.lemma = match.reading->lemma;
        cue.features = match.reading->features;
      }
      found_.candidates.push_back(cue);
    }
  }

  void AddWord(int token) {
    if (found_.newsroom_voice[token]) return;
    const Word& word = text_.words[token];
    if (IsComplementizer(word)) return;  // "annahu" is no form of anha
    Cue cue;
    cue.tokens = {token, token + 1};
    if (const Reading* reading = MostProbableReading(word)) {
      cue.kind = KindOf(reading->features.kind);
      cue.lemma = reading->lemma;
      cue.features = reading->features;
      found_.candidates.push_back(cue);
      relay_ = token;
    } else if (word.stem == kAn && token - relay_ <= kRelayTokensMax && SameSentence(relay_, token)) {
      cue.kind = CueKind::kRelay;
      found_.candidates.push_back(cue);
    } else if (MayBeUnknownVerb(token)) {
      cue.kind = CueKind::kUnknown;
      found_.candidates.push_back(cue);
    }
  }

  bool SameSentence(int a, int b) const {
    return a >= 0 && text_.text->tokens[a].sentence == text_.text->tokens[b].sentence;
  }

  // No noun with an article, no closed class, and a complementizer close behind with no known verb between.
  bool MayBeUnknownVerb(int token) const {
    const Word& word = text_.words[token];
    if (word.article || word.preposition != 0 || word.stem.size() < 6) return false;
    if (word.coarse < CoarseClass::kVerbLike || word.coarse == CoarseClass::kArticleNisba) return false;
    for (int i = token + 1; i <= token + kUnknownTokensMax && i < text_.size() && SameSentence(token, i); ++i) {
      if (IsComplementizer(text_.words[i])) return true;
      if (text_.text->tokens[i].kind == TokenKind::kMark || text_.words[i].coarse == CoarseClass::kReportingFinite)
        break;
    }
    return false;
  }

  const AnalyzedText& text_;
  const Lexicon& lexicon_;
  const PhraseMatcher& phrases_;
  CueCandidates found_;
  int relay_ = -1000;
};

}  // namespace

CueCandidates FindCueCandidates(const AnalyzedText& text, const Lexicon& lexicon, const PhraseMatcher& phrases,
                                Cancellation* stop) {
  return Collector(text, lexicon, phrases).Collect(stop);
}

}  // namespace isnad
