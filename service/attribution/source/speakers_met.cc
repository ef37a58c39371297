// Covered by speakers_met_test.cc.
#include "service/attribution/source/speakers_met.h"

namespace isnad {

SpeakersMet::SpeakersMet(std::vector<Speaker> speakers) {
  for (Speaker& speaker : speakers) Add(std::move(speaker));
}

const std::vector<SpeakersMet::Named>& SpeakersMet::NamedAt(int token) const {
  static const auto& kNobody = *new std::vector<Named>();
  const auto it = named_.find(token);
  return it == named_.end() ? kNobody : it->second;
}

bool SpeakersMet::Names(int speaker, TokenRange phrase) const {
  for (int token = phrase.begin; token < phrase.end; ++token) {
    for (const Named& named : NamedAt(token)) {
      if (named.speaker == speaker) return true;
    }
  }
  return false;
}

int SpeakersMet::Add(Speaker speaker) {
  speakers_.push_back(std::move(speaker));
  for (const TokenRange mention : speakers_.back().mentions) Index(size() - 1, mention);
  return size() - 1;
}

void SpeakersMet::AddMention(int speaker, TokenRange mention) {
  speakers_[speaker].mentions.push_back(mention);
  Index(speaker, mention);
}

void SpeakersMet::Index(int speaker, TokenRange mention) {
  for (int token = mention.begin; token < mention.end; ++token) IndexAt(token, {speaker, token == mention.begin});
}

void SpeakersMet::IndexAt(int token, Named named) {
  std::vector<Named>& here = named_[token];
  // A name that comes back again and again without its speaker being among the newest would fill the list.
  std::erase_if(here, [this](const Named& other) { return other.speaker < newest(); });
  for (Named& other : here) {
    if (other.speaker != named.speaker) continue;
    other.begins |= named.begins;
    return;
  }
  here.push_back(named);
}

}  // namespace isnad
