// The speakers met so far in an article, and which of the newest is named at a token: found without a look at their
// thousands of mentions. One thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKERS_MET_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKERS_MET_H_

#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "service/attribution/source/speaker.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// Speakers that one may be joined to: the newest ones, so that long articles stay linear.
inline constexpr int kSpeakersLookedAt = 200;

class SpeakersMet {
 public:
  // A speaker one of whose mentions covers a token.
  struct Named {
    int speaker = 0;
    bool begins = false;  // one of them begins there
  };

  SpeakersMet() = default;
  explicit SpeakersMet(std::vector<Speaker> speakers);

  const std::vector<Speaker>& all() const { return speakers_; }
  int size() const { return static_cast<int>(speakers_.size()); }
  bool empty() const { return speakers_.empty(); }
  const Speaker& operator[](int speaker) const { return speakers_[speaker]; }
  // For all but the mentions, which AddMention() adds.
  Speaker& operator[](int speaker) { return speakers_[speaker]; }

  // The first of the newest kSpeakersLookedAt.
  int newest() const { return size() > kSpeakersLookedAt ? size() - kSpeakersLookedAt : 0; }
  // All of the newest that are named at the token, each once, in no order; some older ones too.
  const std::vector<Named>& NamedAt(int token) const;
  // Whether a mention of the speaker, one of the newest, overlaps `phrase`.
  bool Names(int speaker, TokenRange phrase) const;

  // Returns the new one's index.
  int Add(Speaker speaker);
  void AddMention(int speaker, TokenRange mention);

  std::vector<Speaker> Release() && { return std::move(speakers_); }

 private:
  void Index(int speaker, TokenRange mention);
  void IndexAt(int token, Named named);

  std::vector<Speaker> speakers_;
  absl::flat_hash_map<int, std::vector<Named>> named_;  // by token
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKERS_MET_H_
