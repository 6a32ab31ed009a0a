// Memory for an engine's inputs and outputs, guarded against every byte too many.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mutants/guarded_memory.h"
#include "mutants/owned.h"
#include "mutants/refusal.h"

namespace mutants
{

/// More than this is not given to a mutant.
inline constexpr std::int64_t most_tensor_bytes = std::int64_t{256} << 20;

/// Gives outputs what they ask for.
class OutputMemory
{
  public:
    explicit OutputMemory(trts_library* library);

    trts_output_allocator* allocator() const noexcept { return allocator_.get(); }

  private:
    static void* reallocate(const char* name, void* current, std::int64_t size, std::int64_t alignment, void* stream,
                            void* self) noexcept;
    static void notify(const char* name, const trts_dims* dims, void* self) noexcept;

    std::map<std::string, std::unique_ptr<GuardedMemory>> memory_;
    OutputAllocator allocator_;
};

/// Sets shapes and addresses. Every other output with a known size gets a fixed address instead of the allocator.
class Tensors
{
  public:
    Tensors(trts_library* library, trts_engine* engine, trts_context* context);

  private:
    void bind_input(const char* name);
    void bind_output(const char* name, bool prefers_address);
    void* add_memory(std::int64_t size);

    trts_engine* engine_;
    trts_context* context_;
    OutputMemory outputs_;
    std::vector<std::unique_ptr<GuardedMemory>> memory_;
};

} // namespace mutants
