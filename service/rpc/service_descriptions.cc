// A file is answered with all files that it imports, so that a client needs one question for a service. Covered by
// tests/rpc/service_descriptions_test.cc and, over a socket, tests/end_to_end/server_wire_test.cc.
#include "service/rpc/service_descriptions.h"

#include <google/protobuf/descriptor.pb.h>

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "service/rpc/utf8_check.h"

namespace isnad {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::ServiceDescriptor;
using grpc::reflection::v1::ServerReflectionResponse;
using wire::v1::ServerReflectionRequest;

void AnswerError(absl::StatusCode code, absl::string_view message, ServerReflectionResponse* response) {
  response->mutable_error_response()->set_error_code(static_cast<int>(code));
  response->mutable_error_response()->set_error_message(std::string(message));
}

// Host and the names of any kind of request: all texts that the answer repeats.
absl::Status CheckTexts(const ServerReflectionRequest& request) {
  absl::Status status = CheckUtf8(request.host(), "host");
  if (status.ok()) status = CheckUtf8(request.file_by_filename(), "file_by_filename");
  if (status.ok()) status = CheckUtf8(request.file_containing_symbol(), "file_containing_symbol");
  if (status.ok()) {
    status =
        CheckUtf8(request.file_containing_extension().containing_type(), "file_containing_extension.containing_type");
  }
  if (status.ok()) status = CheckUtf8(request.all_extension_numbers_of_type(), "all_extension_numbers_of_type");
  if (status.ok()) status = CheckUtf8(request.list_services(), "list_services");
  return status;
}

}  // namespace

ServiceDescriptions::ServiceDescriptions(std::vector<std::string> services, const DescriptorPool& pool)
    : services_(std::move(services)), pool_(pool) {
  for (const std::string& name : services_) {
    const ServiceDescriptor* service = pool_.FindServiceByName(name);
    if (service != nullptr) AddFile(service->file());
  }
}

void ServiceDescriptions::AddFile(const FileDescriptor* file) {
  if (files_.contains(file)) return;
  google::protobuf::FileDescriptorProto proto;
  file->CopyTo(&proto);
  files_.emplace(file, proto.SerializeAsString());
  for (int i = 0; i < file->dependency_count(); ++i) AddFile(file->dependency(i));
}

absl::Status ServiceDescriptions::Answer(const ServerReflectionRequest& request, Response* response) const {
  if (absl::Status status = CheckTexts(request); !status.ok()) return status;
  response->set_valid_host(request.host());
  if (!response->mutable_original_request()->ParseFromString(request.SerializeAsString())) {
    return absl::InternalError("a request that its own twin cannot read");
  }
  switch (request.message_request_case()) {
    case ServerReflectionRequest::kFileByFilename:
      AnswerFile(pool_.FindFileByName(request.file_by_filename()), response);
      break;
    case ServerReflectionRequest::kFileContainingSymbol:
      AnswerFile(pool_.FindFileContainingSymbol(request.file_containing_symbol()), response);
      break;
    case ServerReflectionRequest::kFileContainingExtension:
      AnswerExtension(request.file_containing_extension(), response);
      break;
    case ServerReflectionRequest::kAllExtensionNumbersOfType:
      AnswerExtensionNumbers(request.all_extension_numbers_of_type(), response);
      break;
    case ServerReflectionRequest::kListServices:
      for (const std::string& name : services_)
        response->mutable_list_services_response()->add_service()->set_name(name);
      break;
    case ServerReflectionRequest::MESSAGE_REQUEST_NOT_SET:
      AnswerError(absl::StatusCode::kUnimplemented, "no kind of request that this server knows", response);
  }
  return absl::OkStatus();
}

void ServiceDescriptions::AnswerFile(const FileDescriptor* file, Response* response) const {
  if (!files_.contains(file)) return AnswerError(absl::StatusCode::kNotFound, "no such file or symbol", response);
  // Each file once, those that import before what they import.
  std::vector<const FileDescriptor*> needed = {file};
  absl::flat_hash_set<const FileDescriptor*> seen = {file};
  for (size_t next = 0; next < needed.size(); ++next) {
    response->mutable_file_descriptor_response()->add_file_descriptor_proto(files_.at(needed[next]));
    for (int i = 0; i < needed[next]->dependency_count(); ++i) {
      const FileDescriptor* dependency = needed[next]->dependency(i);
      if (seen.insert(dependency).second) needed.push_back(dependency);
    }
  }
}

const Descriptor* ServiceDescriptions::FindType(const std::string& name) const {
  const Descriptor* type = pool_.FindMessageTypeByName(name);
  return type != nullptr && files_.contains(type->file()) ? type : nullptr;
}

void ServiceDescriptions::AnswerExtension(const wire::v1::ExtensionRequest& extension, Response* response) const {
  const Descriptor* type = FindType(extension.containing_type());
  if (type == nullptr) return AnswerError(absl::StatusCode::kNotFound, "no such type", response);
  const FieldDescriptor* field = pool_.FindExtensionByNumber(type, extension.extension_number());
  if (field == nullptr) return AnswerError(absl::StatusCode::kNotFound, "no such extension", response);
  AnswerFile(field->file(), response);
}

void ServiceDescriptions::AnswerExtensionNumbers(const std::string& name, Response* response) const {
  const Descriptor* type = FindType(name);
  if (type == nullptr) return AnswerError(absl::StatusCode::kNotFound, "no such type", response);
  std::vector<const FieldDescriptor*> extensions;
  pool_.FindAllExtensions(type, &extensions);
  auto* numbers = response->mutable_all_extension_numbers_response();
  numbers->set_base_type_name(name);
  for (const FieldDescriptor* extension : extensions) {
    if (files_.contains(extension->file())) numbers->add_extension_number(extension->number());
  }
}

}  // namespace isnad
