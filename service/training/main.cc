// isnad-train: trains the model from annotated articles, and measures it by cross-validation over articles.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/attribution/ranking/model_file.h"
#include "service/training/model_trainer.h"
#include "service/training/prediction_writer.h"
#include "service/training/word_classes.h"

namespace isnad {
namespace {

struct Options {
  std::vector<std::string> gold;
  std::vector<std::string> fold_over;
  std::string out;
  std::string predictions;
  std::string lexicon;
  std::vector<std::string> provenance;
  int folds = 0;
  bool reach = false;
  std::string vectors;
  std::vector<std::string> networks = {"cue", "source_start", "source_end", "claim_start", "claim_end", "antecedent"};
  ModelOptions model;
};

int Fail(const absl::Status& status) {
  std::cerr << "isnad-train: " << status.message() << "\n";
  return 1;
}

using Prepared = std::vector<std::unique_ptr<PreparedArticle>>;

absl::StatusOr<Prepared> PrepareAll(const std::vector<std::string>& directories, const EngineData& data) {
  Prepared prepared;
  for (const std::string& directory : directories) {
    absl::StatusOr<std::vector<GoldArticle>> articles = ReadGold(directory);
    if (!articles.ok()) return articles.status();
    for (GoldArticle& article : *articles) prepared.push_back(PrepareArticle(std::move(article), data));
  }
  return prepared;
}

Articles Pointers(const Prepared& prepared) {
  Articles articles;
  for (const auto& article : prepared) articles.push_back(article.get());
  return articles;
}

void PrintReach(const Articles& articles, const EngineData& data) {
  const Reach reach = MeasureReach(articles, data);
  for (int d = 0; d < kDecisionCount; ++d) {
    std::printf("%-13s %6d choices, %4d right answers that are no candidate\n",
                std::string(DecisionName(static_cast<Decision>(d))).c_str(), reach.instances[d], reach.unreachable[d]);
  }
}

int TrainAndSave(const Options& options, const Articles& articles, const EngineData& data) {
  const Model model = TrainModel(articles, data, options.model);
  std::vector<std::string> provenance = {
      absl::StrCat("trained by: isnad-train --gold ", absl::StrJoin(options.gold, " "), " --out MODEL"),
      absl::StrCat("articles: ", articles.size(), ", epochs: ", options.model.training.epochs, ", seed: ",
                   options.model.training.seed)};
  provenance.insert(provenance.end(), options.provenance.begin(), options.provenance.end());
  std::ofstream out(options.out, std::ios::binary);
  out << SerializeModel(model, provenance);
  if (!out.good()) return Fail(absl::UnavailableError(absl::StrCat(options.out, ": cannot be written")));
  std::cout << "isnad-train: wrote " << options.out << " from " << articles.size() << " articles\n";
  return 0;
}

// Predictions for the articles of `fold_over`, each by a model of all other articles but those of its fold.
int CrossValidate(const Options& options, const Articles& always, const Articles& folded, const EngineData& data) {
  std::ofstream out(options.predictions, std::ios::binary);
  std::vector<std::string> lines(folded.size());
  for (int fold = 0; fold < options.folds; ++fold) {
    Articles training = always;
    for (size_t i = 0; i < folded.size(); ++i) {
      if (static_cast<int>(i) % options.folds != fold) training.push_back(folded[i]);
    }
    const Ranker ranker = Ranker(TrainModel(training, data, options.model));
    for (size_t i = fold; i < folded.size(); i += options.folds) {
      lines[i] = PredictionLine(folded[i]->gold.name, folded[i]->gold.text, Predict(*folded[i], data, ranker));
    }
    std::cerr << "isnad-train: fold " << fold + 1 << " of " << options.folds << " done\n";
  }
  for (const std::string& line : lines) out << line << "\n";
  return out.good() ? 0 : Fail(absl::UnavailableError(absl::StrCat(options.predictions, ": cannot be written")));
}

// Unit vectors of signed bytes by place in the distribution, a row of zeros for unknown words first.
absl::StatusOr<WordVectors8> PlaceVectors(const std::string& path, const Distribution& distribution) {
  std::ifstream in(path);
  const absl::StatusOr<WordVectors> read = ReadWordVectors(in);
  if (!read.ok()) return read.status();
  if (!read->vectors.empty() && read->vectors[0].size() != kVectorSize) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": vectors must have ", kVectorSize, " numbers"));
  }
  std::vector<float> placed(static_cast<size_t>(distribution.size() + 1) * kVectorSize, 0.0f);
  for (size_t i = 0; i < read->words.size(); ++i) {
    const WordDistribution* word = distribution.Find(read->words[i]);
    if (word == nullptr) continue;
    std::copy(read->vectors[i].begin(), read->vectors[i].end(), placed.begin() + word->place * kVectorSize);
  }
  const Bytes bytes = QuantizeToBytes(placed);
  return WordVectors8{bytes.scale, bytes.values};
}

