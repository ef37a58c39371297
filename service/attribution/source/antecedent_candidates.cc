// Covered by antecedent_test.cc. In the annotated articles nine dropped speakers in ten are the last or last but one
// speaker, or a phrase of the cue's own sentence.
#include <algorithm>

#include "service/attribution/source/antecedent.h"
#include "service/attribution/source/noun_phrase.h"

namespace isnad {
namespace {

constexpr int kSpeakersMax = 12;        // most recent first
constexpr int kSpeakersLookedAt = 200;  // the newest ones, so that long articles stay linear
constexpr int kNearPhrasesMax = 10;     // nearest first
constexpr int kSharingPhrasesMax = 8;   // of the first in the text, and all that are nearer
constexpr int kTellingTokensMax = 4;    // of a mention, the last ones
constexpr size_t kIndexedMax = 64;      // places kept for one stem

bool IsTelling(const Word& word) {
  if (word.stem.size() < 4) return false;
  switch (word.coarse) {
    case CoarseClass::kPreposition:
    case CoarseClass::kConjunction:
    case CoarseClass::kRelative:
    case CoarseClass::kPronoun:
    case CoarseClass::kDemonstrative:
    case CoarseClass::kComplementizer:
    case CoarseClass::kQuantifier:
    case CoarseClass::kNameParticle:
    case CoarseClass::kNumber:
    case CoarseClass::kTime:
      return false;
    default:
      return word.coarse > CoarseClass::kOtherMark;
  }
}

bool Known(const std::vector<Antecedent>& candidates, TokenRange phrase) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Antecedent& c) { return c.phrase.Overlaps(phrase); });
}

void AddSpeakers(const AntecedentContext& context, std::vector<Antecedent>* candidates) {
  std::vector<int> order;
  const int count = static_cast<int>(context.speakers.size());
  for (int i = std::max(0, count - kSpeakersLookedAt); i < count; ++i) order.push_back(i);
  std::sort(order.begin(), order.end(),
            [&](int a, int b) { return context.speakers[a].last_attribution > context.speakers[b].last_attribution; });
  if (order.size() > kSpeakersMax) order.resize(kSpeakersMax);
  for (int rank = 0; rank < static_cast<int>(order.size()); ++rank) {
    candidates->push_back({AntecedentKind::kSpeaker, order[rank], context.speakers[order[rank]].fullest, rank});
  }
}

void AddEnclosing(const AntecedentContext& context, std::vector<Antecedent>* candidates) {
  const int parent = context.span().parent;
  if (parent < 0 || context.spans[parent].source.empty()) return;
  if (Known(*candidates, context.spans[parent].source)) return;
  candidates->push_back({AntecedentKind::kEnclosing, -1, context.spans[parent].source, 0});
}

// Phrases of the cue's sentence before the cue, and of the sentence before that.
void AddNear(const AntecedentContext& context, std::vector<Antecedent>* candidates) {
  const TokenizedText& text = *context.text.text;
  const int cue = context.span().cue.tokens.begin;
  const int sentence = text.tokens[cue].sentence;
  constexpr int kLookBackTokens = 120;
  const int begin = text.sentences[std::max(0, sentence - 1)].begin;
  std::vector<TokenRange> phrases = NounPhrases(context.text, {std::max(begin, cue - kLookBackTokens), cue});
  std::reverse(phrases.begin(), phrases.end());
  int rank = 0;
  for (const TokenRange phrase : phrases) {
    if (rank == kNearPhrasesMax) break;
    if (Known(*candidates, phrase)) continue;
    candidates->push_back({AntecedentKind::kPhrase, -1, phrase, rank++});
  }
}

// The phrase around `token`: from the nearest phrase start at or before it.
TokenRange PhraseAround(const AnalyzedText& text, int token) {
  constexpr int kTokensBack = 8;
  const int sentence = text.text->sentences[text.text->tokens[token].sentence].begin;
  TokenRange best = NounPhraseAt(text, token);
  for (int begin = token - 1; begin >= sentence && begin >= token - kTokensBack; --begin) {
    const TokenRange phrase = NounPhraseAt(text, begin);
    if (!phrase.Contains(token)) break;
    best = phrase;
    if (text.words[begin].conjunction != 0) break;
  }
  return best;
}

void AddSharing(const AntecedentContext& context, std::vector<Antecedent>* candidates) {
  const TokenRange mention = context.span().source;
  const int own = TellingWords(context.text, mention);  // Only a fuller phrase can tell more.
  int rank = 0;
  int telling = 0;
  for (int i = mention.end - 1; i >= mention.begin && telling < kTellingTokensMax; --i) {
    if (!IsTelling(context.text.words[i])) continue;
    ++telling;
    const auto it = context.stems.find(context.text.words[i].stem_hash);
    if (it == context.stems.end()) continue;
    for (const int token : it->second) {
      if (rank == kSharingPhrasesMax) return;
      if (mention.Contains(token)) continue;
      const TokenRange phrase = PhraseAround(context.text, token);
      if (phrase.Overlaps(mention) || TellingWords(context.text, phrase) <= own || Known(*candidates, phrase)) continue;
      candidates->push_back({AntecedentKind::kPhrase, -1, phrase, rank++});
    }
  }
}

}  // namespace

StemIndex IndexStems(const AnalyzedText& text) {
  StemIndex index;
  for (int i = 0; i < text.size(); ++i) {
    if (!IsTelling(text.words[i])) continue;
    std::vector<int>& places = index[text.words[i].stem_hash];
    if (places.size() < kIndexedMax) places.push_back(i);
  }
  return index;
}

std::vector<Antecedent> AntecedentCandidates(const AntecedentContext& context) {
  std::vector<Antecedent> candidates;
  const bool mention = !context.span().source.empty();
  if (mention) {
    candidates.push_back({AntecedentKind::kSelf, -1, context.span().source, 0});
  } else {
    candidates.push_back({AntecedentKind::kImpersonal, -1, {}, 0});
  }
  AddSpeakers(context, &candidates);
  if (mention) {
    AddSharing(context, &candidates);
  } else {
    AddEnclosing(context, &candidates);
    AddNear(context, &candidates);
  }
  return candidates;
}

TokenRange FirstOccurrence(const AnalyzedText& text, const StemIndex& stems, TokenRange phrase) {
  const auto it = stems.find(text.words[phrase.end - 1].stem_hash);
  if (it == stems.end()) return phrase;
  for (const int last : it->second) {
    const int begin = last + 1 - phrase.size();
    if (begin < 0 || begin >= phrase.begin) break;
    bool equal = true;
    for (int i = 0; i < phrase.size() && equal; ++i) {
      equal = text.words[begin + i].stem_hash == text.words[phrase.begin + i].stem_hash;
    }
    if (equal) return {begin, last + 1};
  }
  return phrase;
}

int TellingWords(const AnalyzedText& text, TokenRange phrase) {
  int telling = 0;
  for (int i = phrase.begin; i < phrase.end; ++i) telling += IsTelling(text.words[i]);
  return telling;
}

int SharedWords(const AnalyzedText& text, TokenRange a, TokenRange b) {
  int shared = 0;
  for (int i = a.begin; i < a.end; ++i) {
    if (!IsTelling(text.words[i])) continue;
    for (int j = b.begin; j < b.end; ++j) {
      if (text.words[j].stem_hash == text.words[i].stem_hash) {
        ++shared;
        break;
      }
    }
  }
  return shared;
}

}  // namespace isnad
