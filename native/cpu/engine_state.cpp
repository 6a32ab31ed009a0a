#include "cpu/engine_state.h"

#include <algorithm>

#include "core/error.h"
#include "core/onnx/checks.h"
#include "core/onnx/reader.h"
#include "cpu/names.h"
#include "cpu/runtime_support.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

constexpr std::size_t most_shapes_cached = 256;

SessionSettings settings_for(const PlanHeader& header, std::shared_ptr<const Log> log, std::int32_t threads,
                             std::shared_ptr<PluginOperators> plugins)
{
    SessionSettings settings;
    settings.plugins = std::move(plugins);
    settings.optimization = ort_level_of(header.optimization_level);
    settings.threads = threads;
    settings.log = std::move(log);
    settings.failure = TRTS_LOAD_FAILED;
    settings.what = "ONNX Runtime cannot load the plan's model";
    return settings;
}

std::vector<OwnedPlugin> create_plugins(const PluginRegistry& registry, const PlanHeader& header)
{
    std::vector<OwnedPlugin> plugins;
    for (const PlanPlugin& plugin : header.plugins)
    {
        plugins.push_back(registry.create(plugin.names, plugin.layer, plugin.fields,
                                          TRTS_TENSOR_RT_PHASE_RUNTIME, TRTS_LOAD_FAILED));
    }
    return plugins;
}

/// A checksum tells damage, not intent: a plan made by hand must not bring ONNX Runtime what the parser would refuse.
Plan checked(Plan plan)
{
    const auto fail = [](const std::string& problem) {
        throw Error(TRTS_LOAD_FAILED, "the plan's model cannot be used: " + problem + ". Build it again");
    };
    try
    {
        const onnx::Model model = onnx::read(plan.model, plan.bytes);
        onnx::Support support = runtime_support();
        support.domains.push_back({std::string(plugin_domain), plugin_domain_version, plugin_domain_version});
        const std::vector<onnx::Problem> problems = onnx::check(model, support);
        if (!problems.empty())
        {
            fail(problems.front().message);
        }
    }
    catch (const Error& error)
    {
        if (error.status() == TRTS_LOAD_FAILED)
        {
            throw;
        }
        fail(error.what());
    }
    return plan;
}

const TensorType* find(const std::vector<TensorType>& types, const std::string& name)
{
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const TensorType& type) { return type.name == name; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace

ort::OptimizationLevel ort_level_of(std::int32_t optimization_level) noexcept
{
    switch (optimization_level)
    {
    case 0:
        return ort::OptimizationLevel::None;
    case 1:
        return ort::OptimizationLevel::Basic;
    case 2:
        return ort::OptimizationLevel::Extended;
    default:
        return ort::OptimizationLevel::All;
    }
}

EngineState::EngineState(const Library& library, std::shared_ptr<const Log> log, Plan plan, std::int32_t threads)
    : library_(library), log_(std::move(log)), plan_(checked(std::move(plan))),
      plugins_(create_plugins(library_.plugins, plan_.header)),
      plugin_operators_(operators_of(library_.ort, plugins_)),
      session_(library_.ort, plan_.model, settings_for(plan_.header, log_, threads, plugin_operators_))
{
    for (std::size_t i = 0; i < tensors().size(); ++i)
    {
        const IoTensor& tensor = tensors()[i];
        by_name_.emplace(tensor.name, i);
        input_count_ += tensor.is_input ? 1U : 0U;
        for (std::size_t axis = 0; tensor.is_input && axis < tensor.shape->size(); ++axis)
        {
            if ((*tensor.shape)[axis] == -1 && !find_symbol(tensor.symbols[axis]))
            {
                symbols_.push_back(tensor.symbols[axis]);
            }
        }
    }
    check_model();
}

/// The header and the model were written together; where they disagree somebody made the plan by hand, and ONNX Runtime
/// would be given memory of other sizes than it expects.
void EngineState::check_model() const
{
    const auto require = [](bool agrees, const IoTensor& tensor) {
        if (!agrees)
        {
            throw Error(TRTS_LOAD_FAILED, "the plan is damaged: its header and its model disagree about tensor '" +
                                              tensor.name + "'. Build it again");
        }
    };
    const std::vector<TensorType> inputs = session_.inputs();
    const std::vector<TensorType> outputs = session_.outputs();
    if (inputs.size() != input_count() || outputs.size() != output_count())
    {
        throw Error(TRTS_LOAD_FAILED, "the plan is damaged: its header and its model have different numbers of inputs "
                                      "or outputs. Build it again");
    }
    for (std::size_t i = 0; i < tensors().size(); ++i)
    {
        const IoTensor& tensor = tensors()[i];
        const TensorType* type = find(i < input_count() ? inputs : outputs, tensor.name);
        require(type != nullptr && type->is_tensor && type->element_type == element_type_of(tensor.type), tensor);
        require(tensor.is_input == (i < input_count()), tensor);
        require(!tensor.is_input || type->shape == tensor.shape, tensor);
    }
}

std::size_t EngineState::require_tensor(const char* name) const
{
    const auto found = by_name_.find(std::string_view(name));
    if (found != by_name_.end())
    {
        return found->second;
    }
    std::vector<std::string> names;
    for (const IoTensor& tensor : tensors())
    {
        names.push_back(tensor.name);
    }
    throw Error(TRTS_INVALID_ARGUMENT, no_such_name("input or output tensor", name, names));
}

std::size_t EngineState::require_input(const char* name) const
{
    const std::size_t index = require_tensor(name);
    if (index >= input_count_)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("tensor '") + name + "' is an output; an input is needed here");
    }
    return index;
}

