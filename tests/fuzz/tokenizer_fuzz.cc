// UTF-8 check, normaliser and tokenizer over any bytes: tokens stand in order, inside the article, on code points.
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckText(absl::string_view article) {
  if (FirstInvalidUtf8(article).has_value()) return;
  const std::vector<FoldedChar> chars = Normalize(article);
  for (size_t i = 0; i < chars.size(); ++i) {
    Require(!chars[i].origin.empty() && chars[i].origin.end <= article.size());
    Require(!FirstInvalidUtf8(article.substr(chars[i].origin.begin, chars[i].origin.size())).has_value());
  }
  const TokenizedText text = Tokenize(chars);
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    const ByteRange range = text.tokens[i].range;
    Require(!range.empty() && range.end <= article.size());
    Require(i == 0 || text.tokens[i - 1].range.end <= range.begin);
    Require(!FirstInvalidUtf8(article.substr(range.begin, range.size())).has_value());
  }
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckText({reinterpret_cast<const char*>(data), size});
  return 0;
}
