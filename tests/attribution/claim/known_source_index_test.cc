// The caller's sources by the words of a speaker's mentions.
#include "service/attribution/claim/known_source_index.h"

#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

KnownSource Known(const char* id, const char* name, const std::vector<std::string>& aliases = {}) {
  KnownSource source;
  source.id = id;
  source.name = name;
  source.aliases = aliases;
  return source;
}

// The id of the source found for a speaker with these mentions; empty where there is none.
std::string FoundId(const std::vector<KnownSource>& sources, const AnalyzedArticle& article,
                    const std::vector<const char*>& mentions) {
  const KnownSourceIndex index(sources);
  Speaker speaker;
  for (const char* mention : mentions) speaker.mentions.push_back(article.Tokens(mention));
  speaker.fullest = speaker.mentions.front();
  const KnownSource* found = index.Find(article.text(), speaker);
  return found == nullptr ? "" : found->id;
}

struct FindCase {
  const char* name;
  std::vector<KnownSource> sources;
  const char* mention;
  const char* id;
};

TEST(KnownSourceIndexTest, FindsTheLongestNameInWholeWords) {
  const FindCase kCases[] = {
      {.name = "Name", .sources = {Known("a", "سامي حداد")}, .mention = "سامي حداد", .id = "a"},
      {.name = "NameInside", .sources = {Known("a", "سامي حداد")}, .mention = "الوزير سامي حداد أمس", .id = "a"},
      {.name = "Alias", .sources = {Known("a", "سامي حداد", {"أبو نور"})}, .mention = "القائد أبو نور", .id = "a"},
      {.name = "OtherSpellingOfTheName", .sources = {Known("a", "احمد فتحى")}, .mention = "أحمد فتحي", .id = "a"},
      {.name = "OtherSpellingOfTheMention", .sources = {Known("a", "أحمد فتحي")}, .mention = "احمد فتحى", .id = "a"},
      {.name = "VowelSignsAndTatweel", .sources = {Known("a", "سَامي حـداد")}, .mention = "سامي حداد", .id = "a"},
      {.name = "MarksInTheName", .sources = {Known("a", "«سامي» حداد")}, .mention = "سامي حداد", .id = "a"},
      {.name = "LongestWins",
       .sources = {Known("short", "حداد"), Known("long", "سامي حداد")},
       .mention = "سامي حداد",
       .id = "long"},
      {.name = "LongestAliasWins",
       .sources = {Known("short", "حداد"), Known("long", "س", {"سامي حداد"})},
       .mention = "سامي حداد",
       .id = "long"},
      {.name = "FirstOfEquals",
       .sources = {Known("first", "حداد"), Known("second", "حداد")},
       .mention = "سامي حداد",
       .id = "first"},
      {.name = "FirstOfEquallyLongOnes",
       .sources = {Known("first", "حداد"), Known("second", "سامي")},
       .mention = "سامي حداد",
       .id = "first"},
      {.name = "OtherName", .sources = {Known("a", "سامي حداد")}, .mention = "سمير نجار", .id = ""},
      {.name = "PartOfTheName", .sources = {Known("a", "سامي حداد")}, .mention = "سامي", .id = ""},
      {.name = "BeginningOfAWord", .sources = {Known("a", "حدا")}, .mention = "سامي حداد", .id = ""},
      {.name = "EndOfAWord", .sources = {Known("a", "داد")}, .mention = "سامي حداد", .id = ""},
      {.name = "EmptyName", .sources = {Known("a", "", {""})}, .mention = "سامي حداد", .id = ""},
      {.name = "NameOfSpaces", .sources = {Known("a", "  ")}, .mention = "سامي حداد", .id = ""},
      {.name = "NameOfMarks", .sources = {Known("a", "«»، .")}, .mention = "سامي حداد", .id = ""},
      {.name = "AliasOfANamelessSource", .sources = {Known("a", "", {"حداد"})}, .mention = "سامي حداد", .id = "a"},
      {.name = "NoSources", .sources = {}, .mention = "سامي حداد", .id = ""},
  };
  for (const FindCase& test : kCases) {
    const AnalyzedArticle article(test.mention);
    EXPECT_EQ(FoundId(test.sources, article, {test.mention}), test.id) << test.name;
  }
}

TEST(KnownSourceIndexTest, LooksInAllMentions) {
  const AnalyzedArticle article("قال الوزير إن الطقس جميل وأضاف سامي حداد أن المطر قريب");
  const std::vector<KnownSource> sources = {Known("a", "سامي حداد")};
  EXPECT_EQ(FoundId(sources, article, {"الوزير"}), "");
  EXPECT_EQ(FoundId(sources, article, {"الوزير", "سامي حداد"}), "a");
}

// What Find() promises, by comparing every name with every mention.
std::string IdByComparison(const std::vector<KnownSource>& sources, const std::vector<std::string>& mentions) {
  std::string id;
  size_t longest = 0;
  for (const KnownSource& source : sources) {
    for (const std::string& mention : mentions) {
      const std::string name = absl::StrCat(" ", source.name, " ");
      if (name.size() <= longest || !absl::StrContains(absl::StrCat(" ", mention, " "), name)) continue;
      longest = name.size();
      id = source.id;
    }
  }
  return id;
}

TEST(KnownSourceIndexTest, FindsWhatComparingAllNamesFinds) {
  constexpr const char* kWords[] = {"سامي", "حداد", "نجار", "ليلى", "سمير"};
  std::mt19937 random(5);
  const auto some_words = [&](int most) {
    std::vector<const char*> words(1 + random() % most);
    for (const char*& word : words) word = kWords[random() % std::size(kWords)];
    return absl::StrJoin(words, " ");
  };
  int found = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<KnownSource> sources(1 + random() % 6);
    for (size_t i = 0; i < sources.size(); ++i) sources[i] = {.id = absl::StrCat(i), .name = some_words(4)};
    const std::vector<std::string> mentions = {some_words(6), some_words(6)};
    const AnalyzedArticle article(absl::StrCat(mentions[0], " قال ", mentions[1]));
    const std::string id = IdByComparison(sources, mentions);
    ASSERT_EQ(FoundId(sources, article, {mentions[0].c_str(), mentions[1].c_str()}), id) << article.text().text->folded;
    found += !id.empty();
  }
  EXPECT_GT(found, 100);
  EXPECT_LT(found, 300);
}

TEST(KnownSourceIndexTest, OutlivesWhatItWasMadeOf) {
  std::shared_ptr<const KnownSourceIndex> index;
  {
    std::vector<KnownSource> sources = {Known("a", "سامي حداد")};
    index = MakeKnownSources(sources);
  }
  const AnalyzedArticle article("قال سامي حداد إن الطقس جميل");
  Speaker speaker;
  speaker.fullest = article.Tokens("سامي حداد");
  speaker.mentions = {speaker.fullest};
  EXPECT_EQ(index->Find(article.text(), speaker), &index->sources().front());
  EXPECT_EQ(MakeKnownSources({}), nullptr);
}

TEST(KnownSourceIndexTest, IsLeftUnfinishedForACallThatIsOver) {
  int questions = 0;
  const auto sources = MakeKnownSources(std::vector<KnownSource>(10000, Known("a", "سامي حداد")),
                                        [&questions] { return ++questions == 2; });
  EXPECT_EQ(questions, 2) << "asked on the way, and not again after a yes";
}

}  // namespace
}  // namespace isnad
