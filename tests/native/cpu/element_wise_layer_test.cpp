// Element-wise layers: what they compute, with which types and shapes.
#include <algorithm>
#include <cmath>

#include "element_types.h"
#include "network_fixture.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

constexpr std::int32_t operation_count = TRTS_ELEMENT_WISE_OPERATION_LESS + 1;

bool is_integer(std::int32_t type)
{
    return type != TRTS_DATA_TYPE_FLOAT && type != TRTS_DATA_TYPE_HALF && type != TRTS_DATA_TYPE_BF16;
}

/// What TensorRT documents of each operation.
double expected(std::int32_t operation, double left, double right, std::int32_t type)
{
    switch (operation)
    {
    case TRTS_ELEMENT_WISE_OPERATION_SUM:
        return left + right;
    case TRTS_ELEMENT_WISE_OPERATION_PROD:
        return left * right;
    case TRTS_ELEMENT_WISE_OPERATION_MAX:
        return std::max(left, right);
    case TRTS_ELEMENT_WISE_OPERATION_MIN:
        return std::min(left, right);
    case TRTS_ELEMENT_WISE_OPERATION_SUB:
        return left - right;
    case TRTS_ELEMENT_WISE_OPERATION_DIV:
        return is_integer(type) ? std::trunc(left / right) : left / right;
    case TRTS_ELEMENT_WISE_OPERATION_POW:
        return std::pow(left, right);
    case TRTS_ELEMENT_WISE_OPERATION_AND:
        return left != 0 && right != 0 ? 1 : 0;
    case TRTS_ELEMENT_WISE_OPERATION_OR:
        return left != 0 || right != 0 ? 1 : 0;
    case TRTS_ELEMENT_WISE_OPERATION_XOR:
        return (left != 0) != (right != 0) ? 1 : 0;
    case TRTS_ELEMENT_WISE_OPERATION_EQUAL:
        return left == right ? 1 : 0;
    case TRTS_ELEMENT_WISE_OPERATION_GREATER:
        return left > right ? 1 : 0;
    default:
        return left < right ? 1 : 0;
    }
}

bool gives_truth(std::int32_t operation)
{
    return operation >= TRTS_ELEMENT_WISE_OPERATION_AND;
}

/// Operation by operation, the types that backend cpu takes: one letter for each type, in the order of DataType.
///   Float Half Int8 Int32 Bool UInt8 FP8 BF16 Int64 Int4
constexpr const char* taken[operation_count] = {
    "FHCI...BL.", "FHCI...BL.", "FHCI...BL.", "FHCI...BL.", "FHCI...BL.", "FHCI...BL.", "FH.I...BL.",
    "..........", // kFLOOR_DIV
    "....T.....", "....T.....", "....T.....", "FHCITU.BL.", "FHCI...BL.", "FHCI...BL.",
};

bool is_taken(std::int32_t operation, std::int32_t type)
{
    return taken[operation][type] != '.';
}

void check_computes(std::int32_t operation, std::int32_t type)
{
    const bool is_bool = type == TRTS_DATA_TYPE_BOOL;
    const std::vector<double> left = is_bool ? std::vector<double>{0, 0, 1, 1} : std::vector<double>{6, 3, 8, 2};
    const std::vector<double> right = is_bool ? std::vector<double>{0, 1, 0, 1} : std::vector<double>{2, 3, 4, 4};
    std::vector<double> results;
    for (std::size_t i = 0; i < left.size(); ++i)
    {
        results.push_back(expected(operation, left[i], right[i], type));
    }
    const std::int32_t result_type = gives_truth(operation) ? TRTS_DATA_TYPE_BOOL : type;

    const Adding made;
    void* layer = made.element_wise(made.input("x", type, {4}), made.input("y", type, {4}), operation);
    std::int32_t found = -1;
    (void)table().element_wise_layer_get_operation(layer, &found);
    CHECK_EQUAL(found, operation);
    CHECK_EQUAL(type_of(output_of(layer)), result_type);
    made.mark(layer, "z");
    const Running running(bytes_of(made.build()));
    std::string x = encoded(type, left);
    std::string y = encoded(type, right);
    const std::string expected_bytes = encoded(result_type, results);
    std::string z(expected_bytes.size(), '\x55');
    (void)table().context_set_tensor_address(running.context, "x", x.data());
    (void)table().context_set_tensor_address(running.context, "y", y.data());
    (void)table().context_set_tensor_address(running.context, "z", z.data());
    running.enqueue();
    if (z != expected_bytes)
    {
        harness::report_failure(__FILE__, __LINE__,
                                "operation " + std::to_string(operation) + " of type " + std::to_string(type) +
                                    " gives other numbers");
    }
}

