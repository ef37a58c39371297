// Covered by train_options_test.cc.
#include "service/training/train_options.h"

#include <algorithm>
#include <ostream>
#include <thread>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "service/training/provenance.h"

namespace isnad {
namespace {

constexpr char kFooter[] =
    "An article is NAME.txt with NAME.gold.json beside it. The same articles and options give the same bytes.\n"
    "Exit status: 0 all well, 1 data that cannot be read or a file that cannot be written, 2 wrong usage.";

struct Parsed {
  TrainOptions options;
  bool no_networks = false;
  std::vector<std::string> networks = {"cue", "source_start", "source_end", "claim_start", "claim_end"};
};

std::vector<std::string> DecisionNames() {
  std::vector<std::string> names;
  for (int d = 0; d < kDecisionCount; ++d) names.emplace_back(DecisionName(static_cast<Decision>(d)));
  return names;
}

void AddFiles(CLI::App& app, TrainOptions& options) {
  CLI::Option* gold = app.add_option("--gold", options.gold, "Train on the annotated articles of these folders");
  gold->type_name("FOLDER");
  CLI::Option* annotations =
      app.add_option("--annotations", options.annotations, "Train also on the articles that this table annotates");
  CLI::Option* corpus =
      app.add_option("--corpus", options.corpus, "JSON lines with the texts of those articles: fields `id` and `text`");
  annotations->type_name("FILE")->needs(corpus);
  corpus->type_name("FILE")->needs(annotations);
  CLI::Option* out = app.add_option("--out", options.out, "Write the model here")->type_name("FILE")->needs(gold);
  app.add_option("--provenance", options.provenance, "Lines to add to the model file's head")
      ->type_name("LINE")
      ->needs(out);
  app.add_option("--lexicon", options.lexicon, "Use the TSV files of this folder instead of the embedded ones")
      ->type_name("FOLDER");
  app.add_flag("--reach", options.reach, "Print for each decision how many right answers are among its candidates")
      ->needs(gold);
}

// What is trained on by --gold and --annotations is trained on in every fold.
void AddFolds(CLI::App& app, TrainOptions& options) {
  CLI::Option* over =
      app.add_option("--fold-over", options.fold_over, "Cross-validate over the articles of these folders");
  over->type_name("FOLDER");
  CLI::Option* folds = app.add_option("--folds", options.folds, "Number of folds")->type_name("N");
  folds->check(CLI::Range(2, 100));
  CLI::Option* predictions =
      app.add_option("--predictions", options.predictions, "Write the folds' predictions here, a JSON line an article");
  app.add_option("--fraction", options.fraction, "Train each fold on so many percent of its articles (learning curve)")
      ->type_name("PERCENT")
      ->check(CLI::Range(1, 100))
      ->capture_default_str()
      ->needs(over);
  app.add_option("--jobs", options.jobs, "Folds at a time; changes nothing but the time [hardware threads]")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->needs(over);
  predictions->type_name("FILE")->excludes("--out")->needs(over)->needs(folds);
  over->needs(predictions);
  folds->needs(predictions);
}

void AddLinear(CLI::App& app, TrainingOptions& training) {
  app.add_option("--epochs", training.epochs, "Passes over the choices of a decision without a network")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--bits", training.bits, "2^N weights for each decision without a network")
      ->type_name("N")
      ->check(CLI::Range(1, 24))
      ->capture_default_str();
  app.add_option("--rate", training.learning_rate, "Their learning rate")
      ->type_name("RATE")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seed", training.seed, "Decides the order of choices and the first weights of networks")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber.description(""))
      ->capture_default_str();
}

void AddNetworks(CLI::App& app, Parsed& parsed) {
  NetworkOptions& network = parsed.options.model.network;
  CLI::Option* vectors =
      app.add_option("--vectors", parsed.options.vectors,
                     "Word vectors in fastText's text format; those of the embedded model if not given");
  CLI::Option* none = app.add_flag("--no-networks", parsed.no_networks, "Linear weights alone: smaller, less accurate");
  vectors->type_name("FILE")->excludes(none);
  app.add_option("--networks", parsed.networks, "Decisions that have a network, between commas")
      ->type_name("NAMES")
      ->delimiter(',')
      ->check(CLI::IsMember(DecisionNames()).description(""))
      ->capture_default_str()
      ->excludes(none);
  app.add_option("--network-epochs", network.epochs, "Passes over the choices of a decision with a network")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str()
      ->excludes(none);
  app.add_option("--network-rate", network.learning_rate, "Their learning rate")
      ->type_name("RATE")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->excludes(none);
  app.add_option("--hidden-dropout", network.hidden_dropout, "Share of hidden units left out at a step")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 0.9))
      ->capture_default_str()
      ->excludes(none);
  app.add_option("--word-dropout", network.word_dropout, "Share of words left out at a step")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 0.9))
      ->capture_default_str()
      ->excludes(none);
}

TrainOptions Finish(Parsed parsed) {
  TrainOptions options = std::move(parsed.options);
  options.model.network.seed = options.model.training.seed;
  if (parsed.no_networks) return options;
  for (int d = 0; d < kDecisionCount; ++d) {
    const Decision decision = static_cast<Decision>(d);
    for (const std::string& name : parsed.networks) {
      if (name != DecisionName(decision)) continue;
      options.model.networks.push_back(decision);
      break;
    }
  }
  return options;
}

}  // namespace

std::variant<TrainOptions, int> ParseTrainOptions(int argc, const char* const* argv, std::ostream& out,
                                                  std::ostream& error) {
  Parsed parsed;
  parsed.options.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  CLI::App app("Trains isnad's model from annotated articles, or measures it by cross-validation", "isnad-train");
  app.set_help_flag("-h,--help", "Print this help");
  app.footer(kFooter);
  AddFiles(app, parsed.options);
  AddFolds(app, parsed.options);
  AddLinear(app, parsed.options.model.training);
  AddNetworks(app, parsed);
  try {
    app.parse(argc, argv);
    const TrainOptions& options = parsed.options;
    if (options.out.empty() && options.predictions.empty() && !options.reach) {
      throw CLI::RequiredError("One of --out, --predictions and --reach");
    }
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem, out, error) == 0 ? kExitOk : kExitUsage;
  }
  parsed.options.command = CommandAsGiven(argc, argv);
  return Finish(std::move(parsed));
}

}  // namespace isnad
