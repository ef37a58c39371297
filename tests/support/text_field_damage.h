// Requests with one text field that is not UTF-8, for each text field that a request has: found by reflection, so that
// a field which is added later is among them. Made of the server's private twin messages
// (service/rpc/wire/request.proto), whose text is `bytes`: the API's own messages would not send such a text.
#ifndef ISNAD_TESTS_SUPPORT_TEXT_FIELD_DAMAGE_H_
#define ISNAD_TESTS_SUPPORT_TEXT_FIELD_DAMAGE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace isnad::testing {

struct MalformedText {
  std::string behaviour;
  std::string bytes;
  size_t offset;  // of the first byte that begins no well-formed sequence
};

inline std::vector<MalformedText> MalformedTexts() {
  return {
      {"overlong form of a slash", "id\xC0\xAF", 2},
      {"overlong form in three bytes", "\xE0\x80\xAF", 0},
      {"surrogate", "قال\xED\xA0\x80", 6},
      {"above U+10FFFF", "a\xF4\x90\x80\x80", 1},
      {"lone continuation byte", "ar\x80", 2},
      {"sequence cut short at the end", "قال\xD9", 6},
      {"sequence cut short by a letter", "\xE2\x82z", 0},
      {"byte that UTF-8 never has", "a-1\xFF", 3},
  };
}

// Visits each text of `message`, lists entry by entry, with its path in errors: "options.known_sources[0].name".
inline void ForEachText(
    google::protobuf::Message* message, const std::string& path,
    const std::function<void(const std::string& path, std::function<void(std::string)> set)>& visit) {
  using google::protobuf::FieldDescriptor;
  const auto* reflection = message->GetReflection();
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->field(i);
    const bool text = field->type() == FieldDescriptor::TYPE_BYTES || field->type() == FieldDescriptor::TYPE_STRING;
    if (!text && field->type() != FieldDescriptor::TYPE_MESSAGE) continue;
    const std::string here = absl::StrCat(path, path.empty() ? "" : ".", std::string(field->name()));
    const int entries = field->is_repeated() ? reflection->FieldSize(*message, field) : 1;
    for (int entry = 0; entry < entries; ++entry) {
      const std::string place = field->is_repeated() ? absl::StrCat(here, "[", entry, "]") : here;
      if (text && field->is_repeated()) {
        visit(place, [=](std::string value) { reflection->SetRepeatedString(message, field, entry, value); });
      } else if (text) {
        visit(place, [=](std::string value) { reflection->SetString(message, field, value); });
      } else {
        ForEachText(field->is_repeated() ? reflection->MutableRepeatedMessage(message, field, entry)
                                         : reflection->MutableMessage(message, field),
                    place, visit);
      }
    }
  }
}

// Gives each list of messages or texts in `message` two entries.
inline void FillLists(google::protobuf::Message* message) {
  using google::protobuf::FieldDescriptor;
  const auto* reflection = message->GetReflection();
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->field(i);
    for (int entry = 0; entry < 2; ++entry) {
      if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
        FillLists(field->is_repeated() ? reflection->AddMessage(message, field)
                                       : reflection->MutableMessage(message, field));
      } else if (field->is_repeated() && field->type() == FieldDescriptor::TYPE_BYTES) {
        reflection->AddString(message, field, "");
      }
      if (!field->is_repeated()) break;
    }
  }
}

// A request that is served, with a text in each text field and two entries in each list.
template <typename Request>
Request FullRequest() {
  Request request;
  FillLists(&request);
  ForEachText(&request, "", [](const std::string& path, const auto& set) {
    const bool language = path.find("language_code") != std::string::npos;
    set(language ? "ar" : absl::StrCat("نص في ", path));
  });
  return request;
}

template <typename Request>
struct DamagedRequest {
  std::string field;
  MalformedText text;
  Request request;
};

// Each text field of a full request with each malformed text.
template <typename Request>
std::vector<DamagedRequest<Request>> DamagedRequests() {
  std::vector<std::string> fields;
  Request full = FullRequest<Request>();
  ForEachText(&full, "", [&fields](const std::string& path, const auto&) { fields.push_back(path); });
  std::vector<DamagedRequest<Request>> damaged;
  for (const std::string& field : fields) {
    for (const MalformedText& text : MalformedTexts()) {
      damaged.push_back({field, text, full});
      ForEachText(&damaged.back().request, "", [&](const std::string& path, const auto& set) {
        if (path == field) set(text.bytes);
      });
    }
  }
  return damaged;
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_TEXT_FIELD_DAMAGE_H_