struct Broadcast
{
    Shape left;
    Shape right;
    Shape result;
};

} // namespace

TEST(every_operation_computes_with_every_type_it_takes)
{
    for (std::int32_t operation = 0; operation < operation_count; ++operation)
    {
        for (std::int32_t type = 0; type <= TRTS_DATA_TYPE_INT4; ++type)
        {
            if (is_taken(operation, type))
            {
                check_computes(operation, type);
            }
        }
    }
}

TEST(what_an_operation_does_not_take_is_refused_by_name)
{
    const char* names[] = {"kFLOAT", "kHALF", "kINT8", "kINT32", "kBOOL", "kUINT8", "kFP8", "kBF16", "kINT64", "kINT4"};
    const Adding made;
    for (std::int32_t type = 0; type <= TRTS_DATA_TYPE_INT4; ++type)
    {
        void* x = made.input(names[type], type, {4});
        for (std::int32_t operation = 0; operation < operation_count; ++operation)
        {
            if (is_taken(operation, type) || operation == TRTS_ELEMENT_WISE_OPERATION_FLOOR_DIV)
            {
                continue;
            }
            const Shape before = made.contents();
            const Failure failure = failure_of([&] { (void)made.element_wise(x, x, operation); });
            CHECK(failure.status == TRTS_INVALID_ARGUMENT || failure.status == TRTS_NOT_SUPPORTED);
            CHECK(failure.says(names[type]));
            CHECK(made.contents() == before);
        }
    }
    void* x = at(table().network_get_input, made.network, 0);
    check_refused(made, TRTS_NOT_SUPPORTED, "element-wise operation kFLOOR_DIV is not supported",
                  [&] { (void)made.element_wise(x, x, TRTS_ELEMENT_WISE_OPERATION_FLOOR_DIV); });
    check_refused(made, TRTS_INVALID_ARGUMENT, "there is no element-wise operation 14; there are 0 to 13",
                  [&] { (void)made.element_wise(x, x, operation_count); });
    check_refused(made, TRTS_INVALID_ARGUMENT, "there is no element-wise operation -1",
                  [&] { (void)made.element_wise(x, x, -1); });
    check_refused(made, TRTS_INVALID_ARGUMENT, "kSUM takes numbers, but not kUINT8; its inputs are kBOOL", [&] {
        void* truth = at(table().network_get_input, made.network, TRTS_DATA_TYPE_BOOL);
        (void)made.element_wise(truth, truth, TRTS_ELEMENT_WISE_OPERATION_SUM);
    });
    check_refused(made, TRTS_INVALID_ARGUMENT, "kXOR takes kBOOL; its inputs are kFLOAT",
                  [&] { (void)made.element_wise(x, x, TRTS_ELEMENT_WISE_OPERATION_XOR); });
    check_refused(made, TRTS_NOT_SUPPORTED,
                  "ONNX Runtime has no Pow of that type in the model's operator set, which is 21", [&] {
                      void* small = at(table().network_get_input, made.network, TRTS_DATA_TYPE_INT8);
                      (void)made.element_wise(small, small, TRTS_ELEMENT_WISE_OPERATION_POW);
                  });
}

