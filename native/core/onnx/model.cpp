#include "core/onnx/model.h"

#include <algorithm>

namespace trts::onnx
{

std::vector<const ValueInfo*> real_inputs(const Graph& graph)
{
    std::vector<std::string_view> initialized = graph.sparse_initializers;
    for (const Tensor& tensor : graph.initializers)
    {
        initialized.push_back(tensor.name);
    }
    std::sort(initialized.begin(), initialized.end());

    std::vector<const ValueInfo*> inputs;
    for (const ValueInfo& input : graph.inputs)
    {
        if (!std::binary_search(initialized.begin(), initialized.end(), input.name))
        {
            inputs.push_back(&input);
        }
    }
    return inputs;
}

std::int64_t opset_version(const std::vector<OpsetImport>& imports, std::string_view domain) noexcept
{
    for (const OpsetImport& import : imports)
    {
        if (import.domain == domain)
        {
            return import.version;
        }
    }
    return 0;
}

} // namespace trts::onnx
