// Covered by provenance_test.cc.
#include "service/training/provenance.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace isnad {
namespace {

constexpr absl::string_view kPathOptions[] = {"--gold", "--annotations", "--corpus",  "--fold-over",
                                              "--out",  "--predictions", "--lexicon", "--vectors"};

std::string OptionValues(const ModelOptions& model) {
  const TrainingOptions& training = model.training;
  std::string values = absl::StrCat("epochs ", training.epochs, ", bits ", training.bits, ", rate ",
                                    training.learning_rate, ", seed ", training.seed);
  if (model.networks.empty()) return values;
  const auto append_name = [](std::string* out, Decision decision) { absl::StrAppend(out, DecisionName(decision)); };
  const NetworkOptions& network = model.network;
  return absl::StrCat(values, ", networks ", absl::StrJoin(model.networks, ",", append_name), ", network epochs ",
                      network.epochs, ", network rate ", network.learning_rate, ", hidden dropout ",
                      network.hidden_dropout, ", word dropout ", network.word_dropout);
}

std::string DataLine(const TrainingData& data) {
  return absl::StrJoin(data.sources, ", ", [](std::string* out, const SourceSummary& source) {
    absl::StrAppend(out, source.name, " (", source.articles, " articles, ", source.attributions, " attributions)");
  });
}

}  // namespace

std::string CommandAsGiven(int argc, const char* const* argv) {
  std::string command = "isnad-train";
  bool path = false, left_out = false;
  for (int i = 1; i < argc; ++i) {
    absl::string_view value = argv[i];
    if (absl::StartsWith(value, "--")) {
      const size_t equals = std::min(value.find('='), value.size());
      const absl::string_view name = value.substr(0, equals);
      path = std::find(std::begin(kPathOptions), std::end(kPathOptions), name) != std::end(kPathOptions);
      left_out = name == "--provenance";
      if (!left_out) absl::StrAppend(&command, " ", name);
      if (equals == value.size()) continue;
      value.remove_prefix(equals + 1);
    }
    if (!left_out) absl::StrAppend(&command, " ", path ? LastName(std::string(value)) : std::string(value));
  }
  return command;
}

std::vector<std::string> Provenance(const TrainOptions& options, const TrainingData& data,
                                    absl::string_view lexicon_version) {
  std::vector<std::string> lines = {absl::StrCat("command: ", options.command),
                                    absl::StrCat("options: ", OptionValues(options.model)),
                                    absl::StrCat("data: ", DataLine(data)), absl::StrCat("lexicon: ", lexicon_version)};
  lines.insert(lines.end(), options.provenance.begin(), options.provenance.end());
  return lines;
}

}  // namespace isnad
