// Reads the bytes as the protobuf library does: a length that the message around it cannot hold ends the walk, for
// behind it the two would no longer see the same fields. Covered by tests/rpc/request_shape_test.cc; request_fuzz.cc
// compares it with the parsed message.
#include "service/rpc/request_shape.h"

#include <google/protobuf/io/coded_stream.h>

#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {
namespace {

enum WireType : uint32_t { kVarint, kFixed64, kLength, kStartGroup, kEndGroup, kFixed32 };

constexpr uint32_t Tag(int field_number, WireType type) { return static_cast<uint32_t>(field_number) << 3 | type; }

// The same fields in each request.
constexpr int kArticles = wire::v1::BatchExtractAttributionsRequest::kArticlesFieldNumber;
constexpr int kOptions = wire::v1::BatchExtractAttributionsRequest::kOptionsFieldNumber;
static_assert(int{wire::v1::ExtractAttributionsRequest::kArticleFieldNumber} == kArticles);
static_assert(int{wire::v1::ExtractAttributionsRequest::kOptionsFieldNumber} == kOptions);
static_assert(int{wire::v1::StreamExtractAttributionsRequest::kArticleFieldNumber} == kArticles);
static_assert(int{wire::v1::StreamExtractAttributionsRequest::kOptionsFieldNumber} == kOptions);

absl::Status TooMany(ErrorReason reason, const std::string& field, int count_max) {
  return MakeError(reason, {.message = absl::StrCat(field, " has more than ", count_max, " entries, the most served"),
                            .field = field,
                            .limit = ReachedLimit{.value = count_max, .found = int64_t{count_max} + 1}});
}

absl::Status TooManySurplusFields() {
  return MakeError(
      ErrorReason::kRequestMalformed,
      {.message = absl::StrCat("more than ", kSurplusFieldsMax,
                               " fields are unknown, given again, or cue classes; so many are in no request"),
       .limit = ReachedLimit{.value = kSurplusFieldsMax, .found = kSurplusFieldsMax + 1}});
}

// Each method passes over what it is named after; false: the walk ends there, with error_ or because the bytes are no
// message.
class ShapeWalk {
 public:
  ShapeWalk(RequestKind kind, const ServiceLimits& limits, google::protobuf::io::ZeroCopyInputStream* bytes,
            RequestOutline* outline)
      : kind_(kind), limits_(limits), input_(bytes), outline_(outline) {}

  absl::Status Check(int size) {
    const auto none = input_.PushLimit(size);
    const bool whole = Request();
    input_.PopLimit(none);
    if (whole || !error_.ok()) return error_;
    return MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are no message of this method"});
  }

 private:
  bool Request() {
    return Fields([this](uint32_t tag, uint32_t* seen) {
      switch (tag) {
        case Tag(kArticles, kLength):
          if (kind_ == RequestKind::kArticle) return Once(tag, seen) && Message(&ShapeWalk::Article);
          if (++articles_ > limits_.batch_articles_max) {
            return End(TooMany(ErrorReason::kTooManyArticles, "articles", limits_.batch_articles_max));
          }
          return Message(&ShapeWalk::Article);
        case Tag(kOptions, kLength):
          if (outline_ != nullptr) outline_->has_options = true;
          return Once(tag, seen) && Message(&ShapeWalk::Options);
        default:
          return Surplus(tag);
      }
    });
  }

  bool Article() {
    return Fields([this](uint32_t tag, uint32_t* seen) {
      switch (tag) {
        case Tag(wire::v1::Article::kArticleIdFieldNumber, kLength):
          return Once(tag, seen) && (outline_ == nullptr ? Value(tag) : Id());
        case Tag(wire::v1::Article::kTextFieldNumber, kLength):
        case Tag(wire::v1::Article::kLanguageCodeFieldNumber, kLength):
          return Once(tag, seen) && Value(tag);
        default:
          return Surplus(tag);
      }
    });
  }

  bool Options() {
    return Fields([this](uint32_t tag, uint32_t* seen) {
      switch (tag) {
        case Tag(wire::v1::ExtractOptions::kOffsetEncodingFieldNumber, kVarint):
        case Tag(wire::v1::ExtractOptions::kMinConfidenceFieldNumber, kFixed64):
        case Tag(wire::v1::ExtractOptions::kIncludeTextFieldNumber, kVarint):
          return Once(tag, seen) && Value(tag);
        case Tag(wire::v1::ExtractOptions::kCueClassesFieldNumber, kLength):
          return Message(&ShapeWalk::PackedNumbers);
        case Tag(wire::v1::ExtractOptions::kKnownSourcesFieldNumber, kLength):
          if (++known_sources_ > limits_.known_sources_max) {
            return End(TooMany(ErrorReason::kTooManyKnownSources, "options.known_sources", limits_.known_sources_max));
          }
          return Message(&ShapeWalk::KnownSource);
        default:
          return Surplus(tag);  // a cue class that is not packed among them
      }
    });
  }

