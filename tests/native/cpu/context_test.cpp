// Contexts: shapes, addresses, profiles, and the numbers that come out.
#include "backend_fixture.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

using Shape = std::vector<std::int64_t>;

std::string two_input_plan()
{
    return build_plan(two_input_model(), {{{"a", {1, 3}, {2, 3}, {4, 3}}, {"b", {1, 3}, {2, 3}, {4, 3}}},
                                          {{"a", {6, 3}, {6, 3}, {6, 3}}, {"b", {6, 3}, {6, 3}, {6, 3}}}});
}

Failure shape_failure(const Running& running, const char* name, const Shape& shape)
{
    return failure_of([&] { running.shape(name, shape); });
}

} // namespace

TEST(an_engine_describes_its_tensors)
{
    const trts_api_table& t = table();
    const Running running(two_input_plan());
    std::int32_t number = -1;
    (void)t.engine_get_nb_io_tensors(running.engine, &number);
    CHECK_EQUAL(number, 3);
    const char* name = nullptr;
    (void)t.engine_get_io_tensor_name(running.engine, 2, &name);
    CHECK_EQUAL(std::string(name), "product");
    (void)t.engine_get_tensor_io_mode(running.engine, "a", &number);
    CHECK_EQUAL(number, 1);
    (void)t.engine_get_tensor_io_mode(running.engine, "product", &number);
    CHECK_EQUAL(number, 2);
    (void)t.engine_get_tensor_data_type(running.engine, "a", &number);
    CHECK_EQUAL(number, 0);
    (void)t.engine_get_tensor_bytes_per_component(running.engine, "a", &number);
    CHECK_EQUAL(number, 4);
    (void)t.engine_get_tensor_location(running.engine, "a", &number);
    CHECK_EQUAL(number, 0);
    (void)t.engine_get_nb_layers(running.engine, &number);
    CHECK_EQUAL(number, 2);
    (void)t.engine_get_nb_optimization_profiles(running.engine, &number);
    CHECK_EQUAL(number, 2);
    trts_dims found{};
    (void)t.engine_get_tensor_shape(running.engine, "product", &found);
    CHECK(values(found) == Shape({-1, 3}));
    (void)t.engine_get_profile_shape(running.engine, "b", 0, 2, &found);
    CHECK(values(found) == Shape({4, 3}));
    CHECK_EQUAL(failure_of([&] { (void)t.engine_get_profile_shape(running.engine, "b", 2, 0, &found); }).status,
                TRTS_INVALID_ARGUMENT);
    CHECK(failure_of([&] {
              (void)t.engine_get_profile_shape(running.engine, "product", 0, 0, &found);
          }).says("is an output; an input is needed"));
    const Failure failure = failure_of([&] { (void)t.engine_get_tensor_shape(running.engine, "produkt", &found); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
    CHECK(failure.says("did you mean 'product'? There are: 'a', 'b', 'product'"));
    CHECK_EQUAL(failure_of([&] { (void)t.engine_get_io_tensor_name(running.engine, 3, &name); }).status,
                TRTS_INVALID_ARGUMENT);
}

TEST(an_engine_serializes_to_the_same_plan)
{
    const std::string plan = two_input_plan();
    const Running running(plan);
    void* native = nullptr;
    (void)table().engine_serialize(running.engine, &native);
    CHECK(bytes_of(Native(native, table().host_memory_destroy)) == plan);
}

TEST(an_engine_of_fixed_shapes_has_one_profile_and_needs_no_shapes)
{
    const Running running(build_plan(fixed_model()));
    std::int32_t number = -1;
    (void)table().engine_get_nb_optimization_profiles(running.engine, &number);
    CHECK_EQUAL(number, 1);
    (void)table().context_all_input_dimensions_specified(running.context, &number);
    CHECK_EQUAL(number, 1);
    std::vector<float> x = {1, 2, 3, 4, 5, 6};
    std::vector<float> y(6);
    running.bind("x", x);
    running.bind("y", y);
    running.enqueue();
    CHECK(x == y);
    running.shape("x", {2, 3});
    CHECK(shape_failure(running, "x", {2, 4}).says("dimension 1: 4 was given, but the engine is built for 3"));
}

TEST(an_inference_computes)
{
    const Running running(two_input_plan());
    for (const std::int64_t batch : {2, 1, 4})
    {
        const auto size = static_cast<std::size_t>(batch * 3);
        std::vector<float> a(size, 1);
        std::vector<float> b(size, 2);
        std::vector<float> product(size, 0);
        running.shape("a", {batch, 3});
        running.shape("b", {batch, 3});
        CHECK(running.shape_of("product") == Shape({batch, 3}));
        running.bind("a", a);
        running.bind("b", b);
        running.bind("product", product);
        running.enqueue();
        for (std::size_t i = 0; i < size; ++i)
        {
            CHECK_EQUAL(product[i], i % 3 == 0 ? 3.0F : i % 3 == 1 ? 30.0F : 300.0F);
        }
        a.assign(size, 2); // in place: no new address, no new shape
        running.enqueue();
        CHECK_EQUAL(product[0], 4.0F);
    }
}

TEST(input_shapes_are_held_against_the_profile)
{
    const Running running(two_input_plan());
    CHECK(shape_failure(running, "a", {5, 3})
              .says("input 'a', dimension 0: 5 lies outside 1 to 4, the range of optimization profile 0"));
    CHECK(shape_failure(running, "a", {0, 3}).says("0 lies outside"));
    CHECK(shape_failure(running, "a", {-1, 3}).says("-1 lies outside"));
    CHECK(shape_failure(running, "a", {2}).says("input 'a' has 2 dimensions, [-1, 3]; the shape [2] has 1"));
    CHECK(shape_failure(running, "product", {2, 3}).says("is an output"));
    CHECK(shape_failure(running, "c", {2, 3}).says("There are: 'a', 'b', 'product'"));
    trts_dims invalid{};
    invalid.nb_dims = 9;
    CHECK_EQUAL(failure_of([&] { (void)table().context_set_input_shape(running.context, "a", &invalid); }).status,
                TRTS_INVALID_ARGUMENT);
    CHECK(running.shape_of("a") == Shape({-1, 3}));
}

TEST(what_is_missing_for_an_enqueue_is_named)
{
    const Running running(two_input_plan());
    const auto enqueue = [&] { return failure_of([&] { running.enqueue(); }); };
    std::vector<float> memory(12);
    CHECK(enqueue().says("input 'a' has no complete shape, only [-1, 3]"));
    running.shape("a", {2, 3});
    CHECK(enqueue().says("input 'a' has no memory"));
    running.bind("a", memory);
    CHECK(enqueue().says("input 'b' has no complete shape"));
    running.shape("b", {2, 3});
    running.bind("b", memory);
    CHECK(enqueue().says("output 'product' has no memory"));
    CHECK_EQUAL(enqueue().status, TRTS_INVALID_STATE);
    running.bind("product", memory);
    CHECK_EQUAL(enqueue().status, TRTS_OK);
    (void)table().context_set_tensor_address(running.context, "b", nullptr);
    CHECK(enqueue().says("input 'b' has no memory"));
}

TEST(dimensions_of_one_name_must_be_equal)
{
    const Running running(two_input_plan());
    running.shape("a", {2, 3});
    running.shape("b", {3, 3});
    std::vector<float> memory(12);
    running.bind("a", memory);
    running.bind("b", memory);
    running.bind("product", memory);
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("dimension 0 of input 'a' is 2, but dimension 0 of input 'b' is 3: both are named 'N'"));
    running.shape("b", {2, 3});
    running.enqueue();
}

TEST(shapes_that_are_missing_are_listed)
{
    const Running running(two_input_plan());
    const char* names[2] = {};
    std::int32_t missing = -1;
    (void)table().context_infer_shapes(running.context, 2, names, &missing);
    CHECK_EQUAL(missing, 2);
    CHECK_EQUAL(std::string(names[1]), "b");
    running.shape("a", {1, 3});
    (void)table().context_infer_shapes(running.context, 0, nullptr, &missing);
    CHECK_EQUAL(missing, 1);
    running.shape("b", {1, 3});
    (void)table().context_infer_shapes(running.context, 0, nullptr, &missing);
    CHECK_EQUAL(missing, 0);
}

TEST(another_profile_starts_with_its_own_shapes)
{
    const trts_api_table& t = table();
    const Running running(two_input_plan());
    running.shape("a", {2, 3});
    std::int32_t profile = -1;
    (void)t.context_get_optimization_profile(running.context, &profile);
    CHECK_EQUAL(profile, 0);
    (void)t.context_set_optimization_profile_async(running.context, 1, nullptr);
    (void)t.context_get_optimization_profile(running.context, &profile);
    CHECK_EQUAL(profile, 1);
    CHECK(running.shape_of("a") == Shape({6, 3})); // the only shape there is
    CHECK(running.shape_of("product") == Shape({6, 3}));
    CHECK_EQUAL(shape_failure(running, "a", {2, 3}).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { (void)t.context_set_optimization_profile_async(running.context, 2, nullptr); }).status,
                TRTS_INVALID_ARGUMENT);
    (void)t.context_set_optimization_profile_async(running.context, 0, nullptr);
    CHECK(running.shape_of("a") == Shape({-1, 3}));
}

