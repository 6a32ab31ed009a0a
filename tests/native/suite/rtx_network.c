/* Networks that are built by calls, on TensorRT-RTX: names, marks, and a plan of them. */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "layers.h"

/* Letters of one, two and three bytes. */
static const char* const tensor_name = "Gr\xC3\xB6\xC3\x9F"
                                       "e \xE6\x95\xB0";
static const char* const layer_name = "Schicht \xC3\xA4";

static void names_are_kept(void)
{
    const Building building = start_building(rtx_library(), NULL);
    const trts_tensor input = input_of(building.network, TRTS_DATA_TYPE_HALF, DIMS(-1, 3, 4));
    trts_layer first = {0};
    trts_layer second = {0};
    OK(trts_network_add_identity(building.network, input, &first));
    OK(trts_network_add_unary(building.network, output_of(first), TRTS_UNARY_OPERATION_EXP, &second));
    CHECK_STRING(trts_tensor_get_name, input, "input 0");
    CHECK_STRING(trts_layer_get_name, second, "(Unnamed Layer* 1) [Unary]");
    OK(trts_network_set_name(building.network, "net"));
    OK(trts_tensor_set_name(input, tensor_name));
    OK(trts_layer_set_name(first, layer_name));
    OK(trts_layer_set_metadata(first, "line 7"));
    OK(trts_layer_set_metadata(second, "line 8"));
    CHECK_STRING(trts_network_get_name, building.network, "net");
    CHECK_STRING(trts_tensor_get_name, input, tensor_name);
    CHECK_STRING(trts_layer_get_name, first, layer_name);
    CHECK_STRING(trts_layer_get_name, second, "(Unnamed Layer* 1) [Unary]");
    CHECK_STRING(trts_layer_get_metadata, first, "line 7");
    CHECK_STRING(trts_layer_get_metadata, second, "line 8");
}

static void dimensions_have_names(void)
{
    const Building building = start_building(rtx_library(), NULL);
    const trts_tensor input = input_of(building.network, TRTS_DATA_TYPE_FLOAT, DIMS(-1, -1, 4));
    const char* name = NULL;
    OK(trts_tensor_set_dimension_name(input, 0, "batch"));
    OK(trts_tensor_set_dimension_name(input, 1, "length"));
    OK(trts_tensor_get_dimension_name(input, 0, &name));
    CHECK_TEXT(name, "batch");
    OK(trts_tensor_get_dimension_name(input, 1, &name));
    CHECK_TEXT(name, "length");
    SET_DIMS(trts_tensor_set_dimensions, input, 5, -1, 6, 7);
    CHECK_DIMS(trts_tensor_get_dimensions, input, 5, -1, 6, 7);
}

static void a_tensor_tells_what_it_is(void)
{
    const Building building = start_building(rtx_library(), NULL);
    const trts_tensor input = input_of(building.network, TRTS_DATA_TYPE_FLOAT, DIMS(1, 4, 8, 8));
    const uint32_t formats = 1u << TRTS_TENSOR_FORMAT_LINEAR | 1u << TRTS_TENSOR_FORMAT_HWC8;
    trts_layer layer = {0};
    OK(trts_network_add_identity(building.network, input, &layer));
    const trts_tensor output = output_of(layer);
    OK(trts_network_mark_output(building.network, output));
    CHECK_INT(trts_tensor_is_network_input, input, 1);
    CHECK_INT(trts_tensor_is_network_output, input, 0);
    CHECK_INT(trts_tensor_is_network_input, output, 0);
    CHECK_INT(trts_tensor_is_network_output, output, 1);
    CHECK_INT(trts_tensor_get_type, output, TRTS_DATA_TYPE_FLOAT);
    OK(trts_tensor_set_allowed_formats(input, formats));
    CHECK_BITS(trts_tensor_get_allowed_formats, input, formats);
    CHECK_INT(trts_tensor_is_shape_tensor, input, 0);
    CHECK_INT(trts_tensor_is_execution_tensor, output, 1);
}

