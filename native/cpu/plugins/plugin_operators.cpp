#include "cpu/plugins/plugin_operators.h"

#include <utility>

#include "core/error.h"
#include "cpu/plugins/attached_plugins.h"
#include "cpu/shape.h"

namespace trts::cpu
{

/// What ONNX Runtime knows: the first member is all that it looks at.
struct PluginOperators::Operator
{
    ort::CustomOp op{};
    PluginOperators* owner = nullptr;
    std::size_t index = 0;
    std::string name;

    static const Operator& of(const OrtCustomOp* op) { return *reinterpret_cast<const Operator*>(op); }
};

namespace
{

constexpr ort::ElementType any_type = 0;

OrtStatus* status_of(const Ort& ort, const char* text) noexcept
{
    return ort.api().CreateStatus(ort::ErrorCode::Fail, text);
}

} // namespace

std::string plugin_operator(std::size_t index)
{
    return "Plugin" + std::to_string(index);
}

PluginOperators::PluginOperators(const Ort& ort, std::vector<const Plugin*> plugins)
    : ort_(ort), plugins_(std::move(plugins)), inferred_(plugins_.size())
{
    const auto check = [&](OrtStatus* status) {
        ort.check(status, TRTS_INTERNAL_ERROR, "ONNX Runtime takes no operators for plugins");
    };
    OrtCustomOpDomain* raw = nullptr;
    check(ort.api().CreateCustomOpDomain(std::string(plugin_domain).c_str(), &raw));
    domain_ = own(ort, raw);
    for (std::size_t i = 0; i < plugins_.size(); ++i)
    {
        auto made = std::make_unique<Operator>();
        made->owner = this;
        made->index = i;
        made->name = plugin_operator(i);

        using Op = ort::CustomOp::Op;
        ort::CustomOp& op = made->op;
        op.version = ort::api_version;
        op.GetName = [](Op self) { return Operator::of(self).name.c_str(); };
        op.GetExecutionProviderType = [](Op) -> const char* { return nullptr; }; // the CPU
        op.GetInputType = [](Op, std::size_t) { return any_type; };
        op.GetInputTypeCount = [](Op) { return std::size_t{1}; };
        op.GetOutputType = [](Op, std::size_t) { return any_type; };
        op.GetOutputTypeCount = [](Op) { return std::size_t{1}; };
        op.GetInputCharacteristic = [](Op, std::size_t) { return ort::Characteristic::Variadic; };
        op.GetOutputCharacteristic = [](Op, std::size_t) { return ort::Characteristic::Variadic; };
        op.GetInputMemoryType = [](Op, std::size_t) { return ort::MemoryType::Default; };
        op.GetVariadicInputMinArity = [](Op) { return 1; };
        op.GetVariadicInputHomogeneity = [](Op) { return 0; };
        op.GetVariadicOutputMinArity = [](Op) { return 1; };
        op.GetVariadicOutputHomogeneity = [](Op) { return 0; };
        op.CreateKernelV2 = [](Op self, const OrtApi*, const OrtKernelInfo*, void** kernel) -> OrtStatus* {
            *kernel = const_cast<Operator*>(&Operator::of(self));
            return nullptr;
        };
        op.KernelComputeV2 = [](void* kernel, OrtKernelContext* context) -> OrtStatus* {
            return compute(*static_cast<const Operator*>(kernel), context);
        };
        op.KernelDestroy = [](void*) {};
        op.InferOutputShapeFn = [](Op self, OrtShapeInferContext* context) -> OrtStatus* {
            const Operator& found = Operator::of(self);
            return found.owner->infer(found.index, context);
        };
        op.GetStartVersion = [](Op) { return static_cast<int>(plugin_domain_version); };
        op.GetEndVersion = [](Op) { return static_cast<int>(plugin_domain_version); };
        check(ort.api().CustomOpDomain_Add(raw, reinterpret_cast<const OrtCustomOp*>(&op)));
        operators_.push_back(std::move(made));
    }
}

PluginOperators::~PluginOperators() = default;

std::shared_ptr<PluginOperators> operators_of(const Ort& ort, const std::vector<OwnedPlugin>& plugins)
{
    if (plugins.empty())
    {
        return nullptr;
    }
    std::vector<const Plugin*> all;
    for (const OwnedPlugin& plugin : plugins)
    {
        all.push_back(plugin.get());
    }
    return std::make_shared<PluginOperators>(ort, std::move(all));
}

void PluginOperators::rethrow_failure()
{
    std::exception_ptr failure;
    {
        const std::lock_guard lock(mutex_);
        failure = std::exchange(failure_, nullptr);
    }
    if (failure)
    {
        std::rethrow_exception(failure);
    }
}

std::vector<InferredPlugin> PluginOperators::inferred() const
{
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < inferred_.size(); ++i)
    {
        if (!inferred_[i].is_reached)
        {
            throw Error(TRTS_BUILD_FAILED, plugins_[i]->names().text() + " has inputs of unknown rank");
        }
    }
    return inferred_;
}

