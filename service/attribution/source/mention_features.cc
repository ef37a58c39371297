// Covered by mention_features_test.cc.
#include "service/attribution/source/mention_features.h"

#include <algorithm>

#include "service/attribution/source/person_name.h"
#include "service/attribution/span/boundary_features.h"

namespace isnad {
namespace {

constexpr int kSpeakersComparedMax = 50;

// The noun of a phrase, behind a demonstrative or "the same".
const Word& NounOf(const AnalyzedText& text, TokenRange phrase) {
  int i = phrase.begin;
  while (i + 1 < phrase.end &&
         (text.At(i).Is(WordClass::kDemonstrative) || text.At(i).Is(WordClass::kGenericModifier))) {
    ++i;
  }
  return text.At(i);
}

// Where a mention's noun stands in a phrase: 0 nowhere, 1 at its head, 2 right behind the head, 3 further behind, 4
// behind a preposition, 5 behind a name.
uint32_t PlaceInside(const AnalyzedText& text, const Word& noun, TokenRange phrase) {
  bool name = false;
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const Word& word = text.At(i);
    if (word.base_hash == noun.base_hash) {
      if (i == phrase.begin) return 1;
      if (word.preposition != 0 || text.At(i - 1).coarse == CoarseClass::kPreposition) return 4;
      if (name) return 5;
      return i == phrase.begin + 1 ? 2 : 3;
    }
    name |= IsNameToken(text, i);
  }
  return 0;
}

// Whether "the same" or the like says that the mention was named before.
bool TakesUp(const AnalyzedText& text, TokenRange mention) {
  for (int i = mention.begin; i < mention.end; ++i) {
    if (text.At(i).Is(WordClass::kGenericModifier)) return true;
  }
  return false;
}

// A short mention without an article or any known noun: most probably a proper name.
bool IsName(const AnalyzedText& text, TokenRange mention) {
  const Word& head = text.At(mention.begin);
  return mention.size() <= 2 && !head.article && (head.classes.empty() || head.Is(WordClass::kFirstName));
}

class Writer {
 public:
  Writer(const AntecedentContext& context, const Antecedent& candidate, uint32_t sort, FeatureVector* out)
      : context_(context),
        text_(context.text),
        candidate_(candidate),
        mention_(context.span().source),
        other_(candidate.phrase),
        head_(text_.At(mention_.begin)),
        noun_(NounOf(text_, mention_)),
        sort_(sort),
        kind_(static_cast<uint32_t>(candidate.kind)),
        length_(std::min(mention_.size(), 4)),
        class_(ClassAt(text_, mention_.begin)),
        out_(*out) {
    const TokenRange name = PersonName(text_, mention_);
    person_ = name.empty() ? 0 : name.begin == mention_.begin ? 1 : 2;
    longer_ = other_.size() > mention_.size() ? 2 : other_.size() == mention_.size() ? 1 : 0;
  }

  void Write() {
    if (candidate_.kind == AntecedentKind::kSelf) {
      AddSelf();
      return;
    }
    AddTakenUp();
    AddShared();
    AddHeads();
    AddNames();
  }

 private:
  void AddSelf() {
    const uint32_t named = std::min(candidate_.named, 4), introduced = std::min(candidate_.introduced, 3);
    out_.Add(50, length_, class_, head_.article);
    out_.Add(51, length_, HasName(text_, mention_));
    out_.Add(52, head_.stem_hash, length_);
    out_.Add(53, text_.At(mention_.end - 1).stem_hash, length_);
    out_.Add(54, head_.cluster_fine, length_);
    out_.Add(55, class_, ClassAt(text_, mention_.end - 1), length_);
    out_.Add(56, RepeatedElsewhere(), length_);
    out_.Add(94, named, length_);
    out_.Add(95, named, class_, head_.article);
    out_.Add(96, person_, length_, std::min(candidate_.named, 2));
    out_.Add(113, introduced, length_);
    out_.Add(114, introduced, head_.article, class_);
    out_.Add(140, TakesUp(text_, mention_), context_.speakers.empty());
  }

  // Whether a definite mention takes up what the candidate brings in, and where the mention's noun stands in it.
  void AddTakenUp() {
    const bool same_base = noun_.base_hash == NounOf(text_, other_).base_hash;
    const bool other_person = !PersonName(text_, other_).empty();
    const uint32_t base = same_base << 1 | other_person;
    const uint32_t taken_up = candidate_.introduces << 2 | same_base << 1 | text_.At(other_.begin).article;
    const uint32_t inside = PlaceInside(text_, noun_, other_);
    out_.Add(115, taken_up, sort_, length_);
    out_.Add(116, taken_up, noun_.article << 1 | (other_.begin > mention_.begin), class_ << 2 | longer_);
    out_.Add(117, taken_up, kind_, longer_);
    out_.Add(118, inside, kind_ << 1 | candidate_.same_name, length_);
    out_.Add(119, inside, class_ << 8 | ClassAt(text_, other_.begin), noun_.article);
    out_.Add(120, inside, longer_ << 4 | kind_, noun_.article);
    out_.Add(141, base, person_, class_ << 2 | kind_);
    out_.Add(142, base, person_, noun_.article << 4 | sort_);
    out_.Add(143, TakesUp(text_, mention_), sort_, same_base);
  }

