#include "service/rpc/request_validator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/attribution/claim/known_source_index.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/status_encoder.h"
#include "tests/support/error_details.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using testing::ErrorDetails;
using ::testing::HasSubstr;
using testing::IsOk;

// Accepted as it is; each case spoils one thing.
wire::v1::ExtractAttributionsRequest GoodRequest() {
  wire::v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_article_id("a-1");
  request.mutable_article()->set_text("قال الوزير إن المشروع بدأ");
  return request;
}

wire::v1::KnownSource* AddKnownSource(wire::v1::ExtractAttributionsRequest& request) {
  wire::v1::KnownSource* known_source = request.mutable_options()->add_known_sources();
  known_source->set_id("ministry");
  known_source->set_name("وزارة المياه");
  return known_source;
}

absl::Status Validate(const wire::v1::ExtractAttributionsRequest& request, const ServiceLimits& limits = {}) {
  absl::Status status = ValidateArticle(request.article(), "article", limits).status();
  return status.ok() ? ValidateOptions(request.options(), limits).status() : status;
}

ErrorDetails DetailsOf(const absl::Status& status) { return testing::ReadDetails(EncodeRpcStatus(status)); }

using Request = wire::v1::ExtractAttributionsRequest;

struct RefusedCase {
  std::string behaviour;
  std::function<void(Request&)> spoil;
  std::string reason;
  std::string field;
};

std::vector<RefusedCase> ArticleCases() {
  return {
      {"no article", [](Request& r) { r.clear_article(); }, "TEXT_EMPTY", "article.text"},
      {"empty text", [](Request& r) { r.mutable_article()->clear_text(); }, "TEXT_EMPTY", "article.text"},
      {"one byte past the longest article",
       [](Request& r) { r.mutable_article()->set_text(std::string(kArticleBytesMax + 1, 'a')); }, "TEXT_TOO_LONG",
       "article.text"},
      {"one byte past the longest id",
       [](Request& r) { r.mutable_article()->set_article_id(std::string(kArticleIdBytesMax + 1, 'i')); },
       "ARTICLE_ID_TOO_LONG", "article.article_id"},
      {"malformed text", [](Request& r) { r.mutable_article()->set_text("\xD9"); }, "MALFORMED_UTF8", "article.text"},
      {"malformed id", [](Request& r) { r.mutable_article()->set_article_id("\xFF"); }, "MALFORMED_UTF8",
       "article.article_id"},
      {"malformed language", [](Request& r) { r.mutable_article()->set_language_code("ar-\xC0"); }, "MALFORMED_UTF8",
       "article.language_code"},
      {"another language", [](Request& r) { r.mutable_article()->set_language_code("fr"); }, "LANGUAGE_NOT_SERVED",
       "article.language_code"},
      {"a language whose code only begins like Arabic's",
       [](Request& r) { r.mutable_article()->set_language_code("arc"); }, "LANGUAGE_NOT_SERVED",
       "article.language_code"},
      {"Arabic in Latin letters", [](Request& r) { r.mutable_article()->set_language_code("ar-Latn"); },
       "LANGUAGE_NOT_SERVED", "article.language_code"},
      {"a region that is none", [](Request& r) { r.mutable_article()->set_language_code("ar-"); },
       "LANGUAGE_NOT_SERVED", "article.language_code"},
  };
}

std::vector<RefusedCase> OptionCases() {
  return {
      {"unknown offset encoding", [](Request& r) { r.mutable_options()->set_offset_encoding(4); }, "UNKNOWN_ENUM_VALUE",
       "options.offset_encoding"},
      {"negative offset encoding", [](Request& r) { r.mutable_options()->set_offset_encoding(-1); },
       "UNKNOWN_ENUM_VALUE", "options.offset_encoding"},
      {"unknown cue class",
       [](Request& r) {
         r.mutable_options()->add_cue_classes(v1::CUE_CLASS_STATEMENT);
         r.mutable_options()->add_cue_classes(v1::CueClass_MAX + 1);
       },
       "UNKNOWN_ENUM_VALUE", "options.cue_classes[1]"},
      {"unspecified cue class", [](Request& r) { r.mutable_options()->add_cue_classes(0); }, "UNKNOWN_ENUM_VALUE",
       "options.cue_classes[0]"},
      {"confidence below 0", [](Request& r) { r.mutable_options()->set_min_confidence(-0.001); },
       "MIN_CONFIDENCE_OUT_OF_RANGE", "options.min_confidence"},
      {"confidence above 1", [](Request& r) { r.mutable_options()->set_min_confidence(1.001); },
       "MIN_CONFIDENCE_OUT_OF_RANGE", "options.min_confidence"},
      {"confidence that is no number",
       [](Request& r) { r.mutable_options()->set_min_confidence(std::numeric_limits<double>::quiet_NaN()); },
       "MIN_CONFIDENCE_OUT_OF_RANGE", "options.min_confidence"},
  };
}

