/* TensorRT-RTX's ONNX parser apart from what becomes of models: flags, what it supports, names of tensors. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "digits.h"
#include "layers.h"

static void flags_are_kept_each_by_itself(void)
{
    trts_onnx_parser* parser = start_building(rtx_library(), NULL).parser;
    uint32_t before = 0;
    int32_t is_set = -1;
    OK(trts_onnx_parser_get_flags(parser, &before));
    OK(trts_onnx_parser_set_flags(parser, before | 1u << TRTS_ONNX_PARSER_FLAG_ENABLE_PLUGIN_OVERRIDE));
    OK(trts_onnx_parser_get_flag(parser, TRTS_ONNX_PARSER_FLAG_ENABLE_PLUGIN_OVERRIDE, &is_set));
    CHECK_NUMBER(is_set, 1);
    OK(trts_onnx_parser_get_flag(parser, TRTS_ONNX_PARSER_FLAG_ADJUST_FOR_DLA, &is_set));
    CHECK_NUMBER(is_set, 0);
    OK(trts_onnx_parser_clear_flag(parser, TRTS_ONNX_PARSER_FLAG_ENABLE_PLUGIN_OVERRIDE));
    CHECK_BITS(trts_onnx_parser_get_flags, parser, before & ~(1u << TRTS_ONNX_PARSER_FLAG_ENABLE_PLUGIN_OVERRIDE));
}

static void operators_are_supported_or_not(void)
{
    trts_onnx_parser* parser = start_building(rtx_library(), NULL).parser;
    int32_t is_supported = -1;
    OK(trts_onnx_parser_supports_operator(parser, "Conv", &is_supported));
    CHECK_NUMBER(is_supported, 1);
    OK(trts_onnx_parser_supports_operator(parser, "NoSuchOp", &is_supported));
    CHECK_NUMBER(is_supported, 0);
}

static void a_model_is_supported_as_a_whole(void)
{
    const FileBytes model = read_bytes(digits_model());
    trts_onnx_parser* parser = start_building(rtx_library(), NULL).parser;
    int32_t is_supported = -1;
    int64_t count = 0;
    int64_t length = 0;
    int64_t* nodes = NULL;
    OK(trts_onnx_parser_supports_model_v2(parser, model.data, model.size, NULL, &is_supported));
    CHECK_NUMBER(is_supported, 1);
    OK(trts_onnx_parser_get_nb_subgraphs(parser, &count));
    REQUIRE(count == 1);
    OK(trts_onnx_parser_is_subgraph_supported(parser, 0, &is_supported));
    CHECK_NUMBER(is_supported, 1);
    OK(trts_onnx_parser_get_subgraph_nodes(parser, 0, &length, &nodes));
    REQUIRE(length > 1 && nodes != NULL);
    CHECK_NUMBER(nodes[0], 0);
    CHECK_NUMBER(nodes[length - 1], length - 1);
}

static void tensors_of_a_model_are_found_by_their_nodes(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_tensor input = {0};
    trts_tensor output = {0};
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    OK(trts_network_get_input(building.network, 0, &input));
    CHECK_STRING(trts_tensor_get_name, input, "input");
    CHECK_DIMS(trts_tensor_get_dimensions, input, -1, 1, digits_side, digits_side);
    OK(trts_network_get_output(building.network, 0, &output));
    CHECK_STRING(trts_tensor_get_name, output, "logits");
    CHECK_DIMS(trts_tensor_get_dimensions, output, -1, digits_classes);
    CHECK_INT(trts_tensor_get_type, output, TRTS_DATA_TYPE_FLOAT);
}

static void a_model_is_read_first_and_parsed_afterwards(void)
{
    const FileBytes model = read_bytes(digits_model());
    const Building building = start_building(rtx_library(), NULL);
    int32_t count = 0;
    OK(trts_onnx_parser_load_model_proto(building.parser, model.data, model.size, NULL));
    CHECK_INT(trts_network_get_nb_layers, building.network, 0);
    OK(trts_onnx_parser_parse_model_proto(building.parser));
    CHECK_INT(trts_network_get_nb_layers, building.network, 25); /* models.json */
    OK(trts_onnx_parser_get_nb_errors(building.parser, &count));
    CHECK_NUMBER(count, 0);
    add_digits_profile(&building);
    CHECK(memcmp(bytes_of(build(&building)).data, "vtrt", 4) == 0);
}

static void errors_are_forgotten(void)
{
    const Building building = start_building(rtx_library(), NULL);
    FAILS(trts_onnx_parser_parse(building.parser, "no model", 8, NULL), TRTS_PARSE_FAILED, NULL);
    int32_t count = 0;
    OK(trts_onnx_parser_get_nb_errors(building.parser, &count));
    CHECK(count > 0);
    OK(trts_onnx_parser_clear_errors(building.parser));
    CHECK_INT(trts_onnx_parser_get_nb_errors, building.parser, 0);
}

void rtx_parser_tests(void)
{
    RUN(flags_are_kept_each_by_itself);
    RUN(operators_are_supported_or_not);
    RUN(a_model_is_supported_as_a_whole);
    RUN(tensors_of_a_model_are_found_by_their_nodes);
    RUN(a_model_is_read_first_and_parsed_afterwards);
    RUN(errors_are_forgotten);
}
