// The connections of a run, each of its own: none is shared behind gRPC's back.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_CONNECTIONS_H_
#define ISNAD_TESTS_LOAD_GENERATOR_CONNECTIONS_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/load/generator/load_options.h"

namespace isnad::load {

using Channels = std::vector<std::shared_ptr<grpc::Channel>>;

// options.connections channels, each connected within options.connect_seconds. Errors: a file that cannot be read;
// Unavailable where nobody answers.
absl::StatusOr<Channels> Connect(const LoadOptions& options);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_CONNECTIONS_H_