std::size_t EngineState::require_output(const char* name) const
{
    const std::size_t index = require_tensor(name);
    if (index < input_count_)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("tensor '") + name + "' is an input; an output is needed here");
    }
    return index;
}

std::optional<std::size_t> EngineState::find_symbol(std::string_view name) const
{
    const auto found = std::find(symbols_.begin(), symbols_.end(), name);
    if (found == symbols_.end())
    {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - symbols_.begin());
}

std::optional<std::size_t> EngineState::symbol_of(std::size_t input, std::size_t axis) const
{
    const IoTensor& tensor = tensors()[input];
    return (*tensor.shape)[axis] == -1 ? find_symbol(tensor.symbols[axis]) : std::nullopt;
}

Shape EngineState::substitute(const IoTensor& tensor, const std::vector<std::int64_t>& symbol_values) const
{
    Shape shape = *tensor.shape;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
    {
        if (shape[axis] == -1 && !tensor.symbols[axis].empty())
        {
            if (const std::optional<std::size_t> symbol = find_symbol(tensor.symbols[axis]))
            {
                shape[axis] = symbol_values[*symbol];
            }
        }
    }
    return shape;
}

OutputShapes EngineState::output_shapes(const std::vector<std::int64_t>& symbol_values) const
{
    OutputShapes shapes;
    bool is_complete_already = true;
    for (std::size_t i = input_count_; i < tensors().size(); ++i)
    {
        const IoTensor& tensor = tensors()[i];
        shapes.push_back(tensor.shape ? std::optional<Shape>(substitute(tensor, symbol_values)) : std::nullopt);
        is_complete_already = is_complete_already && shapes.back() && is_complete(*shapes.back());
    }
    if (is_complete_already || symbols_.empty())
    {
        return shapes;
    }
    const std::shared_ptr<const OutputShapes> more = inferred(symbol_values);
    for (std::size_t i = 0; i < shapes.size(); ++i)
    {
        const std::optional<Shape>& better = (*more)[i];
        if (!shapes[i])
        {
            shapes[i] = better;
        }
        for (std::size_t axis = 0; better && better->size() == shapes[i]->size() && axis < better->size(); ++axis)
        {
            std::int64_t& dimension = (*shapes[i])[axis];
            dimension = dimension == -1 ? (*better)[axis] : dimension;
        }
    }
    return shapes;
}

std::shared_ptr<const OutputShapes> EngineState::inferred(const std::vector<std::int64_t>& symbol_values) const
{
    const std::lock_guard lock(inference_mutex_);
    const auto found = cache_.find(symbol_values);
    if (found != cache_.end())
    {
        return found->second;
    }
    if (inference_ == nullptr)
    {
        inference_ = std::make_unique<OutputInference>(library_.ort, onnx::read(plan_.model, plan_.bytes),
                                                       InferredTensors::Outputs, plugin_operators_);
    }
    FixedDimensions fixed;
    for (std::size_t i = 0; i < symbols_.size(); ++i)
    {
        fixed.emplace_back(symbols_[i], symbol_values[i]);
    }
    const std::vector<TensorType> types = inference_->infer(fixed);
    auto shapes = std::make_shared<OutputShapes>();
    for (std::size_t i = input_count_; i < tensors().size(); ++i)
    {
        const TensorType* type = find(types, tensors()[i].name);
        const bool is_usable = type != nullptr && type->shape && type->shape->size() <= max_rank;
        shapes->push_back(is_usable ? type->shape : std::nullopt);
    }
    if (cache_.size() >= most_shapes_cached)
    {
        cache_.clear(); // whoever has so many shapes gains nothing from a cleverer choice
    }
    cache_.emplace(symbol_values, shapes);
    return shapes;
}

std::vector<IoTensor> outputs_of(const std::vector<TensorType>& inferred, const std::vector<TensorType>& declared,
                                 trts_status failure)
{
    std::vector<IoTensor> outputs;
    for (const TensorType& type : declared)
    {
        const std::optional<DataType> data_type = data_type_of(type.element_type);
        if (!type.is_tensor || !data_type)
        {
            throw Error(failure, "output '" + type.name + "' is of a type that TensorRT does not have");
        }
        IoTensor output;
        output.name = type.name;
        output.type = *data_type;
        output.shape = type.shape;
        output.symbols.assign(type.shape ? type.shape->size() : 0, std::string());

        const TensorType* known = find(inferred, type.name);
        if (known != nullptr && known->shape && (!output.shape || known->shape->size() != output.shape->size()))
        {
            output.shape = known->shape;
            output.symbols = known->symbols;
        }
        else if (known != nullptr && known->shape)
        {
            for (std::size_t axis = 0; axis < output.symbols.size(); ++axis)
            {
                const std::int64_t value = (*known->shape)[axis];
                output.symbols[axis] = known->symbols[axis];
                const bool is_known = value != -1 || !known->symbols[axis].empty();
                (*output.shape)[axis] = is_known ? value : (*output.shape)[axis];
            }
        }
        if (output.shape && output.shape->size() > max_rank)
        {
            throw Error(failure, "output '" + output.name + "' has " + std::to_string(output.shape->size()) +
                                     " dimensions; a tensor has at most " + std::to_string(max_rank));
        }
        outputs.push_back(std::move(output));
    }
    return outputs;
}

} // namespace trts::cpu
