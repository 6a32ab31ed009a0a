#include "mutants/tensors.h"

#include <cstring>
#include <optional>

namespace mutants
{
namespace
{

constexpr std::int32_t minimum = 0; // OptProfileSelector
constexpr std::int32_t mode_input = 1;

/// Bits of an element of nvinfer1::DataType, by its value: float, half, int8, int32, bool, uint8, fp8, bf16, int64,
/// int4.
constexpr std::int64_t element_bits[] = {32, 16, 8, 32, 8, 8, 8, 16, 64, 4};

/// Nothing where it is more than a mutant gets.
std::optional<std::int64_t> byte_size(const trts_dims& dims, std::int32_t type)
{
    std::int64_t count = 1;
    for (std::int32_t i = 0; i < dims.nb_dims; ++i)
    {
        if (dims.d[i] < 0 || dims.d[i] > most_tensor_bytes)
        {
            return std::nullopt;
        }
        count *= dims.d[i];
        if (count > most_tensor_bytes)
        {
            return std::nullopt;
        }
    }
    return (count * element_bits[type] + 7) / 8;
}

/// Small numbers of any type, not all the same: 1 as integers and truth values, 0.5 as floats.
void fill(void* memory, std::int64_t size, std::int32_t type)
{
    const float half = 0.5F;
    const std::int64_t one = 1;
    const auto bytes = static_cast<std::size_t>(element_bits[type] / 8);
    auto* at = static_cast<char*>(memory);
    for (std::int64_t left = size; bytes > 0 && left >= static_cast<std::int64_t>(bytes); at += bytes)
    {
        std::memcpy(at, type == 0 ? static_cast<const void*>(&half) : &one, bytes);
        left -= static_cast<std::int64_t>(bytes);
    }
}

} // namespace

OutputMemory::OutputMemory(trts_library* library)
{
    const trts_output_allocator_callbacks callbacks{nullptr, reallocate, notify, nullptr, this};
    trts_output_allocator* allocator = nullptr;
    require(trts_output_allocator_create(library, &callbacks, &allocator));
    allocator_.reset(allocator);
}

void* OutputMemory::reallocate(const char* name, void*, std::int64_t size, std::int64_t, void*, void* self) noexcept
{
    if (size < 0 || size > most_tensor_bytes)
    {
        return nullptr;
    }
    try
    {
        auto memory = std::make_unique<GuardedMemory>(static_cast<std::size_t>(size));
        void* data = memory->data();
        static_cast<OutputMemory*>(self)->memory_[name] = std::move(memory);
        return data;
    }
    catch (const std::bad_alloc&)
    {
        return nullptr;
    }
}

void OutputMemory::notify(const char*, const trts_dims*, void*) noexcept {}

Tensors::Tensors(trts_library* library, trts_engine* engine, trts_context* context)
    : engine_(engine), context_(context), outputs_(library)
{
    std::int32_t count = 0;
    require(trts_engine_get_nb_io_tensors(engine, &count));
    std::vector<const char*> outputs;
    for (std::int32_t i = 0; i < count; ++i)
    {
        const char* name = nullptr;
        std::int32_t mode = 0;
        require(trts_engine_get_io_tensor_name(engine, i, &name));
        require(trts_engine_get_tensor_io_mode(engine, name, &mode));
        if (mode == mode_input)
        {
            bind_input(name);
        }
        else
        {
            outputs.push_back(name);
        }
    }
    for (std::size_t i = 0; i < outputs.size(); ++i)
    {
        bind_output(outputs[i], i % 2 == 0);
    }
}

void Tensors::bind_input(const char* name)
{
    trts_dims shape{};
    std::int32_t type = 0;
    require(trts_engine_get_profile_shape(engine_, name, 0, minimum, &shape));
    require(trts_engine_get_tensor_data_type(engine_, name, &type));
    require(trts_context_set_input_shape(context_, name, &shape));
    const std::optional<std::int64_t> size = byte_size(shape, type);
    if (!size)
    {
        throw Refusal{TRTS_INVALID_ARGUMENT, "input '" + std::string(name) + "' asks for more than a mutant gets"};
    }
    void* memory = add_memory(*size);
    fill(memory, *size, type);
    require(trts_context_set_tensor_address(context_, name, memory));
}

void Tensors::bind_output(const char* name, bool prefers_address)
{
    std::int64_t size = -1;
    require(trts_context_get_max_output_size(context_, name, &size));
    if (prefers_address && size >= 0 && size <= most_tensor_bytes)
    {
        require(trts_context_set_tensor_address(context_, name, add_memory(size)));
        return;
    }
    require(trts_context_set_output_allocator(context_, name, outputs_.allocator()));
}

void* Tensors::add_memory(std::int64_t size)
{
    memory_.push_back(std::make_unique<GuardedMemory>(static_cast<std::size_t>(size)));
    return memory_.back()->data();
}

} // namespace mutants
