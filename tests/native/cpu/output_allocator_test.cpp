// Outputs whose size only the data tells, and output allocators in general.
#include <cstring>

#include "backend_fixture.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

using Shape = std::vector<std::int64_t>;

/// An output that grows on demand, and what it was asked.
struct Growing
{
    std::vector<unsigned char> memory;
    std::vector<std::string> calls;
    bool refuses = false;
    void* expected_current = nullptr;

    static void* reallocate(const char* name, void* current, std::int64_t size, std::int64_t, void*, void* user_data)
    {
        auto& self = *static_cast<Growing*>(user_data);
        CHECK(current == self.expected_current);
        self.calls.push_back(std::string(name) + " needs " + std::to_string(size));
        if (self.refuses)
        {
            return nullptr;
        }
        self.memory.resize(static_cast<std::size_t>(size));
        return self.memory.data();
    }
    static void notify(const char* name, const trts_dims* dims, void* user_data)
    {
        std::string text = std::string(name) + " is";
        for (const std::int64_t dimension : values(*dims))
        {
            text += " " + std::to_string(dimension);
        }
        static_cast<Growing*>(user_data)->calls.push_back(text);
    }

    Native allocator()
    {
        const trts_output_allocator_callbacks callbacks = {nullptr, reallocate, notify, nullptr, this};
        void* native = nullptr;
        (void)table().output_allocator_create(&table(), &callbacks, &native);
        return {native, table().output_allocator_destroy};
    }

    template <typename T>
    std::vector<T> as() const
    {
        std::vector<T> result(memory.size() / sizeof(T));
        std::memcpy(result.data(), memory.data(), memory.size());
        return result;
    }
};

void set_allocator(const Running& running, const char* name, void* allocator)
{
    (void)table().context_set_output_allocator(running.context, name, allocator);
}

std::string non_zero_plan()
{
    return build_plan(non_zero_model(), {{{"x", {1}, {4}, {100}}}});
}

} // namespace

TEST(an_output_that_depends_on_data_goes_to_its_allocator)
{
    Growing at;
    const Native allocator = at.allocator();
    const Running running(non_zero_plan());
    std::vector<float> x = {0, 5, 0, 7, 9};
    std::vector<float> twice(5);
    running.shape("x", {5});
    CHECK(running.shape_of("at") == Shape({1, -1}));
    CHECK(running.shape_of("twice") == Shape({5}));
    running.bind("x", x);
    running.bind("twice", twice); // a fixed address beside an allocator
    set_allocator(running, "at", allocator);
    running.enqueue();
    CHECK(at.calls == std::vector<std::string>({"at needs 24", "at is 1 3"}));
    CHECK(at.as<std::int64_t>() == std::vector<std::int64_t>({1, 3, 4}));
    CHECK(twice == std::vector<float>({0, 10, 0, 14, 18}));

    x.assign(5, 0); // nothing to report
    at.calls.clear();
    running.enqueue();
    CHECK(at.calls == std::vector<std::string>({"at needs 0", "at is 1 0"}));
}

TEST(an_output_that_depends_on_data_cannot_have_a_fixed_address)
{
    const Running running(non_zero_plan());
    std::vector<float> x = {0, 5};
    std::vector<float> twice(2);
    std::vector<std::int64_t> at(2);
    running.shape("x", {2});
    running.bind("x", x);
    running.bind("twice", twice);
    running.bind("at", at);
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("the shape of output 'at', [1, -1], depends on data: set an output allocator"));
}

TEST(an_allocator_serves_an_output_of_known_shape_as_well)
{
    Growing y;
    const Native allocator = y.allocator();
    const Running running(build_plan(relu_model(), {relu_profile}));
    std::vector<float> x = {-1, 2, -3, 4, -5, 6, -7, 8};
    std::vector<float> unused(1);
    running.shape("x", {1, 4});
    running.bind("x", x);
    running.bind("y", unused); // with an allocator, no more than a suggestion
    y.expected_current = unused.data();
    set_allocator(running, "y", allocator);
    running.enqueue();
    CHECK(y.calls == std::vector<std::string>({"y needs 16", "y is 1 4"}));
    CHECK(y.as<float>() == std::vector<float>({0, 2, 0, 4}));
    running.shape("x", {2, 4});
    running.enqueue();
    CHECK(y.as<float>() == std::vector<float>({0, 2, 0, 4, 0, 6, 0, 8}));
    set_allocator(running, "y", nullptr);
    CHECK_EQUAL(y.calls.size(), 4U);
}

TEST(an_allocator_that_gives_no_memory_fails_the_inference)
{
    Growing y;
    y.refuses = true;
    const Native allocator = y.allocator();
    const Running running(build_plan(relu_model(), {relu_profile}));
    std::vector<float> x(4);
    running.shape("x", {1, 4});
    running.bind("x", x);
    set_allocator(running, "y", allocator);
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_CALLBACK_FAILED);
    CHECK(failure.says("gave no memory for output 'y', which needs 16 bytes"));
    y.refuses = false;
    running.enqueue();
}

TEST(an_allocator_that_was_destroyed_is_not_called)
{
    Growing y;
    Native allocator = y.allocator();
    const Running running(build_plan(relu_model(), {relu_profile}));
    std::vector<float> x(4);
    running.shape("x", {1, 4});
    running.bind("x", x);
    set_allocator(running, "y", allocator);
    allocator.reset();
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("the output allocator of output 'y' was destroyed"));
    CHECK(y.calls.empty());
}

TEST(an_input_has_no_allocator)
{
    Growing y;
    const Native allocator = y.allocator();
    const Running running(build_plan(fixed_model()));
    CHECK_EQUAL(failure_of([&] { set_allocator(running, "x", allocator); }).status, TRTS_INVALID_ARGUMENT);
}
