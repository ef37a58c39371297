#include "tests/golden/truth_score.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "tests/golden/word_range.h"

namespace isnad {
namespace {

using Words = std::set<int>;

int Shared(const Words& left, const Words& right) {
  return static_cast<int>(std::count_if(left.begin(), left.end(), [&](int word) { return right.count(word) > 0; }));
}

double F1(const Words& left, const Words& right) {
  return left.empty() && right.empty() ? 1.0
                                       : 2.0 * Shared(left, right) / static_cast<double>(left.size() + right.size());
}

double F1(int right, int predicted, int gold) { return predicted + gold == 0 ? 1.0 : 2.0 * right / (predicted + gold); }

class Scorer {
 public:
  Scorer(absl::string_view article, const std::vector<TrueAttribution>& truth, const Attributions& answer)
      : article_(article), truth_(truth), answer_(answer), words_(WordRanges(article)) {
    Match();
  }

  TruthScore Score() const {
    TruthScore score;
    score.predicted = static_cast<int>(answer_.claims.size());
    for (size_t i = 0; i < truth_.size(); ++i) {
      const auto found = match_.find(static_cast<int>(i));
      if (truth_[i].borderline) {
        if (found != match_.end()) --score.predicted;
        continue;
      }
      ++score.gold;
      if (found != match_.end()) ScoreMatched(truth_[i], answer_.claims[found->second], &score);
    }
    return score;
  }

 private:
  Words Touched(const std::vector<ByteRange>& ranges) const { return WordsTouched(words_, ranges); }
  Words Touched(std::optional<ByteRange> range) const {
    return range.has_value() ? WordsTouched(words_, {*range}) : Words();
  }

  bool SameCue(ByteRange left, ByteRange right) const {
    return left.Overlaps(right) || Shared(WordsTouched(words_, {left}), WordsTouched(words_, {right})) > 0;
  }

  // The pairs whose claims agree best first; then those whose cues begin nearest.
  void Match() {
    std::vector<std::tuple<double, int64_t, int, int>> pairs;
    for (size_t i = 0; i < truth_.size(); ++i) {
      for (size_t j = 0; j < answer_.claims.size(); ++j) {
        const ByteRange cue = answer_.claims[j].cue.range;
        if (!SameCue(truth_[i].cue, cue)) continue;
        pairs.emplace_back(F1(Touched(truth_[i].claim), Touched(answer_.claims[j].content)),
                           -std::abs(int64_t{truth_[i].cue.begin} - cue.begin), i, j);
      }
    }
    std::sort(pairs.rbegin(), pairs.rend());
    std::set<int> used;
    for (const auto& [agreement, distance, i, j] : pairs) {
      if (match_.count(i) > 0 || !used.insert(j).second) continue;
      match_[i] = j;
      number_of_claim_[answer_.claims[j].id] = truth_[i].number;
    }
  }

  const Source* Entity(int id) const {
    for (const Source& source : answer_.sources) {
      if (source.id == id) return &source;
    }
    return nullptr;
  }

  std::set<std::string> NameOf(ByteRange range) const { return NameWords(article_.substr(range.begin, range.size())); }

  // The entity is the antecedent: it has a mention there, and is called by one of its words.
  bool IsLinked(const TrueAttribution& truth, const Source* entity) const {
    if (!truth.antecedent.has_value() || entity == nullptr) return false;
    if (Shared(Touched(truth.antecedent), Touched(entity->mentions)) == 0) return false;
    const std::set<std::string> called = NameOf(entity->name);
    const std::set<std::string> wanted = NameOf(*truth.antecedent);
    return std::any_of(called.begin(), called.end(), [&](const std::string& word) { return wanted.count(word) > 0; });
  }

  bool IsSourceRight(const TrueAttribution& truth, const Claim& claim, const Source* entity) const {
    const Words mention = Touched(claim.source.range);
    if (truth.source.has_value()) return mention == Touched(truth.source);
    if (!truth.antecedent.has_value()) return mention.empty() && (entity == nullptr || entity->mentions.empty());
    const Words antecedent = Touched(truth.antecedent);
    const bool names_it = !mention.empty() && Shared(mention, antecedent) == static_cast<int>(mention.size()) &&
                          F1(mention, antecedent) >= 0.5;
    return names_it || IsLinked(truth, entity);
  }

  void ScoreMatched(const TrueAttribution& truth, const Claim& claim, TruthScore* score) const {
    const Source* entity = Entity(claim.source.source_id);
    const bool source_right = IsSourceRight(truth, claim, entity);
    const bool claim_right = Touched(claim.content) == Touched(truth.claim);
    ++score->matched;
    score->source += source_right;
    score->claim += claim_right;
    score->strict += source_right && claim_right;
    score->antecedents += truth.antecedent.has_value();
    score->resolved += IsLinked(truth, entity);
    const auto parent = number_of_claim_.find(claim.parent_id);
    score->parent += truth.parent == (parent == number_of_claim_.end() ? 0 : parent->second);
    score->quote_kind += claim.quote_kind == truth.quote_kind;
    score->source_type += (entity == nullptr ? SourceType::kUnspecified : entity->type) == truth.source_type;
    score->cue_class += claim.cue.cue_class == truth.cue_class;
    score->polarity += claim.cue.polarity == truth.polarity;
  }

  absl::string_view article_;
  const std::vector<TrueAttribution>& truth_;
  const Attributions& answer_;
  std::vector<ByteRange> words_;
  std::map<int, int> match_;            // index of the truth to index of the claim
  std::map<int, int> number_of_claim_;  // claim id to the number of the truth that it matches
};

}  // namespace

TruthScore& TruthScore::operator+=(const TruthScore& other) {
  for (int TruthScore::*count :
       {&TruthScore::gold, &TruthScore::predicted, &TruthScore::matched, &TruthScore::source, &TruthScore::antecedents,
        &TruthScore::resolved, &TruthScore::claim, &TruthScore::strict, &TruthScore::parent, &TruthScore::quote_kind,
        &TruthScore::source_type, &TruthScore::cue_class, &TruthScore::polarity}) {
    this->*count += other.*count;
  }
  return *this;
}

double TruthScore::CueF1() const { return F1(matched, predicted, gold); }
double TruthScore::StrictF1() const { return F1(strict, predicted, gold); }
double TruthScore::OfMatched(int count) const { return matched == 0 ? 1.0 : static_cast<double>(count) / matched; }
double TruthScore::Resolved() const { return antecedents == 0 ? 1.0 : static_cast<double>(resolved) / antecedents; }

TruthScore ScoreAnswer(absl::string_view article, const std::vector<TrueAttribution>& truth,
                       const Attributions& answer) {
  return Scorer(article, truth, answer).Score();
}

std::string ScoreLine(const TruthScore& score) {
  char line[256];
  std::snprintf(
      line, sizeof(line),
      "gold %3d predicted %3d matched %3d | cue F1 %.3f strict F1 %.3f | source %.3f resolved %.3f claim %.3f "
      "parent %.3f kind %.3f type %.3f class %.3f polarity %.3f",
      score.gold, score.predicted, score.matched, score.CueF1(), score.StrictF1(), score.OfMatched(score.source),
      score.Resolved(), score.OfMatched(score.claim), score.OfMatched(score.parent), score.OfMatched(score.quote_kind),
      score.OfMatched(score.source_type), score.OfMatched(score.cue_class), score.OfMatched(score.polarity));
  return line;
}

}  // namespace isnad
