// The golden articles, prepared anew for each test: training writes into them.
#ifndef ISNAD_TESTS_TRAINING_GOLDEN_ARTICLES_H_
#define ISNAD_TESTS_TRAINING_GOLDEN_ARTICLES_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "service/training/training_data.h"
#include "tests/training/language_data.h"

namespace isnad {

inline constexpr char kGoldenFolder[] = ISNAD_SOURCE_DIR "/tests/golden/articles";

inline TrainingData GoldenArticles() {
  absl::StatusOr<TrainingData> data = LoadTrainingData({kGoldenFolder}, LanguageData());
  if (!data.ok()) {
    ADD_FAILURE() << data.status();
    return {};
  }
  return *std::move(data);
}

// The first `count` of them.
inline TrainingData GoldenArticles(size_t count) {
  TrainingData data = GoldenArticles();
  EXPECT_GE(data.prepared.size(), count);
  data.prepared.resize(count);
  return data;
}

// Enough to learn something of them, and no more.
inline ModelOptions TinyModel() {
  ModelOptions options;
  options.training.epochs = 3;
  options.training.bits = 12;
  options.inner_folds = 2;
  return options;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_TRAINING_GOLDEN_ARTICLES_H_
