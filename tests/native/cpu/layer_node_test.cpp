// What all layers have in common: names and inputs that can be replaced.
#include "network_fixture.h"
#include "test_models.h"
#include "trtsharp/enums.g.h"

using namespace cpu_test;

namespace
{

void set_input(void* layer, std::int32_t index, void* tensor)
{
    (void)table().layer_set_input(layer, index, tensor);
}

std::vector<float> run_one(const Adding& made, std::vector<float> x, std::size_t result_size)
{
    const Running running(bytes_of(made.build()));
    std::vector<float> y(result_size);
    running.bind("x", x);
    running.bind("y", y);
    running.enqueue();
    return y;
}

} // namespace

TEST(an_identity_gives_what_it_gets)
{
    const Adding made;
    void* layer = made.identity(made.input("x", TRTS_DATA_TYPE_FLOAT, {3}));
    CHECK_EQUAL(count(table().layer_get_type, layer), TRTS_LAYER_TYPE_IDENTITY);
    CHECK_EQUAL(type_of(output_of(layer)), TRTS_DATA_TYPE_FLOAT);
    CHECK(dimensions_of(output_of(layer)) == Shape({3}));
    made.mark(layer, "y");
    CHECK(run_one(made, {1, -2, 3}, 3) == std::vector<float>({1, -2, 3}));
}

TEST(an_added_layers_input_can_be_replaced)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* sum =
        made.element_wise(x, output_of(made.constant({2}, std::vector<float>{1, 2})), TRTS_ELEMENT_WISE_OPERATION_SUM);
    made.mark(made.identity(output_of(sum)), "y");
    void* late = made.constant({2}, std::vector<float>{10, 20}); // comes after the layer that takes it
    set_input(sum, 1, output_of(late));
    CHECK(input_of(sum, 1) == output_of(late));
    CHECK(run_one(made, {1, 2}, 2) == std::vector<float>({11, 22}));
    void* last = made.identity(x);
    set_input(sum, 1, output_of(last)); // as above, a computed one
    CHECK(run_one(made, {1, 2}, 2) == std::vector<float>({2, 4}));
}

TEST(types_and_dimensions_follow_a_replaced_input)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* n = made.input("n", TRTS_DATA_TYPE_INT32, {-1, 3});
    void* first = made.identity(x);
    void* second = made.identity(output_of(first));
    CHECK(dimensions_of(output_of(second)) == Shape({2}));
    set_input(first, 0, n);
    CHECK(dimensions_of(output_of(second)) == Shape({-1, 3}));
    CHECK_EQUAL(type_of(output_of(second)), TRTS_DATA_TYPE_INT32);
    set_dimensions(n, {4});
    CHECK(dimensions_of(output_of(second)) == Shape({4}));
}

TEST(inputs_may_be_replaced_in_turn)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* wide = made.input("wide", TRTS_DATA_TYPE_FLOAT, {2, 2});
    void* sum = made.element_wise(x, x, TRTS_ELEMENT_WISE_OPERATION_SUM);
    set_input(sum, 0, wide);
    const Failure failure = failure_of([&] { (void)dimensions_of(output_of(sum)); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(failure.says("input 'wide' is [2, 2], but input 'x' is [2]"));
    set_input(sum, 1, wide);
    CHECK(dimensions_of(output_of(sum)) == Shape({2, 2}));
}

TEST(what_cannot_be_an_input_is_refused)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* first = made.identity(x);
    void* second = made.identity(output_of(first));
    const auto refused = [&](const std::string& text, std::int32_t index, void* tensor) {
        const Failure failure = failure_of([&] { set_input(first, index, tensor); });
        CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
        CHECK(failure.says(text));
        CHECK(input_of(first) == x);
    };
    refused("has no input 1; it has 1", 1, x);
    refused("has no input -1", -1, x);
    refused("it is computed from an output of this layer", 0, output_of(first));
    refused("it is computed from an output of this layer", 0, output_of(second));
    const Adding other;
    refused("belongs to another network", 0, other.input("x", TRTS_DATA_TYPE_FLOAT, {2}));
}