std::vector<RefusedCase> KnownSourceCases() {
  const ServiceLimits limits;
  const std::string long_name(limits.known_source_name_bytes_max + 1, 'n');
  return {
      {"no id", [](Request& r) { AddKnownSource(r)->clear_id(); }, "KNOWN_SOURCE_ID_EMPTY",
       "options.known_sources[0].id"},
      {"no name", [](Request& r) { AddKnownSource(r)->clear_name(); }, "KNOWN_SOURCE_NAME_EMPTY",
       "options.known_sources[0].name"},
      {"empty alias", [](Request& r) { AddKnownSource(r)->add_aliases(std::string()); }, "KNOWN_SOURCE_NAME_EMPTY",
       "options.known_sources[0].aliases[0]"},
      {"long id", [long_name](Request& r) { AddKnownSource(r)->set_id(long_name); }, "KNOWN_SOURCE_TOO_LONG",
       "options.known_sources[0].id"},
      {"long name", [long_name](Request& r) { AddKnownSource(r)->set_name(long_name); }, "KNOWN_SOURCE_TOO_LONG",
       "options.known_sources[0].name"},
      {"long alias", [long_name](Request& r) { AddKnownSource(r)->add_aliases(long_name); }, "KNOWN_SOURCE_TOO_LONG",
       "options.known_sources[0].aliases[0]"},
      {"malformed id", [](Request& r) { AddKnownSource(r)->set_id("\x80"); }, "MALFORMED_UTF8",
       "options.known_sources[0].id"},
      {"malformed name of the second",
       [](Request& r) {
         AddKnownSource(r);
         AddKnownSource(r)->set_name("\xED\xA0\x80");
       },
       "MALFORMED_UTF8", "options.known_sources[1].name"},
      {"malformed alias", [](Request& r) { AddKnownSource(r)->add_aliases(std::string(1, '\xF5')); }, "MALFORMED_UTF8",
       "options.known_sources[0].aliases[0]"},
      {"unknown type", [](Request& r) { AddKnownSource(r)->set_type(v1::SourceType_MAX + 1); }, "UNKNOWN_ENUM_VALUE",
       "options.known_sources[0].type"},
  };
}

void ExpectRefused(const std::vector<RefusedCase>& cases) {
  for (const RefusedCase& c : cases) {
    SCOPED_TRACE(c.behaviour);
    wire::v1::ExtractAttributionsRequest request = GoodRequest();
    c.spoil(request);
    const ErrorDetails details = DetailsOf(Validate(request));
    EXPECT_EQ(details.info.reason(), c.reason);
    EXPECT_EQ(details.field(), c.field);
    EXPECT_THAT(details.status.message(), HasSubstr(c.field));
    EXPECT_EQ(details.metadata("limit").empty(), details.metadata("limit_value").empty());
    EXPECT_EQ(details.metadata("limit").empty(), details.metadata("found").empty());
    EXPECT_LT(details.status.ByteSizeLong(), 2048u) << "details travel in a header, whose size is limited";
  }
}

TEST(RequestValidatorTest, RefusesFaultyArticles) { ExpectRefused(ArticleCases()); }
TEST(RequestValidatorTest, RefusesFaultyOptions) { ExpectRefused(OptionCases()); }
TEST(RequestValidatorTest, RefusesFaultyKnownSources) { ExpectRefused(KnownSourceCases()); }

TEST(RequestValidatorTest, CasesCoverEveryReasonOfAFaultyRequest) {
  std::set<std::string> covered;
  for (const auto& cases : {ArticleCases(), OptionCases(), KnownSourceCases()}) {
    for (const RefusedCase& c : cases) covered.insert(c.reason);
  }
  // What is found before or beside the single article (request_shape_test.cc, batch_extraction_test.cc).
  const std::set<ErrorReason> elsewhere = {ErrorReason::kRequestMalformed,    ErrorReason::kBatchEmpty,
                                           ErrorReason::kTooManyArticles,     ErrorReason::kDuplicateArticleId,
                                           ErrorReason::kTooManyKnownSources, ErrorReason::kTooManyAliases};
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    if (row.code != absl::StatusCode::kInvalidArgument || elsewhere.contains(row.reason)) continue;
    EXPECT_TRUE(covered.contains(std::string(row.name))) << row.name;
  }
}

struct MalformedCase {
  std::string behaviour;
  std::string text;
  std::string offset;
};