static void a_network_gives_its_parts_in_order(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_network* network = building.network;
    trts_tensor inputs[3];
    trts_tensor found = {0};
    trts_layer layer = {0};
    trts_layer found_layer = {0};
    for (int32_t i = 0; i < 3; ++i)
    {
        inputs[i] = input_of(network, TRTS_DATA_TYPE_FLOAT, dims_2(i + 1, 4));
    }
    OK(trts_network_add_concatenation(network, inputs, 3, &layer));
    OK(trts_concatenation_layer_set_axis(layer, 0));
    OK(trts_network_mark_output(network, output_of(layer)));
    CHECK_INT(trts_network_get_nb_inputs, network, 3);
    CHECK_INT(trts_network_get_nb_layers, network, 1);
    CHECK_INT(trts_network_get_nb_outputs, network, 1);
    OK(trts_network_get_input(network, 2, &found));
    CHECK(found.native == inputs[2].native);
    OK(trts_layer_get_input(layer, 1, &found));
    CHECK(found.native == inputs[1].native);
    OK(trts_network_get_layer(network, 0, &found_layer));
    CHECK(found_layer.native == layer.native);
    OK(trts_network_get_output(network, 0, &found));
    CHECK(found.native == output_of(layer).native);
    check_layer(layer, TRTS_LAYER_TYPE_CONCATENATION, 3, "Float[6, 4]");
    OK(trts_layer_set_input(layer, 1, inputs[2]));
    check_layer(layer, TRTS_LAYER_TYPE_CONCATENATION, 3, "Float[7, 4]");
    CHECK_BITS(trts_network_get_flags, network, 1u << TRTS_NETWORK_DEFINITION_CREATION_FLAG_STRONGLY_TYPED);
}

static void marks_are_set_and_removed(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_network* network = building.network;
    const trts_tensor input = input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(2, -1));
    const trts_weights six = numbers(6);
    int32_t marked = -1;
    trts_layer layer = {0};
    trts_layer shape = {0};
    trts_layer constant = {0};
    OK(trts_network_add_identity(network, input, &layer));
    OK(trts_network_add_shape(network, input, &shape));
    OK(trts_network_mark_debug(network, output_of(layer)));
    OK(trts_network_is_debug_tensor(network, output_of(layer), &marked));
    CHECK_NUMBER(marked, 1);
    OK(trts_network_unmark_debug(network, output_of(layer)));
    OK(trts_network_is_debug_tensor(network, output_of(layer), &marked));
    CHECK_NUMBER(marked, 0);
    OK(trts_network_mark_output_for_shapes(network, output_of(shape)));
    CHECK_INT(trts_network_get_nb_outputs, network, 1);
    OK(trts_network_unmark_output_for_shapes(network, output_of(shape)));
    CHECK_INT(trts_network_get_nb_outputs, network, 0);
    OK(trts_network_add_constant(network, &DIMS(2, 3), &six, &constant));
    OK(trts_network_set_weights_name(network, &six, "six"));
    OK(trts_network_mark_weights_refittable(network, "six"));
    OK(trts_network_are_weights_marked_refittable(network, "six", &marked));
    CHECK_NUMBER(marked, 1);
    OK(trts_network_unmark_weights_refittable(network, "six"));
    OK(trts_network_are_weights_marked_refittable(network, "six", &marked));
    CHECK_NUMBER(marked, 0);
}

