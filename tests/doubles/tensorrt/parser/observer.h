// What the parsers tell the application's observer, which TensorRT 10 does not have.
#pragma once

#include "core/callbacks.h"
#include "parser/importer.h"

namespace trts::doubles
{

#if !defined(TRTS_FAMILY_trt10)

/// Each initializer can be refitted as it is. Without an observer nobody is told.
inline void tell(onnx::IRefitterObserver* observer, const OnnxTensor& tensor)
{
    if (observer == nullptr)
    {
        return;
    }
    const char* const sources[] = {tensor.name.c_str()};
    onnx::RefitRecord record{};
    record.trtName = sources[0];
    record.kind = onnx::RefitTransformKind::kIDENTITY;
    record.onnxDtype = tensor.onnx_type;
    record.trtDtype = static_cast<DataType>(element_type_of(tensor.onnx_type));
    record.count = static_cast<int64_t>(element_count(tensor.shape).value_or(0));
    record.nbSources = 1;
    record.sourceOnnxNames = sources;
    called_back("IRefitterObserver::onRefittableWeight", tensor.name, [&] {
        observer->onRefittableWeight(record);
        return std::string();
    });
}

#endif

} // namespace trts::doubles
