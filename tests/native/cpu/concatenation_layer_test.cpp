// Concatenation layers.
#include "network_fixture.h"
#include "test_models.h"
#include "trtsharp/enums.g.h"

using namespace cpu_test;

namespace
{

std::int32_t axis_of(void* layer)
{
    std::int32_t axis = -1;
    (void)table().concatenation_layer_get_axis(layer, &axis);
    return axis;
}

void set_axis(void* layer, std::int32_t axis)
{
    (void)table().concatenation_layer_set_axis(layer, axis);
}

} // namespace

TEST(inputs_are_joined_along_the_third_axis_from_the_end)
{
    // As TensorRT documents it, and TensorRT-RTX 1.7 answers.
    const Adding made;
    const std::int32_t axes[] = {-1, 0, 0, 0, 1, 2};
    for (std::size_t rank = 1; rank < 6; ++rank)
    {
        Shape shape(rank, 2);
        void* x = made.input(("x" + std::to_string(rank)).c_str(), TRTS_DATA_TYPE_FLOAT, shape);
        void* layer = made.concatenation({x, x});
        CHECK_EQUAL(count(table().layer_get_type, layer), TRTS_LAYER_TYPE_CONCATENATION);
        CHECK_EQUAL(axis_of(layer), axes[rank]);
        shape[static_cast<std::size_t>(axes[rank])] = 4;
        CHECK(dimensions_of(output_of(layer)) == shape);
    }
}

TEST(joined_values_follow_each_other)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2, 2});
    void* one = made.constant({2, 1}, std::vector<float>{9, 8});
    void* layer = made.concatenation({x, output_of(one), x});
    set_axis(layer, 1);
    CHECK_EQUAL(axis_of(layer), 1);
    CHECK(dimensions_of(output_of(layer)) == Shape({2, 5}));
    made.mark(layer, "y");
    const Running running(bytes_of(made.build()));
    std::vector<float> values = {1, 2, 3, 4};
    std::vector<float> y(10);
    running.bind("x", values);
    running.bind("y", y);
    running.enqueue();
    CHECK(y == std::vector<float>({1, 2, 9, 1, 2, 3, 4, 8, 3, 4}));
}

TEST(dimensions_that_are_not_known_yet_are_joined)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_INT32, {-1, 3});
    void* y = made.input("y", TRTS_DATA_TYPE_INT32, {2, -1});
    void* layer = made.concatenation({x, y});
    CHECK(dimensions_of(output_of(layer)) == Shape({-1, 3}));
    set_axis(layer, 1);
    CHECK(dimensions_of(output_of(layer)) == Shape({2, -1}));
    CHECK(dimensions_of(output_of(made.concatenation({y}))) == Shape({2, -1})); // one input is enough
}

TEST(dimensions_beside_the_axis_must_be_equal)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2, 3});
    void* y = made.input("y", TRTS_DATA_TYPE_FLOAT, {2, 4});
    void* layer = made.concatenation({x, y}); // not along axis 0, but the axis may still be set
    const Failure failure = failure_of([&] { (void)dimensions_of(output_of(layer)); });
    CHECK_EQUAL(failure.status, TRTS_INVALID_STATE);
    CHECK(
        failure.says("input 'x' is [2, 3], but input 'y' is [2, 4]: dimension 1 must be equal, because only axis 0 is "
                     "joined"));
    (void)table().tensor_set_name(output_of(layer), "joined");
    CHECK_EQUAL(failure_of([&] { made.mark(output_of(layer)); }).status, TRTS_INVALID_STATE);
    set_axis(layer, 1);
    CHECK(dimensions_of(output_of(layer)) == Shape({2, 7}));
}

TEST(what_cannot_be_joined_is_refused)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2, 3});
    void* scalar = made.input("scalar", TRTS_DATA_TYPE_FLOAT, {});
    void* line = made.input("line", TRTS_DATA_TYPE_FLOAT, {2});
    void* halves = made.input("halves", TRTS_DATA_TYPE_HALF, {2, 3});
    void* eighths = made.input("eighths", TRTS_DATA_TYPE_FP8, {2, 3});
    const Adding other;
    void* foreign = other.input("foreign", TRTS_DATA_TYPE_FLOAT, {2, 3});
    const auto refused = [&](trts_status status, const std::string& text, const std::vector<void*>& tensors) {
        check_refused(made, status, text, [&] { (void)made.concatenation(tensors); });
    };
    refused(TRTS_INVALID_ARGUMENT, "a concatenation has at least 1 input; none was given", {});
    refused(TRTS_INVALID_ARGUMENT, "input 'scalar' is [], a scalar", {scalar, scalar});
    refused(TRTS_INVALID_ARGUMENT, "input 'x' is [2, 3], but input 'line' is [2]", {x, line});
    refused(TRTS_INVALID_ARGUMENT, "input 'x' is kFLOAT, but input 'halves' is kHALF", {x, x, halves});
    refused(TRTS_INVALID_ARGUMENT, "tensor 'foreign' belongs to another network", {x, foreign});
    refused(TRTS_NOT_SUPPORTED, "cannot do this with kFP8: ONNX Runtime has no Concat", {eighths});

    void* layer = made.concatenation({x});
    for (const std::int32_t axis : {-1, 2, 8})
    {
        const Failure failure = failure_of([&] { set_axis(layer, axis); });
        CHECK_EQUAL(failure.status, TRTS_INVALID_ARGUMENT);
        CHECK(failure.says("there is no axis " + std::to_string(axis) + "; there are 0 to 1"));
    }
    CHECK_EQUAL(axis_of(layer), 0);
    void* long_one = made.input("long", TRTS_DATA_TYPE_FLOAT, {INT64_MAX});
    void* too_long = made.concatenation({long_one, long_one});
    CHECK(failure_of([&] { (void)dimensions_of(output_of(too_long)); }).says("too long together along axis 0"));
}

TEST(a_parsed_concatenation_tells_its_axis_but_keeps_it)
{
    const trts_api_table& t = table();
    const auto model = [](std::int64_t axis) {
        return onnx_test::model(
            GraphText()
                .input(value("x", {2, 3, 4}))
                .output(MessageWriter().bytes(1, "y"))
                .node(onnx_test::node({"Concat", {"x", "x"}, {"y"}, "join", ""})
                          .message(5, MessageWriter().bytes(1, "axis").integer(3, axis).integer(20, 2))));
    };
    const std::pair<std::int64_t, std::int32_t> axes[] = {{0, 0}, {2, 2}, {-1, 2}, {-3, 0}};
    for (const auto& [written, told] : axes)
    {
        const Building building;
        building.parse(model(written));
        void* join = at(t.network_get_layer, building.network, 0);
        CHECK_EQUAL(axis_of(join), told);
        const Failure failure = failure_of([&] { set_axis(join, 1); });
        CHECK_EQUAL(failure.status, TRTS_NOT_SUPPORTED);
        CHECK(failure.says("layer 'join' comes from an ONNX model"));
    }
    const Building building;
    building.parse(fixed_model());
    void* identity = at(t.network_get_layer, building.network, 0);
    CHECK(failure_of([&] { (void)axis_of(identity); })
              .says("IConcatenationLayer::getAxis: self is no IConcatenationLayer: layer 'same' is the ONNX operator "
                    "Identity"));
    CHECK(failure_of([&] { set_axis(identity, 0); }).says("self is no IConcatenationLayer"));
}