OrtStatus* PluginOperators::infer(std::size_t index, OrtShapeInferContext* context) noexcept
{
    const std::lock_guard lock(mutex_);
    try
    {
        infer_outputs(index, context);
    }
    catch (const std::exception&)
    {
        failure_ = failure_ ? failure_ : std::current_exception();
    }
    return nullptr; // ONNX Runtime neither reads nor releases a status here: failure_ has what went wrong
}

void PluginOperators::infer_outputs(std::size_t index, OrtShapeInferContext* context)
{
    const ort::Api& api = ort_.api();
    const auto check = [&](OrtStatus* status) {
        ort_.check(status, TRTS_INTERNAL_ERROR, "the types of a plugin's tensors cannot be read or set");
    };
    std::size_t count = 0;
    check(api.ShapeInferContext_GetInputCount(context, &count));
    PluginTensors inputs;
    for (std::size_t i = 0; i < count; ++i)
    {
        OrtTensorTypeAndShapeInfo* info = nullptr; // belongs to the context
        check(api.ShapeInferContext_GetInputTypeShape(context, i, &info));
        if (info == nullptr || !api.TensorTypeAndShape_HasShape(info))
        {
            return; // asked too early, or nothing is known; TensorRT's tensors always have a rank
        }
        ort::ElementType element_type = 0;
        check(api.GetTensorElementType(info, &element_type));
        std::size_t rank = 0;
        check(api.GetDimensionsCount(info, &rank));
        const std::optional<DataType> type = data_type_of(static_cast<onnx::ElementType>(element_type));
        if (!type || rank > max_rank)
        {
            throw Error(TRTS_NOT_SUPPORTED, "input " + std::to_string(i) + " of " + plugins_[index]->names().text() +
                                                " is of a type or rank that TensorRT does not have");
        }
        Shape shape(rank);
        std::vector<const char*> symbols(rank, nullptr);
        check(api.GetDimensions(info, shape.data(), rank));
        check(api.GetSymbolicDimensions(info, symbols.data(), rank));
        PluginTensor& input = inputs.emplace_back();
        input.type = *type;
        for (std::size_t axis = 0; axis < rank; ++axis)
        {
            input.dimensions.push_back(
                {shape[axis], shape[axis] >= 0 || symbols[axis] == nullptr ? "" : symbols[axis]});
        }
    }

    const PluginTensors outputs = plugins_[index]->outputs(inputs);
    for (std::size_t i = 0; i < outputs.size(); ++i)
    {
        OrtTensorTypeAndShapeInfo* raw = nullptr;
        check(api.CreateTensorTypeAndShapeInfo(&raw));
        const OrtOwned<OrtTensorTypeAndShapeInfo> info = own(ort_, raw);
        check(api.SetTensorElementType(raw, static_cast<ort::ElementType>(element_type_of(outputs[i].type))));
        Shape shape;
        std::vector<std::string> names; // ONNX Runtime takes a -1 without a symbol for a value, and keeps it
        std::vector<const char*> symbols;
        for (std::size_t axis = 0; axis < outputs[i].dimensions.size(); ++axis)
        {
            const Dimension& dimension = outputs[i].dimensions[axis];
            const bool is_nameless = dimension.value < 0 && dimension.symbol.empty();
            shape.push_back(dimension.value);
            names.push_back(is_nameless ? "trts_" + operators_[index]->name + "_" + std::to_string(i) + "_" +
                                              std::to_string(axis)
                                        : dimension.symbol);
        }
        for (const std::string& name : names)
        {
            symbols.push_back(name.c_str());
        }
        check(api.SetDimensions(raw, shape.data(), shape.size()));
        check(api.SetSymbolicDimensions(raw, symbols.data(), symbols.size()));
        check(api.ShapeInferContext_SetOutputTypeShape(context, i, raw));
    }
    inferred_[index] = {true, std::move(inputs), outputs};
}

OrtStatus* PluginOperators::compute(const Operator& op, OrtKernelContext* context) noexcept
{
    try
    {
        AttachedPlugins::current().run(op.index, context);
        return nullptr;
    }
    catch (const std::exception& error)
    {
        return status_of(op.owner->ort_, error.what());
    }
}

} // namespace trts::cpu