/* y = the sum of x[i], i = 0 to 4 */
static void a_loop_is_built(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_network* network = building.network;
    const trts_tensor x = input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(5, 3));
    const trts_weights start = numbers(3);
    trts_loop loop = {0};
    trts_loop found = {0};
    trts_layer limit = {0};
    trts_layer iterator = {0};
    trts_layer first = {0};
    trts_layer kept = {0};
    trts_layer sum = {0};
    trts_layer result = {0};
    OK(trts_network_add_loop(network, &loop));
    OK(trts_loop_set_name(loop, "rows"));
    CHECK_STRING(trts_loop_get_name, loop, "rows");
    OK(trts_loop_add_trip_limit(loop, scalar_of_int(network, 5), TRTS_TRIP_LIMIT_COUNT, &limit));
    CHECK_INT(trts_trip_limit_layer_get_trip_limit, limit, TRTS_TRIP_LIMIT_COUNT);
    OK(trts_loop_add_iterator(loop, x, 0, 1, &iterator));
    CHECK_INT(trts_iterator_layer_get_axis, iterator, 0);
    CHECK_INT(trts_iterator_layer_get_reverse, iterator, 1);
    OK(trts_network_add_constant(network, &DIMS(3), &start, &first));
    OK(trts_loop_add_recurrence(loop, output_of(first), &kept));
    OK(trts_network_add_element_wise(network, output_of(kept), output_of(iterator), TRTS_ELEMENT_WISE_OPERATION_SUM,
                                     &sum));
    OK(trts_layer_set_input(kept, 1, output_of(sum)));
    OK(trts_loop_add_loop_output(loop, output_of(kept), TRTS_LOOP_OUTPUT_LAST_VALUE, 0, &result));
    CHECK_INT(trts_loop_output_layer_get_loop_output, result, TRTS_LOOP_OUTPUT_LAST_VALUE);
    OK(trts_loop_boundary_layer_get_loop(result, &found));
    CHECK(found.native == loop.native);
    check_layer(result, TRTS_LAYER_TYPE_LOOP_OUTPUT, 1, "Float[3]");
    OK(trts_network_mark_output(network, output_of(result)));
    CHECK(memcmp(bytes_of(build(&building)).data, "vtrt", 4) == 0);
}

/* Convolution, bias by scale, pooling, reduction, product, top 3: a classifier. */
static void a_network_of_many_layers_is_built(void)
{
    const Building building = start_building(rtx_library(), NULL);
    trts_network* network = building.network;
    const trts_tensor x = input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(-1, 3, 16, 16));
    const trts_weights kernel = numbers(8 * 3 * 9);
    const trts_weights bias = numbers(8);
    const trts_weights none = no_weights();
    const trts_weights matrix = numbers(8 * 10);
    trts_layer layer = {0};
    trts_layer constant = {0};
    OK(trts_network_add_convolution_nd(network, x, 8, &DIMS(3, 3), &kernel, &bias, &layer));
    OK(trts_network_add_scale_nd(network, output_of(layer), TRTS_SCALE_MODE_CHANNEL, &bias, &none, &none, 1, &layer));
    OK(trts_network_add_activation(network, output_of(layer), TRTS_ACTIVATION_TYPE_RELU, &layer));
    OK(trts_network_add_pooling_nd(network, output_of(layer), TRTS_POOLING_TYPE_MAX, &DIMS(2, 2), &layer));
    OK(trts_network_add_reduce(network, output_of(layer), TRTS_REDUCE_OPERATION_AVG, 1u << 2 | 1u << 3, 0, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_REDUCE, 1, "Float[-1, 8]");
    OK(trts_network_add_constant(network, &DIMS(8, 10), &matrix, &constant));
    OK(trts_network_add_matrix_multiply(network, output_of(layer), TRTS_MATRIX_OPERATION_NONE, output_of(constant),
                                        TRTS_MATRIX_OPERATION_NONE, &layer));
    OK(trts_network_add_soft_max(network, output_of(layer), &layer));
    OK(trts_soft_max_layer_set_axes(layer, 1u << 1));
    OK(trts_network_add_top_k(network, output_of(layer), TRTS_TOP_K_OPERATION_MAX, 3, 1u << 1, TRTS_DATA_TYPE_INT64,
                              &layer));
    check_layer(layer, TRTS_LAYER_TYPE_TOPK, 1, "Float[-1, 3]; Int64[-1, 3]");
    OK(trts_network_mark_output(network, output_of(layer)));
    add_profile(&building, "input 0", dims_4(1, 3, 16, 16), dims_4(4, 3, 16, 16), dims_4(8, 3, 16, 16));
    CHECK(memcmp(bytes_of(build(&building)).data, "vtrt", 4) == 0);
}

void rtx_network_tests(void)
{
    RUN(names_are_kept);
    RUN(dimensions_have_names);
    RUN(a_tensor_tells_what_it_is);
    RUN(a_network_gives_its_parts_in_order);
    RUN(marks_are_set_and_removed);
    RUN(a_loop_is_built);
    RUN(a_network_of_many_layers_is_built);
}
