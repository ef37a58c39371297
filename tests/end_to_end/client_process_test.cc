// The C++ client with real servers: every way to ask gives the same answer, and no call is lost when a server goes.
#include <signal.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/attribution_client.h"
#include "gtest/gtest.h"
#include "tests/support/server_process.h"

namespace isnad {
namespace {

using testing::ServerProcess;

// Short articles of several kinds; each seventh has no text.
v1::Article ArticleOf(int number) {
  const std::string texts[] = {
      "قال عمدة القرية إن البئر ستحفر قبل الشتاء.",
      "أعلنت شركة الملح أن المصنع متوقف. وأضافت أن العمال سيعودون قريبا.",
      "الطقس معتدل على الساحل اليوم.",
      "وبحسب مراسل الإذاعة، فإن السوق مغلقة.",
      "نفى المدير التهمة، وقال: \"لم أوقع شيئا\".",
      "يرى خبراء أن الموسم جيد.",
      "",
  };
  v1::Article article;
  article.set_article_id(absl::StrCat("a", number));
  article.set_text(texts[number % 7]);
  return article;
}

TEST(ClientAndServer, AnswerAlikeHoweverAsked) {
  ServerProcess server({"--listen", "127.0.0.1:0"});
  AttributionClient client = AttributionClient::Connect(server.WaitUntilServing()).value();
  constexpr int kArticles = 28;
  v1::BatchExtractAttributionsRequest batch;
  AttributionStream stream = client.Stream().value();
  for (int i = 0; i < kArticles; ++i) {
    *batch.add_articles() = ArticleOf(i);
    v1::StreamExtractAttributionsRequest request;
    *request.mutable_article() = ArticleOf(i);
    ASSERT_TRUE(stream.Write(request));
  }
  stream.FinishWrites();
  auto together = client.ExtractBatch(batch);
  ASSERT_TRUE(together.ok()) << together.status();
  ASSERT_EQ(together->results_size(), kArticles);
  for (int i = 0; i < kArticles; ++i) {
    v1::ExtractAttributionsRequest request;
    *request.mutable_article() = ArticleOf(i);
    auto alone = client.Extract(request);
    v1::StreamExtractAttributionsResponse streamed;
    ASSERT_TRUE(stream.Read(streamed));
    EXPECT_EQ(streamed.article_id(), absl::StrCat("a", i));
    EXPECT_EQ(together->results(i).article_id(), absl::StrCat("a", i));
    ASSERT_EQ(together->results(i).has_response(), alone.ok()) << i;
    ASSERT_EQ(streamed.has_response(), alone.ok()) << i;
    if (alone.ok()) {
      EXPECT_EQ(together->results(i).response().SerializeAsString(), alone->SerializeAsString());
      EXPECT_EQ(streamed.response().SerializeAsString(), alone->SerializeAsString());
    } else {
      EXPECT_EQ(ErrorReason(alone.status()), "TEXT_EMPTY");
      EXPECT_EQ(ErrorReason(ToAbslStatus(together->results(i).error())), "TEXT_EMPTY");
      EXPECT_EQ(ErrorReason(ToAbslStatus(streamed.error())), "TEXT_EMPTY");
    }
  }
  v1::StreamExtractAttributionsResponse none;
  EXPECT_FALSE(stream.Read(none));
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
}

TEST(ClientAndServer, StreamThousandsOfArticlesInOrder) {
  ServerProcess server({"--listen", "127.0.0.1:0"});
  AttributionStream stream =
      AttributionClient::Connect(server.WaitUntilServing())->Stream().value();  // may outlive its client
  constexpr int kArticles = 5000;
  std::thread writer([&stream] {
    v1::StreamExtractAttributionsRequest request;
    for (int i = 0; i < kArticles; ++i) {
      *request.mutable_article() = ArticleOf(i);
      if (!stream.Write(request)) break;
    }
    stream.FinishWrites();
  });
  v1::StreamExtractAttributionsResponse response;
  int read = 0;
  for (; stream.Read(response); ++read) {
    EXPECT_EQ(response.article_id(), absl::StrCat("a", read));
    EXPECT_EQ(response.has_error(), read % 7 == 6);
  }
  writer.join();
  EXPECT_EQ(read, kArticles);
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
}

TEST(ClientAndServer, LoseNoCallWhileOneOfTwoServersStops) {
  ServerProcess staying({"--listen", "127.0.0.1:0"});
  ServerProcess going({"--listen", "127.0.0.1:0", "--drain-delay-ms", "300"});
  std::string target = absl::StrCat("ipv4:", staying.WaitUntilServing(), ",", going.WaitUntilServing());
  AttributionClient client = AttributionClient::Connect(target).value();
  std::atomic<bool> gone = false;
  std::atomic<int> calls = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      v1::ExtractAttributionsRequest request;
      *request.mutable_article() = ArticleOf(0);
      for (; !gone; ++calls) {
        auto response = client.Extract(request);
        EXPECT_TRUE(response.ok()) << response.status();
      }
    });
  }
  while (calls < 100) std::this_thread::yield();
  going.Signal(SIGTERM);
  EXPECT_EQ(going.ExitStatus(), 0);
  int at_exit = calls;
  while (calls < at_exit + 100) std::this_thread::yield();
  gone = true;
  for (std::thread& caller : callers) caller.join();
}

}  // namespace
}  // namespace isnad
