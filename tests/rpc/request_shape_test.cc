// One past each limit on the wire, and that a refusal takes no memory.
#include "service/rpc/request_shape.h"

#include <gmock/gmock.h>
#include <google/protobuf/arena.h>
#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/rpc/arena_message.h"
#include "service/rpc/request_parser.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/wire/request.pb.h"
#include "tests/support/error_details.h"
#include "tests/support/made_up_call.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::ErrorDetails;
using testing::IsOk;
using testing::MadeUpBytes;

using Single = wire::v1::ExtractAttributionsRequest;
using Batch = wire::v1::BatchExtractAttributionsRequest;
using Stream = wire::v1::StreamExtractAttributionsRequest;

std::string Repeat(absl::string_view part, int count) {
  std::string repeated;
  for (int i = 0; i < count; ++i) absl::StrAppend(&repeated, part);
  return repeated;
}

// A field that holds `content`: all field numbers here are below 16.
std::string Field(int number, absl::string_view content) {
  std::string field(1, static_cast<char>(number << 3 | 2));
  for (size_t length = content.size();; length >>= 7) {
    if (length < 128) {
      field.push_back(static_cast<char>(length));
      break;
    }
    field.push_back(static_cast<char>((length & 127) | 128));
  }
  return absl::StrCat(field, content);
}

std::string Article(absl::string_view content) { return Field(1, content); }
std::string Options(absl::string_view content) { return Field(2, content); }
std::string KnownSource(absl::string_view content) { return Field(4, content); }

const std::string kEmptyArticle = Article("");
const std::string kEmptyKnownSource = KnownSource("");
const std::string kEmptyAlias = Field(3, "");

constexpr char kUnknownNumber[] = "\x48\x01";
constexpr int kSurplus = kSurplusFieldsMax;

template <typename Message>
absl::Status Parse(const std::string& bytes, int piece_bytes = -1) {
  google::protobuf::Arena arena;
  const MadeUpBytes request(bytes, piece_bytes);
  if constexpr (std::is_same_v<Message, Stream>) {
    RequestOutline outline;
    return ParseRequest(request, ServiceLimits(), NewOn<Stream>(&arena), &outline);
  } else {
    return ParseRequest(request, ServiceLimits(), NewOn<Message>(&arena));
  }
}

ErrorDetails DetailsOf(const absl::Status& status) { return testing::ReadDetails(EncodeRpcStatus(status)); }

struct ListCase {
  std::string list;
  std::string fits;  // as many as are served
  std::string past;  // one more
  std::string reason;
  std::string field;
};

std::vector<ListCase> ListCases() {
  const ServiceLimits limits;
  const int sources = limits.known_sources_max;
  const int aliases = limits.known_source_aliases_max;
  const auto aliases_of_the_second = [aliases](int more) {
    return Options(kEmptyKnownSource + KnownSource(Repeat(kEmptyAlias, aliases + more)) + kEmptyKnownSource);
  };
  return {
      {"known sources", Options(Repeat(kEmptyKnownSource, sources)), Options(Repeat(kEmptyKnownSource, sources + 1)),
       "TOO_MANY_KNOWN_SOURCES", "options.known_sources"},
      {"known sources of options in two parts, which are joined",
       Options(Repeat(kEmptyKnownSource, sources - 1)) + Options(kEmptyKnownSource),
       Options(Repeat(kEmptyKnownSource, sources)) + Options(kEmptyKnownSource), "TOO_MANY_KNOWN_SOURCES",
       "options.known_sources"},
      {"aliases", aliases_of_the_second(0), aliases_of_the_second(1), "TOO_MANY_ALIASES",
       "options.known_sources[1].aliases"},
  };
}

void ExpectLimit(const ErrorDetails& details, const ListCase& c) {
  EXPECT_EQ(details.info.reason(), c.reason);
  EXPECT_EQ(details.field(), c.field);
  EXPECT_THAT(details.status.message(), ::testing::HasSubstr(c.field));
  EXPECT_EQ(std::stoi(details.metadata("found")), std::stoi(details.metadata("limit_value")) + 1);
}

