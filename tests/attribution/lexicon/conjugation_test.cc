// Conjugation against forms known from the grammar: conjugation_forms.tsv beside this file, found through
// ISNAD_SOURCE_DIR, the repository's root. Each set of features is compared as a whole, so that a form too many fails
// as well as a form too few.
#include "service/attribution/lexicon/conjugation.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

struct Verb {
  int pattern = 0;
  char imperfect_vowel = '-';
  std::string root;

  friend auto operator<=>(const Verb&, const Verb&) = default;
};

using FormsByFeatures = std::map<std::string, std::set<std::string>>;

std::map<Verb, FormsByFeatures> KnownForms() {
  std::map<Verb, FormsByFeatures> known;
  std::ifstream file(absl::StrCat(ISNAD_SOURCE_DIR, "/tests/attribution/lexicon/conjugation_forms.tsv"));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    Verb verb;
    if (cells.size() != 5 || cells[1].size() != 1 || !absl::SimpleAtoi(cells[0], &verb.pattern)) {
      ADD_FAILURE() << "not a row: " << line;
      continue;
    }
    verb.imperfect_vowel = cells[1][0];
    verb.root = cells[3];
    known[verb][cells[2]].insert(cells[4]);
  }
  return known;
}

VerbSpec SpecOf(const Verb& verb) {
  return {.pattern = verb.pattern, .imperfect_vowel = verb.imperfect_vowel, .root = verb.root, .masdars = {}};
}

std::vector<InflectedForm> Forms(const VerbSpec& spec) {
  absl::StatusOr<std::vector<InflectedForm>> forms = Conjugate(spec);
  EXPECT_TRUE(forms.ok()) << forms.status();
  return forms.ok() ? *std::move(forms) : std::vector<InflectedForm>();
}

FormsByFeatures Grouped(const std::vector<InflectedForm>& forms) {
  FormsByFeatures grouped;
  for (const InflectedForm& form : forms) grouped[FeatureString(form.features)].insert(form.surface);
  return grouped;
}

std::set<std::string> Surfaces(const VerbSpec& spec, FormKind kind) {
  std::set<std::string> surfaces;
  for (const InflectedForm& form : Forms(spec)) {
    if (form.features.kind == kind) surfaces.insert(form.surface);
  }
  return surfaces;
}

TEST(Conjugation, MakesTheFormsOfTheGrammar) {
  const std::map<Verb, FormsByFeatures> known = KnownForms();
  size_t form_count = 0;
  for (const auto& [verb, by_features] : known) {
    const FormsByFeatures made = Grouped(Forms(SpecOf(verb)));
    for (const auto& [features, forms] : by_features) {
      form_count += forms.size();
      const auto found = made.find(features);
      const std::set<std::string> actual = found == made.end() ? std::set<std::string>() : found->second;
      EXPECT_EQ(actual, forms) << verb.root << ", pattern " << verb.pattern << ": " << features;
    }
  }
  EXPECT_GE(form_count, 300u);
}

TEST(Conjugation, HasEveryPersonOfATransitiveVerb) {
  const std::vector<InflectedForm> forms = Forms({.pattern = 1, .imperfect_vowel = 'u', .root = "ذ ك ر"});
  std::map<std::pair<FormKind, Voice>, std::set<std::tuple<Person, Gender, Number>>> persons;
  for (const InflectedForm& form : forms) {
    const VerbFormFeatures& features = form.features;
    persons[{features.kind, features.voice}].insert({features.person, features.gender, features.number});
  }
  EXPECT_EQ((persons[{FormKind::kPerfect, Voice::kActive}].size()), 13u);
  EXPECT_EQ((persons[{FormKind::kImperfect, Voice::kActive}].size()), 13u);
  EXPECT_EQ((persons[{FormKind::kPerfect, Voice::kPassive}].size()), 11u);
  EXPECT_EQ((persons[{FormKind::kImperfect, Voice::kPassive}].size()), 11u);
  EXPECT_EQ((persons[{FormKind::kImperative, Voice::kActive}].size()), 5u);
  EXPECT_EQ((persons[{FormKind::kActiveParticiple, Voice::kActive}].size()), 6u);
}

TEST(Conjugation, GivesNoFormTwice) {
  for (const auto& [verb, by_features] : KnownForms()) {
    const std::vector<InflectedForm> forms = Forms(SpecOf(verb));
    for (auto form = forms.begin(); form != forms.end(); ++form) {
      EXPECT_EQ(std::count(form, forms.end(), *form), 1) << verb.root << ": " << form->surface;
    }
  }
}

TEST(Conjugation, IsTheSameOnEveryRun) {
  const VerbSpec spec{.pattern = 4, .root = "ش و ر"};
  EXPECT_EQ(Forms(spec), Forms(spec));
}