TEST(strides_and_sizes_follow_from_the_shape)
{
    const trts_api_table& t = table();
    const Running running(two_input_plan());
    trts_dims strides{};
    std::int64_t size = 0;
    (void)t.context_get_tensor_strides(running.context, "product", &strides);
    CHECK_EQUAL(strides.nb_dims, -1);
    (void)t.context_get_max_output_size(running.context, "product", &size);
    CHECK_EQUAL(size, -1);
    running.shape("a", {2, 3});
    running.shape("b", {2, 3});
    (void)t.context_get_tensor_strides(running.context, "product", &strides);
    CHECK(values(strides) == Shape({3, 1}));
    (void)t.context_get_max_output_size(running.context, "product", &size);
    CHECK_EQUAL(size, 24);
}

TEST(output_shapes_are_computed_from_input_shapes)
{
    const Running running(build_plan(computed_shape_model(), {{{"x", {1, 1}, {2, 2}, {50, 50}}}}));
    CHECK(running.shape_of("y") == Shape({-1}));
    for (const std::int64_t rows : {2, 3, 2, 7})
    {
        running.shape("x", {rows, 5});
        CHECK(running.shape_of("y") == Shape({rows * 10}));
    }
    std::vector<float> x(35, 1.5F);
    std::vector<float> y(70);
    running.bind("x", x);
    running.bind("y", y);
    running.enqueue();
    CHECK_EQUAL(y.back(), 1.5F);
}

