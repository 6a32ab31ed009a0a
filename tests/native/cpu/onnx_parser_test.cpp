// The ONNX parser: what it takes, and what it says about what it does not.
#include <filesystem>

#include "backend_fixture.h"
#include "onnx/shared_models.h"
#include "onnx/temporary_folder.h"
#include "test_models.h"

using namespace cpu_test;

namespace
{

struct ParsedError
{
    std::int32_t code = 0;
    std::int32_t node = 0;
    std::string description;
    std::string node_name;
    std::string op_type;
};

std::vector<ParsedError> errors_of(const Building& building)
{
    const trts_api_table& t = table();
    std::int32_t count = 0;
    (void)t.onnx_parser_get_nb_errors(building.parser, &count);
    std::vector<ParsedError> errors;
    for (std::int32_t i = 0; i < count; ++i)
    {
        void* native = nullptr;
        (void)t.onnx_parser_get_error(building.parser, i, &native);
        ParsedError error;
        const char* text = nullptr;
        (void)t.onnx_parser_error_code(native, &error.code);
        (void)t.onnx_parser_error_node(native, &error.node);
        (void)t.onnx_parser_error_desc(native, &text);
        error.description = text;
        (void)t.onnx_parser_error_node_name(native, &text);
        error.node_name = text;
        (void)t.onnx_parser_error_node_operator(native, &text);
        error.op_type = text;
        errors.push_back(error);
    }
    return errors;
}

std::int32_t inputs_of(const Building& building)
{
    std::int32_t count = -1;
    (void)table().network_get_nb_inputs(building.network, &count);
    return count;
}

std::string model_of(const MessageWriter& node, ElementType type = ElementType::Float)
{
    return onnx_test::model(
        GraphText().input(value("x", {"N", 4}, type)).output(value("y", {"N", 4}, type)).node(node));
}

} // namespace

TEST(a_good_model_fills_the_network)
{
    Lines lines;
    trts::Logger* logger = lines.logger();
    {
        const Building building(logger);
        building.parse(relu_model());
        CHECK_EQUAL(inputs_of(building), 1);
        CHECK(errors_of(building).empty());
        CHECK(lines.contain("parsed the model: 1 layers, 1 inputs, 1 outputs"));
    }
    trts::Logger::release(logger);
}

TEST(bytes_that_are_no_model_are_refused)
{
    const Building building;
    for (const std::string& bytes : {std::string(), std::string("PK\x03\x04 not a model"), relu_model().substr(0, 40)})
    {
        const Failure failure = failure_of([&] { building.parse(bytes); });
        CHECK_EQUAL(failure.status, TRTS_PARSE_FAILED);
        const std::vector<ParsedError> errors = errors_of(building);
        REQUIRE(!errors.empty());
        CHECK_EQUAL(errors[0].code, 3); // kMODEL_DESERIALIZE_FAILED
        CHECK_EQUAL(inputs_of(building), 0);
    }
}

TEST(all_problems_are_told_at_once)
{
    const Building building;
    const std::string model = onnx_test::model(GraphText()
                                                   .input(value("x", {"N"}))
                                                   .output(value("y", {"N"}))
                                                   .output(value("z", {"N"}))
                                                   .node({"Add", {"x", "nowhere"}, {"y"}, "first", ""})
                                                   .node({"Add", {"x", "missing"}, {"z"}, "second", ""}));
    const Failure failure = failure_of([&] { building.parse(model); });
    CHECK_EQUAL(failure.status, TRTS_PARSE_FAILED);
    CHECK(failure.says("2 problems"));
    CHECK(failure.says("nowhere"));
    CHECK(failure.says("missing"));
    const std::vector<ParsedError> errors = errors_of(building);
    REQUIRE(errors.size() == 2);
    CHECK_EQUAL(errors[0].code, 5); // kINVALID_GRAPH
    CHECK_EQUAL(errors[1].node, 1);
    CHECK_EQUAL(errors[1].node_name, "second");
    CHECK_EQUAL(errors[1].op_type, "Add");
}

TEST(what_onnx_runtime_refuses_is_told_with_its_node)
{
    const auto check = [](const std::string& model, std::int32_t code, const char* op_type, const char* part) {
        const Building building;
        const Failure failure = failure_of([&] { building.parse(model); });
        CHECK_EQUAL(failure.status, TRTS_PARSE_FAILED);
        CHECK(failure.says(part));
        const std::vector<ParsedError> errors = errors_of(building);
        REQUIRE(errors.size() == 1);
        CHECK_EQUAL(errors[0].code, code);
        CHECK_EQUAL(errors[0].node, 0);
        CHECK_EQUAL(errors[0].op_type, op_type);
        CHECK_EQUAL(errors[0].node_name, "n");
        CHECK_EQUAL(inputs_of(building), 0);
    };
    check(model_of(onnx_test::node({"NoSuchOp", {"x"}, {"y"}, "n", ""})), 8, "NoSuchOp", "No Op registered");
    check(model_of(onnx_test::node({"Relu", {"x"}, {"y"}, "n", ""}), ElementType::BFloat16), 8, "Relu",
          "Could not find an implementation");
    check(model_of(onnx_test::node({"Concat", {"x"}, {"y"}, "n", ""})), 6, "Concat", "axis");
    check(onnx_test::model(GraphText()
                               .input(value("x", {3, 4}))
                               .input(value("w", {5, 6}))
                               .output(value("y", {3, 6}))
                               .node({"MatMul", {"x", "w"}, {"y"}, "n", ""})),
          6, "MatMul", "Incompatible dimensions");
}

