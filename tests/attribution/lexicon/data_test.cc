// The shipped language data as a whole: it loads, it is as large as it should be, and what the engine leans on is
// there.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/text/normalizer.h"

namespace isnad {
namespace {

const std::filesystem::path kDataDirectory =
    std::filesystem::path(ISNAD_SOURCE_DIR) / "service" / "attribution" / "lexicon" / "data";

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream contents;
  contents << stream.rdbuf();
  return contents.str();
}

const Lexicon& ShippedLexicon() {
  static const Lexicon* const lexicon = [] {
    absl::StatusOr<Lexicon> loaded = Lexicon::Load(EmbeddedLexicon());
    if (!loaded.ok()) ADD_FAILURE() << loaded.status();
    return loaded.ok() ? new Lexicon(*std::move(loaded)) : new Lexicon(*Lexicon::Load({}));
  }();
  return *lexicon;
}

bool IsOf(absl::string_view word, WordClass word_class) {
  const WordEntry* entry = ShippedLexicon().Find(FoldedSpelling(word));
  return entry != nullptr && entry->classes.Has(word_class);
}

TEST(EmbeddedData, HoldsTheFilesOfTheFolderByteForByte) {
  std::map<std::string, std::string> on_disk;
  for (const auto& file : std::filesystem::directory_iterator(kDataDirectory)) {
    if (file.path().extension() == ".tsv") on_disk[file.path().filename().string()] = ReadFile(file.path());
  }
  std::map<std::string, std::string> embedded;
  std::vector<std::string> names;
  for (const LexiconFile& file : EmbeddedLexicon()) {
    embedded[file.name] = std::string(file.contents);
    names.push_back(file.name);
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(embedded.size(), names.size());
  EXPECT_TRUE(embedded == on_disk) << "embedded files differ from " << kDataDirectory;
}

TEST(ShippedData, OpensEachFileWithItsColumnsAndProvenance) {
  for (const LexiconFile& file : EmbeddedLexicon()) {
    EXPECT_TRUE(absl::StartsWith(file.contents, "# ")) << file.name;
    EXPECT_TRUE(absl::StrContains(file.contents, "Columns")) << file.name;
    EXPECT_TRUE(absl::StrContains(file.contents, "Provenance") || absl::StrContains(file.contents, "Learned"))
        << file.name;
  }
}

// The loader refuses the same letters in rows; this covers the comments and the files that it does not read.
TEST(ShippedData, HasNoPresentationFormsTatweelOrBidirectionalControls) {
  for (const LexiconFile& file : EmbeddedLexicon()) {
    const std::string& name = file.name;
    for (absl::string_view line : absl::StrSplit(file.contents, '\n')) {
      for (const absl::string_view forbidden :
           {"\u0640", "\u200E", "\u200F", "\u061C", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
            "\u2067", "\u2068", "\u2069", "\u200B", "\u200C", "\u200D", "\uFEFF"}) {
        EXPECT_FALSE(absl::StrContains(line, forbidden)) << name << ": " << line;
      }
      for (const char last : {'\xAD', '\xAE', '\xAF', '\xB0', '\xB1', '\xB2', '\xB3', '\xB4', '\xB5', '\xB6', '\xB7'}) {
        EXPECT_FALSE(absl::StrContains(line, std::string("\xEF") + last)) << name << ": " << line;
      }
    }
  }
}

TEST(ShippedData, KnowsEnoughLemmasAndForms) {
  EXPECT_GE(ShippedLexicon().lemmas().size(), 350u);
  EXPECT_GE(ShippedLexicon().form_count(), 20000);
  EXPECT_GE(ShippedLexicon().word_count(), 15000);
  EXPECT_GE(ShippedLexicon().registry().size(), 600u);
  EXPECT_GE(ShippedLexicon().phrases().size(), 90u);
}

TEST(ShippedData, FillsEachWordClass) {
  std::map<WordClass, int> sizes;
  for (const LexiconFile& file : EmbeddedLexicon()) {
    if (file.name != "words.tsv") continue;
    for (absl::string_view line : absl::StrSplit(file.contents, '\n')) {
      const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
      if (absl::StartsWith(line, "#") || cells.size() != 2) continue;
      const std::vector<absl::string_view> words = absl::StrSplit(cells[1], ' ', absl::SkipEmpty());
      sizes[*ParseWordClass(cells[0])] += static_cast<int>(words.size());
    }
  }
  struct {
    WordClass word_class;
    int size_min;
  } const kCases[] = {
      {WordClass::kPreposition, 60},   {WordClass::kComplementizer, 20},    {WordClass::kSubordinator, 40},
      {WordClass::kAuxiliary, 120},    {WordClass::kNumber, 100},           {WordClass::kDay, 7},
      {WordClass::kMonth, 40},         {WordClass::kTimeNoun, 100},         {WordClass::kAdverb, 90},
      {WordClass::kTitle, 80},         {WordClass::kOffice, 200},           {WordClass::kPersonNoun, 200},
      {WordClass::kGroupNoun, 200},    {WordClass::kCountry, 200},          {WordClass::kCapital, 130},
      {WordClass::kCity, 350},         {WordClass::kNationality, 900},      {WordClass::kFirstName, 700},
      {WordClass::kDocumentNoun, 100}, {WordClass::kOrganizationNoun, 180},
  };
  for (const auto& test : kCases) EXPECT_GE(sizes[test.word_class], test.size_min) << WordClassName(test.word_class);
  EXPECT_EQ(sizes.size(), static_cast<size_t>(kWordClassCount));
}

TEST(ShippedData, ClassesCommonWords) {
  struct {
    absl::string_view word;  // as look-ups pass it: without conjunction, preposition and article
    WordClass word_class;
  } const kCases[] = {
      {"خلال", WordClass::kPreposition},
      {"بشأن", WordClass::kPreposition},
      {"هؤلاء", WordClass::kDemonstrative},
      {"الذين", WordClass::kRelative},
      {"بينما", WordClass::kSubordinator},
      {"أنها", WordClass::kComplementizer},
      {"بأنه", WordClass::kComplementizer},
      {"ليست", WordClass::kNegation},
      {"كانت", WordClass::kAuxiliary},
      {"سوف", WordClass::kAuxiliary},
      {"معظم", WordClass::kQuantifier},
      {"ثلاثة", WordClass::kNumber},
      {"خميس", WordClass::kDay},
      {"تشرين", WordClass::kMonth},
      {"رمضان", WordClass::kMonth},
      {"جويلية", WordClass::kMonth},
      {"أمس", WordClass::kTimeNoun},
      {"أيضا", WordClass::kAdverb},
      {"محمد", WordClass::kFirstName},
      {"بن", WordClass::kNameParticle},
      {"شيخ", WordClass::kTitle},
      {"متحدث", WordClass::kOffice},
      {"وزيرة", WordClass::kOffice},
      {"محلل", WordClass::kPersonNoun},
      {"خبراء", WordClass::kGroupNoun},
      {"مصادر", WordClass::kAnonymousNoun},
      {"وزارة", WordClass::kOrganizationNoun},
      {"حكومة", WordClass::kGovernmentNoun},
      {"صحيفة", WordClass::kOutletNoun},
      {"وكالة", WordClass::kAgencyNoun},
      {"دراسة", WordClass::kDocumentNoun},
      {"تغريدة", WordClass::kMediumNoun},
      {"مؤتمر", WordClass::kVenueNoun},
      {"سعودية", WordClass::kCountry},
      {"واشنطن", WordClass::kCapital},
      {"حلب", WordClass::kCity},
      {"أميركيين", WordClass::kNationality},
      {"رويترز", WordClass::kAgency},
      {"عكاظ", WordClass::kOutlet},
      {"قلق", WordClass::kFeelingNoun},
      {"جانبه", WordClass::kShiftMarker},
      {"ذاته", WordClass::kGenericModifier},
  };
  for (const auto& test : kCases) EXPECT_TRUE(IsOf(test.word, test.word_class)) << test.word;
}

// Frequent words that are also somebody's or somewhere's name: the name would do more harm than good.
TEST(ShippedData, KeepsFrequentWordsOutOfTheNames) {
  struct {
    absl::string_view word;
    WordClass word_class;
  } const kCases[] = {
      {"كان", WordClass::kCity},          {"صور", WordClass::kCity},     {"ليل", WordClass::kCity},
      {"مات", WordClass::kFirstName},     {"هو", WordClass::kFirstName}, {"مالي", WordClass::kCountry},
      {"مالية", WordClass::kNationality}, {"معا", WordClass::kAgency},   {"بنا", WordClass::kAgency},
      {"إن", WordClass::kOutlet},         {"حياة", WordClass::kOutlet},  {"لقاء", WordClass::kPreposition},
  };
  for (const auto& test : kCases) EXPECT_FALSE(IsOf(test.word, test.word_class)) << test.word;
}

TEST(ShippedData, ResolvesNamesAndAbbreviations) {
  struct {
    absl::string_view name;
    absl::string_view id;
    SourceType type;
  } const kCases[] = {
      {"رويترز", "agency/reuters", SourceType::kAgency},
      {"وكالة الأنباء السعودية (واس)", "", SourceType::kUnspecified},
      {"واس", "agency/spa", SourceType::kAgency},
      {"د ب أ", "agency/dpa", SourceType::kAgency},
      {"أ.ف.ب", "agency/afp", SourceType::kAgency},
      {"وكالة قنا", "agency/qna", SourceType::kAgency},
      {"قنا", "", SourceType::kUnspecified},
      {"سبأ", "", SourceType::kUnspecified},
      {"فارس", "", SourceType::kUnspecified},
      {"وات", "", SourceType::kUnspecified},
      {"قناة الجزيرة", "outlet/aljazeera", SourceType::kOutlet},
      {"صحيفة نيويورك تايمز الأميركية", "outlet/nytimes", SourceType::kOutlet},
      {"واشنطن", "government/us", SourceType::kGovernment},
      {"الولايات المتحدة", "government/us", SourceType::kGovernment},
      {"موسكو", "government/ru", SourceType::kGovernment},
      {"منظمة الصحة العالمية", "organization/who", SourceType::kOrganization},
      {"حماس", "organization/hamas", SourceType::kOrganization},
  };
  for (const auto& test : kCases) {
    const RegistryEntry* entry = ShippedLexicon().FindName(FoldedSpelling(test.name));
    EXPECT_EQ(entry == nullptr ? absl::string_view() : absl::string_view(entry->id), test.id) << test.name;
    EXPECT_EQ(entry == nullptr ? SourceType::kUnspecified : entry->type, test.type) << test.name;
  }
}

TEST(ShippedData, StartsEachRegistryIdWithItsType) {
  for (const RegistryEntry& entry : ShippedLexicon().registry()) {
    const std::vector<std::string> parts = absl::StrSplit(entry.id, '/');
    ASSERT_EQ(parts.size(), 2u) << entry.id;
    EXPECT_EQ(parts[0], std::string(SourceTypeName(entry.type))) << entry.id;
  }
}

TEST(ShippedData, FoldsTheWordsOfPhrases) {
  for (const CuePhrase& phrase : ShippedLexicon().phrases()) {
    EXPECT_FALSE(phrase.elements.empty()) << phrase.id;
    for (const CuePhrase::Element& element : phrase.elements) {
      EXPECT_EQ(element.words.empty(), element.kind == CuePhrase::Element::Kind::kVerb) << phrase.id;
      for (const std::string& word : element.words) EXPECT_EQ(word, FoldedSpelling(word)) << phrase.id;
    }
  }
}

// Two rows with the same first words and the same length could never both be meant.
TEST(ShippedData, HasNoPatternTwice) {
  std::map<std::string, std::string> seen;
  for (const CuePhrase& phrase : ShippedLexicon().phrases()) {
    std::vector<std::string> patterns = {""};
    for (const CuePhrase::Element& element : phrase.elements) {
      std::vector<std::string> words = element.words;
      if (words.empty()) words.push_back("{" + std::to_string(element.lemma) + "}");
      std::vector<std::string> longer;
      for (const std::string& pattern : patterns) {
        for (const std::string& word : words) {
          longer.push_back(pattern + " " + word + (element.pronoun ? "+" : "") + (element.outside_cue ? ")" : ""));
        }
      }
      patterns = longer;
    }
    for (const std::string& pattern : patterns) {
      const auto [row, is_new] = seen.emplace(pattern, phrase.id);
      EXPECT_TRUE(is_new) << "\"" << pattern << "\" in " << phrase.id << " and in " << row->second;
    }
  }
}

TEST(ShippedData, LoadsFastEnoughToStartWith) {
  const std::vector<LexiconFile> files = EmbeddedLexicon();
  double milliseconds_min = 1e9;
  for (int run = 0; run < 5; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    const bool is_loaded = Lexicon::Load(files).ok();
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
    ASSERT_TRUE(is_loaded);
    milliseconds_min = std::min(milliseconds_min, elapsed.count());
  }
  // Some 20 ms in a release build; the bound leaves room for sanitizers and busy machines, and still sees a
  // quadratic step.
  EXPECT_LT(milliseconds_min, 1000);
}

}  // namespace
}  // namespace isnad
