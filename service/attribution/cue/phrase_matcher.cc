// Phrases are indexed by the first two letters of their first word; a match compares whole folded words after that.
// Covered by phrase_matcher_test.cc.
#include "service/attribution/cue/phrase_matcher.h"

#include "service/attribution/text/text_hash.h"

namespace isnad {
namespace {

constexpr size_t kLetterBytes = 2;
// Possessive pronouns are at most three letters.
constexpr size_t kPronounBytesMax = 3 * kLetterBytes;

uint32_t FirstLettersHash(absl::string_view word) { return HashText(word.substr(0, 2 * kLetterBytes)); }

absl::string_view WordWithoutConjunction(const AnalyzedText& text, int token) {
  const absl::string_view word = text.text->Text(token);
  return text.words[token].conjunction != 0 ? word.substr(kLetterBytes) : word;
}

bool EqualsWithPronoun(absl::string_view word, absl::string_view stem) {
  if (word.size() <= stem.size() || word.size() > stem.size() + kPronounBytesMax) return false;
  if (word.substr(0, stem.size()) != stem) return false;
  const absl::string_view pronoun = word.substr(stem.size());
  for (const absl::string_view known :
       {"\xD9\x87", "\xD9\x87\xD8\xA7", "\xD9\x87\xD9\x85", "\xD9\x87\xD9\x85\xD8\xA7", "\xD9\x87\xD9\x86", "\xD9\x8A",
        "\xD9\x86\xD8\xA7", "\xD9\x83", "\xD9\x83\xD9\x85"}) {
    if (pronoun == known) return true;
  }
  return false;
}

bool IsVerbKind(FormKind kind) {
  return kind == FormKind::kPerfect || kind == FormKind::kImperfect || kind == FormKind::kActiveParticiple;
}

const Reading* VerbReading(const Word& word, int lemma) {
  if (word.entry == nullptr || word.article || word.preposition != 0) return nullptr;
  for (const Reading& reading : word.entry->readings) {
    if ((lemma < 0 || reading.lemma == lemma) && IsVerbKind(reading.features.kind)) return &reading;
  }
  return nullptr;
}

int Penalty(const VerbFormFeatures& features) {
  int penalty = 0;
  if (features.voice == Voice::kPassive) penalty += 2;
  if (features.person == Person::kFirst) penalty += 2;
  if (features.person == Person::kSecond) penalty += 3;
  if (features.number == Number::kDual) penalty += 1;
  switch (features.kind) {
    case FormKind::kPerfect:
    case FormKind::kImperfect:
      return penalty;
    case FormKind::kActiveParticiple:
      return penalty + 2;
    case FormKind::kMasdar:
    case FormKind::kNoun:
      return penalty + 3;
    case FormKind::kImperative:
      return penalty + 6;
    case FormKind::kPassiveParticiple:
      return penalty + 5;
  }
  return penalty;
}

bool IsNounKind(FormKind kind) { return kind == FormKind::kMasdar || kind == FormKind::kNoun; }

}  // namespace

const Reading* MostProbableReading(const Word& word) {
  if (word.entry == nullptr) return nullptr;
  const bool noun_only = word.article || word.preposition != 0;
  const Reading* best = nullptr;
  int best_penalty = 0;
  for (const Reading& reading : word.entry->readings) {
    const FormKind kind = reading.features.kind;
    if (kind == FormKind::kImperative || kind == FormKind::kPassiveParticiple) continue;
    if (noun_only && !IsNounKind(kind)) continue;
    const int penalty = Penalty(reading.features);
    if (best == nullptr || penalty < best_penalty) {
      best = &reading;
      best_penalty = penalty;
    }
  }
  return best;
}

PhraseMatcher::PhraseMatcher(const Lexicon& lexicon) : lexicon_(&lexicon) {
  for (int i = 0; i < static_cast<int>(lexicon.phrases().size()); ++i) {
    const CuePhrase& phrase = lexicon.phrases()[i];
    if (phrase.elements.empty()) continue;
    const CuePhrase::Element& first = phrase.elements[0];
    if (first.kind == CuePhrase::Element::Kind::kVerb) {
      verb_first_.push_back(i);
      continue;
    }
    for (const std::string& word : first.words) {
      std::vector<int>& list = by_first_word_[FirstLettersHash(word)];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  }
}

std::vector<PhraseMatch> PhraseMatcher::MatchesAt(const AnalyzedText& text, int token) const {
  std::vector<PhraseMatch> matches;
  if (text.text->tokens[token].kind != TokenKind::kWord) return matches;
  PhraseMatch match;
  const auto it = by_first_word_.find(FirstLettersHash(WordWithoutConjunction(text, token)));
  if (it != by_first_word_.end()) {
    for (const int phrase : it->second) {
      if (Match(text, token, phrase, &match)) matches.push_back(match);
    }
  }
  if (VerbReading(text.words[token], -1) != nullptr) {
    for (const int phrase : verb_first_) {
      if (Match(text, token, phrase, &match)) matches.push_back(match);
    }
  }
  return matches;
}

bool PhraseMatcher::Match(const AnalyzedText& text, int token, int phrase, PhraseMatch* match) const {
  *match = {phrase, {token, token}, -1, nullptr};
  int at = token;
  for (const CuePhrase::Element& element : lexicon_->phrases()[phrase].elements) {
    if (at >= text.size() || text.text->tokens[at].sentence != text.text->tokens[token].sentence) return false;
    if (element.kind == CuePhrase::Element::Kind::kVerb) {
      if (at != token && text.words[at].conjunction != 0) return false;
      const Reading* reading = VerbReading(text.words[at], element.lemma);
      if (reading == nullptr) return false;
      if (match->verb < 0) {
        match->verb = at;
        match->reading = reading;
      }
    } else {
      const absl::string_view word = at == token ? WordWithoutConjunction(text, at) : text.text->Text(at);
      bool equal = false;
      for (const std::string& known : element.words) {
        equal |= element.pronoun ? EqualsWithPronoun(word, known) : word == known;
      }
      if (!equal) return false;
    }
    ++at;
    if (!element.outside_cue) match->tokens.end = at;
  }
  return !match->tokens.empty();
}

}  // namespace isnad