TEST(bf16_results_are_rounded_to_bf16)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_BF16, {3});
    void* y = made.input("y", TRTS_DATA_TYPE_BF16, {3});
    made.mark(made.element_wise(x, y, TRTS_ELEMENT_WISE_OPERATION_SUM), "sum");
    made.mark(made.element_wise(x, y, TRTS_ELEMENT_WISE_OPERATION_LESS), "less");
    const Running running(bytes_of(made.build()));
    // 8 bits of precision: beyond 256 only even numbers. Halfway goes to the even last bit.
    std::vector<std::uint16_t> one = {0x4380, 0x4381, 0x3F80};   // 256, 258, 1
    std::vector<std::uint16_t> other = {0x3F80, 0x3F80, 0x3F80}; // 1, 1, 1
    std::vector<std::uint16_t> sum(3);
    std::vector<char> less(3, 7);
    running.bind("x", one);
    running.bind("y", other);
    running.bind("sum", sum);
    running.bind("less", less);
    running.enqueue();
    CHECK(sum == std::vector<std::uint16_t>({0x4380, 0x4382, 0x4000})); // 256, 260, 2
    CHECK(less == std::vector<char>({0, 0, 0}));
}

TEST(dimensions_broadcast_where_one_is_1)
{
    const Broadcast cases[] = {
        {{2, 3}, {2, 3}, {2, 3}},    {{2, 1}, {1, 3}, {2, 3}},   {{}, {}, {}},     {{1}, {0}, {0}},
        {{-1, 3}, {1, 3}, {-1, 3}},  {{1, 3}, {-1, 3}, {-1, 3}}, {{-1}, {5}, {5}}, {{5}, {-1}, {5}},
        {{-1, 2}, {-1, 2}, {-1, 2}}, {{1, 1}, {1, 1}, {1, 1}},   {{-1}, {0}, {0}}, {{4, 1, -1}, {4, 7, 1}, {4, 7, -1}},
    };
    const Adding made;
    std::int32_t number = 0;
    for (const Broadcast& shapes : cases)
    {
        void* left = made.input(("l" + std::to_string(number)).c_str(), TRTS_DATA_TYPE_FLOAT, shapes.left);
        void* right = made.input(("r" + std::to_string(number++)).c_str(), TRTS_DATA_TYPE_FLOAT, shapes.right);
        void* layer = made.element_wise(left, right, TRTS_ELEMENT_WISE_OPERATION_SUM);
        CHECK(dimensions_of(output_of(layer)) == shapes.result);
    }
}

TEST(inputs_that_do_not_go_together_are_refused)
{
    const Adding made;
    void* floats = made.input("floats", TRTS_DATA_TYPE_FLOAT, {2, 3});
    void* halves = made.input("halves", TRTS_DATA_TYPE_HALF, {2, 3});
    void* line = made.input("line", TRTS_DATA_TYPE_FLOAT, {3});
    void* wide = made.input("wide", TRTS_DATA_TYPE_FLOAT, {2, 4});
    const Adding other;
    void* foreign = other.input("foreign", TRTS_DATA_TYPE_FLOAT, {2, 3});
    const auto refused = [&](const std::string& text, void* second) {
        check_refused(made, TRTS_INVALID_ARGUMENT, text,
                      [&] { (void)made.element_wise(floats, second, TRTS_ELEMENT_WISE_OPERATION_SUM); });
    };
    refused(
        "layer '(Unnamed Layer* 0) [ElementWise]': input 'floats' is kFLOAT, but input 'halves' is kHALF: all inputs "
        "must be of one type",
        halves);
    refused("input 'floats' is [2, 3], but input 'line' is [3]: all inputs must have as many dimensions", line);
    refused("input 'floats' is [2, 3], but input 'wide' is [2, 4]: dimension 1 must be equal, or 1 in one of them",
            wide);
    refused("tensor 'foreign' belongs to another network", foreign);
}

