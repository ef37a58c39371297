// The words of a phrase that are a person's name, told by given names, distribution and rarity: who is meant without
// any look at who speaks. Rough by design: an unknown common noun looks like a name. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_PERSON_NAME_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_PERSON_NAME_H_

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// Whether the token is part of a proper name of a person: by its class, its distribution, or because nothing is known
// of it; or as what follows "abd", "abu" or "bin", or as the divine name behind a name.
bool IsNameToken(const AnalyzedText& text, int token);

// A noun of organization, medium, government or document: what it heads is no person.
bool IsBodyNoun(const Word& word);

// The words of a person's name in `phrase`, which is not empty; empty where there are none.
TokenRange PersonName(const AnalyzedText& text, TokenRange phrase);

// The run of name tokens of `phrase` around `token`, which need not look like one; empty where it names a body or
// stands behind a preposition.
TokenRange NameAround(const AnalyzedText& text, TokenRange phrase, int token);

// The nearest word of the name before its token `token`, particles passed over; -1: none.
int GivenNameBefore(const AnalyzedText& text, TokenRange name, int token);

// Where the description of the person named at `name` begins inside `phrase`: its first office or title, or the words
// with article right before the name ("the Kashmiri leader").
int DescriptionBegin(const AnalyzedText& text, TokenRange phrase, TokenRange name);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_PERSON_NAME_H_
