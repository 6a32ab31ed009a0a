// Constant layers.
#include "core/live_bytes.h"
#include "element_types.h"
#include "network_fixture.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

trts_weights weights_of(void* layer)
{
    trts_weights weights{};
    (void)table().constant_layer_get_weights(layer, &weights);
    return weights;
}

Shape layer_dimensions(void* layer)
{
    trts_dims found{};
    (void)table().constant_layer_get_dimensions(layer, &found);
    return values(found);
}

void set_dimensions_of(void* layer, const Shape& shape)
{
    const trts_dims value = dims(shape);
    (void)table().constant_layer_set_dimensions(layer, &value);
}

void set_weights(void* layer, const trts_weights& weights)
{
    (void)table().constant_layer_set_weights(layer, &weights);
}

} // namespace

TEST(constants_of_every_type_are_copied_and_come_out_again)
{
    for (const std::int32_t type :
         {TRTS_DATA_TYPE_FLOAT, TRTS_DATA_TYPE_HALF, TRTS_DATA_TYPE_INT8, TRTS_DATA_TYPE_INT32, TRTS_DATA_TYPE_BOOL,
          TRTS_DATA_TYPE_UINT8, TRTS_DATA_TYPE_FP8, TRTS_DATA_TYPE_BF16, TRTS_DATA_TYPE_INT64})
    {
        const Adding made;
        std::string mine = encoded(type, {1, 0, 1, 1, 0, 0});
        const std::string expected = mine;
        void* layer = made.constant({2, 3}, {type, mine.data(), 6});
        mine.assign(mine.size(), '\x77'); // nobody reads it any more
        CHECK_EQUAL(type_of(output_of(layer)), type);
        CHECK(dimensions_of(output_of(layer)) == Shape({2, 3}));
        const trts_weights weights = weights_of(layer);
        CHECK_EQUAL(weights.type, type);
        CHECK_EQUAL(weights.count, 6);
        CHECK(weights.values != mine.data());
        CHECK(std::memcmp(weights.values, expected.data(), expected.size()) == 0);

        made.mark(layer, "y");
        const Running running(bytes_of(made.build()));
        std::string y(expected.size(), '\x55');
        (void)table().context_set_tensor_address(running.context, "y", y.data());
        running.enqueue();
        CHECK(y == expected);
    }
}

TEST(four_bit_constants_are_kept_but_cannot_be_an_output)
{
    const Adding made;
    const unsigned char packed[] = {0x21, 0x43, 0x05};
    void* layer = made.constant({5}, {TRTS_DATA_TYPE_INT4, packed, 5});
    CHECK_EQUAL(weights_of(layer).count, 5);
    CHECK(std::memcmp(weights_of(layer).values, packed, 3) == 0);
    const Failure failure = failure_of([&] { made.mark(output_of(layer)); });
    CHECK_EQUAL(failure.status, TRTS_NOT_SUPPORTED);
    CHECK(failure.says("kINT4"));
    check_refused(made, TRTS_NOT_SUPPORTED, "kINT4", [&] { (void)made.identity(output_of(layer)); });
}

TEST(a_constant_without_elements_and_a_scalar_are_constants_as_well)
{
    const Adding made;
    void* nothing = made.constant({0, 4}, {TRTS_DATA_TYPE_FLOAT, nullptr, 0});
    CHECK(dimensions_of(output_of(nothing)) == Shape({0, 4}));
    CHECK(weights_of(nothing).values == nullptr);
    made.mark(made.concatenation({output_of(nothing), made.input("x", TRTS_DATA_TYPE_FLOAT, {1, 4})}), "y");
    made.mark(made.constant({}, std::vector<float>{2.5F}), "scalar");
    const Running running(bytes_of(made.build()));
    std::vector<float> x = {1, 2, 3, 4};
    std::vector<float> y(4);
    std::vector<float> scalar(1);
    running.bind("x", x);
    running.bind("y", y);
    running.bind("scalar", scalar);
    running.enqueue();
    CHECK(y == x);
    CHECK_EQUAL(scalar[0], 2.5F);
}

TEST(a_constant_can_be_an_output_and_be_used)
{
    const Adding made;
    void* layer = made.constant({2}, std::vector<float>{3, 4});
    made.mark(made.element_wise(output_of(layer), output_of(layer), TRTS_ELEMENT_WISE_OPERATION_PROD), "squares");
    made.mark(layer, "numbers");
    const Running running(bytes_of(made.build()));
    std::vector<float> squares(2);
    std::vector<float> numbers(2);
    running.bind("squares", squares);
    running.bind("numbers", numbers);
    running.enqueue();
    CHECK(squares == std::vector<float>({9, 16}));
    CHECK(numbers == std::vector<float>({3, 4}));
}

