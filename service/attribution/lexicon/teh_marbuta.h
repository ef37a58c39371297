// Which words of an article end in teh marbuta. Careful writers dot it; others write heh throughout, which is then a
// pronoun or a letter of the root in one word ("qawluhu", "wajh") and teh marbuta in the next ("madrasa"). Where an
// article has heh in words that others write with teh marbuta, its words are read as others write them. Pure; borrows
// its arguments.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_TEH_MARBUTA_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_TEH_MARBUTA_H_

#include "service/attribution/lexicon/distribution.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/token/token.h"

namespace isnad {

class TehMarbutaReader {
 public:
  TehMarbutaReader(const TokenizedText& text, const Lexicon& lexicon, const Distribution& distribution,
                   Cancellation* stop = nullptr);

  bool EndsInTehMarbuta(int token) const;

 private:
  // Whether the token, which ends in heh, would have teh marbuta in another article.
  bool IsExpected(int token) const;

  const TokenizedText& text_;
  const Lexicon& lexicon_;
  const Distribution& distribution_;
  bool undotted_ = false;  // the article's writer leaves out the dots
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_TEH_MARBUTA_H_
