// Sources that a caller knows are made ready once for all the articles that have them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "service/rpc/extraction_service.h"
#include "service/rpc/wire/request.pb.h"
#include "tests/support/made_up_call.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::testing::Each;
using testing::IsOk;
using testing::MadeUpCall;
using testing::MadeUpStream;
using ::testing::NotNull;
using ::testing::SizeIs;

// Remembers what each article was to be looked up in.
class SourcesSeen {
 public:
  ExtractionEngine engine() {
    return {.extract =
                [this](absl::string_view, const ExtractOptions& options, const std::function<bool()>&) {
                  std::lock_guard<std::mutex> lock(mutex_);
                  seen_.push_back(options.known_sources.get());
                  return Attributions();
                },
            .lexicon = {}};
  }
  std::vector<const KnownSourceIndex*> seen() {
    std::lock_guard<std::mutex> lock(mutex_);
    return seen_;
  }

 private:
  std::mutex mutex_;
  std::vector<const KnownSourceIndex*> seen_;
};

void AddKnownSource(wire::v1::ExtractOptions* options) {
  wire::v1::KnownSource* const source = options->add_known_sources();
  source->set_id("id");
  source->set_name("name");
}

std::set<const KnownSourceIndex*> Different(const std::vector<const KnownSourceIndex*>& seen) {
  return {seen.begin(), seen.end()};
}

class KnownSourcesTest : public ::testing::Test {
 protected:
  KnownSourcesTest() { service_.Serve(sources_.engine()); }

  SourcesSeen sources_;
  ServerMetrics metrics_;
  ExtractionService service_{{}, /*workers=*/3, &metrics_};
};

TEST_F(KnownSourcesTest, AreMadeReadyOnceForABatch) {
  wire::v1::BatchExtractAttributionsRequest request;
  for (int i = 0; i < 100; ++i) request.add_articles()->set_text("text");
  AddKnownSource(request.mutable_options());
  MadeUpCall call(request.SerializeAsString());
  service_.ExtractBatch(&call);
  EXPECT_THAT(call.Wait(), IsOk());
  EXPECT_THAT(sources_.seen(), SizeIs(100));
  EXPECT_THAT(sources_.seen(), Each(NotNull()));
  EXPECT_THAT(Different(sources_.seen()), SizeIs(1));
}

TEST_F(KnownSourcesTest, AreMadeReadyOnceForTheArticlesOfAStream) {
  wire::v1::StreamExtractAttributionsRequest request;
  request.mutable_article()->set_text("text");
  std::vector<std::string> requests(100, request.SerializeAsString());
  AddKnownSource(request.mutable_options());
  requests.front() = request.SerializeAsString();
  MadeUpStream stream(requests);
  const auto extraction = service_.OpenStream(&stream);
  stream.set_extraction(extraction.get());
  extraction->Start();
  EXPECT_THAT(stream.Wait(), IsOk());
  EXPECT_THAT(sources_.seen(), SizeIs(100));
  EXPECT_THAT(sources_.seen(), Each(NotNull()));
  EXPECT_THAT(Different(sources_.seen()), SizeIs(1));
}

TEST_F(KnownSourcesTest, NothingIsMadeReadyWhereThereAreNone) {
  wire::v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_text("text");
  MadeUpCall call(request.SerializeAsString());
  service_.Extract(&call);
  EXPECT_THAT(call.Wait(), IsOk());
  EXPECT_THAT(sources_.seen(), SizeIs(1));
  EXPECT_EQ(sources_.seen()[0], nullptr);
}

}  // namespace
}  // namespace isnad
