// The CPU backend's table, called as dispatch calls it, with natives that destroy themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/logging/logger.h"
#include "cpu/backend.h"
#include "harness.h"
#include "onnx/model_builder.h"
#include "trtsharp/base.h"

namespace cpu_test
{

/// Opens ONNX Runtime; ends the test as skipped where there is none.
inline trts::cpu::Library* library()
{
    static trts::cpu::Library* opened = nullptr;
    if (opened == nullptr)
    {
        try
        {
            opened = trts::cpu::open(nullptr);
        }
        catch (const trts::Error& error)
        {
            const std::string message = error.what();
            SKIP(message.substr(0, message.find('\n')) + " where ONNX Runtime is searched for");
        }
    }
    return opened;
}

inline const trts_api_table& table()
{
    return *trts::cpu::table(library());
}

/// A native, destroyed with its scope.
class Native
{
  public:
    Native() = default;
    Native(void* native, void (*destroy)(void*)) : native_(native), destroy_(destroy) {}
    Native(Native&& other) noexcept : native_(std::exchange(other.native_, nullptr)), destroy_(other.destroy_) {}
    Native& operator=(Native&& other) noexcept
    {
        std::swap(native_, other.native_);
        std::swap(destroy_, other.destroy_);
        return *this;
    }
    ~Native() { reset(); }

    void reset()
    {
        if (native_ != nullptr)
        {
            destroy_(std::exchange(native_, nullptr));
        }
    }

    operator void*() const { return native_; }

  private:
    void* native_ = nullptr;
    void (*destroy_)(void*) = nullptr;
};

/// What a call fails with; a status of TRTS_OK where it does not.
struct Failure
{
    trts_status status = TRTS_OK;
    std::string message;
    std::int32_t native_code = 0;

    bool says(const std::string& part) const
    {
        if (message.find(part) == std::string::npos)
        {
            harness::report_failure(__FILE__, __LINE__, "the message lacks \"" + part + "\": " + message);
            return false;
        }
        return true;
    }
};

template <typename Body>
Failure failure_of(Body&& body)
{
    try
    {
        body();
        return {};
    }
    catch (const trts::Error& error)
    {
        return {error.status(), error.what(), error.native_code()};
    }
}

inline trts_dims dims(const std::vector<std::int64_t>& values)
{
    trts_dims result{};
    result.nb_dims = static_cast<std::int32_t>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
    {
        result.d[i] = values[i];
    }
    return result;
}

inline std::vector<std::int64_t> values(const trts_dims& dims)
{
    return dims.nb_dims < 0 ? std::vector<std::int64_t>{-99} : std::vector<std::int64_t>(dims.d, dims.d + dims.nb_dims);
}

/// The shape of one input in one profile.
struct Range
{
    const char* input;
    std::vector<std::int64_t> min;
    std::vector<std::int64_t> opt;
    std::vector<std::int64_t> max;
};

/// Log lines, kept.
struct Lines
{
    std::vector<std::pair<std::int32_t, std::string>> lines;

    static void write(std::int32_t severity, const char* message, void* user_data)
    {
        static_cast<Lines*>(user_data)->lines.emplace_back(severity, message);
    }

    trts::Logger* logger()
    {
        const trts_logger_callbacks sink{write, this};
        return trts::Logger::acquire(&sink, nullptr);
    }

    bool contain(const std::string& part) const
    {
        for (const auto& [severity, line] : lines)
        {
            if (line.find(part) != std::string::npos)
            {
                return true;
            }
        }
        return false;
    }
};

/// Builder, network, config and parser, and what is done with them.
struct Building
{
    explicit Building(trts::Logger* logger = nullptr)
    {
        void* native = nullptr;
        (void)table().builder_create(library(), logger, &native);
        builder = Native(native, table().builder_destroy);
        (void)table().builder_create_network_v2(builder, 0, &native);
        network = Native(native, table().network_destroy);
        (void)table().builder_create_builder_config(builder, &native);
        config = Native(native, table().builder_config_destroy);
        (void)table().onnx_parser_create(library(), network, logger, &native);
        parser = Native(native, table().onnx_parser_destroy);
    }

    void parse(const std::string& model) const
    {
        (void)table().onnx_parser_parse(parser, model.data(), static_cast<std::int64_t>(model.size()), "");
    }