TEST(weights_that_do_not_fit_are_refused)
{
    const Adding made;
    const float four[4] = {1, 2, 3, 4};
    const auto refused = [&](trts_status status, const std::string& text, const Shape& shape, trts_weights weights) {
        check_refused(made, status, text, [&] { (void)made.constant(shape, weights); });
    };
    refused(TRTS_INVALID_ARGUMENT,
            "layer '(Unnamed Layer* 0) [Constant]': its dimensions, [2, 3], need 6 weights; 4 were given", {2, 3},
            {TRTS_DATA_TYPE_FLOAT, four, 4});
    refused(TRTS_INVALID_ARGUMENT, "its dimensions, [], need 1 weights; 0 were given", {}, {0, nullptr, 0});
    refused(TRTS_INVALID_ARGUMENT, "need 4 weights; -4 were given", {4}, {0, four, -4});
    refused(TRTS_INVALID_ARGUMENT, "its weights are null, but their count is 4", {4}, {0, nullptr, 4});
    refused(TRTS_INVALID_ARGUMENT, "there is no data type 77", {4}, {77, four, 4});
    refused(TRTS_NOT_SUPPORTED, "kFP4 is not supported", {4}, {TRTS_DATA_TYPE_FP4, four, 4});
    refused(TRTS_INVALID_ARGUMENT, "[-1]; those of a constant cannot be dynamic", {-1}, {0, four, 4});
    refused(TRTS_INVALID_ARGUMENT, "dimension 0: -7 was given", {-7}, {0, four, 4});
    refused(TRTS_INVALID_ARGUMENT, "have more elements than can be counted", {INT64_MAX, 4}, {0, four, 4});
    const std::int64_t huge = std::int64_t{1} << 40;
    refused(TRTS_NOT_SUPPORTED, "this backend takes models of less than 2147483647 bytes", {huge}, {0, four, huge});
    refused(TRTS_INVALID_ARGUMENT, "which no memory holds", {INT64_MAX}, {0, four, INT64_MAX});
}

TEST(weights_and_dimensions_can_be_replaced_one_after_the_other)
{
    const Adding made;
    void* layer = made.constant({2}, std::vector<float>{3, 4});
    made.mark(layer, "y");
    set_dimensions_of(layer, {1, 3}); // does not fit yet
    CHECK(layer_dimensions(layer) == Shape({1, 3}));
    const Failure asked = failure_of([&] { (void)dimensions_of(output_of(layer)); });
    CHECK_EQUAL(asked.status, TRTS_INVALID_STATE);
    CHECK(asked.says("its dimensions, [1, 3], need 3 weights; 2 were given"));
    CHECK_EQUAL(failure_of([&] { (void)made.build(); }).status, TRTS_BUILD_FAILED);
    const std::int64_t numbers[] = {7, 8, 9};
    set_weights(layer, {TRTS_DATA_TYPE_INT64, numbers, 3});
    CHECK(dimensions_of(output_of(layer)) == Shape({1, 3}));
    CHECK_EQUAL(type_of(output_of(layer)), TRTS_DATA_TYPE_INT64);
    const Running running(bytes_of(made.build()));
    std::vector<std::int64_t> y(3);
    running.bind("y", y);
    running.enqueue();
    CHECK(y == std::vector<std::int64_t>({7, 8, 9}));

    CHECK_EQUAL(failure_of([&] { set_weights(layer, {0, nullptr, 3}); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { set_weights(layer, {0, numbers, -1}); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(failure_of([&] { set_dimensions_of(layer, {-1}); }).status, TRTS_INVALID_ARGUMENT);
    CHECK_EQUAL(weights_of(layer).count, 3); // as before
    const unsigned char packed[] = {0x21, 0x03};
    set_weights(layer, {TRTS_DATA_TYPE_INT4, packed, 3}); // an output already
    CHECK(failure_of([&] { (void)made.build(); }).says("kINT4"));
}

TEST(copied_weights_go_with_their_network)
{
    const std::int64_t before = trts::LiveBytes::sum();
    {
        const Adding made;
        const std::int64_t empty = trts::LiveBytes::sum();
        (void)made.constant({1000}, std::vector<float>(1000));
        CHECK_EQUAL(trts::LiveBytes::sum() - empty, 4000);
    }
    CHECK_EQUAL(trts::LiveBytes::sum(), before);
}

TEST(a_parsed_constant_tells_its_value_but_keeps_it)
{
    const auto constant = [](const MessageWriter& attribute) {
        return onnx_test::model(
            GraphText()
                .output(MessageWriter().bytes(1, "y"))
                .node(onnx_test::node({"Constant", {}, {"y"}, "numbers", ""}).message(5, attribute)));
    };
    const Building building;
    building.parse(constant(MessageWriter().bytes(1, "value").message(5, floats("", {2, 1}, {5, 6})).integer(20, 4)));
    void* layer = at(table().network_get_layer, building.network, 0);
    CHECK(layer_dimensions(layer) == Shape({2, 1}));
    const trts_weights weights = weights_of(layer);
    CHECK_EQUAL(weights.type, TRTS_DATA_TYPE_FLOAT);
    CHECK_EQUAL(weights.count, 2);
    const float expected[] = {5, 6};
    CHECK(std::memcmp(weights.values, expected, sizeof(expected)) == 0);
    CHECK_EQUAL(failure_of([&] { set_weights(layer, weights); }).status, TRTS_NOT_SUPPORTED);
    CHECK_EQUAL(failure_of([&] { set_dimensions_of(layer, {2}); }).status, TRTS_NOT_SUPPORTED);

    const Building other;
    other.parse(constant(MessageWriter().bytes(1, "value_float").number(2, 1.5F).integer(20, 1)));
    void* attribute = at(table().network_get_layer, other.network, 0);
    CHECK_EQUAL(failure_of([&] { (void)weights_of(attribute); }).status, TRTS_NOT_SUPPORTED);
    CHECK(failure_of([&] { (void)layer_dimensions(attribute); }).says("an attribute that is no dense tensor"));

    const Building relu;
    relu.parse(relu_model());
    void* no_constant = at(table().network_get_layer, relu.network, 0);
    CHECK(failure_of([&] { (void)weights_of(no_constant); }).says("getWeights: self is no IConstantLayer"));
    CHECK(failure_of([&] { (void)layer_dimensions(no_constant); }).says("self is no IConstantLayer"));
    CHECK(failure_of([&] { set_weights(no_constant, weights); }).says("self is no IConstantLayer"));
    CHECK(failure_of([&] { set_dimensions_of(no_constant, {2}); }).says("self is no IConstantLayer"));
}
