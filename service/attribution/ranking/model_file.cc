// Covered by model_file_test.cc.
#include "service/attribution/ranking/model_file.h"

#include <bit>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace isnad {
namespace {

constexpr absl::string_view kMagic = "isnad-model 3";
constexpr absl::string_view kBadScale = "a scale or unit must be above 0 and at most 1000";
constexpr int kBitsMax = 24;
constexpr size_t kNameBytesShown = 40;  // of a name that is none; all are shorter
constexpr int kVectorsMax = 0x10000;
constexpr float kScaleMax = 1000;        // scores stay finite, whatever the bytes
constexpr int32_t kHiddenMax = 1 << 27;  // a hidden value is a sum of nine such numbers and eight rows of words
constexpr size_t kWordWeights = size_t{kSlotCount} * kVectorSize * kHiddenSize;
constexpr size_t kClassWeights = size_t{kSlotCount} * kSlotClasses * kHiddenSize;

static_assert(std::endian::native == std::endian::little, "weights are read and written as they lie in memory");

using Fields = std::vector<absl::string_view>;

class Parser {
 public:
  explicit Parser(absl::string_view file) : rest_(file) {}

  absl::StatusOr<Model> Parse() {
    std::vector<Fields> rows;
    absl::Status status = ParseHead(&rows);
    if (!status.ok()) return status;
    line_ = 1;
    for (const Fields& fields : rows) {
      status = TakeBytes(fields);
      if (!status.ok()) return status;
    }
    if (!rest_.empty()) return absl::InvalidArgumentError("model: bytes behind the last weights");
    KeepLikeliestReading();
    for (int i = 0; i < kDecisionCount; ++i) {
      const DecisionWeights& decision = model_.decisions[i];
      if (decision.weights.empty()) return Missing("weights", i);
      if (!decision.network.empty() && model_.vectors.rows.empty()) return Missing("vectors for the network", i);
    }
    return std::move(model_);
  }

 private:
  absl::Status Problem(absl::string_view problem) const {
    return absl::InvalidArgumentError(absl::StrCat("model:", line_, ": ", problem));
  }

  // A file from before readings were ranked leaves the likeliest one where it is.
  void KeepLikeliestReading() {
    DecisionWeights& reading = model_.decisions[static_cast<int>(Decision::kReading)];
    if (reading.weights.empty()) reading = {1, {0}, {}};
  }

  static absl::Status Missing(absl::string_view what, int decision) {
    return absl::InvalidArgumentError(
        absl::StrCat("model: no ", what, " of ", DecisionName(static_cast<Decision>(decision))));
  }

  absl::Status ParseHead(std::vector<Fields>* rows) {
    for (line_ = 1;; ++line_) {
      const size_t end = rest_.find('\n');
      if (end == absl::string_view::npos) return Problem("the head has no empty line at its end");
      const absl::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
      if (line_ == 1 && line != kMagic) return Problem(absl::StrCat("expected '", kMagic, "'"));
      if (line.empty()) return absl::OkStatus();
      if (line_ == 1 || line[0] == '#') continue;
      const Fields fields = absl::StrSplit(line, ' ');
      const absl::Status status = CheckRow(fields);
      if (!status.ok()) return status;
      if (Repeats(*rows, fields)) return Problem(absl::StrCat("a second line '", fields[0], " ", fields[1], "'"));
      rows->push_back(fields);
    }
  }

  static bool Repeats(const std::vector<Fields>& rows, const Fields& fields) {
    for (const Fields& row : rows) {
      if (row[0] == fields[0] && (row[0] == "vectors" || row[1] == fields[1])) return true;
    }
    return false;
  }

  absl::Status CheckRow(const Fields& fields) const {
    float scale = 0;
    int count = 0;
    if (fields[0] == "vectors" && fields.size() == 3) {
      if (!absl::SimpleAtoi(fields[1], &count) || count < 1 || count > kVectorsMax) return Problem("count of vectors");
      return IsScale(fields[2], &scale) ? absl::OkStatus() : Problem(kBadScale);
    }
    if (fields.size() != 4 || (fields[0] != "decision" && fields[0] != "network")) {
      return Problem("expected `decision NAME BITS SCALE`, `network NAME UNIT OUTPUT_UNIT` or `vectors COUNT SCALE`");
    }
    if (Index(fields[1]) < 0) {
      return Problem(absl::StrCat("unknown decision '", absl::CHexEscape(fields[1].substr(0, kNameBytesShown)), "'"));
    }
    if (!IsScale(fields[3], &scale)) return Problem(kBadScale);
    if (fields[0] == "network") return IsScale(fields[2], &scale) ? absl::OkStatus() : Problem(kBadScale);
    const bool bits = absl::SimpleAtoi(fields[2], &count) && count >= 1 && count <= kBitsMax;
    return bits ? absl::OkStatus() : Problem("bits must be 1 to 24");
  }

