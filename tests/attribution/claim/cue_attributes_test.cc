// Polarity, modality and stance by the lemma and the words before the cue.
#include "service/attribution/claim/cue_attributes.h"

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

CueAttributes AttributesOf(const char* text, const char* cue) {
  const AnalyzedArticle article(text);
  return FindCueAttributes(article.text(), LoadedLexicon(), MakeCue(article, cue));
}

struct PolarityCase {
  const char* name;
  const char* article;
  const char* cue;
  Polarity polarity;
};

TEST(CueAttributesTest, KnowsWhatIsDenied) {
  constexpr PolarityCase kCases[] = {
      {.name = "Plain", .article = "أكد الوزير أنه سيعود", .cue = "أكد", .polarity = Polarity::kPositive},
      {.name = "DenyingVerb", .article = "نفى الوزير أنه سيعود", .cue = "نفى", .polarity = Polarity::kNegative},
      {.name = "RulingOut", .article = "استبعد الوزير أن يعود", .cue = "استبعد", .polarity = Polarity::kNegative},
      {.name = "Lam", .article = "لم يؤكد الوزير أنه سيعود", .cue = "يؤكد", .polarity = Polarity::kNegative},
      {.name = "LamWithConjunction",
       .article = "ولم يؤكد الوزير أنه سيعود",
       .cue = "يؤكد",
       .polarity = Polarity::kNegative},
      {.name = "NegatedDenialAffirms",
       .article = "لم يستبعد الوزير أن يعود",
       .cue = "يستبعد",
       .polarity = Polarity::kPositive},
      {.name = "La", .article = "لا يتوقع الخبير أن ينجح المعرض", .cue = "يتوقع", .polarity = Polarity::kNegative},
      {.name = "LaFirstPerson", .article = "قال: لا أعتقد أنه سيعود", .cue = "أعتقد", .polarity = Polarity::kNegative},
      {.name = "Lan", .article = "لن تعلن الوزارة أنها ستعود", .cue = "تعلن", .polarity = Polarity::kNegative},
      {.name = "MaAtTheBeginning",
       .article = "ما أعلن الوزير أنه سيعود",
       .cue = "أعلن",
       .polarity = Polarity::kNegative},
      {.name = "MaAsARelative",
       .article = "هذا ما أعلن الوزير أنه سينجزه",
       .cue = "أعلن",
       .polarity = Polarity::kPositive},
      {.name = "MaWithObject", .article = "ما أعلنه الوزير هو العودة", .cue = "أعلنه", .polarity = Polarity::kPositive},
      {.name = "AuxiliaryBetween", .article = "لم يكن يؤكد أنه سيعود", .cue = "يؤكد", .polarity = Polarity::kNegative},
      {.name = "SubjectBetween",
       .article = "لم تكن الوزارة قد أعلنت أنها ستعود",
       .cue = "أعلنت",
       .polarity = Polarity::kNegative},
      {.name = "StillSays", .article = "لا يزال يؤكد أنه سيعود", .cue = "يؤكد", .polarity = Polarity::kPositive},
      {.name = "StillSaidMa", .article = "ما زال يؤكد أنه سيعود", .cue = "يؤكد", .polarity = Polarity::kPositive},
      {.name = "WithoutSaying", .article = "عاد دون أن يؤكد أنه نجح", .cue = "يؤكد", .polarity = Polarity::kNegative},
      {.name = "WithoutConfirmation",
       .article = "عاد دون تأكيد نجاحه",
       .cue = "تأكيد",
       .polarity = Polarity::kNegative},
      {.name = "NegationOfAnotherVerb",
       .article = "لم ينجح المعرض وأكد الوزير أنه سيعود",
       .cue = "وأكد",
       .polarity = Polarity::kPositive},
      {.name = "NegationInTheSentenceBefore",
       .article = "قال: لا. يؤكد الوزير أنه سيعود",
       .cue = "يؤكد",
       .polarity = Polarity::kPositive},
      {.name = "NegationBehind", .article = "أكد الوزير أنه لم يعد", .cue = "أكد", .polarity = Polarity::kPositive},
      {.name = "AtTheBeginningOfTheText", .article = "يؤكد", .cue = "يؤكد", .polarity = Polarity::kPositive},
  };
  for (const PolarityCase& test : kCases) {
    EXPECT_EQ(AttributesOf(test.article, test.cue).polarity == Polarity::kNegative,
              test.polarity == Polarity::kNegative)
        << test.name;
  }
}

struct ModalityCase {
  const char* name;
  const char* article;
  const char* cue;
  Modality modality;
};

