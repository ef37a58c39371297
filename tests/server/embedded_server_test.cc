#include "service/server/embedded_server.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/support/in_process_server.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using testing::IsOk;

TEST(EmbeddedServerTest, ServesThroughItsChannelAfterItWasMoved) {
  absl::StatusOr<EmbeddedServer> started = EmbeddedServer::Start();
  ASSERT_THAT(started, IsOk());
  const EmbeddedServer server = *std::move(started);
  const auto stub = v1::AttributionService::NewStub(server.channel());
  const auto answer = testing::CallExtract(*stub, testing::RequestFor("المدير: سنبدأ غدا"));
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.response.lexicon_version().size(), 12u);
}

TEST(EmbeddedServerTest, ListsTheLexicon) {
  const absl::StatusOr<EmbeddedServer> server = EmbeddedServer::Start();
  ASSERT_THAT(server, IsOk());
  EXPECT_FALSE(server->LexiconLines(/*forms=*/false).empty());
  EXPECT_GE(server->LexiconLines(/*forms=*/true).size(), server->LexiconLines(/*forms=*/false).size());
}

TEST(EmbeddedServerTest, ReportsMissingLanguageData) {
  EXPECT_THAT(EmbeddedServer::Start("/nowhere/at/all"), HasCode(absl::StatusCode::kNotFound));
}

TEST(EmbeddedServerTest, SeveralMayLiveAtOnce) {
  const absl::StatusOr<EmbeddedServer> first = EmbeddedServer::Start();
  const absl::StatusOr<EmbeddedServer> second = EmbeddedServer::Start();
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  for (const auto* server : {&*first, &*second}) {
    const auto stub = v1::AttributionService::NewStub(server->channel());
    EXPECT_THAT(testing::CallExtract(*stub, testing::RequestFor("خبر قصير")).status, IsOk());
  }
}

}  // namespace
}  // namespace isnad