TEST(RequestValidatorTest, NamesTheOffsetOfTheFirstBadByte) {
  const std::vector<MalformedCase> cases = {
      {"overlong form of a slash", "ab\xC0\xAF", "2"},
      {"overlong form in three bytes", "\xE0\x80\xAF", "0"},
      {"surrogate", "قال\xED\xA0\x80", "6"},
      {"cut off at the end", "قال\xD9", "6"},
      {"cut off before a letter", "a\xF0\x9F\x98z", "1"},
      {"above U+10FFFF", "\xF4\x90\x80\x80", "0"},
      {"lone continuation byte", "abc\x80 def \x80", "3"},
      {"a byte that UTF-8 never has", "\xFE", "0"},
  };
  for (const MalformedCase& c : cases) {
    SCOPED_TRACE(c.behaviour);
    wire::v1::ExtractAttributionsRequest request = GoodRequest();
    request.mutable_article()->set_text(c.text);
    const ErrorDetails details = DetailsOf(Validate(request));
    EXPECT_EQ(details.info.reason(), "MALFORMED_UTF8");
    EXPECT_EQ(details.metadata("offset"), c.offset);
    EXPECT_EQ(details.metadata("field"), "article.text");
    EXPECT_THAT(details.status.message(), HasSubstr(absl::StrCat("offset ", c.offset)));
  }
}

TEST(RequestValidatorTest, AcceptsValuesAtTheirLimits) {
  const ServiceLimits limits;
  wire::v1::ExtractAttributionsRequest request = GoodRequest();
  request.mutable_article()->set_text(std::string(kArticleBytesMax, 'a'));
  request.mutable_article()->set_article_id(std::string(kArticleIdBytesMax, 'i'));
  request.mutable_options()->set_min_confidence(1);
  const std::string longest(limits.known_source_name_bytes_max, 'n');
  for (int i = 0; i < limits.known_sources_max; ++i) AddKnownSource(request);
  wire::v1::KnownSource* known_source = request.mutable_options()->mutable_known_sources(0);
  known_source->set_id(longest);
  known_source->set_name(longest);
  for (int i = 0; i < limits.known_source_aliases_max; ++i) known_source->add_aliases(longest);
  EXPECT_THAT(Validate(request), IsOk());
}

TEST(RequestValidatorTest, ServesArabicOfEveryRegion) {
  for (const char* language_code : {"", "ar", "AR", "ar-SA", "ar-sa", "Ar-Eg", "ar-001", "ar-Arab", "ar-arab-TN"}) {
    wire::v1::ExtractAttributionsRequest request = GoodRequest();
    request.mutable_article()->set_language_code(language_code);
    const absl::StatusOr<ValidArticle> article = ValidateArticle(request.article(), "article", ServiceLimits());
    ASSERT_THAT(article, IsOk()) << language_code;
    EXPECT_EQ(article->language_code, *language_code == '\0' ? "ar" : language_code);
  }
}

TEST(RequestValidatorTest, TellsTheLanguagesServed) {
  wire::v1::ExtractAttributionsRequest request = GoodRequest();
  request.mutable_article()->set_language_code("en-GB");
  const ErrorDetails details = DetailsOf(Validate(request));
  EXPECT_EQ(details.status.code(), static_cast<int>(absl::StatusCode::kUnimplemented));
  EXPECT_EQ(details.metadata("languages_served"), "ar");
}

TEST(RequestValidatorTest, FillsInDefaults) {
  const absl::StatusOr<ValidOptions> options = ValidateOptions(wire::v1::ExtractOptions(), ServiceLimits());
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->offset_encoding, v1::OFFSET_ENCODING_UTF8);
  EXPECT_TRUE(options->include_text);
  EXPECT_EQ(options->extract.min_confidence, 0);
  EXPECT_TRUE(options->extract.cue_classes.empty());
  EXPECT_EQ(options->extract.known_sources, nullptr);
}

TEST(RequestValidatorTest, HandsOptionsToTheEngine) {
  wire::v1::ExtractOptions wire;
  wire.set_offset_encoding(v1::OFFSET_ENCODING_UTF16);
  wire.set_include_text(false);
  wire.set_min_confidence(0.25);
  wire.add_cue_classes(v1::CUE_CLASS_EVIDENCE);
  wire.add_cue_classes(v1::CUE_CLASS_STATEMENT);
  wire.add_cue_classes(v1::CUE_CLASS_EVIDENCE);
  wire::v1::KnownSource* known_source = wire.add_known_sources();
  known_source->set_id("id");
  known_source->set_name("name");
  known_source->add_aliases("alias");
  known_source->set_type(v1::SOURCE_TYPE_ORGANIZATION);

  const absl::StatusOr<ValidOptions> options = ValidateOptions(wire, ServiceLimits());
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->offset_encoding, v1::OFFSET_ENCODING_UTF16);
  EXPECT_FALSE(options->include_text);
  EXPECT_EQ(options->extract.min_confidence, 0.25);
  EXPECT_THAT(options->extract.cue_classes, ElementsAre(CueClass::kEvidence, CueClass::kStatement));
  ASSERT_NE(options->extract.known_sources, nullptr);
  ASSERT_EQ(options->extract.known_sources->sources().size(), 1u);
  const KnownSource& source = options->extract.known_sources->sources()[0];
  EXPECT_EQ(source.id, "id");
  EXPECT_EQ(source.name, "name");
  EXPECT_THAT(source.aliases, ElementsAre("alias"));
  EXPECT_EQ(source.type, SourceType::kOrganization);
}

}  // namespace
}  // namespace isnad
