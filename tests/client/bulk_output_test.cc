#include "client/bulk_output.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;  // their texts by their names

class BulkOutputTest : public testing::Test {
 protected:
  absl::StatusOr<BulkOutput> Open(const std::string& run = "run", RunStart start = RunStart::kResume) const {
    return BulkOutput::Open({folder_.Path("out"), "part"}, run, start);
  }
  // Twelve articles, every fifth refused; saves behind every third. From where `output` is.
  static void DealWith(BulkOutput& output, int64_t until) {
    while (output.position().articles < until) {
      const int64_t place = output.position().articles;
      const std::string line = absl::StrCat("article ", place, "\n");
      EXPECT_TRUE((place % 5 == 4 ? output.AddRefused(line) : output.AddAnswer(line)).ok());
      const absl::Status saved = place % 3 == 2 ? output.Save(static_cast<uint64_t>(place)) : absl::OkStatus();
      EXPECT_TRUE(saved.ok()) << saved;
    }
  }
  Files Read() const {
    Files files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_.Path("out"))) {
      std::ifstream file(entry.path(), std::ios::binary);
      files[entry.path().filename()] = std::string(std::istreambuf_iterator<char>(file), {});
    }
    return files;
  }
  void Write(const Files& files) const {
    fs::remove_all(folder_.Path("out"));
    fs::create_directory(folder_.Path("out"));
    for (const auto& [name, text] : files) folder_.Write("out/" + name, text);
  }
  // Goes on from what `files` hold to the end.
  Files Finish(const Files& files) const {
    Write(files);
    absl::StatusOr<BulkOutput> output = Open();
    EXPECT_TRUE(output.ok()) << output.status();
    if (!output.ok()) return {};
    if (!output->complete()) {
      DealWith(*output, kArticles);
      EXPECT_TRUE(output->Finish(kArticles).ok());
    }
    Files done = Read();
    done.erase("part.run");  // has more lines after more runs
    return done;
  }

  static constexpr int64_t kArticles = 12;
  TemporaryFolder folder_;
};

TEST_F(BulkOutputTest, FilesGetTheirNamesAtTheEnd) {
  absl::StatusOr<BulkOutput> output = Open();
  ASSERT_TRUE(output.ok()) << output.status();
  DealWith(*output, kArticles);
  EXPECT_EQ(output->position().refused, 2);
  EXPECT_TRUE(fs::exists(folder_.Path("out/part.jsonl.partial")));
  EXPECT_FALSE(fs::exists(folder_.Path("out/part.jsonl")));
  ASSERT_TRUE(output->Finish(kArticles).ok());
  const Files files = Read();
  EXPECT_EQ(files.size(), 3);
  EXPECT_EQ(files.at("part.errors"), "article 4\narticle 9\n");
  EXPECT_THAT(files.at("part.jsonl"), HasSubstr("article 8\narticle 10\narticle 11\n"));
}

// Every state of the files that a kill can leave, byte by byte: what is behind the last place saved may be there, torn
// or missing, in either file.
TEST_F(BulkOutputTest, GoesOnFromWhateverAKillLeaves) {
  const Files whole = Finish({});
  for (int64_t articles = 0; articles <= kArticles; ++articles) {
    Write({});
    Files left;
    {
      absl::StatusOr<BulkOutput> output = Open();
      ASSERT_TRUE(output.ok()) << output.status();
      DealWith(*output, articles);
      left = Read();
    }
    EXPECT_EQ(Finish(left), whole) << articles;
    for (const char* name : {"part.jsonl", "part.errors"}) {
      const std::string partial = absl::StrCat(name, ".partial");
      for (size_t more = 0; more <= 12 && left[partial].size() + more <= whole.at(name).size(); ++more) {
        Files torn = left;
        torn[partial] = whole.at(name).substr(0, left[partial].size() + more);
        EXPECT_EQ(Finish(torn), whole) << articles << " " << name << " " << more;
      }
    }
  }
}

TEST_F(BulkOutputTest, GoesOnFromEachByteOfTheRecord) {
  const Files whole = Finish({});
  Files left = whole;
  left["part.run"] = Read()["part.run"];
  for (const char* name : {"part.jsonl", "part.errors"}) {
    left[absl::StrCat(name, ".partial")] = left[name];
    left.erase(name);
  }
  const std::string record = left["part.run"];
  for (size_t bytes = record.find('\n') + 1; bytes <= record.size(); ++bytes) {
    left["part.run"] = record.substr(0, bytes);
    EXPECT_EQ(Finish(left), whole) << bytes;
  }
  // Before the first line is whole there are no other files.
  for (size_t bytes = 0; bytes <= record.find('\n'); ++bytes) {
    EXPECT_EQ(Finish({{"part.run", record.substr(0, bytes)}}), whole) << bytes;
  }
}

TEST_F(BulkOutputTest, OneFileMayHaveItsNameAlready) {
  const Files whole = Finish({});
  Files left = Read();
  left["part.jsonl.partial"] = left["part.jsonl"];
  left.erase("part.jsonl");
  EXPECT_EQ(Finish(left), whole);
}

TEST_F(BulkOutputTest, MixesWithNoOtherRun) {
  Finish({});
  const Files whole = Read();
  EXPECT_TRUE(absl::IsFailedPrecondition(Open("another run").status()));
  EXPECT_TRUE(absl::IsAlreadyExists(Open("run", RunStart::kNew).status()));
  for (const char* name : {"part.jsonl", "part.jsonl.partial", "part.errors", "part.errors.partial"}) {
    // Nobody knows which run has left it.
    Write({{name, "article 0\n"}});
    EXPECT_TRUE(absl::IsFailedPrecondition(Open().status())) << name;
    Write({{name, "article 0\n"}});
    EXPECT_TRUE(absl::IsFailedPrecondition(Open("run", RunStart::kNew).status())) << name;
  }
  // Lines that the record counts are gone.
  Write({{"part.run", whole.at("part.run")}, {"part.errors.partial", whole.at("part.errors")}});
  EXPECT_TRUE(absl::IsFailedPrecondition(Open().status()));
}

TEST_F(BulkOutputTest, TwoProcessesDoNotWriteTheSameShard) {
  const absl::StatusOr<BulkOutput> first = Open();
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(absl::IsAborted(Open().status()));
}

TEST_F(BulkOutputTest, SaysWhatCannotBeWritten) {
  fs::create_directory(folder_.Path("out"));
  fs::create_symlink("/dev/full", folder_.Path("out/part.jsonl.partial"));
  folder_.Write("out/part.run", "run\n");
  absl::StatusOr<BulkOutput> output = Open();
  EXPECT_FALSE(output.ok() && output->AddAnswer("line\n").ok());
  EXPECT_FALSE(BulkOutput::Open({"/proc/nothing", "part"}, "run", RunStart::kNew).ok());
}

}  // namespace
}  // namespace isnad
