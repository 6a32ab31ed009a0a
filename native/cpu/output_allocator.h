// The application's output allocator: memory for outputs whose size is known only once they are computed.
#pragma once

#include <cstdint>
#include <mutex>

#include "cpu/shape.h"
#include "cpu/shared_native.h"
#include "trtsharp/callbacks.g.h"

namespace trts::cpu
{

/// Contexts and queued work share it. Once the application has destroyed its own part, every call is refused.
class OutputAllocator final : public SharedNative<OutputAllocator>
{
  public:
    explicit OutputAllocator(const trts_output_allocator_callbacks& callbacks) noexcept : callbacks_(callbacks) {}

    /// Waits for a running callback of another thread.
    trts_output_allocator_callbacks detach() noexcept;

    /// Memory of at least `byte_size`; throws Error(TRTS_CALLBACK_FAILED) where the application gives none.
    void* reallocate(const char* tensor_name, void* current, std::int64_t byte_size, void* stream);
    void notify_shape(const char* tensor_name, const Shape& shape);

  private:
    void require_attached(const char* tensor_name) const;

    std::recursive_mutex mutex_; // a callback may destroy its own allocator
    trts_output_allocator_callbacks callbacks_;
};

} // namespace trts::cpu