TEST(RequestShapeTest, RefusesOnePastEachListInEveryRequest) {
  for (const ListCase& c : ListCases()) {
    SCOPED_TRACE(c.list);
    for (const int piece_bytes : {-1, 1, 7}) {
      EXPECT_THAT(Parse<Single>(c.fits, piece_bytes), IsOk());
      EXPECT_THAT(Parse<Batch>(c.fits, piece_bytes), IsOk());
      EXPECT_THAT(Parse<Stream>(c.fits, piece_bytes), IsOk());
      ExpectLimit(DetailsOf(Parse<Single>(c.past, piece_bytes)), c);
      ExpectLimit(DetailsOf(Parse<Batch>(c.past, piece_bytes)), c);
      ExpectLimit(DetailsOf(Parse<Stream>(c.past, piece_bytes)), c);
    }
  }
}

TEST(RequestShapeTest, RefusesOneArticleTooManyInABatch) {
  const int articles = ServiceLimits().batch_articles_max;
  EXPECT_THAT(Parse<Batch>(Repeat(kEmptyArticle, articles)), IsOk());
  ExpectLimit(DetailsOf(Parse<Batch>(Repeat(kEmptyArticle, articles + 1))),
              {.reason = "TOO_MANY_ARTICLES", .field = "articles"});
}

TEST(RequestShapeTest, KeepsToTheLimitsInForce) {
  ServiceLimits limits;
  limits.batch_articles_max = 1;
  limits.known_sources_max = 2;
  limits.known_source_aliases_max = 3;
  Batch request;
  const auto reason = [&](const std::string& bytes) {
    return DetailsOf(ParseRequest(MadeUpBytes(bytes), limits, &request)).info.reason();
  };
  EXPECT_EQ(reason(Repeat(kEmptyArticle, 2)), "TOO_MANY_ARTICLES");
  EXPECT_EQ(reason(Options(Repeat(kEmptyKnownSource, 3))), "TOO_MANY_KNOWN_SOURCES");
  EXPECT_EQ(reason(Options(KnownSource(Repeat(kEmptyAlias, 4)))), "TOO_MANY_ALIASES");
}

struct SurplusCase {
  std::string what;
  std::string fits;
  std::string past;
};

std::vector<SurplusCase> SurplusCases() {
  const auto repeated = [](const std::string& what, const std::string& field, const auto& inside, int first = 0) {
    return SurplusCase{what, inside(Repeat(field, kSurplus + first)), inside(Repeat(field, kSurplus + first + 1))};
  };
  const auto beside = [](const std::string& fields) { return fields; };
  return {
      repeated("unknown number", kUnknownNumber, beside),
      repeated("unknown number in eight bytes", std::string("\x49") + std::string(8, '\0'), beside),
      repeated("unknown number in four bytes", std::string("\x4D") + std::string(4, '\0'), beside),
      repeated("unknown text", Field(9, ""), beside),
      repeated("unknown group", "\x4B\x4C", beside),
      repeated("field of an unknown group", kUnknownNumber,
               [](const std::string& fields) { return absl::StrCat("\x4B", fields.substr(2), "\x4C"); }),
      repeated("known field that is no text", "\x08\x01", beside),
      repeated("unknown number in an article", kUnknownNumber, Article),
      repeated("unknown number in options", kUnknownNumber, Options),
      repeated("unknown number in a known source", kUnknownNumber,
               [](const std::string& fields) { return Options(KnownSource(fields)); }),
      repeated("text given again", Field(2, "text"), Article, 1),
      repeated("options given again", Options(""), beside, 1),
      repeated(
          "name given again", Field(2, ""), [](const std::string& f) { return Options(KnownSource(f)); }, 1),
      repeated("include_text given again", std::string("\x28\x00", 2), Options, 1),
      repeated("cue class", "\x18\x01", Options),
      repeated("packed cue class", "\x01", [](const std::string& numbers) { return Options(Field(3, numbers)); }),
  };
}

