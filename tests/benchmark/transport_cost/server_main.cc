// isnad-transport-cost-server echo|service BYTES: a server of which tests/load/transport_cost.py measures the processor
// time. Both answer every article of BYTES bytes with the claims of one made-up article of that size, found once at the
// start: `echo` from gRPC's own thread with a prepared response; `service` through everything that our service does,
// with an engine that knows the answer. Prints "serving on HOST:PORT, engine N us", N the processor time that this
// engine takes for an article; ends with its standard input.
#include <grpcpp/grpcpp.h>
#include <time.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/attribution_extractor.h"
#include "service/rpc/response_encoder.h"
#include "service/server/server.h"
#include "tests/benchmark/transport_cost/echo_service.h"
#include "tests/load/generator/made_up_article.h"

namespace isnad {
namespace {

// What the engine finds in the article that the load generator sends with its default seed.
struct Prepared {
  std::string article;
  Attributions attributions;
  LexiconSummary lexicon;
};

absl::StatusOr<Prepared> Prepare(size_t article_bytes) {
  const absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load();
  if (!extractor.ok()) return extractor.status();
  Prepared prepared = {.article = load::MadeUpArticle(article_bytes, /*seed=*/1), .lexicon = extractor->summary()};
  absl::StatusOr<Attributions> attributions = extractor->Extract(prepared.article);
  if (!attributions.ok()) return attributions.status();
  prepared.attributions = *std::move(attributions);
  return prepared;
}

double ThreadSeconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// What stands in for the engine: a copy of its answer, and later the end of the copy.
double MicrosecondsOfCopy(const Attributions& attributions) {
  constexpr int kCopies = 2000;
  size_t claims = 0;
  const double before = ThreadSeconds();
  for (int i = 0; i < kCopies; ++i) {
    const absl::StatusOr<Attributions> copy = attributions;
    claims += copy->claims.size();
  }
  const double took = ThreadSeconds() - before;
  return claims == 0 ? 0 : took * 1e6 / kCopies;
}

void PrintServing(const std::string& address, double engine_us) {
  std::cout << "serving on " << address << ", engine " << engine_us << " us" << std::endl;
}

void WaitForEndOfInput() {
  while (std::cin.get() != std::char_traits<char>::eof()) {
  }
}

int ServeEcho(const Prepared& prepared) {
  v1::ExtractAttributionsResponse response;
  EncodeResponse({.text = prepared.article, .language_code = "ar"}, {}, prepared.attributions, &response);
  response.set_lexicon_version(prepared.lexicon.version);
  EchoService echo(std::move(response));
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&echo);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return EXIT_FAILURE;
  PrintServing(absl::StrCat("127.0.0.1:", port), 0);
  WaitForEndOfInput();
  return EXIT_SUCCESS;
}

int ServeService(const Prepared& prepared) {
  ServerConfig config;
  config.listen_address = "127.0.0.1:0";
  config.drain_delay_ms = 0;
  const absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(config);
  if (!server.ok()) {
    std::cerr << server.status().message() << std::endl;
    return EXIT_FAILURE;
  }
  (*server)->Serve({.extract = [&prepared](absl::string_view, const ExtractOptions&, const std::function<bool()>&)
                        -> absl::StatusOr<Attributions> { return prepared.attributions; },
                    .lexicon = prepared.lexicon});
  PrintServing((*server)->address(), MicrosecondsOfCopy(prepared.attributions));
  WaitForEndOfInput();
  (*server)->Stop();
  return EXIT_SUCCESS;
}

int Main(int argc, char** argv) {
  size_t article_bytes = 0;
  const std::string mode = argc == 3 ? argv[1] : "";
  if ((mode != "echo" && mode != "service") || !absl::SimpleAtoi(argv[2], &article_bytes)) {
    std::cerr << "usage: isnad-transport-cost-server echo|service BYTES" << std::endl;
    return 2;
  }
  const absl::StatusOr<Prepared> prepared = Prepare(article_bytes);
  if (!prepared.ok()) {
    std::cerr << prepared.status().message() << std::endl;
    return EXIT_FAILURE;
  }
  return mode == "echo" ? ServeEcho(*prepared) : ServeService(*prepared);
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) { return isnad::Main(argc, argv); }
