#include "service/telemetry/trace_context.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

constexpr char kTrace[] = "0af7651916cd43dd8448eb211c80319c";
constexpr char kParent[] = "b7ad6b7169203331";

std::string Header(absl::string_view version, absl::string_view trace, absl::string_view parent,
                   absl::string_view flags) {
  return absl::StrCat(version, "-", trace, "-", parent, "-", flags);
}

TEST(ParseTraceparent, ReadsWhatTheRecommendationAllows) {
  struct Row {
    const char* what;
    std::string header;
    bool sampled;
  };
  const Row rows[] = {
      {"sampled", Header("00", kTrace, kParent, "01"), true},
      {"not sampled", Header("00", kTrace, kParent, "00"), false},
      {"flags that are not known", Header("00", kTrace, kParent, "ff"), true},
      {"flags that are not known, not sampled", Header("00", kTrace, kParent, "fe"), false},
      {"a later version", Header("01", kTrace, kParent, "01"), true},
      {"a later version with more fields", Header("cc", kTrace, kParent, "01-what-comes"), true},
      {"a later version with an empty field", Header("fe", kTrace, kParent, "00-"), false},
  };
  for (const Row& row : rows) {
    const std::optional<TraceContext> context = ParseTraceparent(row.header);
    ASSERT_TRUE(context.has_value()) << row.what;
    EXPECT_EQ(context->TraceId(), kTrace) << row.what;
    EXPECT_EQ(context->ParentId(), kParent) << row.what;
    EXPECT_EQ(context->sampled, row.sampled) << row.what;
  }
}

TEST(ParseTraceparent, RefusesEverythingElse) {
  struct Row {
    const char* what;
    std::string header;
  };
  const std::string zeros(32, '0');
  const Row rows[] = {
      {"nothing", ""},
      {"version ff", Header("ff", kTrace, kParent, "01")},
      {"version 00 with more", Header("00", kTrace, kParent, "01-more")},
      {"version 00 with a hyphen behind", Header("00", kTrace, kParent, "01-")},
      {"later version with more and no hyphen", Header("01", kTrace, kParent, "01.more")},
      {"later version, too short", Header("01", kTrace, kParent, "0")},
      {"upper-case version", Header("0A", kTrace, kParent, "01")},
      {"upper-case trace", Header("00", "0AF7651916CD43DD8448EB211C80319C", kParent, "01")},
      {"upper-case parent", Header("00", kTrace, "B7AD6B7169203331", "01")},
      {"upper-case flags", Header("00", kTrace, kParent, "0A")},
      {"trace of zeros", Header("00", zeros, kParent, "01")},
      {"parent of zeros", Header("00", kTrace, zeros.substr(0, 16), "01")},
      {"short trace", Header("00", absl::string_view(kTrace).substr(1), kParent, "01")},
      {"long trace", Header("00", absl::StrCat(kTrace, "0"), kParent, "01")},
      {"not hex", Header("00", "0af7651916cd43dd8448eb211c80319g", kParent, "01")},
      {"other separators", absl::StrCat("00_", kTrace, "_", kParent, "_01")},
      {"one other separator", absl::StrCat("00-", kTrace, "-", kParent, "+01")},
      {"blank before", absl::StrCat(" ", Header("00", kTrace, kParent, "01"))},
      {"blank behind", absl::StrCat(Header("00", kTrace, kParent, "01"), " ")},
      {"a sign", Header("00", kTrace, kParent, "+1")},
      {"NUL", Header("00", kTrace, kParent, std::string("0\0", 2))},
  };
  for (const Row& row : rows) EXPECT_FALSE(ParseTraceparent(row.header).has_value()) << row.what;
}

