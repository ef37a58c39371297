// Every form of every verb against a spelling dictionary of other people's making: Debian's hunspell-ar, in
// /usr/share/hunspell. What it rejects must stand, with the reason, in spelling_exceptions.tsv beside this file, found
// through ISNAD_SOURCE_DIR, the repository's root. Forms of two letters are left out: a dictionary accepts nearly all.
#include <fstream>
#include <hunspell.hxx>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/lexicon/lexicon.h"

namespace isnad {
namespace {

constexpr char kAffixes[] = "/usr/share/hunspell/ar.aff";
constexpr char kDictionary[] = "/usr/share/hunspell/ar.dic";
constexpr size_t kFormBytesMin = 6;  // three letters of two bytes
constexpr double kExceptionShareMax = 0.02;

class SpellingDictionary : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    hunspell_ = new Hunspell(kAffixes, kDictionary);
    forms_ = new std::set<std::string>(VerbForms());
    exceptions_ = new std::map<std::string, std::string>(Exceptions());
  }

  static void TearDownTestSuite() {
    delete hunspell_;
    delete forms_;
    delete exceptions_;
  }

  void SetUp() override {
    ASSERT_TRUE(std::ifstream(kAffixes).good()) << "install the package hunspell-ar";
    ASSERT_TRUE(std::ifstream(kDictionary).good()) << "install the package hunspell-ar";
  }

  static std::set<std::string> VerbForms() {
    std::set<std::string> forms;
    const absl::StatusOr<Lexicon> lexicon = Lexicon::Load(EmbeddedLexicon());
    EXPECT_TRUE(lexicon.ok()) << lexicon.status();
    if (!lexicon.ok()) return forms;
    for (const std::string& line : lexicon->FormLines()) {
      const std::vector<std::string> cells = absl::StrSplit(line, '\t');
      const bool is_verb = cells.size() == 3 && !absl::StartsWith(cells[2], "noun");
      if (is_verb && cells[0].size() >= kFormBytesMin) forms.insert(cells[0]);
    }
    return forms;
  }

  static std::map<std::string, std::string> Exceptions() {
    std::map<std::string, std::string> exceptions;
    std::ifstream file(absl::StrCat(ISNAD_SOURCE_DIR, "/tests/attribution/lexicon/spelling_exceptions.tsv"));
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line[0] == '#') continue;
      const std::vector<std::string> cells = absl::StrSplit(line, '\t');
      EXPECT_TRUE(cells.size() == 2 && !cells[1].empty()) << "not a form and its reason: " << line;
      EXPECT_TRUE(exceptions.emplace(cells.front(), cells.back()).second) << "listed twice: " << line;
    }
    return exceptions;
  }

  static bool Accepts(const std::string& word) { return hunspell_->spell(word); }

  static Hunspell* hunspell_;
  static std::set<std::string>* forms_;
  static std::map<std::string, std::string>* exceptions_;
};

Hunspell* SpellingDictionary::hunspell_ = nullptr;
std::set<std::string>* SpellingDictionary::forms_ = nullptr;
std::map<std::string, std::string>* SpellingDictionary::exceptions_ = nullptr;

TEST_F(SpellingDictionary, HasEveryFormThatIsNotExplained) {
  std::vector<std::string> unexplained;
  for (const std::string& form : *forms_) {
    if (!Accepts(form) && !exceptions_->contains(form)) unexplained.push_back(form);
  }
  EXPECT_GT(forms_->size(), 10000u);
  EXPECT_TRUE(unexplained.empty()) << unexplained.size() << " forms: " << absl::StrJoin(unexplained, " ");
}

TEST_F(SpellingDictionary, HasNoExceptionThatItAccepts) {
  for (const auto& [form, reason] : *exceptions_) {
    const bool older_lack_it = absl::StrContains(reason, ": older dictionaries ");
    EXPECT_TRUE(older_lack_it || !Accepts(form)) << form << ": " << reason;
  }
}

TEST_F(SpellingDictionary, HasNoExceptionThatIsNotGenerated) {
  for (const auto& [form, reason] : *exceptions_) EXPECT_TRUE(forms_->contains(form)) << form << ": " << reason;
}

TEST_F(SpellingDictionary, HasFewExceptions) {
  EXPECT_LE(static_cast<double>(exceptions_->size()), kExceptionShareMax * static_cast<double>(forms_->size()));
}

// The comparison is worth something only where the dictionary rejects what a broken generator makes.
TEST_F(SpellingDictionary, RejectsWrongForms) {
  const std::string wrong[] = {"يقولو",   "يدعيون", "سآل",     "يأكدون", "اوتهم", "رءى",
                               "يتمنيون", "مأكدا",  "إشارتات", "تسموة",  "منادوة"};
  for (const std::string& word : wrong) EXPECT_FALSE(Accepts(word)) << word;
}

}  // namespace
}  // namespace isnad