TEST(Conjugation, LimitsThePassiveToWhatTheVerbCanSayOfWhom) {
  struct Case {
    PassiveUse use;
    std::set<std::string> perfects;
    std::set<std::string> participles;
  };
  const Case cases[] = {
      {.use = PassiveUse::kNone, .perfects = {}, .participles = {}},
      {.use = PassiveUse::kImpersonal, .perfects = {"أدين"}, .participles = {"مدان"}},
      {.use = PassiveUse::kThings,
       .perfects = {"أدين", "أدينت", "أدينا", "أدينتا"},
       .participles = {"مدان", "مدانا", "مدانة", "مدانان", "مدانين", "مدانتان", "مدانتين", "مدانات"}},
      {.use = PassiveUse::kPersons,
       .perfects = {"أدين", "أدينت", "أدينا", "أدينتا", "أدينوا", "أدن", "أدنت", "أدنتم", "أدنا"},
       .participles = {"مدان", "مدانا", "مدانة", "مدانان", "مدانين", "مدانتان", "مدانتين", "مدانون", "مدانات"}}};
  for (const Case& test : cases) {
    const VerbSpec spec{.pattern = 4, .root = "د ي ن", .masdars = {}, .passive = test.use};
    std::set<std::string> perfects;
    for (const InflectedForm& form : Forms(spec)) {
      const bool is_passive = form.features.voice == Voice::kPassive;
      if (is_passive && form.features.kind == FormKind::kPerfect) perfects.insert(form.surface);
    }
    EXPECT_EQ(perfects, test.perfects);
    EXPECT_EQ(Surfaces(spec, FormKind::kPassiveParticiple), test.participles);
  }
}

TEST(Conjugation, InflectsGivenMasdars) {
  struct Case {
    int pattern;
    std::string root;
    std::vector<std::string> masdars;
    std::set<std::string> forms;
  };
  const Case cases[] = {{.pattern = 1, .root = "ق و ل", .masdars = {"قول"}, .forms = {"قول", "قولا"}},
                        {.pattern = 1, .root = "د ع و", .masdars = {"دعوة", "دعوات"}, .forms = {"دعوة", "دعوات"}},
                        {.pattern = 1, .root = "ش ك و", .masdars = {"شكوى"}, .forms = {"شكوى"}},
                        {.pattern = 1, .root = "ج ي ء", .masdars = {"مجيء"}, .forms = {"مجيء", "مجيئا"}},
                        {.pattern = 1, .root = "ر ء ي", .masdars = {"رؤية", "رأي"}, .forms = {"رؤية", "رأي", "رأيا"}},
                        {.pattern = 4, .root = "ث ب ت", .masdars = {"إثبات"}, .forms = {"إثبات", "إثباتا", "إثباتات"}},
                        {.pattern = 4, .root = "ض ي ف", .masdars = {"إضافة"}, .forms = {"إضافة", "إضافات"}},
                        {.pattern = 8, .root = "د ع و", .masdars = {"ادعاء"}, .forms = {"ادعاء", "ادعاءات"}},
                        {.pattern = 3, .root = "ن د و", .masdars = {"مناداة"}, .forms = {"مناداة"}}};
  for (const Case& test : cases) {
    const VerbSpec spec{.pattern = test.pattern, .imperfect_vowel = 'u', .root = test.root, .masdars = test.masdars};
    EXPECT_EQ(Surfaces(spec, FormKind::kMasdar), test.forms) << test.root;
  }
}

TEST(Conjugation, RefusesWhatIsNoVerb) {
  struct Case {
    std::string name;
    VerbSpec spec;
  };
  const Case cases[] = {
      {.name = "pattern 0", .spec = {.pattern = 0, .root = "ق و ل"}},
      {.name = "pattern 13", .spec = {.pattern = 13, .root = "ق و ل"}},
      {.name = "no root", .spec = {.pattern = 2, .root = ""}},
      {.name = "two radicals", .spec = {.pattern = 2, .root = "ق ل"}},
      {.name = "four radicals in a pattern of three", .spec = {.pattern = 2, .root = "ب ر ه ن"}},
      {.name = "three radicals in a pattern of four", .spec = {.pattern = 11, .root = "ب ر ه"}},
      {.name = "radicals without spaces", .spec = {.pattern = 2, .root = "قول"}},
      {.name = "hamza on a seat", .spec = {.pattern = 2, .root = "أ ك د"}},
      {.name = "alef as a radical", .spec = {.pattern = 1, .imperfect_vowel = 'u', .root = "ق ا ل"}},
      {.name = "Latin letters", .spec = {.pattern = 2, .root = "q w l"}},
      {.name = "no vowel in pattern 1", .spec = {.pattern = 1, .imperfect_vowel = '-', .root = "ق و ل"}}};
  for (const Case& test : cases) {
    EXPECT_EQ(Conjugate(test.spec).status().code(), absl::StatusCode::kInvalidArgument) << test.name;
  }
}

TEST(FeatureString, NamesWhatAFormShows) {
  struct Case {
    VerbFormFeatures features;
    std::string text;
  };
  const Case cases[] = {
      {.features = {.kind = FormKind::kPerfect,
                    .person = Person::kThird,
                    .gender = Gender::kFeminine,
                    .number = Number::kSingular},
       .text = "perfect.3.f.s.active"},
      {.features = {.kind = FormKind::kImperfect,
                    .person = Person::kFirst,
                    .number = Number::kPlural,
                    .voice = Voice::kPassive,
                    .ending = Ending::kIndicative},
       .text = "imperfect.1.p.passive.indicative"},
      {.features = {.kind = FormKind::kImperative, .person = Person::kSecond, .number = Number::kDual},
       .text = "imperative.2.d"},
      {.features = {.kind = FormKind::kActiveParticiple,
                    .gender = Gender::kMasculine,
                    .number = Number::kSingular,
                    .ending = Ending::kOblique},
       .text = "active_participle.m.s.oblique"},
      {.features = {.kind = FormKind::kNoun, .gender = Gender::kFeminine, .number = Number::kPlural},
       .text = "noun.f.p"}};
  for (const Case& test : cases) EXPECT_EQ(FeatureString(test.features), test.text);
}

}  // namespace
}  // namespace isnad
