// Lengths are checked before contents, so that a field past its limit costs nothing. A caller's words appear in no
// message: only numbers, field paths and what was expected. Covered by tests/rpc/request_validator_test.cc, one row for
// each reason, one past each limit.
#include "service/rpc/request_validator.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/utf8_check.h"

namespace isnad {
namespace {

constexpr absl::string_view kLanguages[] = {"ar"};

absl::Status TooLong(ErrorReason reason, const std::string& field, size_t bytes, size_t bytes_max) {
  return MakeError(
      reason, {.message = absl::StrCat(field, " has ", bytes, " bytes; at most ", bytes_max, " are served"),
               .field = field,
               .limit = ReachedLimit{.value = static_cast<int64_t>(bytes_max), .found = static_cast<int64_t>(bytes)}});
}

absl::Status UnknownValue(const std::string& field, int value, absl::string_view type) {
  return MakeError(
      ErrorReason::kUnknownEnumValue,
      {.message = absl::StrCat(field, " is ", value, ", which is no value of ", type, " that a request may have"),
       .field = field,
       .metadata = {{"field", field}, {"value", absl::StrCat(value)}}});
}

// Arabic, in Arabic script, of any region: "ar", "ar-SA", "ar-001", "ar-Arab-EG", in any letter case.
bool IsServedLanguage(absl::string_view language_code) {
  std::vector<absl::string_view> subtags = absl::StrSplit(language_code, '-');
  if (!absl::EqualsIgnoreCase(subtags.front(), "ar")) return false;
  size_t next = 1;
  if (next < subtags.size() && absl::EqualsIgnoreCase(subtags[next], "Arab")) ++next;
  if (next < subtags.size()) {
    const absl::string_view region = subtags[next++];
    const bool letters = region.size() == 2 && std::all_of(region.begin(), region.end(), absl::ascii_isalpha);
    const bool digits = region.size() == 3 && std::all_of(region.begin(), region.end(), absl::ascii_isdigit);
    if (!letters && !digits) return false;
  }
  return next == subtags.size();
}

absl::Status CheckLanguage(absl::string_view language_code, const std::string& field) {
  if (absl::Status status = CheckUtf8(language_code, field); !status.ok()) return status;
  if (language_code.empty() || IsServedLanguage(language_code)) return absl::OkStatus();
  return MakeError(ErrorReason::kLanguageNotServed,
                   {.message = absl::StrCat(field, " is none of the languages served: ar and its regions"),
                    .field = field,
                    .metadata = {{"languages_served", "ar"}}});
}

absl::Status CheckText(absl::string_view text, const std::string& field, size_t bytes_max) {
  if (text.empty()) {
    return MakeError(ErrorReason::kTextEmpty,
                     {.message = absl::StrCat(field, " is empty; an article is expected"), .field = field});
  }
  if (text.size() > bytes_max) return TooLong(ErrorReason::kTextTooLong, field, text.size(), bytes_max);
  return CheckUtf8(text, field);
}

// An id, a name or an alias of a known source.
absl::Status CheckName(absl::string_view name, const std::string& field, ErrorReason if_empty, size_t bytes_max) {
  if (name.empty()) return MakeError(if_empty, {.message = absl::StrCat(field, " is empty"), .field = field});
  if (name.size() > bytes_max) return TooLong(ErrorReason::kKnownSourceTooLong, field, name.size(), bytes_max);
  return CheckUtf8(name, field);
}

// The engine's type for a number of v1::SourceType; the engine's kUnspecified stands for both of the API's.
SourceType ToSourceType(int value) {
  static_assert(static_cast<int>(SourceType::kAgency) == v1::SOURCE_TYPE_AGENCY);
  static_assert(static_cast<int>(SourceType::kAnonymous) == v1::SOURCE_TYPE_ANONYMOUS);
  return value == v1::SOURCE_TYPE_UNSPECIFIED_SOURCE ? SourceType::kUnspecified : static_cast<SourceType>(value);
}

absl::StatusOr<KnownSource> ValidateKnownSource(const wire::v1::KnownSource& wire, const std::string& path,
                                                const ServiceLimits& limits) {
  const size_t bytes_max = limits.known_source_name_bytes_max;
  absl::Status status = CheckName(wire.id(), absl::StrCat(path, ".id"), ErrorReason::kKnownSourceIdEmpty, bytes_max);
  if (status.ok()) {
    status = CheckName(wire.name(), absl::StrCat(path, ".name"), ErrorReason::kKnownSourceNameEmpty, bytes_max);
  }
  if (!status.ok()) return status;
  KnownSource known_source{.id = wire.id(), .name = wire.name(), .aliases = {}};
  for (int i = 0; i < wire.aliases_size(); ++i) {
    status = CheckName(wire.aliases(i), absl::StrCat(path, ".aliases[", i, "]"), ErrorReason::kKnownSourceNameEmpty,
                       bytes_max);
    if (!status.ok()) return status;
    known_source.aliases.push_back(wire.aliases(i));
  }
  if (!v1::SourceType_IsValid(wire.type())) return UnknownValue(absl::StrCat(path, ".type"), wire.type(), "SourceType");
  known_source.type = ToSourceType(wire.type());
  return known_source;
}

absl::StatusOr<std::vector<CueClass>> ValidateCueClasses(const wire::v1::ExtractOptions& options) {
  static_assert(static_cast<int>(CueClass::kStatement) + 1 == v1::CUE_CLASS_STATEMENT);
  static_assert(static_cast<int>(CueClass::kEvidence) + 1 == v1::CUE_CLASS_EVIDENCE);
  std::vector<CueClass> cue_classes;
  for (int i = 0; i < options.cue_classes_size(); ++i) {
    const int value = options.cue_classes(i);
    if (value == v1::CUE_CLASS_UNSPECIFIED || !v1::CueClass_IsValid(value)) {
      return UnknownValue(absl::StrCat("options.cue_classes[", i, "]"), value, "CueClass");
    }
    const auto cue_class = static_cast<CueClass>(value - 1);
    // A repetition says nothing new; without it the list stays short whatever the caller sends.
    if (std::find(cue_classes.begin(), cue_classes.end(), cue_class) == cue_classes.end()) {
      cue_classes.push_back(cue_class);
    }
  }
  return cue_classes;
}

absl::StatusOr<std::vector<KnownSource>> ValidateKnownSources(const wire::v1::ExtractOptions& options,
                                                              const ServiceLimits& limits) {
  std::vector<KnownSource> known_sources;
  known_sources.reserve(options.known_sources_size());
  for (int i = 0; i < options.known_sources_size(); ++i) {
    absl::StatusOr<KnownSource> known_source =
        ValidateKnownSource(options.known_sources(i), absl::StrCat("options.known_sources[", i, "]"), limits);
    if (!known_source.ok()) return known_source.status();
    known_sources.push_back(*std::move(known_source));
  }
  return known_sources;
}

}  // namespace

absl::StatusOr<ValidArticle> ValidateArticle(const wire::v1::Article& article, absl::string_view path,
                                             const ServiceLimits& limits) {
  const std::string id_field = absl::StrCat(path, ".article_id");
  if (article.article_id().size() > kArticleIdBytesMax) {
    return TooLong(ErrorReason::kArticleIdTooLong, id_field, article.article_id().size(), kArticleIdBytesMax);
  }
  absl::Status status = CheckUtf8(article.article_id(), id_field);
  if (status.ok()) status = CheckText(article.text(), absl::StrCat(path, ".text"), limits.article_bytes_max);
  if (status.ok()) status = CheckLanguage(article.language_code(), absl::StrCat(path, ".language_code"));
  if (!status.ok()) return status;
  const bool default_language = article.language_code().empty();
  return ValidArticle{.article_id = article.article_id(),
                      .text = article.text(),
                      .language_code = default_language ? kLanguages[0] : absl::string_view(article.language_code())};
}

absl::StatusOr<ValidOptions> ValidateOptions(const wire::v1::ExtractOptions& options, const ServiceLimits& limits,
                                             const std::function<bool()>& cancelled) {
  if (!v1::OffsetEncoding_IsValid(options.offset_encoding())) {
    return UnknownValue("options.offset_encoding", options.offset_encoding(), "OffsetEncoding");
  }
  // Written so that a value which is not a number fails too.
  if (!(options.min_confidence() >= 0 && options.min_confidence() <= 1)) {
    return MakeError(ErrorReason::kMinConfidenceOutOfRange,
                     {.message = absl::StrCat("options.min_confidence is ", options.min_confidence(),
                                              "; a number in [0, 1] is expected"),
                      .field = "options.min_confidence"});
  }
  absl::StatusOr<std::vector<CueClass>> cue_classes = ValidateCueClasses(options);
  if (!cue_classes.ok()) return cue_classes.status();
  absl::StatusOr<std::vector<KnownSource>> known_sources = ValidateKnownSources(options, limits);
  if (!known_sources.ok()) return known_sources.status();

  ValidOptions valid;
  if (options.offset_encoding() != v1::OFFSET_ENCODING_UNSPECIFIED) {
    valid.offset_encoding = static_cast<v1::OffsetEncoding>(options.offset_encoding());
  }
  valid.claims_max = static_cast<size_t>(limits.claims_max);
  valid.include_text = !options.has_include_text() || options.include_text();
  valid.extract.min_confidence = options.min_confidence();
  valid.extract.cue_classes = *std::move(cue_classes);
  valid.extract.known_sources = MakeKnownSources(*std::move(known_sources), cancelled);
  return valid;
}

size_t KnownNameBytes(const wire::v1::ExtractOptions& options) {
  size_t names = 0;
  for (const wire::v1::KnownSource& source : options.known_sources()) names += 2 + source.aliases_size();
  return names * kKnownNameBytes;
}

absl::Span<const absl::string_view> ServedLanguages() { return kLanguages; }

}  // namespace isnad
