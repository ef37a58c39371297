#include "client/attribution_stream.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "client/attribution_client.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"

namespace isnad {
namespace {

using Request = v1::StreamExtractAttributionsRequest;
using Response = v1::StreamExtractAttributionsResponse;

// Answers each article as it comes, "bad" with an error.
grpc::Status Echo(grpc::ServerContext&, FakeService::Articles& articles) {
  Request request;
  while (articles.Read(&request)) {
    Response response;
    response.set_article_id(request.article().article_id());
    if (request.article().text() == "bad") response.mutable_error()->set_code(3);
    if (!articles.Write(response)) break;
  }
  return grpc::Status::OK;
}

// Takes no article until the call is cancelled.
grpc::Status StandStill(grpc::ServerContext& context, FakeService::Articles&) {
  while (!context.IsCancelled()) std::this_thread::yield();
  return grpc::Status::CANCELLED;
}

Request RequestOf(const std::string& id, const std::string& text = "x") {
  Request request;
  request.mutable_article()->set_article_id(id);
  request.mutable_article()->set_text(text);
  return request;
}

class AttributionStreamTest : public testing::Test {
 protected:
  AttributionStreamTest() { server_.service.stream = Echo; }

  AttributionStream Stream(std::chrono::milliseconds idle = std::chrono::seconds(60)) const {
    ClientOptions options;
    options.stream_idle = idle;
    return AttributionClient::Connect(server_.address(), options)->Stream().value();
  }

  FakeServer server_;
};

TEST_F(AttributionStreamTest, BringsOutcomesInOrderAndGoesOnAfterABadArticle) {
  AttributionStream stream = Stream();
  EXPECT_TRUE(stream.Write(RequestOf("a")));
  EXPECT_TRUE(stream.Write(RequestOf("b", "bad")));
  EXPECT_TRUE(stream.Write(RequestOf("c")));
  stream.FinishWrites();
  EXPECT_FALSE(stream.Write(RequestOf("d"))) << "said to be the end";
  Response response;
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_TRUE(stream.Read(response));
    EXPECT_EQ(response.article_id(), id);
    EXPECT_EQ(response.has_error(), response.article_id() == "b");
  }
  EXPECT_FALSE(stream.Read(response));
  EXPECT_FALSE(stream.Read(response)) << "and again";
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
  EXPECT_EQ(stream.Finish(), absl::OkStatus()) << "and again";
}

TEST_F(AttributionStreamTest, WritesInOneThreadAndReadsInAnother) {
  constexpr int kArticles = 2000;
  AttributionStream stream = Stream();
  std::thread writer([&stream] {
    for (int i = 0; i < kArticles; ++i) ASSERT_TRUE(stream.Write(RequestOf(absl::StrCat(i), std::string(1000, 'x'))));
    stream.FinishWrites();
  });
  Response response;
  int read = 0;
  for (; stream.Read(response); ++read) ASSERT_EQ(response.article_id(), absl::StrCat(read));
  writer.join();
  EXPECT_EQ(read, kArticles);
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
}

// 64 articles of 1 MiB are far more than any buffer on the way takes.
TEST_F(AttributionStreamTest, HoldsTheWriterBackWhereTheServerIsBehind) {
  std::mutex mutex;
  std::condition_variable changed;
  bool go = false;
  server_.service.stream = [&](grpc::ServerContext& context, FakeService::Articles& articles) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [&go] { return go; });
    return Echo(context, articles);
  };
  AttributionStream stream = Stream();
  std::atomic<int> written = 0;
  std::thread writer([&] {
    for (; written < 64 && stream.Write(RequestOf("a", std::string(1 << 20, 'x'))); ++written) {
    }
    stream.FinishWrites();
  });
  // Until the writer has stood still for a while: it waits, and is not merely slow.
  for (int before = -1, same = 0; same < 20;) {
    auto later = std::chrono::steady_clock::now() + std::chrono::milliseconds(10);
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait_until(lock, later, [&go] { return go; });
    same = written == before ? same + 1 : 0;
    before = written;
  }
  EXPECT_LT(written, 64);
  {
    std::lock_guard<std::mutex> lock(mutex);
    go = true;
  }
  changed.notify_all();
  Response response;
  int read = 0;
  while (stream.Read(response)) ++read;
  writer.join();
  EXPECT_EQ(read, 64);
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
}

