// One stream of articles: requests go out in order as flow control lets them, answers come back in the same order and
// are matched by it. Start once, Send, then End; any thread. It keeps itself alive until its end.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_ARTICLE_STREAM_H_
#define ISNAD_TESTS_LOAD_GENERATOR_ARTICLE_STREAM_H_

#include <grpcpp/generic/generic_stub.h>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "tests/load/generator/caller.h"

namespace isnad::load {

class ArticleStream final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                            public std::enable_shared_from_this<ArticleStream> {
 public:
  ArticleStream(const CallerSetup& setup, const std::shared_ptr<grpc::Channel>& channel);

  // Held by a shared_ptr from before this call. Not under a lock: gRPC may call back at once.
  void Start();
  // False where the stream has ended, and `done` is not called.
  bool Send(const PreparedRequest& request, Clock::time_point due, WhenDone done);
  // Nothing more is sent.
  void End();
  void Cancel() { context_.TryCancel(); }

  void OnWriteDone(bool ok) override;
  void OnWritesDoneDone(bool ok) override;
  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

 private:
  struct Sent {
    const PreparedRequest* request;
    CallOutcome outcome;
    WhenDone done;
  };

  // What the wire does next, decided under the lock and done outside it: gRPC may call back at once.
  enum class Operation { kNone, kWrite, kEndWrites, kLetGo };
  struct Step {
    Operation operation = Operation::kNone;
    const PreparedRequest* request = nullptr;  // of kWrite
  };
  Step Next();  // with the mutex held
  void Take(const Step& step);

  const CallerSetup& setup_;
  grpc::ClientContext context_;
  grpc::ByteBuffer answer_;
  std::shared_ptr<ArticleStream> itself_;  // until OnDone

  std::mutex mutex_;  // guards what is below
  std::deque<const PreparedRequest*> to_write_;
  bool busy_ = false;  // a write or the end of writes is under way
  std::deque<Sent> awaiting_;
  bool no_more_ = false;       // End was called
  bool writes_ended_ = false;  // the peer was told so
  bool reads_ended_ = false;
  bool held_ = true;  // we may still start operations
};

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_ARTICLE_STREAM_H_
