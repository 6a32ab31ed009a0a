#include "core/onnx/reader.h"

#include <cstdint>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/onnx/parser.h"

namespace trts::onnx
{

Model read(std::shared_ptr<const Bytes> bytes, const Limits& limits)
{
    const std::string_view view = *bytes;
    return read(view, std::move(bytes), limits);
}

Model read(std::string_view bytes, std::shared_ptr<const void> owner, const Limits& limits)
{
    if (bytes.size() > static_cast<std::uint64_t>(limits.max_model_bytes))
    {
        throw Error(TRTS_PARSE_FAILED, "the ONNX model has " + std::to_string(bytes.size()) + " bytes: the limit is " +
                                           std::to_string(limits.max_model_bytes) +
                                           "; keep its weights in external data files");
    }
    Model model;
    model.owner = std::move(owner);
    model.bytes = bytes;
    Parser(bytes, limits).parse(model);
    return model;
}

} // namespace trts::onnx
