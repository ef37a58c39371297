// Holds the order of the rooms: data flows down this list, so a file may include its own room and those above it.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/tidy/source_tree.h"

namespace isnad::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The first prefix that fits names a file's room. A longer prefix stands before a shorter one that it begins with.
const char* const kRooms[] = {
    "service/attribution/limits.h",  // numbers alone: every stage keeps to them
    "service/attribution/text/",     // bytes as received -> folded text
    "service/attribution/token/",    // -> tokens, sentences, quotations
    "service/attribution/lexicon/",  // TSV files -> lexicon
    "service/attribution/ranking/",  // features -> probabilities
    "service/attribution/cue/",      // -> cues
    "service/attribution/span/",     // -> cue, source and content spans
    "service/attribution/source/",   // -> source entities
    "service/attribution/claim/",    // -> claims
    "service/attribution/",          // the engine's door
    "service/scheduling/",           // which work runs when
    "service/telemetry/",            // what is counted and logged
    "service/access/",               // who may call what
    "service/rpc/",                  // requests and responses
    "service/transport/",            // gRPC's side of the calls
    "service/server/",               // a running server
};

// What the rooms outside the engine may name of it; the trainer, which shares its candidates and features, may name
// all.
const char* const kEngineDoor[] = {
    "service/attribution/attribution_extractor.h",
    "service/attribution/claim/claim.h",
    "service/attribution/limits.h",
};

constexpr char kEmbeddedServer[] = "service/server/embedded_server.h";

int RoomOf(absl::string_view path) {
  auto room = std::find_if(std::begin(kRooms), std::end(kRooms),
                           [path](const char* prefix) { return absl::StartsWith(path, prefix); });
  return room == std::end(kRooms) ? -1 : static_cast<int>(room - std::begin(kRooms));
}

bool IsEngineDoor(absl::string_view path) {
  return std::find(std::begin(kEngineDoor), std::end(kEngineDoor), path) != std::end(kEngineDoor);
}

// The paths between quotation marks behind #include, in order.
std::vector<std::string> Includes(absl::string_view text) {
  std::vector<std::string> includes;
  for (absl::string_view line : Lines(text)) {
    if (!absl::ConsumePrefix(&line, "#include \"")) continue;
    includes.emplace_back(line.substr(0, line.find('"')));
  }
  return includes;
}

// Why `path` may not include `included`; empty where it may.
std::string Objection(absl::string_view path, absl::string_view included) {
  bool of_service = absl::StartsWith(included, "service/");
  if (absl::StartsWith(path, "client/")) {
    if (path == "client/main.cc" && included == kEmbeddedServer) return "";
    return of_service ? "the client meets the service in proto/ alone" : "";
  }
  if (!absl::StartsWith(path, "service/")) return "";
  if (absl::StartsWith(included, "client/") || absl::StartsWith(included, "tests/")) return "data never flows up";
  if (!of_service) return "";
  if (absl::StartsWith(included, "service/training/")) {
    return absl::StartsWith(path, "service/training/") ? "" : "nothing uses the trainer";
  }
  bool engine = absl::StartsWith(included, "service/attribution/");
  if (absl::StartsWith(path, "service/training/")) return engine ? "" : "the trainer uses the engine alone";
  if (RoomOf(path) < 0 || RoomOf(included) < 0) return "is in no room of the list";
  if (RoomOf(included) > RoomOf(path)) return "data never flows up";
  if (!absl::StartsWith(path, "service/attribution/") && engine && !IsEngineDoor(included)) {
    return "outside the engine only its door may be named";
  }
  return "";
}

std::vector<std::string> LayeringProblems(const std::vector<SourceFile>& files) {
  std::vector<std::string> problems;
  for (const SourceFile& file : files) {
    if (!file.IsCode()) continue;
    for (const std::string& included : Includes(file.text)) {
      std::string objection = Objection(file.path, included);
      if (!objection.empty()) problems.push_back(absl::StrCat(file.path, " includes ", included, ": ", objection));
    }
  }
  return problems;
}

// Paths that do not begin at the repository root, or name a file that is not there.
std::vector<std::string> IncludePathProblems(const std::vector<SourceFile>& files) {
  std::set<std::string> paths;
  for (const SourceFile& file : files) paths.insert(file.path);
  std::vector<std::string> problems;
  for (const SourceFile& file : files) {
    if (!file.IsCode()) continue;
    for (const std::string& included : Includes(file.text)) {
      bool ours = absl::StartsWith(included, "service/") || absl::StartsWith(included, "client/") ||
                  absl::StartsWith(included, "tests/");
      bool generated = absl::EndsWith(included, ".pb.h");
      if (!absl::StrContains(included, "/") || absl::StartsWith(included, ".") ||
          (ours && !generated && paths.count(included) == 0)) {
        problems.push_back(absl::StrCat(file.path, " includes ", included, ": not a path from the repository root"));
      }
    }
  }
  return problems;
}

