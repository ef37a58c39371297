// isnad-train: trains the model from annotated articles, and measures it by cross-validation over articles.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/ranking/model_file.h"
#include "service/training/cross_validation.h"
#include "service/training/output_file.h"
#include "service/training/placed_vectors.h"
#include "service/training/provenance.h"
#include "service/training/train_options.h"
#include "service/training/training_data.h"

namespace isnad {
namespace {

absl::StatusOr<WordVectors8> EmbeddedVectors(const Distribution& distribution) {
  absl::StatusOr<Model> model = ParseModel(EmbeddedModel());
  if (!model.ok()) return model.status();
  if (model->vectors.size() == distribution.size() + 1) return std::move(model->vectors);
  return absl::FailedPreconditionError(
      "the embedded word vectors belong to another distribution.tsv: give --vectors FILE or --no-networks");
}

absl::StatusOr<WordVectors8> LoadVectors(const std::string& path, const Distribution& distribution) {
  if (path.empty()) return EmbeddedVectors(distribution);
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  const absl::StatusOr<WordVectors> read = ReadWordVectors(in);
  absl::StatusOr<WordVectors8> placed = read.ok() ? PlaceVectors(*read, distribution) : read.status();
  if (placed.ok()) return placed;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", placed.status().message()));
}

void PrintReach(const Articles& articles, const EngineData& data) {
  const Reach reach = MeasureReach(articles, data);
  for (int d = 0; d < kDecisionCount; ++d) {
    std::printf("%-13s %6d choices, %4d right answers that are no candidate\n",
                std::string(DecisionName(static_cast<Decision>(d))).c_str(), reach.instances[d], reach.unreachable[d]);
  }
}

absl::Status WriteModel(const TrainOptions& options, const TrainingData& gold, const EngineData& data) {
  const Model model = TrainModel(gold.articles(), data, options.model);
  const std::vector<std::string> provenance = Provenance(options, gold, data.lexicon->version());
  const absl::Status status = WriteFile(options.out, SerializeModel(model, provenance));
  if (status.ok())
    std::cout << "isnad-train: wrote " << options.out << " from " << gold.prepared.size() << " articles\n";
  return status;
}

absl::Status WritePredictions(const TrainOptions& options, const TrainingData& gold, const EngineData& data) {
  const absl::StatusOr<TrainingData> folded = LoadTrainingData(options.fold_over, data);
  if (!folded.ok()) return folded.status();
  const auto report = [&options](int fold) {
    std::cerr << "isnad-train: fold " << fold + 1 << " of " << options.folds << " done\n";
  };
  const FoldedArticles articles{gold.articles(), folded->articles(), options.folds, options.fraction, options.jobs};
  const absl::StatusOr<std::vector<std::string>> lines = CrossValidate(articles, data, options.model, report);
  if (!lines.ok()) return lines.status();
  return WriteFile(options.predictions, absl::StrCat(absl::StrJoin(*lines, "\n"), "\n"));
}

absl::Status Run(TrainOptions options) {
  for (const std::string& path : {options.out, options.predictions}) {
    const absl::Status status = path.empty() ? absl::OkStatus() : CheckWritable(path);
    if (!status.ok()) return status;
  }
  const absl::StatusOr<EngineData> data = LoadLanguageData(options.lexicon);
  if (!data.ok()) return data.status();
  if (!options.model.networks.empty()) {
    absl::StatusOr<WordVectors8> vectors = LoadVectors(options.vectors, data->distribution);
    if (!vectors.ok()) return vectors.status();
    options.model.vectors = *std::move(vectors);
  }
  absl::StatusOr<TrainingData> gold = LoadTrainingData(options.gold, *data);
  if (!gold.ok()) return gold.status();
  if (!options.annotations.empty()) {
    const absl::Status status = AddCorpusAnnotations(options.annotations, options.corpus, *data, &*gold);
    if (!status.ok()) return status;
  }
  if (options.reach) PrintReach(gold->articles(), *data);
  if (!options.predictions.empty()) return WritePredictions(options, *gold, *data);
  return options.out.empty() ? absl::OkStatus() : WriteModel(options, *gold, *data);
}

int Main(int argc, char** argv) {
  std::variant<TrainOptions, int> options = ParseTrainOptions(argc, argv, std::cout, std::cerr);
  if (const int* exit_status = std::get_if<int>(&options)) return *exit_status;
  const absl::Status status = Run(std::get<TrainOptions>(std::move(options)));
  if (status.ok()) return kExitOk;
  std::cerr << "isnad-train: " << status.message() << "\n";
  return kExitFailed;
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) { return isnad::Main(argc, argv); }
