// Annotated folders and what a model's head says of them.
#include "service/training/training_data.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/attribution/text/text_hash.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/language_data.h"

namespace isnad {
namespace {

void WriteArticle(const TemporaryFolder& folder, const std::string& name, const std::string& rows) {
  folder.Write(name + ".txt", "قال الوزير إن السد آمن.");
  folder.Write(name + ".gold.json", "{\"attributions\": [" + rows + "]}");
}

TEST(TrainingDataTest, TakesFoldersInTheirOrder) {
  const TemporaryFolder first, second;
  const std::string row = R"({"cue": "قال", "source": "الوزير", "claim": ["السد آمن"]})";
  WriteArticle(first, "b", row);
  WriteArticle(first, "c", "");
  WriteArticle(second, "a", row + R"(,{"cue": "إن", "claim": ["السد"], "borderline": true})");
  const absl::StatusOr<TrainingData> data = LoadTrainingData({first.Path(""), second.Path("")}, LanguageData());
  ASSERT_TRUE(data.ok()) << data.status();
  const Articles articles = data->articles();
  ASSERT_EQ(articles.size(), 3u);
  EXPECT_EQ(articles[0]->gold.name, "b");
  EXPECT_EQ(articles[1]->gold.name, "c");
  EXPECT_EQ(articles[2]->gold.name, "a");
  ASSERT_EQ(data->sources.size(), 2u);
  EXPECT_EQ(data->sources[0].name, LastName(first.Path("")));
  EXPECT_EQ(data->sources[0].articles, 2);
  EXPECT_EQ(data->sources[0].attributions, 1);
  EXPECT_EQ(data->sources[1].articles, 1);
  EXPECT_EQ(data->sources[1].attributions, 2);
}

TEST(TrainingDataTest, NoFoldersAreNoArticles) {
  const absl::StatusOr<TrainingData> data = LoadTrainingData({}, LanguageData());
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_TRUE(data->articles().empty());
}

TEST(TrainingDataTest, AFolderWithoutArticlesIsAnError) {
  const TemporaryFolder folder;
  EXPECT_EQ(LoadTrainingData({folder.Path("")}, LanguageData()).status().code(), absl::StatusCode::kNotFound);
}

TEST(TrainingDataTest, AddsTheArticlesOfATable) {
  const TemporaryFolder folder;
  folder.Write("news.jsonl", R"({"id": "a", "text": "x"})");
  folder.Write("own.tsv",
               absl::StrCat("a\t", absl::Hex(HashText("x"), absl::kZeroPad8), "\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n"));
  TrainingData data;
  const absl::Status status =
      AddCorpusAnnotations(folder.Path("own.tsv"), folder.Path("news.jsonl"), LanguageData(), &data);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(data.articles().size(), 1u);
  EXPECT_EQ(data.articles()[0]->gold.name, "a");
  ASSERT_EQ(data.sources.size(), 1u);
  EXPECT_EQ(data.sources[0].name, "own.tsv");
  EXPECT_EQ(data.sources[0].articles, 1);
  EXPECT_EQ(data.sources[0].attributions, 0);
}

TEST(TrainingDataTest, ATableOrCorpusThatIsNotThereIsNotFound) {
  const TemporaryFolder folder;
  folder.Write("there", "");
  TrainingData data;
  for (const auto& [table, corpus] : {std::pair("no", "there"), std::pair("there", "no")}) {
    const absl::Status status = AddCorpusAnnotations(folder.Path(table), folder.Path(corpus), LanguageData(), &data);
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << table << " " << corpus;
  }
  EXPECT_TRUE(data.articles().empty());
}

struct LastNameCase {
  const char* path;
  const char* name;
};

TEST(LastNameTest, IsTheLastPartOfThePath) {
  const LastNameCase kCases[] = {
      {"gold", "gold"},          {"gold/", "gold"},  {"/a/b/train", "train"},   {"/a/b/train/", "train"},
      {"/a/b/./train", "train"}, {"/a/b/c/..", "b"}, {"../x.model", "x.model"}, {"/", ""},
  };
  for (const LastNameCase& test : kCases) EXPECT_EQ(LastName(test.path), test.name) << test.path;
  EXPECT_NE(LastName("."), ".");
}

}  // namespace
}  // namespace isnad
