// Whether an attribution that the engine found agrees with the annotation, as the evaluation's lenient measure has it.
#ifndef ISNAD_SERVICE_TRAINING_AGREEMENT_H_
#define ISNAD_SERVICE_TRAINING_AGREEMENT_H_

#include <vector>

#include "service/attribution/source/speaker.h"
#include "service/training/prepared_article.h"

namespace isnad {

enum class Verdict : uint8_t { kWrong, kRight, kIgnored };

// The annotation whose cue shares a token with `cue`; nullptr where there is none.
const GoldSpan* FindGold(const PreparedArticle& article, const Cue& cue);

// How much two contents share, in words without marks: 0 nothing, 1 all.
double ContentF1(const TokenizedText& text, const std::vector<TokenRange>& a, const std::vector<TokenRange>& b);

// Index by index with `spans`: right where the cue is an annotated one, the source overlaps by half (or the dropped
// speaker is the annotated one) and four fifths of the content agree; ignored where the annotation is borderline.
std::vector<Verdict> Judge(const PreparedArticle& article, const std::vector<AttributionSpan>& spans,
                           const Speakers& speakers);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_AGREEMENT_H_