  void AddShared() {
    const int shared = std::min(SharedWords(text_, mention_, other_), 3);
    const uint32_t match = static_cast<uint32_t>(shared) | static_cast<uint32_t>(SameLast()) << 2 |
                           static_cast<uint32_t>(SameHead()) << 3 | length_ << 4;
    const bool holds_all = SharedWords(text_, mention_, other_) == TellingWords(text_, mention_) && shared > 0;
    const bool same_start =
        SameHead() && text_.At(mention_.begin + 1).base_hash == text_.At(other_.begin + 1).base_hash;
    out_.Add(60, match, kind_);
    out_.Add(61, match, kind_, longer_);
    out_.Add(62, match, class_, head_.article);
    out_.Add(63, match, class_, ClassAt(text_, other_.begin));
    out_.Add(64, holds_all, longer_, length_ << 4 | kind_);
    out_.Add(69, match, sort_, other_.begin > mention_.begin);
    out_.Add(70, shared > 0, HasName(text_, other_) << 1 | HasName(text_, mention_), length_);
    out_.Add(71, text_.At(mention_.end - 1).Is(WordClass::kGenericModifier), sort_, shared > 0);
    out_.Add(72, holds_all << 1 | same_start, longer_, class_ << 4 | kind_);
    out_.Add(73, holds_all << 2 | same_start << 1 | SameLast(), longer_, std::min(candidate_.rank, 3) << 4 | kind_);
    out_.Add(74, holds_all, DistanceBucket(other_.size() - mention_.size()), kind_);
    out_.Add(93, candidate_.same_name, match, kind_);
    out_.Add(98, person_, match, kind_);
  }

  void AddHeads() {
    const Word& other = text_.At(other_.begin);
    const uint32_t classes = class_ << 8 | ClassAt(text_, other_.begin);
    const uint32_t alike =
        static_cast<uint32_t>(head_.prefix_hash == other.prefix_hash) |
        static_cast<uint32_t>(text_.At(mention_.end - 1).prefix_hash == text_.At(other_.end - 1).prefix_hash) << 1;
    out_.Add(65, classes, head_.article, kind_);
    out_.Add(66, head_.stem_hash, ClassAt(text_, other_.begin), kind_);
    out_.Add(67, head_.stem_hash, other.stem_hash);
    out_.Add(68, head_.cluster_fine, other.cluster_fine, length_);
    out_.Add(78, alike, length_, kind_);
    out_.Add(79, alike, longer_, classes);
    if (SameHead()) out_.Add(90, head_.article, FirstOfItsHead() << 4 | length_, sort_);
    const bool modified =
        head_.Is(WordClass::kGenericModifier) || text_.At(mention_.begin + 1).Is(WordClass::kGenericModifier);
    out_.Add(107, modified, sort_);
  }

  void AddNames() {
    out_.Add(91, IsName(text_, mention_), SameLast() << 1 | HasName(text_, other_), longer_ << 4 | kind_);
    out_.Add(92, candidate_.same_name, sort_, length_);
    out_.Add(97, person_, kind_ << 1 | candidate_.same_name, length_);
  }

  bool SameHead() const { return head_.base_hash == text_.At(other_.begin).base_hash; }
  bool SameLast() const { return text_.At(mention_.end - 1).base_hash == text_.At(other_.end - 1).base_hash; }

  // Whether no speaker that spoke later has the same head.
  bool FirstOfItsHead() const {
    if (candidate_.kind != AntecedentKind::kSpeaker) return false;
    const uint32_t head = text_.At(other_.begin).base_hash;
    const int last = context_.speakers[candidate_.speaker].last_attribution;
    const int count = static_cast<int>(context_.speakers.size());
    for (int i = std::max(0, count - kSpeakersComparedMax); i < count; ++i) {
      const Speaker& other = context_.speakers[i];
      if (other.last_attribution > last && text_.At(other.fullest.begin).base_hash == head) return false;
    }
    return true;
  }

  // Whether the mention's last word stands anywhere else.
  bool RepeatedElsewhere() const {
    const auto it = context_.stems.find(text_.At(mention_.end - 1).stem_hash);
    return it != context_.stems.end() && it->second.size() > 1;
  }

  const AntecedentContext& context_;
  const AnalyzedText& text_;
  const Antecedent& candidate_;
  const TokenRange mention_;
  const TokenRange other_;
  const Word& head_;
  const Word& noun_;
  const uint32_t sort_;
  const uint32_t kind_;
  const uint32_t length_;
  const uint32_t class_;
  uint32_t person_ = 0;  // where the mention has a person's name: 0 nowhere, 1 at its begin, 2 behind
  uint32_t longer_ = 0;  // the candidate: 0 shorter, 1 as long, 2 longer
  FeatureVector& out_;
};

}  // namespace

bool HasName(const AnalyzedText& text, TokenRange phrase) {
  for (int i = phrase.begin; i < phrase.end; ++i) {
    if (text.At(i).coarse == CoarseClass::kGivenName) return true;
  }
  return false;
}

void AddMentionFeatures(const AntecedentContext& context, const Antecedent& candidate, uint32_t sort,
                        FeatureVector* features) {
  Writer(context, candidate, sort, features).Write();
}

}  // namespace isnad