TEST_F(AttributionStreamTest, EndsWhereAnAnswerIsOwedTooLong) {
  server_.service.stream = StandStill;
  AttributionStream stream = Stream(std::chrono::milliseconds(50));
  stream.Write(RequestOf("a"));
  Response response;
  EXPECT_FALSE(stream.Read(response));
  EXPECT_FALSE(stream.Write(RequestOf("b")));
  absl::Status status = stream.Finish();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status)) << status;
}

TEST_F(AttributionStreamTest, EndsWhereTheServerDoesNotEndItself) {
  server_.service.stream = StandStill;
  AttributionStream stream = Stream(std::chrono::milliseconds(50));
  stream.FinishWrites();
  Response response;
  EXPECT_FALSE(stream.Read(response));
  EXPECT_TRUE(absl::IsDeadlineExceeded(stream.Finish()));
}

// Nothing is owed while the next article has not been written, however long that takes.
// It comes at the instant at which the reader, having waited for two times its limit, looks at the clock.
TEST_F(AttributionStreamTest, WaitsForASlowWriter) {
  constexpr std::chrono::milliseconds kIdle(500);  // far more than an answer takes, under a sanitizer too
  AttributionStream stream = Stream(kIdle);
  Response response;
  EXPECT_TRUE(stream.Write(RequestOf("a")));
  EXPECT_TRUE(stream.Read(response));
  std::thread writer([&stream, kIdle] {
    std::this_thread::sleep_for(2 * kIdle);
    EXPECT_TRUE(stream.Write(RequestOf("b")));
    stream.FinishWrites();
  });
  EXPECT_TRUE(stream.Read(response));
  writer.join();
  EXPECT_FALSE(stream.Read(response));
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
}

TEST_F(AttributionStreamTest, TellsHowTheServerEndedIt) {
  server_.service.stream = [](grpc::ServerContext&, FakeService::Articles&) {
    return grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "not you");
  };
  AttributionStream stream = Stream();
  Response response;
  EXPECT_FALSE(stream.Read(response));
  while (stream.Write(RequestOf("a"))) {
  }
  absl::Status status = stream.Finish();
  EXPECT_TRUE(absl::IsPermissionDenied(status)) << status;
  EXPECT_EQ(status.message(), "not you");
}

TEST_F(AttributionStreamTest, MissesAnswersThatNeverCame) {
  server_.service.stream = [](grpc::ServerContext&, FakeService::Articles& articles) {
    Request request;
    while (articles.Read(&request)) {
    }
    return grpc::Status::OK;
  };
  AttributionStream stream = Stream();
  EXPECT_TRUE(stream.Write(RequestOf("a")));
  stream.FinishWrites();
  Response response;
  EXPECT_FALSE(stream.Read(response));
  EXPECT_TRUE(absl::IsInternal(stream.Finish()));
}

TEST_F(AttributionStreamTest, IsCancelledFromAnotherThread) {
  server_.service.stream = StandStill;
  AttributionStream stream = Stream();
  std::thread other([&stream] { stream.Cancel(); });
  Response response;
  EXPECT_FALSE(stream.Read(response));
  other.join();
  EXPECT_TRUE(absl::IsCancelled(stream.Finish()));
}

TEST_F(AttributionStreamTest, IsCancelledWhereItIsFinishedOrDroppedEarly) {
  server_.service.stream = StandStill;
  AttributionStream finished = Stream();
  finished.Write(RequestOf("a"));
  EXPECT_TRUE(absl::IsCancelled(finished.Finish()));
  { AttributionStream dropped = Stream(); }
}

TEST_F(AttributionStreamTest, IsRepeatedWhereNoServerTookIt) {
  server_.service.stream = [this](grpc::ServerContext& context, FakeService::Articles& articles) {
    if (server_.service.calls == 1) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "going");
    return Echo(context, articles);
  };
  AttributionStream stream = Stream();
  EXPECT_TRUE(stream.Write(RequestOf("a")));
  stream.FinishWrites();
  Response response;
  EXPECT_TRUE(stream.Read(response));
  EXPECT_EQ(response.article_id(), "a");
  EXPECT_FALSE(stream.Read(response));
  EXPECT_EQ(stream.Finish(), absl::OkStatus());
}

TEST_F(AttributionStreamTest, IsUnavailableWhereTheServerGoes) {
  AttributionStream stream = Stream();
  EXPECT_TRUE(stream.Write(RequestOf("a")));
  Response response;
  EXPECT_TRUE(stream.Read(response));
  server_.Stop();
  EXPECT_FALSE(stream.Read(response));
  absl::Status status = stream.Finish();
  EXPECT_TRUE(absl::IsUnavailable(status) || absl::IsCancelled(status)) << status;
}

}  // namespace
}  // namespace isnad
