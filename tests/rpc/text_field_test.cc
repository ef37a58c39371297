// Malformed UTF-8 in each text field that a request has gives the field's path and the first bad byte's offset.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/rpc/request_validator.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/wire/request.pb.h"
#include "tests/support/error_details.h"
#include "tests/support/status_matchers.h"
#include "tests/support/text_field_damage.h"

namespace isnad {
namespace {

using testing::DamagedRequest;
using testing::DamagedRequests;
using testing::ErrorDetails;
using testing::FullRequest;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::UnorderedElementsAre;

absl::Status Validate(const wire::v1::ExtractAttributionsRequest& request) {
  const absl::Status status = ValidateArticle(request.article(), "article", {}).status();
  return status.ok() ? ValidateOptions(request.options(), {}).status() : status;
}

absl::Status Validate(const wire::v1::BatchExtractAttributionsRequest& request) {
  for (int i = 0; i < request.articles_size(); ++i) {
    const auto article = ValidateArticle(request.articles(i), absl::StrCat("articles[", i, "]"), {});
    if (!article.ok()) return article.status();
  }
  return ValidateOptions(request.options(), {}).status();
}

template <typename Request>
class TextFieldTest : public ::testing::Test {};
using Requests = ::testing::Types<wire::v1::ExtractAttributionsRequest, wire::v1::BatchExtractAttributionsRequest>;
TYPED_TEST_SUITE(TextFieldTest, Requests);

TYPED_TEST(TextFieldTest, AcceptsTheRequestUndamaged) { EXPECT_THAT(Validate(FullRequest<TypeParam>()), IsOk()); }

TYPED_TEST(TextFieldTest, NamesFieldAndOffsetOfMalformedText) {
  for (const DamagedRequest<TypeParam>& c : DamagedRequests<TypeParam>()) {
    SCOPED_TRACE(absl::StrCat(c.field, ": ", c.text.behaviour));
    const ErrorDetails details = testing::ReadDetails(EncodeRpcStatus(Validate(c.request)));
    EXPECT_EQ(details.info.reason(), "MALFORMED_UTF8");
    EXPECT_EQ(details.field(), c.field);
    EXPECT_EQ(details.metadata("field"), c.field);
    EXPECT_EQ(details.metadata("offset"), absl::StrCat(c.text.offset));
    ASSERT_EQ(details.bad_request.field_violations_size(), 1);
    EXPECT_THAT(details.bad_request.field_violations(0).description(), HasSubstr(absl::StrCat(c.text.offset)));
  }
}

TEST(TextFieldDamageTest, ReachesEveryTextField) {
  std::set<std::string> fields;
  for (const auto& c : DamagedRequests<wire::v1::StreamExtractAttributionsRequest>()) fields.insert(c.field);
  EXPECT_THAT(fields,
              UnorderedElementsAre("article.article_id", "article.text", "article.language_code",
                                   "options.known_sources[0].id", "options.known_sources[0].name",
                                   "options.known_sources[0].aliases[0]", "options.known_sources[0].aliases[1]",
                                   "options.known_sources[1].id", "options.known_sources[1].name",
                                   "options.known_sources[1].aliases[0]", "options.known_sources[1].aliases[1]"));
}

}  // namespace
}  // namespace isnad