  bool KnownSource() {
    int aliases = 0;
    return Fields([this, &aliases](uint32_t tag, uint32_t* seen) {
      switch (tag) {
        case Tag(wire::v1::KnownSource::kIdFieldNumber, kLength):
        case Tag(wire::v1::KnownSource::kNameFieldNumber, kLength):
        case Tag(wire::v1::KnownSource::kTypeFieldNumber, kVarint):
          return Once(tag, seen) && Value(tag);
        case Tag(wire::v1::KnownSource::kAliasesFieldNumber, kLength):
          if (++aliases > limits_.known_source_aliases_max) {
            return End(TooMany(ErrorReason::kTooManyAliases,
                               absl::StrCat("options.known_sources[", known_sources_ - 1, "].aliases"),
                               limits_.known_source_aliases_max));
          }
          return Value(tag);
        default:
          return Surplus(tag);
      }
    });
  }

  // The fields of a message, up to the limit in force; `visit` gets the tag and what Once remembers.
  template <typename Visit>
  bool Fields(Visit visit) {
    uint32_t seen = 0;
    while (const uint32_t tag = input_.ReadTag()) {
      if (!visit(tag, &seen)) return false;
    }
    return input_.BytesUntilLimit() == 0;
  }

  bool Message(bool (ShapeWalk::*content)()) {
    int length = 0;
    if (!Length(&length)) return false;
    const auto outer = input_.PushLimit(length);
    if (!(this->*content)()) return false;
    input_.PopLimit(outer);
    return true;
  }

  // A length that what is around it can hold.
  bool Length(int* length) {
    uint32_t read = 0;
    if (!input_.ReadVarint32(&read) || read > static_cast<uint32_t>(input_.BytesUntilLimit())) return false;
    *length = static_cast<int>(read);
    return true;
  }

  bool PackedNumbers() {
    while (input_.BytesUntilLimit() > 0) {
      if (!CountSurplus() || !Value(Tag(1, kVarint))) return false;
    }
    return true;
  }

  bool Id() {
    int length = 0;
    if (!Length(&length)) return false;
    outline_->article_id.clear();
    if (static_cast<size_t>(length) > kArticleIdBytesMax) return input_.Skip(length);
    return input_.ReadString(&outline_->article_id, length);
  }

  // A field that stands once; each further time it takes as much memory again.
  bool Once(uint32_t tag, uint32_t* seen) {
    const uint32_t bit = uint32_t{1} << (tag >> 3);
    const bool again = (*seen & bit) != 0;
    *seen |= bit;
    return !again || CountSurplus();
  }

  // A field without a place; of a group each field inside it.
  bool Surplus(uint32_t tag) {
    int depth = 0;
    for (;;) {
      const uint32_t type = tag & 7;
      if (type == kEndGroup) {
        if (--depth < 0) return false;
      } else if (type == kStartGroup) {
        ++depth;
      }
      if (type != kEndGroup && (!CountSurplus() || !Value(tag))) return false;
      if (depth == 0) return true;
      tag = input_.ReadTag();
      if (tag == 0) return false;
    }
  }

  bool Value(uint32_t tag) {
    uint64_t number = 0;
    int length = 0;
    switch (tag & 7) {
      case kVarint:
        return input_.ReadVarint64(&number);
      case kFixed64:
        return input_.Skip(8);
      case kLength:
        return Length(&length) && input_.Skip(length);
      case kStartGroup:
        return true;
      case kFixed32:
        return input_.Skip(4);
      default:
        return false;
    }
  }

  bool CountSurplus() { return ++surplus_ <= kSurplusFieldsMax || End(TooManySurplusFields()); }

  bool End(const absl::Status& error) {
    error_ = error;
    return false;
  }

  const RequestKind kind_;
  const ServiceLimits& limits_;
  google::protobuf::io::CodedInputStream input_;
  RequestOutline* const outline_;
  absl::Status error_;
  int articles_ = 0;
  int known_sources_ = 0;
  int surplus_ = 0;
};

}  // namespace

absl::Status CheckShape(RequestKind kind, const ServiceLimits& limits, size_t size,
                        google::protobuf::io::ZeroCopyInputStream* bytes, RequestOutline* outline) {
  if (size > static_cast<size_t>(std::numeric_limits<int32_t>::max())) {
    return MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are too many for a message"});
  }
  return ShapeWalk(kind, limits, bytes, outline).Check(static_cast<int>(size));
}

}  // namespace isnad