TEST(types_that_tensorrt_does_not_have_are_refused_by_name)
{
    const Building building;
    const std::string model = model_of(onnx_test::node({"Relu", {"x"}, {"y"}, "n", ""}), ElementType::Double);
    const Failure failure = failure_of([&] { building.parse(model); });
    CHECK_EQUAL(failure.status, TRTS_PARSE_FAILED);
    CHECK(failure.says("DOUBLE"));
    CHECK(failure.says("'x'"));
}

TEST(an_undeclared_output_is_checked_as_well)
{
    const Building building;
    const MessageWriter cast = onnx_test::node({"Cast", {"x"}, {"y"}, "n", ""})
                                   .message(5, MessageWriter().bytes(1, "to").integer(3, 11).integer(20, 2));
    const std::string model =
        onnx_test::model(GraphText().input(value("x", {"N"})).output(MessageWriter().bytes(1, "y")).node(cast));
    CHECK(failure_of([&] { building.parse(model); }).says("output 'y' is of type DOUBLE"));
}

TEST(a_network_takes_one_model)
{
    const Building building;
    CHECK_EQUAL(failure_of([&] { building.parse("x"); }).status, TRTS_PARSE_FAILED);
    building.parse(relu_model()); // a failed parse leaves the network empty
    CHECK_EQUAL(failure_of([&] { building.parse(relu_model()); }).status, TRTS_INVALID_STATE);
}

TEST(a_model_is_read_from_a_file_of_any_name)
{
    const onnx_test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / std::filesystem::u8path("modèle 模型.onnx");
    const std::string model = relu_model();
    std::ofstream(file, std::ios::binary).write(model.data(), static_cast<std::streamsize>(model.size()));
    const Building building;
    (void)table().onnx_parser_parse_from_file(building.parser, file.u8string().c_str(), 0);
    CHECK_EQUAL(inputs_of(building), 1);

    const Building other;
    const Failure failure = failure_of([&] {
        (void)table().onnx_parser_parse_from_file(other.parser, (folder.path() / "none.onnx").u8string().c_str(), 0);
    });
    CHECK_EQUAL(failure.status, TRTS_IO_ERROR);
    CHECK(failure.says("none.onnx"));
}

TEST(parser_errors_can_be_cleared)
{
    const Building building;
    CHECK_EQUAL(failure_of([&] { building.parse("x"); }).status, TRTS_PARSE_FAILED);
    CHECK(!errors_of(building).empty());
    (void)table().onnx_parser_clear_errors(building.parser);
    CHECK(errors_of(building).empty());
    void* native = nullptr;
    CHECK_EQUAL(failure_of([&] { (void)table().onnx_parser_get_error(building.parser, 0, &native); }).status,
                TRTS_INVALID_ARGUMENT);
}

TEST(parser_flags)
{
    const Building building;
    std::int32_t is_set = 0;
    (void)table().onnx_parser_get_flag(building.parser, 0, &is_set);
    CHECK_EQUAL(is_set, 1);
    (void)table().onnx_parser_clear_flag(building.parser, 0);
    (void)table().onnx_parser_get_flag(building.parser, 0, &is_set);
    CHECK_EQUAL(is_set, 0);
    (void)table().onnx_parser_set_flag(building.parser, 0);
    CHECK_EQUAL(failure_of([&] { (void)table().onnx_parser_set_flag(building.parser, 1); }).status, TRTS_NOT_SUPPORTED);
    CHECK_EQUAL(failure_of([&] { (void)table().onnx_parser_set_flag(building.parser, 9); }).status,
                TRTS_INVALID_ARGUMENT);
}

TEST(every_bad_shared_model_is_refused_with_a_parser_error)
{
    for (const std::filesystem::path& file : onnx_test::model_files(onnx_test::shared_models() / "bad"))
    {
        const Building building;
        const Failure failure =
            failure_of([&] { (void)table().onnx_parser_parse_from_file(building.parser, file.u8string().c_str(), 0); });
        CHECK_EQUAL(failure.status, TRTS_PARSE_FAILED);
        CHECK(!errors_of(building).empty());
        CHECK_EQUAL(inputs_of(building), 0);
    }
}
