#include "cpu/output_allocator.h"

#include <string>
#include <utility>

#include "core/error.h"
#include "cpu/library.h"

namespace trts::cpu
{
namespace
{

constexpr std::int64_t alignment = 256; // what TensorRT asks of tensor addresses; more than is needed here

trts_status create(const trts_api_table*, const trts_output_allocator_callbacks* callbacks, void** out)
{
    *out = OutputAllocator::create(*callbacks);
    return TRTS_OK;
}

void destroy(void* self)
{
    auto* allocator = static_cast<OutputAllocator*>(self);
    const trts_output_allocator_callbacks callbacks = allocator->detach();
    OutputAllocator::release(allocator);
    report_released(callbacks);
}

} // namespace

trts_output_allocator_callbacks OutputAllocator::detach() noexcept
{
    const std::lock_guard lock(mutex_);
    return std::exchange(callbacks_, {});
}

void* OutputAllocator::reallocate(const char* tensor_name, void* current, std::int64_t byte_size, void* stream)
{
    const std::lock_guard lock(mutex_);
    require_attached(tensor_name);
    void* memory = callbacks_.reallocate_output_async != nullptr
                       ? callbacks_.reallocate_output_async(tensor_name, current, byte_size, alignment, stream, callbacks_.user_data)
                   : callbacks_.reallocate_output != nullptr
                       ? callbacks_.reallocate_output(tensor_name, current, byte_size, alignment, callbacks_.user_data)
                       : nullptr;
    if (memory == nullptr && byte_size > 0)
    {
        throw Error(TRTS_CALLBACK_FAILED, std::string("the output allocator gave no memory for output '") +
                                              tensor_name + "', which needs " + std::to_string(byte_size) + " bytes");
    }
    return memory;
}

void OutputAllocator::notify_shape(const char* tensor_name, const Shape& shape)
{
    const std::lock_guard lock(mutex_);
    require_attached(tensor_name);
    const trts_dims dims = dims_of(shape);
    callbacks_.notify_shape(tensor_name, &dims, callbacks_.user_data);
}

void OutputAllocator::require_attached(const char* tensor_name) const
{
    if (callbacks_.notify_shape == nullptr)
    {
        throw Error(TRTS_INVALID_STATE, std::string("the output allocator of output '") + tensor_name +
                                            "' was destroyed; set another one, or none");
    }
}

void fill_output_allocator_entries(trts_api_table& table)
{
    table.output_allocator_create = create;
    table.output_allocator_destroy = destroy;
}

} // namespace trts::cpu
