#include "service/transport/transfers.h"

#include <chrono>
#include <memory>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

class TransfersTest : public ::testing::Test {
 protected:
  Transfers::Entry& Add(int seconds, size_t bytes) {
    auto* entry = new Transfers::Entry{.since = SteadyTime(std::chrono::seconds(seconds)), .bytes = bytes};
    entries_.push_back(std::unique_ptr<Transfers::Entry>(entry));
    transfers_.Add(entry);
    return *entry;
  }
  std::vector<bool> GivenUp() const {
    std::vector<bool> given_up;
    for (const auto& entry : entries_) given_up.push_back(entry->given_up);
    return given_up;
  }

  Transfers transfers_{100};
  std::vector<std::unique_ptr<Transfers::Entry>> entries_;
};

TEST_F(TransfersTest, TheOldestAnswersMakeRoom) {
  Add(1, 60);
  Add(2, 0);  // a request
  Add(3, 40);
  EXPECT_THAT(GivenUp(), ElementsAre(false, false, false)) << "just enough room";
  Add(4, 1);
  EXPECT_THAT(GivenUp(), ElementsAre(true, false, false, false));
  EXPECT_EQ(transfers_.bytes(), 41);
  Add(5, 99);
  EXPECT_THAT(GivenUp(), ElementsAre(true, false, true, false, false));
  EXPECT_EQ(transfers_.bytes(), 100);
}

TEST_F(TransfersTest, OneThatIsLargerThanAllMayStay) {
  Add(1, 10);
  Add(2, 1000);
  EXPECT_THAT(GivenUp(), ElementsAre(true, false));
}

TEST_F(TransfersTest, ThoseThatWaitTooLongAreGivenUpOnce) {
  Add(1, 10);
  Add(2, 0);
  Add(3, 10);
  transfers_.GiveUpOlderThan(SteadyTime(std::chrono::seconds(3)));
  EXPECT_THAT(GivenUp(), ElementsAre(true, true, false));
  EXPECT_EQ(transfers_.bytes(), 10);
  transfers_.GiveUpOlderThan(SteadyTime(std::chrono::seconds(3)));
  EXPECT_EQ(transfers_.bytes(), 10);
}

TEST_F(TransfersTest, AnyMayLeaveAndComeAgain) {
  for (int i = 0; i < 5; ++i) Add(i, 10);
  for (int i : {2, 0, 4, 3, 1}) {
    transfers_.Remove(entries_[i].get());
    transfers_.Remove(entries_[i].get());
  }
  EXPECT_EQ(transfers_.bytes(), 0);
  transfers_.Add(entries_[2].get());
  Add(9, 100);
  EXPECT_TRUE(entries_[2]->given_up);
  transfers_.Remove(entries_[2].get());
  EXPECT_EQ(transfers_.bytes(), 100) << "what was given up is not taken off twice";
}

TEST_F(TransfersTest, OneThatWasNeverAddedIsTakenToo) {
  Transfers::Entry entry;
  transfers_.Remove(&entry);
  Add(1, 10);
  transfers_.Remove(&entry);
  EXPECT_EQ(transfers_.bytes(), 10);
}

}  // namespace
}  // namespace isnad