int Run(Options options) {
  options.model.network.seed = options.model.training.seed;
  const absl::StatusOr<EngineData> data = LoadLanguageData(options.lexicon);
  if (!data.ok()) return Fail(data.status());
  if (!options.vectors.empty()) {
    absl::StatusOr<WordVectors8> vectors = PlaceVectors(options.vectors, data->distribution);
    if (!vectors.ok()) return Fail(vectors.status());
    options.model.vectors = *std::move(vectors);
    for (int d = 0; d < kDecisionCount; ++d) {
      const Decision decision = static_cast<Decision>(d);
      for (const std::string& name : options.networks) {
        if (DecisionName(decision) == name) options.model.networks.push_back(decision);
      }
    }
  }
  const absl::StatusOr<Prepared> always = PrepareAll(options.gold, *data);
  if (!always.ok()) return Fail(always.status());
  const absl::StatusOr<Prepared> folded = PrepareAll(options.fold_over, *data);
  if (!folded.ok()) return Fail(folded.status());
  const Articles articles = Pointers(*always);
  if (options.reach) PrintReach(articles, *data);
  if (!options.predictions.empty()) return CrossValidate(options, articles, Pointers(*folded), *data);
  return options.out.empty() ? 0 : TrainAndSave(options, articles, *data);
}

int Main(int argc, char** argv) {
  CLI::App app("Trains isnad's model from annotated articles (NAME.txt with NAME.gold.json beside it).");
  Options options;
  app.add_option("--gold", options.gold, "directories of annotated articles to train on");
  app.add_option("--out", options.out, "the model file to write");
  app.add_option("--fold-over", options.fold_over, "directories to cross-validate over, by article");
  app.add_option("--folds", options.folds, "number of folds")->check(CLI::Range(2, 100));
  app.add_option("--predictions", options.predictions, "write the folds' predictions here, a JSON line an article");
  app.add_option("--lexicon", options.lexicon, "directory of the lexicon's TSV files instead of the embedded ones");
  app.add_option("--provenance", options.provenance, "lines to add to the model file's head");
  app.add_option("--epochs", options.model.training.epochs, "passes over the articles")->capture_default_str();
  app.add_option("--bits", options.model.training.bits, "2^bits weights for each decision")->capture_default_str();
  app.add_option("--rate", options.model.training.learning_rate, "learning rate")->capture_default_str();
  app.add_option("--seed", options.model.training.seed, "order of the articles' choices")->capture_default_str();
  app.add_option("--vectors", options.vectors, "word vectors (fastText's text format) for the networks");
  app.add_option("--networks", options.networks, "decisions that have a network")->delimiter(',');
  app.add_option("--network-epochs", options.model.network.epochs, "passes")->capture_default_str();
  app.add_option("--network-rate", options.model.network.learning_rate, "learning rate")->capture_default_str();
  app.add_option("--hidden-dropout", options.model.network.hidden_dropout, "dropout")->capture_default_str();
  app.add_option("--word-dropout", options.model.network.word_dropout, "dropout")->capture_default_str();
  app.add_flag("--reach", options.reach, "print how many right answers are candidates");
  CLI11_PARSE(app, argc, argv);
  if (options.predictions.empty() != (options.folds == 0)) {
    std::cerr << "isnad-train: --predictions and --folds go together\n";
    return 2;
  }
  return Run(options);
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) { return isnad::Main(argc, argv); }