// A source that includes its own header first proves with every build that the header compiles alone.
std::vector<std::string> OwnHeaderProblems(const std::vector<SourceFile>& files) {
  std::set<std::string> paths;
  for (const SourceFile& file : files) paths.insert(file.path);
  std::vector<std::string> problems;
  for (const SourceFile& file : files) {
    if (!absl::EndsWith(file.path, ".cc")) continue;
    std::string header = absl::StrCat(absl::StripSuffix(file.path, ".cc"), ".h");
    size_t first = file.text.find("#include ");
    if (paths.count(header) == 0 || first == std::string::npos) continue;
    if (!absl::StartsWith(absl::string_view(file.text).substr(first), absl::StrCat("#include \"", header, "\""))) {
      problems.push_back(absl::StrCat(file.path, " does not include its own header first"));
    }
  }
  return problems;
}

SourceFile FileThatIncludes(const std::string& path, const std::string& included) {
  return {path, absl::StrCat("#include \"", included, "\"\n")};
}

TEST(LayeringRules, LetDataFlowDownOnly) {
  struct Row {
    const char* path;
    const char* included;
    bool allowed;
  };
  const Row rows[] = {
      {"service/attribution/cue/cue_finder.cc", "service/attribution/token/token.h", true},
      {"service/attribution/cue/cue_finder.cc", "service/attribution/limits.h", true},
      {"service/attribution/token/tokenizer.cc", "service/attribution/cue/cue.h", false},
      {"service/attribution/text/utf8.cc", "service/attribution/attribution_extractor.h", false},
      {"service/attribution/text/utf8.cc", "service/rpc/offset_encoder.h", false},
      {"service/transport/attribution_service.cc", "service/attribution/attribution_extractor.h", true},
      {"service/transport/attribution_service.cc", "service/attribution/lexicon/lexicon.h", false},
      {"service/transport/attribution_service.cc", "service/server/config.h", false},
      {"service/server/main.cc", "service/transport/attribution_service.h", true},
      {"service/server/main.cc", "client/attribution_client.h", false},
      {"service/training/train_main.cc", "service/attribution/span/span_features.h", true},
      {"service/training/train_main.cc", "service/transport/attribution_service.h", false},
      {"service/attribution/cue/cue_finder.cc", "service/training/trainer.h", false},
      {"service/common/strings.cc", "service/common/strings.h", false},
      {"client/attribution_client.cc", "service/attribution/claim/claim.h", false},
      {"client/main.cc", "service/server/embedded_server.h", true},
      {"client/command.cc", "service/server/embedded_server.h", false},
      {"client/main.cc", "service/server/config.h", false},
      {"tests/rpc/attribution_service_test.cc", "service/attribution/lexicon/lexicon.h", true},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(LayeringProblems({FileThatIncludes(row.path, row.included)}).empty(), row.allowed)
        << row.path << " includes " << row.included;
  }
}

TEST(LayeringRules, WantIncludePathsFromTheRoot) {
  for (const char* included : {"normalizer.h", "../text/normalizer.h", "service/attribution/text/missing.h"}) {
    EXPECT_THAT(IncludePathProblems({FileThatIncludes("service/attribution/text/utf8.cc", included)}),
                ElementsAre(HasSubstr(included)));
  }
  EXPECT_THAT(IncludePathProblems({FileThatIncludes("client/main.cc", "absl/strings/str_cat.h")}), IsEmpty());
}

TEST(LayeringRules, WantTheOwnHeaderFirst) {
  SourceFile header = {"client/utf8.h", ""};
  SourceFile good = {"client/utf8.cc", "// Why.\n#include \"client/utf8.h\"\n\n#include <string>\n"};
  SourceFile bad = {"client/utf8.cc", "#include <string>\n#include \"client/utf8.h\"\n"};
  EXPECT_THAT(OwnHeaderProblems({header, good}), IsEmpty());
  EXPECT_THAT(OwnHeaderProblems({header, bad}), ElementsAre(HasSubstr("client/utf8.cc")));
}

TEST(Layering, DataFlowsDownOnly) { EXPECT_THAT(LayeringProblems(ReadSourceTree()), IsEmpty()); }

TEST(Layering, IncludePathsStartAtTheRoot) { EXPECT_THAT(IncludePathProblems(ReadSourceTree()), IsEmpty()); }

TEST(Layering, SourcesIncludeTheirOwnHeaderFirst) { EXPECT_THAT(OwnHeaderProblems(ReadSourceTree()), IsEmpty()); }

}  // namespace
}  // namespace isnad::tidy