TEST(what_an_author_declared_wrongly_does_not_count)
{
    // y is declared [N, 4], but is [N, 8].
    const MessageWriter concat = onnx_test::node({"Concat", {"x", "x"}, {"y"}, "join", ""})
                                     .message(5, MessageWriter().bytes(1, "axis").integer(3, 1).integer(20, 2));
    const std::string model = onnx_test::model(
        GraphText().input(value("x", {"N", Dim("C")})).output(value("y", {"N", Dim("C")})).node(concat));
    const Running running(build_plan(model, {{{"x", {1, 4}, {1, 4}, {2, 8}}}}));
    running.shape("x", {2, 4});
    CHECK(running.shape_of("y") == Shape({2, 8}));
    std::vector<float> x(8, 1);
    std::vector<float> y(16, 0);
    running.bind("x", x);
    running.bind("y", y);
    running.enqueue();
    CHECK_EQUAL(y.back(), 1.0F);
}

TEST(empty_and_scalar_tensors_work)
{
    const std::string model = onnx_test::model(GraphText()
                                                   .input(value("x", {"N"}))
                                                   .input(value("s", {}))
                                                   .output(value("y", {"N"}))
                                                   .node({"Mul", {"x", "s"}, {"y"}, "scale", ""}));
    const Running running(build_plan(model, {{{"x", {0}, {1}, {2}}}}));
    std::vector<float> x = {3};
    std::vector<float> s = {2};
    std::vector<float> y = {7};
    running.bind("x", x);
    running.bind("s", s);
    running.bind("y", y);
    running.shape("x", {0});
    CHECK(running.shape_of("y") == Shape({0}));
    running.enqueue();
    CHECK_EQUAL(y[0], 7.0F);
    running.shape("x", {1});
    running.enqueue();
    CHECK_EQUAL(y[0], 6.0F);
}

TEST(a_tensor_in_a_buffer_must_fit_into_it)
{
    const Running running(two_input_plan());
    const Native small = create_buffer(20);
    std::vector<float> memory(12);
    running.shape("a", {2, 3});
    running.shape("b", {2, 3});
    running.bind("a", memory);
    running.bind("b", memory);
    (void)table().context_set_tensor_address(running.context, "product", address(small));
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("tensor 'product' needs 24 bytes, but its buffer has 20"));
    running.shape("a", {1, 3});
    running.shape("b", {1, 3});
    running.enqueue();
}

