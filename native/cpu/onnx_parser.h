// nvonnxparser::IParser: checks a model, lets ONNX Runtime have a look at it, and fills the network.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/onnx/parser_error.h"
#include "cpu/library.h"
#include "cpu/log.h"
#include "cpu/network.h"
#include "cpu/ort.h"

namespace trts::cpu
{

class OnnxParser final
{
  public:
    OnnxParser(const Library& library, std::shared_ptr<Network> network);

    void parse(const void* serialized_onnx_model, std::int64_t size, const char* model_path);
    void parse_from_file(const char* onnx_model_file, std::int32_t verbosity);
    std::int32_t get_nb_errors() const noexcept { return static_cast<std::int32_t>(errors_.size()); }
    onnx::ParserError* get_error(std::int32_t index);
    void clear_errors() { errors_.clear(); }
    void set_flag(std::int32_t flag);
    void clear_flag(std::int32_t flag);
    bool get_flag(std::int32_t flag) const;

  private:
    void parse_bytes(std::string_view bytes, const std::filesystem::path& folder, const std::string& what);
    void check(const onnx::Model& model, const std::filesystem::path& folder);
    void check_with_runtime(const onnx::Model& model, std::string_view canonical,
                            const std::vector<OwnedPlugin>& plugins);
    void throw_if_errors(const std::string& what) const;

    const Library& library_;
    const Ort& ort_;
    std::shared_ptr<Network> network_;
    const Log& log_; // the network's
    std::vector<onnx::ParserError> errors_;
    std::uint32_t flags_ = 1; // kNATIVE_INSTANCENORM, as TensorRT 10 has it
};

} // namespace trts::cpu
