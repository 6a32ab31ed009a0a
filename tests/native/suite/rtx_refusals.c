/* Models that are refused before TensorRT-RTX's parser, that it refuses, or breaks on. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "bad_models.h"
#include "building.h"
#include "digits.h"
#include "layers.h"
#include "platform.h"
#include "suite.h"

static void the_parser_tells_what_is_wrong(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_onnx_parser_error error = {0};
    const char* text = NULL;
    int32_t count = 0;
    FAILS(trts_onnx_parser_parse_from_file(building.parser, shared_model_path("bad/18-unknown-op.onnx"), 0),
          TRTS_PARSE_FAILED, "NoSuchOp");
    OK(trts_onnx_parser_get_nb_errors(building.parser, &count));
    REQUIRE(count > 0);
    OK(trts_onnx_parser_get_error(building.parser, 0, &error));
    OK(trts_onnx_parser_error_desc(error, &text));
    CHECK(text != NULL && *text != '\0');
    OK(trts_onnx_parser_error_node_operator(error, &text));
    CHECK_TEXT(text, "NoSuchOp");
    FAILS(trts_onnx_parser_get_error(building.parser, count, &error), TRTS_NOT_FOUND, NULL);
}

/* The parser itself takes it. */
static FileBytes model_of_opset_999(void)
{
    return read_bytes(shared_model_path("bad/11-opset-999.onnx"));
}

static void a_model_that_is_asked_about_is_checked(void)
{
    const FileBytes model = model_of_opset_999();
    const Building building = start_building(rtx_library(), NULL);
    int32_t is_supported = -1;
    FAILS(trts_onnx_parser_supports_model_v2(building.parser, model.data, model.size, NULL, &is_supported),
          TRTS_PARSE_FAILED, "opset 999");
    CHECK_INT(trts_onnx_parser_get_nb_errors, building.parser, 1);
}

static void a_model_that_is_only_loaded_is_checked(void)
{
    const FileBytes bad = model_of_opset_999();
    const FileBytes good = read_bytes(digits_model());
    const Building building = start_building(rtx_library(), NULL);
    FAILS(trts_onnx_parser_load_model_proto(building.parser, bad.data, bad.size, NULL), TRTS_PARSE_FAILED, "opset 999");
    CHECK_INT(trts_onnx_parser_get_nb_errors, building.parser, 1);
    OK(trts_onnx_parser_load_model_proto(building.parser, good.data, good.size, NULL));
    CHECK_INT(trts_onnx_parser_get_nb_errors, building.parser, 0);
    OK(trts_onnx_parser_parse_model_proto(building.parser));
    CHECK_INT(trts_network_get_nb_outputs, building.network, 1);
}

/*
 * TensorRT-RTX 1.7's parser for Windows reads a null pointer on these models, while it looks for a device and finds no
 * driver; the one for Linux refuses them.
 */
static void check_fault(const char* file)
{
    trts_library* library = rtx_library();
    const Building building = start_building(library, NULL);
    if (platform_is_windows)
    {
        FAILS(trts_onnx_parser_parse_from_file(building.parser, shared_model_path(file), 0), TRTS_INTERNAL_ERROR,
              "escaped from TensorRT inside IParser::parse");
    }
    else
    {
        FAILS(trts_onnx_parser_parse_from_file(building.parser, shared_model_path(file), 0), TRTS_PARSE_FAILED,
              "Error Code");
    }
    CHECK(build_digits(library).size > 0); /* the process goes on */
}

static void shapes_in_conflict_do_not_end_the_process(void)
{
    check_fault("bad/19-shape-conflict.onnx");
}

static void asymmetric_quantisation_does_not_end_the_process(void)
{
    check_fault("digits-cnn-qdq/digits-cnn-qdq-asymmetric.onnx");
}

/*
 * Where TensorRT-RTX 1.7 refuses something, that for Windows looks for a device first, and reads a null pointer where
 * there is no driver: that is a failure of its own, which keeps what was logged before.
 */
#define REFUSES(call, method, text)                                                                                    \
    do                                                                                                                 \
    {                                                                                                                  \
        FAILS(call, platform_is_windows ? TRTS_INTERNAL_ERROR : TRTS_INVALID_ARGUMENT, text);                          \
        CHECK_CONTAINS(suite_last_error(),                                                                             \
                       platform_is_windows ? "escaped from TensorRT inside " method : method " failed: ");             \
    } while (0)

/** What a method without a result refuses, TensorRT says in its log alone. */
static void a_refusal_of_a_void_method_is_a_failure(void)
{
    trts_tensor input = {0};
    const Building building = start_building(rtx_library(), NULL);
    OK(trts_network_add_input(building.network, "x", TRTS_DATA_TYPE_FLOAT, &(trts_dims){0}, &input));
    REFUSES(trts_tensor_set_dimension_name(input, 3, "n"), "ITensor::setDimensionName", "Error Code");
    OK(trts_tensor_set_name(input, "y"));
    REFUSES(trts_network_mark_output(building.network, input), "INetworkDefinition::markOutput",
            "both input and output");
    CHECK(build_digits(rtx_library()).size > 0); /* the process goes on */
}

/* The shortest of the ways into the library: no more than a getter that gives a struct. */
static void a_shape_that_cannot_be_worked_out_does_not_end_the_process(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_layer layer = {0};
    trts_dims dims = {0};
    OK(trts_network_add_dynamic_quantize(building.network,
                                         input_of(building.network, TRTS_DATA_TYPE_FLOAT, dims_2(2, 64)), 1, 16,
                                         TRTS_DATA_TYPE_FP4, TRTS_DATA_TYPE_FP8, &layer));
    const trts_tensor output = output_of(layer);
    if (platform_is_windows)
    {
        FAILS(trts_tensor_get_dimensions(output, &dims), TRTS_INTERNAL_ERROR, "requires two inputs");
        CHECK_NUMBER(dims.nb_dims, 0);
    }
    else
    {
        OK(trts_tensor_get_dimensions(output, &dims));
        CHECK_NUMBER(dims.nb_dims, -1);
    }
    CHECK(build_digits(rtx_library()).size > 0);
}

void rtx_refusals_tests(void)
{
    RUN(a_refusal_of_a_void_method_is_a_failure);
    RUN(a_shape_that_cannot_be_worked_out_does_not_end_the_process);
    RUN(the_parser_tells_what_is_wrong);
    RUN(a_model_that_is_asked_about_is_checked);
    RUN(a_model_that_is_only_loaded_is_checked);
    RUN(shapes_in_conflict_do_not_end_the_process);
    RUN(asymmetric_quantisation_does_not_end_the_process);
    run_for_each_bad_model(rtx_library, false);
}