TEST(a_layer_goes_between_two_of_a_parsed_model)
{
    // product = (a + b) * weight becomes ((a + b) + 1) * weight
    const trts_api_table& t = table();
    const Adding made;
    made.parse(two_input_model());
    void* add = at(t.network_get_layer, made.network, 0);
    void* mul = at(t.network_get_layer, made.network, 1);
    void* one = made.constant({1, 1}, std::vector<float>{1});
    void* more = made.element_wise(output_of(add), output_of(one), TRTS_ELEMENT_WISE_OPERATION_SUM);
    CHECK_EQUAL(failure_of([&] { set_input(add, 0, output_of(more)); }).status, TRTS_INVALID_ARGUMENT); // a circle
    set_input(mul, 0, output_of(more));
    CHECK(input_of(mul) == output_of(more));
    CHECK(dimensions_of(output_of(mul)) == Shape({-1, 3}));
    (void)t.layer_set_name(mul, "mul two");
    (void)t.tensor_set_name(at(t.network_get_input, made.network, 0), "first");
    made.add_profile({{"first", {1, 3}, {1, 3}, {4, 3}}, {"b", {1, 3}, {1, 3}, {4, 3}}});
    const Running running(bytes_of(made.build()));
    std::vector<float> a = {1, 2, 3};
    std::vector<float> b = {3, 4, 5};
    std::vector<float> product(3);
    running.shape("first", {1, 3});
    running.shape("b", {1, 3});
    running.bind("first", a);
    running.bind("b", b);
    running.bind("product", product);
    running.enqueue();
    CHECK(product == std::vector<float>({5, 70, 900}));
}

TEST(a_parsed_layers_new_input_decides_its_shape)
{
    const Adding made;
    made.parse(fixed_model());
    void* same = at(table().network_get_layer, made.network, 0);
    CHECK(dimensions_of(output_of(same)) == Shape({2, 3}));
    void* big = made.constant({600}, std::vector<float>(600, 2)); // larger than what shapes are inferred from
    set_input(same, 0, output_of(made.identity(output_of(big))));
    CHECK(dimensions_of(output_of(same)) == Shape({600}));
    (void)table().tensor_set_name(at(table().network_get_input, made.network, 0), "x");
    const std::vector<float> y = run_one(made, {0, 0, 0, 0, 0, 0}, 600);
    CHECK(y == std::vector<float>(600, 2));

    // What goes into it, through it and out again knows its type at every step.
    void* last = made.element_wise(output_of(same), output_of(big), TRTS_ELEMENT_WISE_OPERATION_LESS);
    CHECK_EQUAL(type_of(output_of(last)), TRTS_DATA_TYPE_BOOL);
    CHECK(dimensions_of(output_of(last)) == Shape({600}));
}

TEST(layers_of_one_name_are_not_built)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* first = made.identity(x);
    void* second = made.identity(output_of(first));
    made.mark(second, "y");
    (void)table().tensor_set_name(output_of(first), "middle");
    (void)table().layer_set_name(first, "same");
    (void)table().layer_set_name(second, "same");
    const Failure failure = failure_of([&] { (void)made.build(); });
    CHECK_EQUAL(failure.status, TRTS_BUILD_FAILED);
    CHECK(failure.says("two layers are named 'same'"));
    (void)table().layer_set_name(second, "other");
    CHECK(run_one(made, {1, 2}, 2) == std::vector<float>({1, 2}));
}

TEST(a_very_long_row_of_layers_needs_no_deep_stack)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* first = made.identity(x);
    void* last = first;
    for (int i = 0; i < 20000; ++i)
    {
        last = made.identity(output_of(last));
    }
    set_dimensions(x, {7}); // all of them have another shape now
    CHECK(dimensions_of(output_of(last)) == Shape({7}));
    CHECK_EQUAL(failure_of([&] { set_input(first, 0, output_of(last)); }).status, TRTS_INVALID_ARGUMENT);
}