TEST(CueAttributesTest, KnowsWhatIsHypothetical) {
  constexpr ModalityCase kCases[] = {
      {.name = "Plain", .article = "تعلن الوزارة أنها ستعود", .cue = "تعلن", .modality = Modality::kActual},
      {.name = "QadImperfect", .article = "قد يرحب الوزير بالمعرض", .cue = "يرحب", .modality = Modality::kHypothetical},
      {.name = "QadPerfect", .article = "وقد رحب الوزير بالمعرض", .cue = "رحب", .modality = Modality::kActual},
      {.name = "QadBeforeAFormOfBoth",
       .article = "وقد أعلن الوزير أنه سيعود",
       .cue = "أعلن",
       .modality = Modality::kActual},
      {.name = "QadLa", .article = "قد لا يرحب الوزير بالمعرض", .cue = "يرحب", .modality = Modality::kHypothetical},
      {.name = "Law", .article = "لو قال الوزير إنه سيعود لفرحنا", .cue = "قال", .modality = Modality::kHypothetical},
      {.name = "Idha", .article = "إذا أكد الوزير أنه سيعود فرحنا", .cue = "أكد", .modality = Modality::kHypothetical},
      {.name = "IdhaWithAuxiliary",
       .article = "إذا كان يعتقد أنه سيعود",
       .cue = "يعتقد",
       .modality = Modality::kHypothetical},
      {.name = "Perhaps", .article = "ربما يرحب الوزير بالمعرض", .cue = "يرحب", .modality = Modality::kHypothetical},
      {.name = "Expected",
       .article = "من المتوقع أن يرحب الوزير بالمعرض",
       .cue = "يرحب",
       .modality = Modality::kHypothetical},
      {.name = "Planned",
       .article = "تعتزم الوزارة أن ترحب بالزوار",
       .cue = "ترحب",
       .modality = Modality::kHypothetical},
      {.name = "BeforeSomethingSaidLater",
       .article = "صمت قبل أن يستدرك أنه سيعود",
       .cue = "يستدرك",
       .modality = Modality::kActual},
      {.name = "Performative", .article = "قال: نريد أن نؤكد أننا سنعود", .cue = "نؤكد", .modality = Modality::kActual},
      {.name = "BehindAnna", .article = "قال إنه يؤكد عودته", .cue = "يؤكد", .modality = Modality::kActual},
      {.name = "ConditionBehind",
       .article = "أكد الوزير أنه سيعود إذا نجح",
       .cue = "أكد",
       .modality = Modality::kActual},
  };
  for (const ModalityCase& test : kCases) {
    EXPECT_EQ(AttributesOf(test.article, test.cue).modality == Modality::kHypothetical,
              test.modality == Modality::kHypothetical)
        << test.name;
  }
}

TEST(CueAttributesTest, TakesTheStanceOfTheLemma) {
  EXPECT_EQ(AttributesOf("قال الوزير إنه سيعود", "قال").stance, Stance::kNeutral);
  EXPECT_EQ(AttributesOf("زعم الوزير أنه سيعود", "زعم").stance, Stance::kDoubt);
  EXPECT_EQ(AttributesOf("نفى الوزير أنه سيعود", "نفى").stance, Stance::kDeny);
}

TEST(CueAttributesTest, AStanceOfThePhraseWinsOverItsVerbs) {
  const AnalyzedArticle article("نجح المعرض على حد زعمه");
  Cue cue = MakeCue(article, "على حد زعمه", CueKind::kPhrase);
  const absl::Span<const CuePhrase> phrases = LoadedLexicon().phrases();
  for (size_t i = 0; i < phrases.size(); ++i) {
    if (phrases[i].stance == Stance::kDoubt) cue.phrase = static_cast<int>(i);
  }
  ASSERT_GE(cue.phrase, 0);
  cue.lemma = LemmaIndex("qala");
  EXPECT_EQ(FindCueAttributes(article.text(), LoadedLexicon(), cue).stance, Stance::kDoubt);
}

TEST(CueAttributesTest, AColonIsPlain) {
  const AnalyzedArticle article("وزير الثقافة: المعرض نجح");
  const CueAttributes attributes =
      FindCueAttributes(article.text(), LoadedLexicon(), MakeCue(article, ":", CueKind::kColon));
  EXPECT_EQ(attributes.polarity, Polarity::kPositive);
  EXPECT_EQ(attributes.modality, Modality::kActual);
  EXPECT_EQ(attributes.stance, Stance::kNeutral);
}

}  // namespace
}  // namespace isnad
