// The embedded language data, and articles prepared with them, for tests of the trainer. Ends the program where the
// data do not load: no test could say anything then.
#ifndef ISNAD_TESTS_TRAINING_LANGUAGE_DATA_H_
#define ISNAD_TESTS_TRAINING_LANGUAGE_DATA_H_

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "service/attribution/engine_data.h"
#include "service/training/gold.h"
#include "service/training/prepared_article.h"

namespace isnad {

inline const EngineData& LanguageData() {
  static const EngineData data = [] {
    absl::StatusOr<EngineData> loaded = LoadLanguageData("");
    if (!loaded.ok()) {
      std::cerr << "The embedded language data do not load: " << loaded.status() << "\n";
      std::exit(1);
    }
    return *std::move(loaded);
  }();
  return data;
}

// An article prepared with the rows of its list `attributions`.
inline std::unique_ptr<PreparedArticle> Prepared(const std::string& text, const std::string& rows) {
  absl::StatusOr<GoldArticle> gold = ParseGold("article", text, "{\"attributions\": [" + rows + "]}");
  if (!gold.ok()) {
    ADD_FAILURE() << gold.status();
    gold = GoldArticle{"article", text, {}};
  }
  return PrepareArticle(*std::move(gold), LanguageData());
}

// What the article writes between the ends of a range.
inline std::string TextOf(const GoldArticle& article, ByteRange range) {
  return article.text.substr(range.begin, range.size());
}
inline std::string TextOf(const PreparedArticle& article, TokenRange range) {
  return range.empty() ? "" : TextOf(article.gold, article.tokens.Bytes(range));
}

}  // namespace isnad

#endif  // ISNAD_TESTS_TRAINING_LANGUAGE_DATA_H_