TEST(a_tensor_in_a_destroyed_buffer_is_noticed)
{
    const Running running(build_plan(fixed_model()));
    Native input = create_buffer(24);
    std::vector<float> y(6);
    (void)table().context_set_input_tensor_address(running.context, "x", address(input));
    running.bind("y", y);
    running.enqueue();
    input.reset();
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("tensor 'x' is bound to a buffer that was destroyed"));
    input = create_buffer(24);
    (void)table().context_set_input_tensor_address(running.context, "x", address(input));
    running.enqueue();
}

TEST(buffers_copy_and_know_their_size)
{
    const trts_api_table& t = table();
    const Native buffer = create_buffer(16);
    const Native empty = create_buffer(0);
    CHECK(address(empty) != nullptr);
    CHECK(reinterpret_cast<std::uintptr_t>(address(buffer)) % 64 == 0);
    std::int64_t size = 0;
    (void)t.buffer_get_size(buffer, &size);
    CHECK_EQUAL(size, 16);
    const std::vector<std::int32_t> source = {1, 2, 3, 4};
    std::vector<std::int32_t> target(2);
    (void)t.buffer_copy_from_host(buffer, 0, source.data(), 16, nullptr);
    (void)t.buffer_copy_to_host(buffer, 8, target.data(), 8, nullptr);
    CHECK(target == std::vector<std::int32_t>({3, 4}));
}

TEST(a_buffer_that_cannot_be_allocated_is_refused)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    SKIP("sanitizers end the process when memory runs out");
#endif
    const Failure failure = failure_of([] { (void)create_buffer(std::int64_t{1} << 62); });
    CHECK_EQUAL(failure.status, TRTS_OUT_OF_MEMORY);
    CHECK(failure.says("4611686018427387904 bytes"));
}

TEST(addresses_are_kept_and_checked_for_direction)
{
    const trts_api_table& t = table();
    const Running running(build_plan(fixed_model()));
    std::vector<float> memory(6);
    const void* found = nullptr;
    running.bind("x", memory);
    (void)t.context_get_tensor_address(running.context, "x", &found);
    CHECK(found == memory.data());
    CHECK_EQUAL(
        failure_of([&] { (void)t.context_set_output_tensor_address(running.context, "x", memory.data()); }).status,
        TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(
        failure_of([&] { (void)t.context_set_input_tensor_address(running.context, "y", memory.data()); }).status,
        TRTS_INVALID_ARGUMENT);
    (void)t.context_set_name(running.context, "mine");
    const char* name = nullptr;
    (void)t.context_get_name(running.context, &name);
    CHECK_EQUAL(std::string(name), "mine");
}

TEST(a_failing_inference_says_which_node_failed)
{
    // Gather with an index that is out of range: known only from the data.
    const std::string model = onnx_test::model(GraphText()
                                                   .input(value("x", {4}))
                                                   .input(value("at", {1}, ElementType::Int64))
                                                   .output(value("y", {1}))
                                                   .node({"Gather", {"x", "at"}, {"y"}, "pick", ""}));
    const Running running(build_plan(model));
    std::vector<float> x = {1, 2, 3, 4};
    std::vector<std::int64_t> at = {9};
    std::vector<float> y(1);
    running.bind("x", x);
    running.bind("at", at);
    running.bind("y", y);
    const Failure failure = failure_of([&] { running.enqueue(); });
    CHECK_EQUAL(failure.status, TRTS_EXECUTION_FAILED);
    CHECK(failure.native_code != 0);
    CHECK(failure.says("pick"));
    CHECK(failure.message.find("onnxruntime_src") == std::string::npos);
    at[0] = 2;
    running.enqueue();
    CHECK_EQUAL(y[0], 3.0F);
}

TEST(strategies_of_memory_allocation)
{
    const Native runtime = create_runtime();
    const Native engine = load(runtime, build_plan(fixed_model()));
    const auto create = [&](std::int32_t strategy) {
        return failure_of([&] {
                   void* native = nullptr;
                   (void)table().engine_create_execution_context(engine, strategy, &native);
                   const Native owned(native, table().context_destroy);
               })
            .status;
    };
    CHECK_EQUAL(create(0), TRTS_OK);
    CHECK_EQUAL(create(1), TRTS_OK);
    CHECK_EQUAL(create(2), TRTS_NOT_SUPPORTED);
    CHECK_EQUAL(create(3), TRTS_INVALID_ARGUMENT);
}
