#include "cpu/session.h"

#include "cpu/ort_text.h"
#include "cpu/plugins/plugin_operators.h"

namespace trts::cpu
{
namespace
{

void TRTS_ORT_CALL write_to_log(void* param, ort::LoggingLevel severity, const char*, const char*, const char*,
                                const char* message)
{
    const auto& log = *static_cast<const Log*>(param);
    const std::string line = "ONNX Runtime: " + clean_ort_text(message);
    if (severity == ort::LoggingLevel::Warning)
    {
        log.warning(line);
    }
    else
    {
        log.verbose(line); // an error comes back as a status as well, and is logged where it is thrown
    }
}

OrtOwned<OrtSessionOptions> make_options(const Ort& ort, const SessionSettings& settings, const Log* log)
{
    const auto check = [&](OrtStatus* status) { ort.check(status, settings.failure, settings.what); };
    OrtSessionOptions* raw = nullptr;
    check(ort.api().CreateSessionOptions(&raw));
    OrtOwned<OrtSessionOptions> options = own(ort, raw);
    check(ort.api().SetSessionGraphOptimizationLevel(raw, settings.optimization));
    // Without it, INT8 products saturate at 16 bits on x64 processors that have no VNNI: other numbers, silently.
    check(ort.api().AddSessionConfigEntry(raw, "session.x64quantprecision", "1"));
    if (settings.threads > 0)
    {
        check(ort.api().SetIntraOpNumThreads(raw, settings.threads));
    }
    if (log != nullptr)
    {
        check(ort.api().SetUserLoggingFunction(raw, write_to_log, const_cast<Log*>(log)));
    }
    const auto level = log != nullptr ? ort::LoggingLevel::Warning : ort::LoggingLevel::Fatal;
    check(ort.api().SetSessionLogSeverityLevel(raw, static_cast<int>(level)));
    for (const auto& [symbol, value] : settings.fixed_dimensions)
    {
        check(ort.api().AddFreeDimensionOverrideByName(raw, symbol.c_str(), value));
    }
    if (settings.plugins != nullptr)
    {
        check(ort.api().AddCustomOpDomain(raw, settings.plugins->domain()));
    }
    return options;
}

TensorType read_type(const Ort& ort, const OrtTypeInfo* info)
{
    const auto check = [&](OrtStatus* status) {
        ort.check(status, TRTS_INTERNAL_ERROR, "the types of inputs and outputs could not be read");
    };
    TensorType type;
    ort::ValueType kind{};
    check(ort.api().GetOnnxTypeFromTypeInfo(info, &kind));
    if (kind != ort::ValueType::Tensor)
    {
        return type;
    }
    type.is_tensor = true;

    const OrtTensorTypeAndShapeInfo* tensor = nullptr; // belongs to info
    check(ort.api().CastTypeInfoToTensorInfo(info, &tensor));
    ort::ElementType element_type = 0;
    check(ort.api().GetTensorElementType(tensor, &element_type));
    type.element_type = static_cast<onnx::ElementType>(element_type);
    if (!ort.api().TensorTypeAndShape_HasShape(tensor))
    {
        return type;
    }

    std::size_t rank = 0;
    check(ort.api().GetDimensionsCount(tensor, &rank));
    type.shape.emplace(rank);
    check(ort.api().GetDimensions(tensor, type.shape->data(), rank));
    std::vector<const char*> symbols(rank, nullptr);
    check(ort.api().GetSymbolicDimensions(tensor, symbols.data(), rank));
    for (const char* symbol : symbols)
    {
        type.symbols.emplace_back(symbol == nullptr ? "" : symbol);
    }
    return type;
}

/// Copies and frees a text that ONNX Runtime allocated.
std::string take_text(const Ort& ort, char* text)
{
    const auto free_text = [&ort](char* allocated) noexcept {
        if (OrtStatus* status = ort.api().AllocatorFree(ort.allocator(), allocated))
        {
            ort.api().ReleaseStatus(status);
        }
    };
    const std::unique_ptr<char, decltype(free_text)> owned(text, free_text);
    return text;
}

} // namespace

Session::Session(const Ort& ort, std::string_view model, const SessionSettings& settings)
    : ort_(ort), log_(settings.log), plugins_(settings.plugins)
{
    const OrtOwned<OrtSessionOptions> options = make_options(ort, settings, log_.get());
    OrtSession* raw = nullptr;
    OrtStatus* status =
        ort.api().CreateSessionFromArray(ort.environment(), model.data(), model.size(), options.get(), &raw);
    if (raw != nullptr)
    {
        session_ = own(ort, raw);
    }
    OrtOwned<OrtStatus> owned(status, {ort.api().ReleaseStatus});
    if (plugins_ != nullptr)
    {
        plugins_->rethrow_failure(); // what a plugin said is the reason, whatever ONNX Runtime makes of it
    }
    ort.check(owned.release(), settings.failure, settings.what);
}

std::vector<TensorType> Session::inputs() const
{
    const ort::Api& api = ort_.api();
    return read(api.SessionGetInputCount, api.SessionGetInputName, api.SessionGetInputTypeInfo);
}

std::vector<TensorType> Session::outputs() const
{
    const ort::Api& api = ort_.api();
    return read(api.SessionGetOutputCount, api.SessionGetOutputName, api.SessionGetOutputTypeInfo);
}

std::vector<TensorType> Session::read(CountFunction count, NameFunction name, TypeFunction type) const
{
    const auto check = [&](OrtStatus* status) {
        ort_.check(status, TRTS_INTERNAL_ERROR, "the inputs and outputs could not be read");
    };
    std::size_t size = 0;
    check(count(session_.get(), &size));
    std::vector<TensorType> types;
    types.reserve(size);
    for (std::size_t i = 0; i < size; ++i)
    {
        OrtTypeInfo* info = nullptr;
        check(type(session_.get(), i, &info));
        const OrtOwned<OrtTypeInfo> owned = own(ort_, info);
        types.push_back(read_type(ort_, info));

        char* text = nullptr;
        check(name(session_.get(), i, ort_.allocator(), &text));
        types.back().name = take_text(ort_, text);
    }
    return types;
}

} // namespace trts::cpu