    void* profile(const std::vector<Range>& ranges) const
    {
        void* native = nullptr;
        (void)table().builder_create_optimization_profile(builder, &native);
        for (const Range& range : ranges)
        {
            const trts_dims min = dims(range.min);
            const trts_dims opt = dims(range.opt);
            const trts_dims max = dims(range.max);
            (void)table().optimization_profile_set_dimensions(native, range.input, 0, &min);
            (void)table().optimization_profile_set_dimensions(native, range.input, 1, &opt);
            (void)table().optimization_profile_set_dimensions(native, range.input, 2, &max);
        }
        return native;
    }

    std::int32_t add_profile(const std::vector<Range>& ranges) const
    {
        std::int32_t index = -1;
        (void)table().builder_config_add_optimization_profile(config, profile(ranges), &index);
        return index;
    }

    Native build() const
    {
        void* native = nullptr;
        (void)table().builder_build_serialized_network(builder, network, config, &native);
        return {native, table().host_memory_destroy};
    }

    Native builder;
    Native network;
    Native config;
    Native parser;
};

inline std::string bytes_of(const Native& plan)
{
    void* data = nullptr;
    std::int64_t size = 0;
    (void)table().host_memory_data(plan, &data);
    (void)table().host_memory_size(plan, &size);
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

inline std::string build_plan(const std::string& model, const std::vector<std::vector<Range>>& profiles = {})
{
    const Building building;
    building.parse(model);
    for (const std::vector<Range>& ranges : profiles)
    {
        building.add_profile(ranges);
    }
    return bytes_of(building.build());
}

inline Native create_runtime(trts::Logger* logger = nullptr)
{
    void* native = nullptr;
    (void)table().runtime_create(library(), logger, &native);
    return {native, table().runtime_destroy};
}

inline Native load(const Native& runtime, const std::string& plan)
{
    void* native = nullptr;
    (void)table().runtime_deserialize_cuda_engine(runtime, plan.data(), static_cast<std::int64_t>(plan.size()),
                                                  &native);
    return {native, table().engine_destroy};
}

inline Native create_context(const Native& engine)
{
    void* native = nullptr;
    (void)table().engine_create_execution_context(engine, 0, &native);
    return {native, table().context_destroy};
}

/// A plan, loaded, with one context.
struct Running
{
    explicit Running(const std::string& plan, trts::Logger* logger = nullptr)
        : runtime(create_runtime(logger)), engine(load(runtime, plan)), context(create_context(engine))
    {
    }

    void shape(const char* name, const std::vector<std::int64_t>& shape) const
    {
        const trts_dims value = dims(shape);
        (void)table().context_set_input_shape(context, name, &value);
    }

    std::vector<std::int64_t> shape_of(const char* name) const
    {
        trts_dims value{};
        (void)table().context_get_tensor_shape(context, name, &value);
        return values(value);
    }

    template <typename T>
    void bind(const char* name, std::vector<T>& memory) const
    {
        (void)table().context_set_tensor_address(context, name, memory.data());
    }

    void enqueue(void* stream = nullptr) const { (void)table().context_enqueue_v3(context, stream); }

    Native runtime;
    Native engine;
    Native context;
};

inline Native create_stream()
{
    void* native = nullptr;
    (void)table().stream_create(library(), 0, 0, 0, &native);
    return {native, table().stream_destroy};
}

inline void* raw(const Native& stream)
{
    void* native = nullptr;
    (void)table().stream_get_native(stream, &native);
    return native;
}

inline Native create_event()
{
    void* native = nullptr;
    (void)table().event_create(library(), 0, 0, &native);
    return {native, table().event_destroy};
}

inline Native create_buffer(std::int64_t byte_size)
{
    void* native = nullptr;
    (void)table().buffer_create(library(), 0, byte_size, &native);
    return {native, table().buffer_destroy};
}

inline void* address(const Native& buffer)
{
    void* native = nullptr;
    (void)table().buffer_get_address(buffer, &native);
    return native;
}

/// x [N, 4] -> Relu -> y
inline std::string relu_model()
{
    return onnx_test::model(onnx_test::relu_graph());
}

inline const std::vector<Range> relu_profile = {{"x", {1, 4}, {2, 4}, {8, 4}}};

} // namespace cpu_test
