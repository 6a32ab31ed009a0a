/*
 * Layers that TensorRT-RTX adds: their types, inputs, and the types and shapes it works out for their outputs. The
 * overloads stand here beside each other: MSVC's tables have those of one name in reverse order.
 */
#include <stdio.h>

#include "areas.h"
#include "backends.h"
#include "layers.h"

static trts_network* network;
static trts_layer layer;

static trts_tensor floats(trts_dims dims)
{
    return input_of(network, TRTS_DATA_TYPE_FLOAT, dims);
}

static void top_k(void)
{
    OK(trts_network_add_top_k_legacy(network, floats(DIMS(2, 9)), TRTS_TOP_K_OPERATION_MAX, 3, 1u << 1, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_TOPK, 1, "Float[2, 3]; Int32[2, 3]");
}

static void top_k_with_a_type(void)
{
    OK(trts_network_add_top_k(network, floats(DIMS(7, 9)), TRTS_TOP_K_OPERATION_MIN, 4, 1u << 0, TRTS_DATA_TYPE_INT64,
                              &layer));
    check_layer(layer, TRTS_LAYER_TYPE_TOPK, 1, "Float[4, 9]; Int64[4, 9]");
}

static void squeeze(void)
{
    const int32_t axis = 1;
    OK(trts_network_add_squeeze(network, floats(DIMS(2, 1, 4, 1)), vector_of_ints(network, &axis, 1), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SQUEEZE, 2, "Float[2, 4, 1]");
}

static void squeeze_of_named_axes(void)
{
    const int32_t axis = 3;
    OK(trts_network_add_squeeze_nullable_axes(network, floats(DIMS(2, 1, 4, 1)), vector_of_ints(network, &axis, 1),
                                              &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SQUEEZE, 2, "Float[2, 1, 4]");
}

static void squeeze_of_all_axes(void)
{
    OK(trts_network_add_squeeze_nullable_axes(network, floats(DIMS(2, 1, 4, 1)), (trts_tensor){0}, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SQUEEZE, 1, "Float[2, 4]");
}

static void unsqueeze(void)
{
    const int32_t axes[] = {0, 3};
    OK(trts_network_add_unsqueeze(network, floats(DIMS(2, 4)), vector_of_ints(network, axes, 2), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_UNSQUEEZE, 2, "Float[1, 2, 4, 1]");
}

static void convolution(void)
{
    const trts_weights kernel = numbers(5 * 3 * 3 * 2);
    const trts_weights bias = numbers(5);
    /* (8 - 3) + 1 by (9 - 2) + 1 */
    OK(trts_network_add_convolution_nd(network, floats(DIMS(1, 3, 8, 9)), 5, &DIMS(3, 2), &kernel, &bias, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_CONVOLUTION, 1, "Float[1, 5, 6, 8]");
}

static void deconvolution(void)
{
    const trts_weights kernel = numbers(3 * 5 * 3 * 2);
    const trts_weights bias = numbers(5);
    /* (8 - 1) + 3 by (9 - 1) + 2 */
    OK(trts_network_add_deconvolution_nd(network, floats(DIMS(1, 3, 8, 9)), 5, &DIMS(3, 2), &kernel, &bias, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_DECONVOLUTION, 1, "Float[1, 5, 10, 10]");
}

static void quantize_to_a_type(void)
{
    OK(trts_network_add_quantize(network, floats(DIMS(2, 3)), scalar_of_float(network, 0.5f), TRTS_DATA_TYPE_FP8,
                                 &layer));
    check_layer(layer, TRTS_LAYER_TYPE_QUANTIZE, 2, "FP8[2, 3]");
}

static void dequantize_to_a_type(void)
{
    const trts_tensor input = input_of(network, TRTS_DATA_TYPE_INT8, DIMS(2, 3));
    trts_layer half = {0};
    OK(trts_network_add_cast(network, scalar_of_float(network, 0.5f), TRTS_DATA_TYPE_HALF, &half));
    OK(trts_network_add_dequantize(network, input, output_of(half), TRTS_DATA_TYPE_HALF, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_DEQUANTIZE, 2, "Half[2, 3]");
}

/* One scale for 16 elements of a row, which is quantized in its turn by the second input. */
static void dynamic_quantize(void)
{
    OK(trts_network_add_dynamic_quantize(network, floats(DIMS(2, 64)), 1, 16, TRTS_DATA_TYPE_FP4, TRTS_DATA_TYPE_FP8,
                                         &layer));
    OK(trts_layer_set_input(layer, 1, scalar_of_float(network, 0.5f)));
    check_layer(layer, TRTS_LAYER_TYPE_DYNAMIC_QUANTIZE, 2, "FP4[2, 64]; FP8[2, 4]");
}

static void dynamic_quantize_of_blocks(void)
{
    OK(trts_network_add_dynamic_quantize_v2(network, floats(DIMS(2, 64)), &DIMS(1, 32), TRTS_DATA_TYPE_FP8,
                                            TRTS_DATA_TYPE_E8M0, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_DYNAMIC_QUANTIZE, 1, "FP8[2, 64]; E8M0[2, 2]");
}

static void fill_with_a_type(void)
{
    OK(trts_network_add_fill(network, &DIMS(7), TRTS_FILL_OPERATION_LINSPACE, TRTS_DATA_TYPE_INT64, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_FILL, 0, "Int64[7]");
}

static void nms(void)
{
    OK(trts_network_add_nms_legacy(network, floats(DIMS(2, 10, 4)), floats(DIMS(2, 10, 3)), scalar_of_int(network, 5),
                                   &layer));
    check_layer(layer, TRTS_LAYER_TYPE_NMS, 3, "Int32[-1, 3]; Int32[]");
}

static void nms_with_a_type(void)
{
    OK(trts_network_add_nms(network, floats(DIMS(2, 10, 4)), floats(DIMS(2, 10, 3)), scalar_of_int(network, 5),
                            TRTS_DATA_TYPE_INT64, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_NMS, 3, "Int64[-1, 3]; Int32[]");
}

static void non_zero(void)
{
    OK(trts_network_add_non_zero_legacy(network, floats(DIMS(4, 3)), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_NON_ZERO, 1, "Int32[2, -1]");
}

static void non_zero_with_a_type(void)
{
    OK(trts_network_add_non_zero(network, floats(DIMS(4, 3)), TRTS_DATA_TYPE_INT64, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_NON_ZERO, 1, "Int64[2, -1]");
}

static void gather(void)
{
    const trts_tensor indices = input_of(network, TRTS_DATA_TYPE_INT32, DIMS(3, 2));
    OK(trts_network_add_gather(network, floats(DIMS(5, 6)), indices, 1, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_GATHER, 2, "Float[5, 3, 2]");
}

static void gather_in_a_mode(void)
{
    const trts_tensor indices = input_of(network, TRTS_DATA_TYPE_INT64, DIMS(3, 2));
    OK(trts_network_add_gather_v2(network, floats(DIMS(5, 6, 7)), indices, TRTS_GATHER_MODE_ND, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_GATHER, 2, "Float[3, 7]");
}

static void scale(void)
{
    const trts_weights shift = numbers(3);
    OK(trts_network_add_scale(network, floats(DIMS(1, 3, 4, 5)), TRTS_SCALE_MODE_CHANNEL, &shift, &shift, &shift,
                              &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SCALE, 1, "Float[1, 3, 4, 5]");
    CHECK_INT(trts_scale_layer_get_channel_axis, layer, 1);
}

static void scale_along_an_axis(void)
{
    const trts_weights none = no_weights();
    const trts_weights scale = numbers(4);
    OK(trts_network_add_scale_nd(network, floats(DIMS(1, 3, 4, 5)), TRTS_SCALE_MODE_CHANNEL, &none, &scale, &none, 2,
                                 &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SCALE, 1, "Float[1, 3, 4, 5]");
    CHECK_INT(trts_scale_layer_get_channel_axis, layer, 2);
}

static void pooling(void)
{
    OK(trts_network_add_pooling_nd(network, floats(DIMS(1, 3, 8, 8)), TRTS_POOLING_TYPE_AVERAGE, &DIMS(2, 3), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_POOLING, 1, "Float[1, 3, 7, 6]");
}

static void slice(void)
{
    OK(trts_network_add_slice(network, floats(DIMS(6, 8)), &DIMS(1, 0), &DIMS(2, 3), &DIMS(2, 1), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SLICE, 1, "Float[2, 3]");
}

static void padding(void)
{
    OK(trts_network_add_padding_nd(network, floats(DIMS(1, 3, 8, 8)), &DIMS(1, 2), &DIMS(3, -1), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_PADDING, 1, "Float[1, 3, 12, 9]");
}

static void matrix_multiply(void)
{
    OK(trts_network_add_matrix_multiply(network, floats(DIMS(2, 3)), TRTS_MATRIX_OPERATION_NONE, floats(DIMS(5, 3)),
                                        TRTS_MATRIX_OPERATION_TRANSPOSE, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_MATRIX_MULTIPLY, 2, "Float[2, 5]");
}

static void reduce(void)
{
    OK(trts_network_add_reduce(network, floats(DIMS(2, 3, 4)), TRTS_REDUCE_OPERATION_AVG, 1u << 0 | 1u << 2, 1,
                               &layer));
    check_layer(layer, TRTS_LAYER_TYPE_REDUCE, 1, "Float[1, 3, 1]");
}

static void einsum(void)
{
    const trts_tensor inputs[] = {floats(DIMS(2, 3)), floats(DIMS(3, 5))};
    OK(trts_network_add_einsum(network, inputs, 2, "ij,jk->ik", &layer));
    check_layer(layer, TRTS_LAYER_TYPE_EINSUM, 2, "Float[2, 5]");
}

static void concatenation(void)
{
    const trts_tensor inputs[] = {floats(DIMS(2, 3, 4, 5)), floats(DIMS(2, 7, 4, 5)), floats(DIMS(2, 1, 4, 5))};
    OK(trts_network_add_concatenation(network, inputs, 3, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_CONCATENATION, 3, "Float[2, 11, 4, 5]");
}

static void select_by_a_condition(void)
{
    const trts_tensor condition = input_of(network, TRTS_DATA_TYPE_BOOL, DIMS(1, 1, 5, 9));
    OK(trts_network_add_select(network, condition, floats(DIMS(1, 1, 5, 9)), floats(DIMS(1, 3, 1, 9)), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SELECT, 3, "Float[1, 3, 5, 9]");
}

static void normalization(void)
{
    OK(trts_network_add_normalization(network, floats(DIMS(2, 4, 5, 6)), floats(DIMS(1, 4, 1, 1)),
                                      floats(DIMS(1, 4, 1, 1)), 1u << 2 | 1u << 3, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_NORMALIZATION, 3, "Float[2, 4, 5, 6]");
    CHECK_INT(trts_normalization_layer_is_v2, layer, 0);
}

static void normalization_v2(void)
{
    OK(trts_network_add_normalization_v2(network, floats(DIMS(2, 4, 5, 6)), floats(DIMS(1, 4, 1, 1)),
                                         floats(DIMS(1, 4, 1, 1)), 1u << 2 | 1u << 3, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_NORMALIZATION, 3, "Float[2, 4, 5, 6]");
    CHECK_INT(trts_normalization_layer_is_v2, layer, 1);
}

static void cumulative(void)
{
    OK(trts_network_add_cumulative(network, floats(DIMS(2, 3)), scalar_of_int(network, 1),
                                   TRTS_CUMULATIVE_OPERATION_SUM, 1, 0, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_CUMULATIVE, 2, "Float[2, 3]");
    CHECK_INT(trts_cumulative_layer_get_exclusive, layer, 1);
    CHECK_INT(trts_cumulative_layer_get_reverse, layer, 0);
}

static void shape(void)
{
    OK(trts_network_add_shape(network, floats(DIMS(2, -1, 4)), &layer));
    check_layer(layer, TRTS_LAYER_TYPE_SHAPE, 1, "Int64[3]");
}

static void lrn(void)
{
    OK(trts_network_add_lrn(network, floats(DIMS(1, 3, 8, 8)), 5, 0.25f, 0.75f, 2.0f, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_LRN, 1, "Float[1, 3, 8, 8]");
    CHECK_LONG(trts_lrn_layer_get_window_size, layer, 5);
    CHECK_FLOAT(trts_lrn_layer_get_alpha, layer, 0.25f);
    CHECK_FLOAT(trts_lrn_layer_get_beta, layer, 0.75f);
    CHECK_FLOAT(trts_lrn_layer_get_k, layer, 2.0f);
}

static void comparison(void)
{
    OK(trts_network_add_element_wise(network, floats(DIMS(2, 1)), floats(DIMS(1, 3)), TRTS_ELEMENT_WISE_OPERATION_LESS,
                                     &layer));
    check_layer(layer, TRTS_LAYER_TYPE_ELEMENTWISE, 2, "Bool[2, 3]");
}

static void dist_collective(void)
{
    OK(trts_network_add_dist_collective(network, floats(DIMS(2, 3)), TRTS_COLLECTIVE_OPERATION_ALL_REDUCE,
                                        TRTS_REDUCE_OPERATION_SUM, -1, NULL, 0, &layer));
    check_layer(layer, TRTS_LAYER_TYPE_DIST_COLLECTIVE, 1, "Float[2, 3]");
}

static void overloads_of_older_releases_are_not_supported(void)
{
    network = start_building(rtx_library(), NULL).network;
    const trts_tensor input = floats(DIMS(2, 3));
    const trts_tensor half = scalar_of_float(network, 0.5f);
    layer = (trts_layer){0};
    FAILS(trts_network_add_quantize_legacy(network, input, half, &layer), TRTS_NOT_SUPPORTED, "ITensor&, ITensor&)");
    FAILS(trts_network_add_dequantize_legacy(network, input, half, &layer), TRTS_NOT_SUPPORTED, "ITensor&, ITensor&)");
    FAILS(trts_network_add_fill_legacy(network, &DIMS(2), TRTS_FILL_OPERATION_LINSPACE, &layer), TRTS_NOT_SUPPORTED,
          "FillOperation)");
    CHECK(layer.native == NULL);
}

static const struct
{
    const char* method;
    void (*add)(void);
} adds[] = {
    {"addTopK", top_k},
    {"addTopK with a type", top_k_with_a_type},
    {"addSqueeze", squeeze},
    {"addSqueeze of a pointer", squeeze_of_named_axes},
    {"addSqueeze of a null pointer", squeeze_of_all_axes},
    {"addUnsqueeze", unsqueeze},
    {"addConvolutionNd", convolution},
    {"addDeconvolutionNd", deconvolution},
    {"addQuantize with a type", quantize_to_a_type},
    {"addDequantize with a type", dequantize_to_a_type},
    {"addDynamicQuantize", dynamic_quantize},
    {"addDynamicQuantizeV2", dynamic_quantize_of_blocks},
    {"addFill with a type", fill_with_a_type},
    {"addNMS", nms},
    {"addNMS with a type", nms_with_a_type},
    {"addNonZero", non_zero},
    {"addNonZero with a type", non_zero_with_a_type},
    {"addGather", gather},
    {"addGatherV2", gather_in_a_mode},
    {"addScale", scale},
    {"addScaleNd", scale_along_an_axis},
    {"addPoolingNd", pooling},
    {"addSlice", slice},
    {"addPaddingNd", padding},
    {"addMatrixMultiply", matrix_multiply},
    {"addReduce", reduce},
    {"addEinsum", einsum},
    {"addConcatenation", concatenation},
    {"addSelect", select_by_a_condition},
    {"addNormalization", normalization},
    {"addNormalizationV2", normalization_v2},
    {"addCumulative", cumulative},
    {"addShape", shape},
    {"addLRN", lrn},
    {"addElementWise", comparison},
    {"addDistCollective", dist_collective},
};

static void (*add)(void);

static void add_on_a_network(void)
{
    network = start_building(rtx_library(), NULL).network;
    layer = (trts_layer){0};
    add();
}

void rtx_layers_tests(void)
{
    RUN(overloads_of_older_releases_are_not_supported);
    for (size_t i = 0; i < sizeof adds / sizeof adds[0]; ++i)
    {
        char name[96];
        snprintf(name, sizeof name, "a_layer_has_its_outputs: %s", adds[i].method);
        add = adds[i].add;
        suite_run(name, add_on_a_network);
    }
}
