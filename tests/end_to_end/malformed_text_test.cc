// Text that is not UTF-8, in every text field of every way to send an article: an error of ours with the field and the
// offset of the first bad byte, and nothing in the log.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/rpc/wire/request.pb.h"
#include "tests/support/error_details.h"
#include "tests/support/raw_call.h"
#include "tests/support/server_process.h"
#include "tests/support/text_field_damage.h"

namespace isnad {
namespace {

using testing::DamagedRequests;
using testing::ErrorDetails;
using testing::RawCall;
using testing::ReadDetails;

class MalformedTextTest : public ::testing::Test {
 protected:
  ~MalformedTextTest() override {
    channel_.reset();  // an idle client answers a server's farewell late
    server_.Signal(SIGTERM);
    EXPECT_EQ(server_.ExitStatus(), 0);
    EXPECT_EQ(server_.errors(), "");
  }

  template <typename Damaged>
  static void ExpectFault(const ErrorDetails& details, const Damaged& damaged) {
    EXPECT_EQ(details.status.code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(details.info.reason(), "MALFORMED_UTF8");
    EXPECT_EQ(details.field(), damaged.field);
    EXPECT_EQ(details.metadata("offset"), absl::StrCat(damaged.text.offset));
  }

  testing::ServerProcess server_{{"--listen", "127.0.0.1:0", "--log-level", "warning"}};
  std::shared_ptr<grpc::Channel> channel_ =
      grpc::CreateChannel(server_.WaitUntilServing(), grpc::InsecureChannelCredentials());
};

TEST_F(MalformedTextTest, InASingleArticle) {
  for (const auto& damaged : DamagedRequests<wire::v1::ExtractAttributionsRequest>()) {
    SCOPED_TRACE(absl::StrCat(damaged.field, ": ", damaged.text.behaviour));
    ExpectFault(ReadDetails(RawCall(channel_, testing::kExtractMethod, damaged.request.SerializeAsString()).status),
                damaged);
  }
}

TEST_F(MalformedTextTest, InABatch) {
  for (const auto& damaged : DamagedRequests<wire::v1::BatchExtractAttributionsRequest>()) {
    SCOPED_TRACE(absl::StrCat(damaged.field, ": ", damaged.text.behaviour));
    const testing::RawAnswer answer =
        RawCall(channel_, "/isnad.v1.AttributionService/BatchExtractAttributions", damaged.request.SerializeAsString());
    if (damaged.field.rfind("articles[", 0) != 0) {
      ExpectFault(ReadDetails(answer.status), damaged);
      continue;
    }
    v1::BatchExtractAttributionsResponse response;
    ASSERT_TRUE(response.ParseFromString(answer.bytes));
    ASSERT_EQ(response.results_size(), 2);
    const int bad = damaged.field[9] - '0';
    ExpectFault(ReadDetails(response.results(bad).error()), damaged);
    EXPECT_TRUE(response.results(1 - bad).has_response()) << "the other article is answered";
  }
}

TEST_F(MalformedTextTest, OnAStream) {
  const auto damaged = DamagedRequests<wire::v1::StreamExtractAttributionsRequest>();
  // The server reads bytes; a generic stream sends them as they are.
  grpc::GenericStub stub(channel_);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto wait = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return ok;
  };
  const auto stream = stub.PrepareCall(&context, "/isnad.v1.AttributionService/StreamExtractAttributions", &queue);
  stream->StartCall(nullptr);
  ASSERT_TRUE(wait());
  for (const auto& each : damaged) {
    SCOPED_TRACE(absl::StrCat(each.field, ": ", each.text.behaviour));
    const grpc::Slice slice(each.request.SerializeAsString());
    stream->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    ASSERT_TRUE(wait());
    grpc::ByteBuffer bytes;
    stream->Read(&bytes, nullptr);
    ASSERT_TRUE(wait());
    v1::StreamExtractAttributionsResponse answer;
    ASSERT_TRUE(answer.ParseFromString(testing::ToString(bytes)));
    ExpectFault(ReadDetails(answer.error()), each);
  }
  stream->WritesDone(nullptr);
  ASSERT_TRUE(wait());
  grpc::Status status;
  stream->Finish(&status, nullptr);
  wait();
  EXPECT_TRUE(status.ok()) << status.error_message();
}

}  // namespace
}  // namespace isnad
