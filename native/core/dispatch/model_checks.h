// The checks of core/onnx before TensorRT's own parser gets a model: that one takes empty files, random bytes and opset 999.
// What is refused here reads like the parser's own errors. The CPU backend needs the read model itself, and checks it there.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/onnx/checks.h"
#include "core/onnx/parser_error.h"
#include "trtsharp/onnx_parser_error.g.h"
#include "trtsharp/status.h"

namespace trts
{

struct BackendInfo;
class Logger;

/// A model as a parser is given it.
struct GivenModel
{
    const void* bytes;
    std::int64_t size;
    const char* path; // where external data lies beside; may be null
    bool has_weights = true;
};

/// Is a plugin's creator registered, of this name, version and namespace?
using HasPlugin = std::function<bool(const std::string& name, const std::string& version, const std::string& space)>;

/// What core keeps with one ONNX parser or ONNX refitter. Used as that is: by one thread at a time.
class ModelChecks final
{
public:
    /// @param kills_plugins empty, except where the parser ends the process when it finds the creator of an operator
    ModelChecks(const BackendInfo& backend, Logger* logger, HasPlugin kills_plugins = {});

    /// Throws Error(TRTS_PARSE_FAILED) with every problem; they are the parser's errors then. Error(TRTS_NOT_SUPPORTED)
    /// where the parser would not survive.
    void check(const GivenModel& model);
    void check_file(const char* file);

    /// How many problems the last model had; false where it had none.
    bool count(std::int32_t& out) const noexcept;

    /// False where the last model had none; throws where there are fewer.
    bool find(std::int32_t index, trts_onnx_parser_error& out) const;

    void forget() noexcept { refusals_.clear(); }

private:
    void check(std::string_view bytes, const std::string& what, const char* path, bool has_weights);
    [[noreturn]] void refuse(const std::string& message, trts_status status = TRTS_PARSE_FAILED);
    void refuse_plugins(const std::vector<onnx::Node>& nodes);

    onnx::Support support_;
    Logger* logger_;
    HasPlugin kills_plugins_;
    std::vector<onnx::ParserError> refusals_;
};

} // namespace trts
