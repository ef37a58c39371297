// Slices a text as callers in other languages do: bytes, UTF-16 code units or code points. A plain textbook decoder, on
// purpose another one than the service's.
#ifndef ISNAD_TESTS_SUPPORT_TEXT_SLICES_H_
#define ISNAD_TESTS_SUPPORT_TEXT_SLICES_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad::testing {

// A valid UTF-8 text cut into the caller's units. units[i] holds the UTF-8 bytes that unit i stands for; of a surrogate
// pair the first has all bytes and the second none.
class SlicedText {
 public:
  SlicedText(const std::string& text, v1::OffsetEncoding encoding) {
    for (size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      const std::string bytes = text.substr(i, length);
      if (encoding == v1::OFFSET_ENCODING_UTF8) {
        for (char byte : bytes) units_.emplace_back(1, byte);
      } else {
        units_.push_back(bytes);
        if (encoding == v1::OFFSET_ENCODING_UTF16 && length == 4) units_.emplace_back();
      }
      i += length;
    }
  }

  int size() const { return static_cast<int>(units_.size()); }

  std::string Slice(const v1::TextSpan& span) const {
    if (span.begin() < 0 || span.end() > size() || span.begin() >= span.end()) return "(no slice)";
    std::string slice;
    for (int i = span.begin(); i < span.end(); ++i) slice += units_[i];
    return slice;
  }

 private:
  std::vector<std::string> units_;
};

// Every text in the response is the slice of the article that its span says.
inline void ExpectTextsAreSlices(const std::string& article, const v1::ExtractAttributionsResponse& response) {
  const SlicedText sliced(article, response.offset_encoding());
  for (const v1::Claim& claim : response.claims()) {
    SCOPED_TRACE(absl::StrCat("claim ", claim.id()));
    std::string content;
    for (const v1::TextSpan& piece : claim.content()) {
      absl::StrAppend(&content, content.empty() ? "" : " … ", sliced.Slice(piece));
    }
    EXPECT_EQ(claim.text(), content);
    EXPECT_EQ(claim.cue().text(), sliced.Slice(claim.cue().span()));
    EXPECT_EQ(claim.source().text(), claim.source().has_span() ? sliced.Slice(claim.source().span()) : "");
    for (const auto& circumstance : claim.circumstances()) {
      EXPECT_EQ(circumstance.text(), sliced.Slice(circumstance.span()));
    }
  }
  for (const v1::Source& source : response.sources()) {
    SCOPED_TRACE(absl::StrCat("source ", source.id()));
    EXPECT_EQ(source.name(), sliced.Slice(source.name_span()));
    EXPECT_EQ(source.role(), source.has_role_span() ? sliced.Slice(source.role_span()) : "");
    for (const v1::TextSpan& mention : source.mentions()) EXPECT_NE(sliced.Slice(mention), "(no slice)");
  }
  EXPECT_EQ(response.document_source(),
            response.has_document_source_span() ? sliced.Slice(response.document_source_span()) : "");
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_TEXT_SLICES_H_
