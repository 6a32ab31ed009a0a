// An enqueue that repeats the one before costs no allocation of ours: only ONNX Runtime's own.
#include <cstdlib>
#include <new>

#include "backend_fixture.h"
#include "core/loading/dynamic_library.h"
#include "test_models.h"

namespace
{

thread_local bool is_counting = false;
thread_local int allocations = 0;

/// Allocations made by code of this program; ONNX Runtime's go through the same operator, from another file.
void count(const void* caller)
{
    if (is_counting)
    {
        is_counting = false; // looking it up may allocate as well
        static const std::string own_file = trts::library_file_of(reinterpret_cast<const void*>(&count));
        allocations += trts::library_file_of(caller) == own_file ? 1 : 0;
        is_counting = true;
    }
}

} // namespace

// Not inlined: GCC would take malloc's memory given to delete for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size)
{
    count(__builtin_return_address(0));
    void* memory = std::malloc(size);
    if (memory == nullptr)
    {
        throw std::bad_alloc();
    }
    return memory;
}

[[gnu::noinline]] void operator delete(void* memory) noexcept
{
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

TEST(a_repeated_enqueue_allocates_nothing_of_ours)
{
    using namespace cpu_test;
    const Running running(build_plan(relu_model(), {relu_profile}));
    const Native stream = create_stream();
    const Native buffer = create_buffer(16);
    std::vector<float> x(4, 1);
    const trts_dims shape = dims({1, 4});
    const auto enqueue = [&] {
        (void)table().context_set_input_shape(running.context, "x", &shape);
        running.bind("x", x);
        (void)table().context_set_tensor_address(running.context, "y", address(buffer));
        running.enqueue(raw(stream));
        (void)table().stream_synchronize(stream);
    };
    enqueue();
    is_counting = true;
    const std::vector<int> probe(3); // the counter itself works
    const int counted = std::exchange(allocations, 0);
    enqueue();
    is_counting = false;
    CHECK_EQUAL(counted, 1);
    CHECK_EQUAL(allocations, 0);
}
