// Who is named at a token, against a look at every mention.
#include "service/attribution/source/speakers_met.h"

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

Speaker SpeakerOf(const std::vector<TokenRange>& mentions) {
  Speaker speaker;
  speaker.mentions = mentions;
  return speaker;
}

// Of each of the newest speakers named at the token: whether a mention begins there.
std::map<int, bool> NewestAt(const SpeakersMet& met, int token) {
  std::map<int, bool> named;
  for (const SpeakersMet::Named& at : met.NamedAt(token)) {
    if (at.speaker < met.newest()) continue;
    EXPECT_TRUE(named.emplace(at.speaker, at.begins).second) << "twice at " << token;
  }
  return named;
}

std::map<int, bool> NewestByMentions(const SpeakersMet& met, int token) {
  std::map<int, bool> named;
  for (int i = met.newest(); i < met.size(); ++i) {
    for (const TokenRange mention : met[i].mentions) {
      if (mention.Contains(token)) named[i] |= mention.begin == token;
    }
  }
  return named;
}

TEST(SpeakersMetTest, KnowsWhoIsNamedWhere) {
  SpeakersMet met({SpeakerOf({{2, 5}, {8, 9}})});
  EXPECT_EQ(met.Add(SpeakerOf({{4, 6}})), 1);
  met.AddMention(1, {10, 12});
  EXPECT_THAT(met[1].mentions, ElementsAre(TokenRange{4, 6}, TokenRange{10, 12}));
  EXPECT_EQ(NewestAt(met, 4), (std::map<int, bool>{{0, false}, {1, true}}));
  EXPECT_TRUE(met.Names(0, {0, 3}));
  EXPECT_FALSE(met.Names(0, {5, 8}));
  EXPECT_TRUE(met.Names(1, {11, 20}));
  EXPECT_TRUE(met.NamedAt(7).empty());
}

TEST(SpeakersMetTest, FindsWhatALookAtAllMentionsFinds) {
  constexpr int kTokens = 300;
  std::mt19937 random(7);
  const auto some_range = [&random] {
    const int begin = static_cast<int>(random() % kTokens);
    return TokenRange{begin, begin + 1 + static_cast<int>(random() % 5)};
  };
  SpeakersMet met;
  for (int i = 0; i < 3 * kSpeakersLookedAt; ++i) {
    met.Add(SpeakerOf({some_range(), some_range()}));
    const int newest = met.newest(), count = met.size() - newest;
    met.AddMention(newest + static_cast<int>(random() % count), some_range());
    if (i % 50 != 0) continue;
    for (int token = 0; token < kTokens; ++token) {
      ASSERT_EQ(NewestAt(met, token), NewestByMentions(met, token)) << "at " << token << " of " << met.size();
    }
  }
}

TEST(SpeakersMetTest, ForgetsOlderSpeakersOfATokenThatIsNamedAgain) {
  SpeakersMet met;
  for (int i = 0; i < 10 * kSpeakersLookedAt; ++i) met.Add(SpeakerOf({{3, 4}}));
  EXPECT_LE(met.NamedAt(3).size(), size_t{kSpeakersLookedAt});
}

}  // namespace
}  // namespace isnad