TEST(RequestShapeTest, RefusesOneFieldTooManyThatHasNoPlace) {
  for (const SurplusCase& c : SurplusCases()) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(Parse<Single>(c.fits), IsOk());
    EXPECT_THAT(Parse<Batch>(c.fits), IsOk());
    const ErrorDetails details = DetailsOf(Parse<Single>(c.past));
    EXPECT_EQ(details.info.reason(), "REQUEST_MALFORMED");
    EXPECT_EQ(details.metadata("limit_value"), absl::StrCat(kSurplus));
    EXPECT_EQ(details.metadata("found"), absl::StrCat(kSurplus + 1));
    EXPECT_EQ(DetailsOf(Parse<Batch>(c.past)).metadata("found"), absl::StrCat(kSurplus + 1));
  }
  const std::string again = Repeat(kEmptyArticle, kSurplus + 2);
  EXPECT_EQ(DetailsOf(Parse<Single>(again)).metadata("found"), absl::StrCat(kSurplus + 1)) << "articles given again";
}

// What a message of the largest size is refused for is not built first: each of these took 130 MB or more.
TEST(RequestShapeTest, ARefusalTakesNoMemory) {
  const int pairs = ServiceLimits().message_bytes_max / 2;
  const std::vector<std::string> bombs = {
      Repeat(kEmptyArticle, pairs),
      Repeat(kUnknownNumber, pairs),
      Options(Repeat(kEmptyKnownSource, pairs)),
      Options(KnownSource(Repeat(kEmptyAlias, pairs))),
      Article(Repeat(Field(2, ""), pairs)),
      Options(Field(3, Repeat("\x01", 2 * pairs))),
  };
  for (const std::string& bomb : bombs) {
    google::protobuf::Arena arena(ArticleArena());
    auto* const batch = NewOn<Batch>(&arena);
    auto* const single = NewOn<Single>(&arena);
    const uint64_t before = arena.SpaceAllocated();
    EXPECT_FALSE(ParseRequest(MadeUpBytes(bomb), {}, batch).ok());
    EXPECT_FALSE(ParseRequest(MadeUpBytes(bomb), {}, single).ok());
    EXPECT_EQ(arena.SpaceAllocated(), before);
    EXPECT_EQ(batch->ByteSizeLong() + single->ByteSizeLong(), 0u);
  }
}

TEST(RequestShapeTest, TellsIdAndOptionsWithoutParsing) {
  struct OutlineCase {
    std::string what;
    std::string bytes;
    std::string article_id;
    bool has_options;
  };
  const std::string longest(kArticleIdBytesMax, 'i');
  const std::vector<OutlineCase> cases = {
      {"nothing", "", "", false},
      {"id and text", Article(Field(1, "id") + Field(2, "text")), "id", false},
      {"the last id counts", Article(Field(1, "first")) + Article(Field(1, "last")), "last", false},
      {"empty options behind the article", Article(Field(1, "id")) + Options(""), "id", true},
      {"options before the article", Options(kEmptyKnownSource) + Article(Field(1, "id")), "id", true},
      {"longest id", Article(Field(1, longest)), longest, false},
      {"one byte past it", Article(Field(1, longest + "i")), "", false},
      {"faulty options", Options(Repeat(kEmptyKnownSource, 5000)), "", true},
      {"no message", "\xFF\xFF\xFF", "", false},
  };
  for (const OutlineCase& c : cases) {
    SCOPED_TRACE(c.what);
    const RequestOutline outline = ReadOutline(MadeUpBytes(c.bytes, 3), ServiceLimits());
    EXPECT_EQ(outline.article_id, c.article_id);
    EXPECT_EQ(outline.has_options, c.has_options);
  }
}

// A length past the message around it would hide what is behind it.
TEST(RequestShapeTest, RefusesWhatIsNoMessage) {
  const std::string cut_off = Options(KnownSource(Repeat(kEmptyAlias, 10)));
  std::string too_long_inside = Options(kEmptyKnownSource) + Article(Field(2, "text"));
  too_long_inside[3] = 10;  // the known source, into the article
  for (const std::string& bytes :
       {std::string("\xFF\xFF\xFF"), std::string("\x0C"), std::string("\x4B"), std::string("\x4B\x48\x01\x4C\x4C"),
        std::string("\x0A\x05\x12"), std::string("\x0F"), cut_off.substr(0, cut_off.size() - 1), too_long_inside}) {
    EXPECT_EQ(DetailsOf(Parse<Single>(bytes)).info.reason(), "REQUEST_MALFORMED");
    EXPECT_EQ(DetailsOf(Parse<Batch>(bytes)).info.reason(), "REQUEST_MALFORMED");
  }
}

}  // namespace
}  // namespace isnad
