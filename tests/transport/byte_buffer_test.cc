#include "service/transport/byte_buffer.h"

#include <google/protobuf/io/zero_copy_stream.h>
#include <gtest/gtest.h>

#include <string>

#include "isnad/v1/attribution_service.pb.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::IsOk;

std::string ReadAll(const RequestBytes& bytes) {
  std::string all;
  EXPECT_TRUE(bytes.Read([&all](google::protobuf::io::ZeroCopyInputStream* stream) {
    const void* piece = nullptr;
    int size = 0;
    while (stream->Next(&piece, &size)) all.append(static_cast<const char*>(piece), static_cast<size_t>(size));
    return true;
  }));
  return all;
}

TEST(ByteBufferTest, GivesARequestFromItsFirstByteOnEachTime) {
  const grpc::Slice slices[] = {grpc::Slice("one "), grpc::Slice("request "), grpc::Slice("in slices")};
  grpc::ByteBuffer buffer(slices, 3);
  const BufferBytes bytes(buffer);
  buffer.Clear();
  EXPECT_EQ(bytes.size(), 21u);
  EXPECT_EQ(ReadAll(bytes), "one request in slices") << "though the buffer has gone";
  EXPECT_EQ(ReadAll(bytes), "one request in slices");
  EXPECT_FALSE(bytes.Read([](google::protobuf::io::ZeroCopyInputStream*) { return false; }))
      << "as the reader sees fit";
}

TEST(ByteBufferTest, BringsAMessageBack) {
  v1::ExtractAttributionsRequest sent;
  sent.mutable_article()->set_text(std::string(100000, 'a'));
  grpc::ByteBuffer bytes;
  ASSERT_THAT(SerializeBytes(sent, &bytes), IsOk());
  EXPECT_EQ(bytes.Length(), sent.ByteSizeLong());
  v1::ExtractAttributionsRequest received;
  ASSERT_TRUE(ParseBytes(bytes, &received));
  EXPECT_EQ(received.article().text(), sent.article().text());
}

TEST(ByteBufferTest, ReadsBytesThatCameInSlices) {
  const std::string encoded =
      "\x0A\x05\x0A\x03"
      "abc";
  for (size_t cut = 0; cut <= encoded.size(); ++cut) {
    const grpc::Slice slices[] = {grpc::Slice(encoded.substr(0, cut)), grpc::Slice(encoded.substr(cut))};
    v1::ExtractAttributionsRequest request;
    EXPECT_TRUE(ParseBytes(grpc::ByteBuffer(slices, 2), &request)) << cut;
    EXPECT_EQ(request.ByteSizeLong(), encoded.size()) << cut;
  }
}

TEST(ByteBufferTest, RefusesWhatIsNoMessage) {
  const grpc::Slice slice(
      "\x0A\x05"
      "ab");
  v1::ExtractAttributionsRequest request;
  EXPECT_FALSE(ParseBytes(grpc::ByteBuffer(&slice, 1), &request));
}

TEST(ByteBufferTest, ReplacesWhatWasThere) {
  const grpc::Slice slice("old");
  grpc::ByteBuffer bytes(&slice, 1);
  ASSERT_THAT(SerializeBytes(v1::ExtractAttributionsRequest(), &bytes), IsOk());
  EXPECT_EQ(bytes.Length(), 0u);
}

}  // namespace
}  // namespace isnad