TEST(the_operation_can_be_changed)
{
    const Adding made;
    void* x = made.input("x", TRTS_DATA_TYPE_FLOAT, {2});
    void* layer = made.element_wise(x, x, TRTS_ELEMENT_WISE_OPERATION_SUM);
    made.mark(layer, "y");
    (void)table().element_wise_layer_set_operation(layer, TRTS_ELEMENT_WISE_OPERATION_PROD);
    const Running running(bytes_of(made.build()));
    std::vector<float> values = {3, -4};
    std::vector<float> y(2);
    running.bind("x", values);
    running.bind("y", y);
    running.enqueue();
    CHECK(y == std::vector<float>({9, 16}));

    (void)table().element_wise_layer_set_operation(layer, TRTS_ELEMENT_WISE_OPERATION_LESS);
    CHECK_EQUAL(type_of(output_of(layer)), TRTS_DATA_TYPE_BOOL);
    CHECK_EQUAL(failure_of([&] { (void)table().element_wise_layer_set_operation(layer, 99); }).status,
                TRTS_INVALID_ARGUMENT);
    (void)table().element_wise_layer_set_operation(layer, TRTS_ELEMENT_WISE_OPERATION_AND); // of floats
    CHECK_EQUAL(failure_of([&] { (void)type_of(output_of(layer)); }).status, TRTS_INVALID_STATE);
    const Failure failure = failure_of([&] { (void)made.build(); });
    CHECK_EQUAL(failure.status, TRTS_BUILD_FAILED);
    CHECK(failure.says("kAND takes kBOOL"));
}

TEST(an_old_models_operator_set_decides_what_can_be_added)
{
    const auto model = [](std::int64_t opset) {
        return MessageWriter()
            .varint(1, 4)
            .message(7, GraphText()
                            .input(value("x", {4}, ElementType::Int8))
                            .input(value("f", {4}))
                            .output(value("y", {4}, ElementType::Int8))
                            .node({"Identity", {"x"}, {"y"}, "", ""})
                            .message())
            .message(8, MessageWriter().varint(2, static_cast<std::uint64_t>(opset)))
            .take();
    };
    const Adding old;
    old.parse(model(7));
    check_refused(old, TRTS_NOT_SUPPORTED, "no Add of that type in the model's operator set, which is 7", [&] {
        void* y = at(table().network_get_output, old.network, 0);
        (void)old.element_wise(y, y, TRTS_ELEMENT_WISE_OPERATION_SUM);
    });
    void* f = at(table().network_get_input, old.network, 1);
    old.mark(old.element_wise(f, f, TRTS_ELEMENT_WISE_OPERATION_SUM), "twice");
    CHECK(!bytes_of(old.build()).empty());
    void* b = old.input("b", TRTS_DATA_TYPE_BF16, {4});
    check_refused(old, TRTS_NOT_SUPPORTED, "ONNX Runtime has no Cast of that type",
                  [&] { (void)old.element_wise(b, b, TRTS_ELEMENT_WISE_OPERATION_SUM); });

    const Adding recent;
    recent.parse(model(14));
    void* y = at(table().network_get_output, recent.network, 0);
    recent.mark(recent.element_wise(y, y, TRTS_ELEMENT_WISE_OPERATION_SUM), "twice");
    CHECK(!bytes_of(recent.build()).empty());
}

TEST(a_parsed_layer_tells_its_operation_but_keeps_it)
{
    const trts_api_table& t = table();
    const Building building;
    building.parse(two_input_model());
    void* add = at(t.network_get_layer, building.network, 0);
    void* mul = at(t.network_get_layer, building.network, 1);
    std::int32_t operation = -1;
    (void)t.element_wise_layer_get_operation(add, &operation);
    CHECK_EQUAL(operation, TRTS_ELEMENT_WISE_OPERATION_SUM);
    (void)t.element_wise_layer_get_operation(mul, &operation);
    CHECK_EQUAL(operation, TRTS_ELEMENT_WISE_OPERATION_PROD);
    const Failure failure = failure_of([&] { (void)t.element_wise_layer_set_operation(add, 4); });
    CHECK_EQUAL(failure.status, TRTS_NOT_SUPPORTED);
    CHECK(failure.says("layer 'add' comes from an ONNX model"));

    const Adding made;
    void* identity = made.identity(made.input("x", TRTS_DATA_TYPE_FLOAT, {2}));
    for (const Failure& other : {failure_of([&] { (void)t.element_wise_layer_get_operation(identity, &operation); }),
                                 failure_of([&] { (void)t.element_wise_layer_set_operation(identity, 0); })})
    {
        CHECK_EQUAL(other.status, TRTS_INVALID_ARGUMENT);
        CHECK(other.says("self is no IElementWiseLayer"));
    }
}