TEST(IsTracestate, FollowsTheGrammar) {
  struct Row {
    std::string header;
    bool valid;
  };
  const std::string z(256, 'z'), t(241, 't'), v(14, 'v');
  const Row rows[] = {
      {"foo=1", true},
      {"foo=1,bar=2", true},
      {"foo=1 \t , \t bar=2,,", true},
      {"a_-*/9=x", true},
      {"0tenant@system=x", true},
      {z + "=1", true},
      {t + "@" + v + "=1", true},
      {"foo=a b", true},
      {"foo=" + z, true},
      {"", false},
      {" , ", false},
      {"foo", false},
      {"foo=", false},
      {"=1", false},
      {"foo =1", false},
      {"FOO=1", false},
      {"0foo=1", false},
      {"foo.bar=1", false},
      {"foo@=1", false},
      {"@foo=1", false},
      {"foo@@bar=1", false},
      {"foo@bar@baz=1", false},
      {"foo@0bar=1", false},
      {"foo=bar=baz", false},
      {"foo=1,foo=2", false},
      {"foo=\x7F", false},
      {"foo=\xD9\x82", false},
      {"z" + z + "=1", false},
      {"t" + t + "@" + v + "=1", false},
      {t + "@" + v + "v=1", false},
      {"foo=z" + z, false},
  };
  for (const Row& row : rows) EXPECT_EQ(IsTracestate(row.header), row.valid) << row.header;
}

std::string Entries(size_t count) {
  std::string header;
  for (size_t i = 0; i < count; ++i) absl::StrAppend(&header, i == 0 ? "" : ",", "k", i, "=1");
  return header;
}

TEST(IsTracestate, KeepsToItsLimits) {
  EXPECT_TRUE(IsTracestate(Entries(kTraceStateEntriesMax)));
  EXPECT_FALSE(IsTracestate(Entries(kTraceStateEntriesMax + 1)));
  const std::string full = absl::StrCat("a=", std::string(253, 'x'), ",bc=", std::string(253, 'x'));
  ASSERT_EQ(full.size(), kTraceStateBytesMax);
  EXPECT_TRUE(IsTracestate(full));
  EXPECT_FALSE(IsTracestate(full + "x"));
}

TEST(ContinueTrace, TakesTheCallersTraceWithASpanOfItsOwn) {
  TraceIds ids(1, 2);
  const TraceContext context = ContinueTrace(Header("00", kTrace, kParent, "01"), "vendor=opaque", ids);
  EXPECT_EQ(context.TraceId(), kTrace);
  EXPECT_EQ(context.ParentId(), kParent);
  EXPECT_EQ(context.state, "vendor=opaque");
  EXPECT_NE(context.SpanId(), kParent);
  EXPECT_EQ(context.Traceparent(), Header("00", kTrace, context.SpanId(), "01"));
}

TEST(ContinueTrace, PassesOnlyTheFlagItKnowsOn) {
  TraceIds ids(1, 2);
  const TraceContext context = ContinueTrace(Header("cc", kTrace, kParent, "fe-more"), "", ids);
  EXPECT_EQ(context.Traceparent(), Header("00", kTrace, context.SpanId(), "00"));
}

TEST(ContinueTrace, LeavesMalformedStateOutAndKeepsTheTrace) {
  TraceIds ids(1, 2);
  const TraceContext context = ContinueTrace(Header("00", kTrace, kParent, "01"), "NOT=valid", ids);
  EXPECT_EQ(context.TraceId(), kTrace);
  EXPECT_EQ(context.state, "");
}

TEST(ContinueTrace, BeginsATraceWhereNoneCanBeRead) {
  TraceIds ids(1, 2);
  for (const std::string& header : {std::string(), Header("ff", kTrace, kParent, "01")}) {
    const TraceContext context = ContinueTrace(header, "vendor=opaque", ids);
    EXPECT_NE(context.TraceId(), kTrace);
    EXPECT_EQ(context.ParentId(), "");
    EXPECT_EQ(context.state, "");
    EXPECT_TRUE(ParseTraceparent(context.Traceparent()).has_value()) << context.Traceparent();
  }
}

}  // namespace
}  // namespace isnad
