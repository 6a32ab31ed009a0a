#include "core/onnx/data_files.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/error.h"
#include "core/onnx/external_data.h"
#include "core/onnx/text.h"

namespace trts::onnx
{

namespace
{

class DataFiles
{
  public:
    explicit DataFiles(const std::filesystem::path& model_folder) : model_folder_(model_folder) {}

    void add(const Graph& graph)
    {
        for (const Tensor& tensor : graph.initializers)
        {
            add(tensor);
        }
        add(graph.nodes);
    }

    void add(const std::vector<Node>& nodes)
    {
        for (const Node& node : nodes)
        {
            add(node.attributes);
        }
    }

    void add(const std::vector<Attribute>& attributes)
    {
        for (const Attribute& attribute : attributes)
        {
            for (const Tensor& tensor : attribute.tensors)
            {
                add(tensor);
            }
            for (const Graph& graph : attribute.graphs)
            {
                add(graph);
            }
        }
    }

    std::vector<std::string> take() { return std::move(files_); }

  private:
    void add(const Tensor& tensor)
    {
        if (tensor.data_kind != DataKind::External)
        {
            return;
        }
        const ResolvedData data = resolve_external_data(tensor, model_folder_);
        if (!data.range)
        {
            throw Error(TRTS_PARSE_FAILED, "tensor " + quoted(tensor.name) + ": " + data.problem);
        }
        const std::string_view location = tensor.external->location;
        if (known_.insert(location).second)
        {
            files_.emplace_back(location);
        }
    }

    const std::filesystem::path& model_folder_;
    std::unordered_set<std::string_view> known_; // in the model's bytes
    std::vector<std::string> files_;
};

} // namespace

std::vector<std::string> data_files(const Model& model, const std::filesystem::path& model_folder)
{
    DataFiles files(model_folder);
    files.add(model.graph);
    for (const Function& function : model.functions)
    {
        files.add(function.default_attributes);
        files.add(function.nodes);
    }
    return files.take();
}

} // namespace trts::onnx