  static bool IsScale(absl::string_view field, float* scale) {
    return absl::SimpleAtof(field, scale) && *scale > 0 && *scale <= kScaleMax;
  }

  static int Index(absl::string_view name) {
    for (int i = 0; i < kDecisionCount; ++i) {
      if (DecisionName(static_cast<Decision>(i)) == name) return i;
    }
    return -1;
  }

  absl::Status TakeBytes(const Fields& fields) {
    bool taken = false;
    int count = 0;
    if (fields[0] == "vectors") {
      taken = absl::SimpleAtoi(fields[1], &count) && IsScale(fields[2], &model_.vectors.scale) &&
              Take(size_t{kVectorSize} * count, &model_.vectors.rows);
    } else if (fields[0] == "network") {
      Network& network = model_.decisions[Index(fields[1])].network;
      taken = IsScale(fields[2], &network.unit) && IsScale(fields[3], &network.output_unit) &&
              Take(kWordWeights, &network.words) && Take(kClassWeights, &network.classes) &&
              Take(kHiddenSize, &network.bias) && Take(kHiddenSize, &network.output);
    } else {
      DecisionWeights& decision = model_.decisions[Index(fields[1])];
      taken = absl::SimpleAtoi(fields[2], &count) && IsScale(fields[3], &decision.scale) &&
              Take(size_t{1} << count, &decision.weights);
    }
    if (taken) return fields[0] == "network" ? CheckHidden(fields[1]) : absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat("model: the bytes of ", fields[0], " ", fields[1], " are cut short"));
  }

  // Sums of hidden values stay within 32 bits.
  absl::Status CheckHidden(absl::string_view name) const {
    const Network& network = model_.decisions[Index(name)].network;
    for (const std::vector<int32_t>* numbers : {&network.classes, &network.bias}) {
      for (const int32_t x : *numbers) {
        if (x < -kHiddenMax || x > kHiddenMax) {
          return absl::InvalidArgumentError(absl::StrCat("model: network ", name, " has a class or bias out of range"));
        }
      }
    }
    return absl::OkStatus();
  }

  template <typename Number>
  bool Take(size_t count, std::vector<Number>* numbers) {
    const size_t bytes = count * sizeof(Number);
    if (rest_.size() < bytes) return false;
    numbers->resize(count);
    std::memcpy(numbers->data(), rest_.data(), bytes);
    rest_.remove_prefix(bytes);
    return true;
  }

  absl::string_view rest_;
  int line_ = 0;
  Model model_;
};

template <typename Number>
void Append(const std::vector<Number>& numbers, std::string* file) {
  file->append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number));
}

// Nine digits bring a float back to the bit.
std::string Exact(float value) { return absl::StrFormat("%.9g", value); }

}  // namespace

absl::StatusOr<Model> ParseModel(absl::string_view file) { return Parser(file).Parse(); }

std::string SerializeModel(const Model& model, absl::Span<const std::string> provenance) {
  std::string head = absl::StrCat(kMagic, "\n"), bytes;
  for (const std::string& line : provenance) {
    absl::StrAppend(&head, "# ", absl::StrReplaceAll(line, {{"\n", "\n# "}}), "\n");
  }
  for (int i = 0; i < kDecisionCount; ++i) {
    const DecisionWeights& decision = model.decisions[i];
    int bits = 0;
    while ((size_t{1} << bits) < decision.weights.size()) ++bits;
    absl::StrAppend(&head, "decision ", DecisionName(static_cast<Decision>(i)), " ", bits, " ", Exact(decision.scale),
                    "\n");
    Append(decision.weights, &bytes);
  }
  for (int i = 0; i < kDecisionCount; ++i) {
    const Network& network = model.decisions[i].network;
    if (network.empty()) continue;
    absl::StrAppend(&head, "network ", DecisionName(static_cast<Decision>(i)), " ", Exact(network.unit), " ",
                    Exact(network.output_unit), "\n");
    Append(network.words, &bytes);
    Append(network.classes, &bytes);
    Append(network.bias, &bytes);
    Append(network.output, &bytes);
  }
  if (!model.vectors.rows.empty()) {
    absl::StrAppend(&head, "vectors ", model.vectors.size(), " ", Exact(model.vectors.scale), "\n");
    Append(model.vectors.rows, &bytes);
  }
  return absl::StrCat(head, "\n", bytes);
}

}  // namespace isnad
