/*
 * What can be set of layers, on TensorRT-RTX: all of a layer's settings are set to values of their own, and only then
 * read, so that one that went into a neighbour's place shows. Many getters give structs, which MSVC's ABI gives by way
 * of a pointer that stands behind `this`.
 */
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "layers.h"

static trts_network* network_of_test(void)
{
    return start_building(rtx_library(), NULL).network;
}

static trts_tensor image(trts_network* network)
{
    return input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(1, 6, 32, 33));
}

static void a_convolution_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    const trts_weights first = numbers(8 * 6 * 9);
    const trts_weights kernel = numbers(4 * 3 * 2 * 5);
    const trts_weights bias = numbers(4);
    const trts_weights none = no_weights();
    trts_layer layer = {0};
    OK(trts_network_add_convolution_nd(network, image(network), 8, &DIMS(3, 3), &first, &none, &layer));
    CHECK_WEIGHTS(trts_convolution_layer_get_kernel_weights, layer, first);
    CHECK_DIMS(trts_convolution_layer_get_dilation_nd, layer, 1, 1);
    OK(trts_convolution_layer_set_nb_output_maps(layer, 4));
    OK(trts_convolution_layer_set_nb_groups(layer, 2));
    OK(trts_convolution_layer_set_kernel_weights(layer, &kernel));
    OK(trts_convolution_layer_set_bias_weights(layer, &bias));
    SET_DIMS(trts_convolution_layer_set_kernel_size_nd, layer, 2, 5);
    SET_DIMS(trts_convolution_layer_set_stride_nd, layer, 3, 4);
    SET_DIMS(trts_convolution_layer_set_dilation_nd, layer, 6, 7);
    SET_DIMS(trts_convolution_layer_set_pre_padding, layer, 8, 9);
    SET_DIMS(trts_convolution_layer_set_post_padding, layer, 10, 11);
    OK(trts_convolution_layer_set_padding_mode(layer, TRTS_PADDING_MODE_SAME_LOWER));
    CHECK_LONG(trts_convolution_layer_get_nb_output_maps, layer, 4);
    CHECK_LONG(trts_convolution_layer_get_nb_groups, layer, 2);
    CHECK_WEIGHTS(trts_convolution_layer_get_kernel_weights, layer, kernel);
    CHECK_WEIGHTS(trts_convolution_layer_get_bias_weights, layer, bias);
    CHECK_DIMS(trts_convolution_layer_get_kernel_size_nd, layer, 2, 5);
    CHECK_DIMS(trts_convolution_layer_get_stride_nd, layer, 3, 4);
    CHECK_DIMS(trts_convolution_layer_get_dilation_nd, layer, 6, 7);
    CHECK_DIMS(trts_convolution_layer_get_pre_padding, layer, 8, 9);
    CHECK_DIMS(trts_convolution_layer_get_post_padding, layer, 10, 11);
    CHECK_INT(trts_convolution_layer_get_padding_mode, layer, TRTS_PADDING_MODE_SAME_LOWER);
}

static void padding_is_both_before_and_behind(void)
{
    trts_network* network = network_of_test();
    const trts_weights kernel = numbers(6 * 8 * 9);
    const trts_weights none = no_weights();
    trts_layer layer = {0};
    OK(trts_network_add_deconvolution_nd(network, image(network), 8, &DIMS(3, 3), &kernel, &none, &layer));
    SET_DIMS(trts_deconvolution_layer_set_padding_nd, layer, 1, 2);
    CHECK_DIMS(trts_deconvolution_layer_get_padding_nd, layer, 1, 2);
    CHECK_DIMS(trts_deconvolution_layer_get_pre_padding, layer, 1, 2);
    CHECK_DIMS(trts_deconvolution_layer_get_post_padding, layer, 1, 2);
    SET_DIMS(trts_deconvolution_layer_set_dilation_nd, layer, 3, 4);
    SET_DIMS(trts_deconvolution_layer_set_stride_nd, layer, 5, 6);
    CHECK_DIMS(trts_deconvolution_layer_get_dilation_nd, layer, 3, 4);
    CHECK_DIMS(trts_deconvolution_layer_get_stride_nd, layer, 5, 6);
    CHECK_WEIGHTS(trts_deconvolution_layer_get_kernel_weights, layer, kernel);
}

static void a_pooling_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer layer = {0};
    OK(trts_network_add_pooling_nd(network, image(network), TRTS_POOLING_TYPE_MAX, &DIMS(2, 2), &layer));
    OK(trts_pooling_layer_set_pooling_type(layer, TRTS_POOLING_TYPE_MAX_AVERAGE_BLEND));
    OK(trts_pooling_layer_set_blend_factor(layer, 0.25f));
    OK(trts_pooling_layer_set_average_count_excludes_padding(layer, 0));
    SET_DIMS(trts_pooling_layer_set_window_size_nd, layer, 7, 8);
    SET_DIMS(trts_pooling_layer_set_stride_nd, layer, 5, 6);
    SET_DIMS(trts_pooling_layer_set_pre_padding, layer, 1, 2);
    SET_DIMS(trts_pooling_layer_set_post_padding, layer, 3, 4);
    OK(trts_pooling_layer_set_padding_mode(layer, TRTS_PADDING_MODE_EXPLICIT_ROUND_UP));
    CHECK_INT(trts_pooling_layer_get_pooling_type, layer, TRTS_POOLING_TYPE_MAX_AVERAGE_BLEND);
    CHECK_FLOAT(trts_pooling_layer_get_blend_factor, layer, 0.25f);
    CHECK_INT(trts_pooling_layer_get_average_count_excludes_padding, layer, 0);
    CHECK_DIMS(trts_pooling_layer_get_window_size_nd, layer, 7, 8);
    CHECK_DIMS(trts_pooling_layer_get_stride_nd, layer, 5, 6);
    CHECK_DIMS(trts_pooling_layer_get_pre_padding, layer, 1, 2);
    CHECK_DIMS(trts_pooling_layer_get_post_padding, layer, 3, 4);
    CHECK_INT(trts_pooling_layer_get_padding_mode, layer, TRTS_PADDING_MODE_EXPLICIT_ROUND_UP);
}

static void a_scale_keeps_its_three_weights(void)
{
    trts_network* network = network_of_test();
    const trts_weights one = numbers(1);
    const trts_weights shift = numbers(6);
    const trts_weights scale = numbers(32);
    const trts_weights power = numbers(33);
    trts_layer layer = {0};
    OK(trts_network_add_scale(network, image(network), TRTS_SCALE_MODE_UNIFORM, &one, &one, &one, &layer));
    OK(trts_scale_layer_set_mode(layer, TRTS_SCALE_MODE_CHANNEL));
    OK(trts_scale_layer_set_shift(layer, &shift));
    OK(trts_scale_layer_set_scale(layer, &scale));
    OK(trts_scale_layer_set_power(layer, &power));
    OK(trts_scale_layer_set_channel_axis(layer, 3));
    CHECK_INT(trts_scale_layer_get_mode, layer, TRTS_SCALE_MODE_CHANNEL);
    CHECK_WEIGHTS(trts_scale_layer_get_shift, layer, shift);
    CHECK_WEIGHTS(trts_scale_layer_get_scale, layer, scale);
    CHECK_WEIGHTS(trts_scale_layer_get_power, layer, power);
    CHECK_INT(trts_scale_layer_get_channel_axis, layer, 3);
}

static void a_slice_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer layer = {0};
    OK(trts_network_add_slice(network, input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(40, 50)), &DIMS(1, 2), &DIMS(3, 4),
                              &DIMS(5, 6), &layer));
    CHECK_DIMS(trts_slice_layer_get_start, layer, 1, 2);
    CHECK_DIMS(trts_slice_layer_get_size, layer, 3, 4);
    CHECK_DIMS(trts_slice_layer_get_stride, layer, 5, 6);
    SET_DIMS(trts_slice_layer_set_start, layer, 7, 8);
    SET_DIMS(trts_slice_layer_set_size, layer, 9, 10);
    SET_DIMS(trts_slice_layer_set_stride, layer, 11, -12);
    SET_DIMS(trts_slice_layer_set_axes, layer, 1, 0);
    OK(trts_slice_layer_set_mode(layer, TRTS_SAMPLE_MODE_REFLECT));
    CHECK_DIMS(trts_slice_layer_get_start, layer, 7, 8);
    CHECK_DIMS(trts_slice_layer_get_size, layer, 9, 10);
    CHECK_DIMS(trts_slice_layer_get_stride, layer, 11, -12);
    CHECK_DIMS(trts_slice_layer_get_axes, layer, 1, 0);
    CHECK_INT(trts_slice_layer_get_mode, layer, TRTS_SAMPLE_MODE_REFLECT);
}

static void a_shuffle_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    trts_permutation before = {{2, 0, 1}};
    trts_permutation behind = {{1, 2, 0}};
    trts_permutation found = {{-1}};
    trts_layer layer = {0};
    OK(trts_network_add_shuffle(network, input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(2, 3, 4)), &layer));
    OK(trts_shuffle_layer_set_first_transpose(layer, &before));
    SET_DIMS(trts_shuffle_layer_set_reshape_dimensions, layer, 6, 2, -1);
    OK(trts_shuffle_layer_set_second_transpose(layer, &behind));
    OK(trts_shuffle_layer_set_zero_is_placeholder(layer, 0));
    OK(trts_shuffle_layer_get_first_transpose(layer, &found));
    CHECK(memcmp(found.order, before.order, 3 * sizeof(int32_t)) == 0);
    OK(trts_shuffle_layer_get_second_transpose(layer, &found));
    CHECK(memcmp(found.order, behind.order, 3 * sizeof(int32_t)) == 0);
    CHECK_DIMS(trts_shuffle_layer_get_reshape_dimensions, layer, 6, 2, -1);
    CHECK_INT(trts_shuffle_layer_get_zero_is_placeholder, layer, 0);
    check_layer(layer, TRTS_LAYER_TYPE_SHUFFLE, 1, "Float[2, 2, 6]");
}

static void a_fill_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer layer = {0};
    trts_layer whole = {0};
    OK(trts_network_add_fill(network, &DIMS(2, 7), TRTS_FILL_OPERATION_LINSPACE, TRTS_DATA_TYPE_FLOAT, &layer));
    CHECK_DIMS(trts_fill_layer_get_dimensions, layer, 2, 7);
    SET_DIMS(trts_fill_layer_set_dimensions, layer, 3, 4, 5);
    OK(trts_fill_layer_set_operation(layer, TRTS_FILL_OPERATION_RANDOM_NORMAL));
    OK(trts_fill_layer_set_alpha(layer, 0.25));
    OK(trts_fill_layer_set_beta(layer, 0.75));
    CHECK_DIMS(trts_fill_layer_get_dimensions, layer, 3, 4, 5);
    CHECK_INT(trts_fill_layer_get_operation, layer, TRTS_FILL_OPERATION_RANDOM_NORMAL);
    CHECK_DOUBLE(trts_fill_layer_get_alpha, layer, 0.25);
    CHECK_DOUBLE(trts_fill_layer_get_beta, layer, 0.75);
    CHECK_INT(trts_fill_layer_is_alpha_beta_int64, layer, 0);
    CHECK_INT(trts_fill_layer_get_to_type, layer, TRTS_DATA_TYPE_FLOAT);

    OK(trts_network_add_fill(network, &DIMS(7), TRTS_FILL_OPERATION_LINSPACE, TRTS_DATA_TYPE_INT64, &whole));
    OK(trts_fill_layer_set_alpha_int64(whole, INT64_C(-5000000001)));
    OK(trts_fill_layer_set_beta_int64(whole, INT64_C(7000000001)));
    CHECK_LONG(trts_fill_layer_get_alpha_int64, whole, INT64_C(-5000000001));
    CHECK_LONG(trts_fill_layer_get_beta_int64, whole, INT64_C(7000000001));
    CHECK_INT(trts_fill_layer_is_alpha_beta_int64, whole, 1);
    CHECK_INT(trts_fill_layer_get_to_type, whole, TRTS_DATA_TYPE_INT64);
}

static void a_resize_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    const float scales[] = {1, 1, 2.5f, 3.5f};
    float found[4] = {0};
    int32_t count = 0;
    trts_layer layer = {0};
    OK(trts_network_add_resize(network, image(network), &layer));
    OK(trts_resize_layer_set_scales(layer, scales, 4));
    OK(trts_resize_layer_set_resize_mode(layer, TRTS_INTERPOLATION_MODE_CUBIC));
    OK(trts_resize_layer_set_coordinate_transformation(layer, TRTS_RESIZE_COORDINATE_TRANSFORMATION_HALF_PIXEL));
    OK(trts_resize_layer_set_selector_for_single_pixel(layer, TRTS_RESIZE_SELECTOR_UPPER));
    OK(trts_resize_layer_set_nearest_rounding(layer, TRTS_RESIZE_ROUND_MODE_CEIL));
    OK(trts_resize_layer_set_cubic_coeff(layer, -0.5f));
    OK(trts_resize_layer_set_exclude_outside(layer, 1));
    OK(trts_resize_layer_get_scales(layer, 4, found, &count));
    CHECK(count == 4 && memcmp(found, scales, sizeof scales) == 0);
    CHECK_INT(trts_resize_layer_get_resize_mode, layer, TRTS_INTERPOLATION_MODE_CUBIC);
    CHECK_INT(trts_resize_layer_get_coordinate_transformation, layer, TRTS_RESIZE_COORDINATE_TRANSFORMATION_HALF_PIXEL);
    CHECK_INT(trts_resize_layer_get_selector_for_single_pixel, layer, TRTS_RESIZE_SELECTOR_UPPER);
    CHECK_INT(trts_resize_layer_get_nearest_rounding, layer, TRTS_RESIZE_ROUND_MODE_CEIL);
    CHECK_FLOAT(trts_resize_layer_get_cubic_coeff, layer, -0.5f);
    CHECK_INT(trts_resize_layer_get_exclude_outside, layer, 1);
    check_layer(layer, TRTS_LAYER_TYPE_RESIZE, 1, "Float[1, 6, 80, 115]"); /* rounded down */
    SET_DIMS(trts_resize_layer_set_output_dimensions, layer, 1, 6, 5, 4);
    CHECK_DIMS(trts_resize_layer_get_output_dimensions, layer, 1, 6, 5, 4);
}

static void a_top_k_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer layer = {0};
    OK(trts_network_add_top_k(network, input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(8, 9)), TRTS_TOP_K_OPERATION_MAX, 3,
                              1u << 0, TRTS_DATA_TYPE_INT32, &layer));
    CHECK_INT(trts_top_k_layer_get_k, layer, 3);
    CHECK_BITS(trts_top_k_layer_get_reduce_axes, layer, 1u << 0);
    OK(trts_top_k_layer_set_operation(layer, TRTS_TOP_K_OPERATION_MIN));
    OK(trts_top_k_layer_set_k(layer, 5));
    OK(trts_top_k_layer_set_reduce_axes(layer, 1u << 1));
    OK(trts_top_k_layer_set_indices_type(layer, TRTS_DATA_TYPE_INT64));
    CHECK_INT(trts_top_k_layer_get_operation, layer, TRTS_TOP_K_OPERATION_MIN);
    CHECK_INT(trts_top_k_layer_get_k, layer, 5);
    CHECK_BITS(trts_top_k_layer_get_reduce_axes, layer, 1u << 1);
    CHECK_INT(trts_top_k_layer_get_indices_type, layer, TRTS_DATA_TYPE_INT64);
    check_layer(layer, TRTS_LAYER_TYPE_TOPK, 1, "Float[8, 5]; Int64[8, 5]");
}

static void quantizing_layers_keep_their_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer narrow = {0};
    trts_layer wide = {0};
    OK(trts_network_add_quantize(network, image(network), scalar_of_float(network, 0.5f), TRTS_DATA_TYPE_INT8,
                                 &narrow));
    OK(trts_network_add_dequantize(network, output_of(narrow), scalar_of_float(network, 0.5f), TRTS_DATA_TYPE_FLOAT,
                                   &wide));
    OK(trts_quantize_layer_set_axis(narrow, 2));
    OK(trts_dequantize_layer_set_axis(wide, 3));
    SET_DIMS(trts_quantize_layer_set_block_shape, narrow, 1, 2, 4, 3);
    SET_DIMS(trts_dequantize_layer_set_block_shape, wide, 1, 3, 8, 11);
    CHECK_INT(trts_quantize_layer_get_axis, narrow, 2);
    CHECK_INT(trts_dequantize_layer_get_axis, wide, 3);
    CHECK_DIMS(trts_quantize_layer_get_block_shape, narrow, 1, 2, 4, 3);
    CHECK_DIMS(trts_dequantize_layer_get_block_shape, wide, 1, 3, 8, 11);
    OK(trts_quantize_layer_set_to_type(narrow, TRTS_DATA_TYPE_FP8));
    CHECK_INT(trts_quantize_layer_get_to_type, narrow, TRTS_DATA_TYPE_FP8);
    CHECK_INT(trts_dequantize_layer_get_to_type, wide, TRTS_DATA_TYPE_FLOAT);
}

static void an_nms_keeps_its_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer layer = {0};
    OK(trts_network_add_nms(network, input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(2, 10, 4)),
                            input_of(network, TRTS_DATA_TYPE_FLOAT, DIMS(2, 10, 3)), scalar_of_int(network, 5),
                            TRTS_DATA_TYPE_INT32, &layer));
    OK(trts_nms_layer_set_bounding_box_format(layer, TRTS_BOUNDING_BOX_FORMAT_CENTER_SIZES));
    OK(trts_nms_layer_set_top_k_box_limit(layer, 99));
    OK(trts_nms_layer_set_indices_type(layer, TRTS_DATA_TYPE_INT64));
    CHECK_INT(trts_nms_layer_get_bounding_box_format, layer, TRTS_BOUNDING_BOX_FORMAT_CENTER_SIZES);
    CHECK_INT(trts_nms_layer_get_top_k_box_limit, layer, 99);
    CHECK_INT(trts_nms_layer_get_indices_type, layer, TRTS_DATA_TYPE_INT64);
}

static void a_constant_keeps_its_weights_and_dimensions(void)
{
    trts_network* network = network_of_test();
    const trts_weights six = numbers(6);
    const trts_weights twelve = numbers(12);
    trts_layer layer = {0};
    OK(trts_network_add_constant(network, &DIMS(2, 3), &six, &layer));
    CHECK_WEIGHTS(trts_constant_layer_get_weights, layer, six);
    CHECK_DIMS(trts_constant_layer_get_dimensions, layer, 2, 3);
    OK(trts_constant_layer_set_weights(layer, &twelve));
    SET_DIMS(trts_constant_layer_set_dimensions, layer, 3, 1, 4);
    CHECK_WEIGHTS(trts_constant_layer_get_weights, layer, twelve);
    CHECK_DIMS(trts_constant_layer_get_dimensions, layer, 3, 1, 4);
    check_layer(layer, TRTS_LAYER_TYPE_CONSTANT, 0, "Float[3, 1, 4]");
}

static void arithmetic_layers_keep_their_settings(void)
{
    trts_network* network = network_of_test();
    trts_layer layer = {0};
    OK(trts_network_add_activation(network, image(network), TRTS_ACTIVATION_TYPE_RELU, &layer));
    OK(trts_activation_layer_set_activation_type(layer, TRTS_ACTIVATION_TYPE_SCALED_TANH));
    OK(trts_activation_layer_set_alpha(layer, 0.125f));
    OK(trts_activation_layer_set_beta(layer, 6.5f));
    CHECK_INT(trts_activation_layer_get_activation_type, layer, TRTS_ACTIVATION_TYPE_SCALED_TANH);
    CHECK_FLOAT(trts_activation_layer_get_alpha, layer, 0.125f);
    CHECK_FLOAT(trts_activation_layer_get_beta, layer, 6.5f);

    OK(trts_network_add_matrix_multiply(network, image(network), TRTS_MATRIX_OPERATION_NONE, image(network),
                                        TRTS_MATRIX_OPERATION_TRANSPOSE, &layer));
    OK(trts_matrix_multiply_layer_set_operation(layer, 0, TRTS_MATRIX_OPERATION_TRANSPOSE));
    OK(trts_matrix_multiply_layer_set_operation(layer, 1, TRTS_MATRIX_OPERATION_NONE));
    int32_t operation = -1;
    OK(trts_matrix_multiply_layer_get_operation(layer, 0, &operation));
    CHECK_NUMBER(operation, TRTS_MATRIX_OPERATION_TRANSPOSE);
    OK(trts_matrix_multiply_layer_get_operation(layer, 1, &operation));
    CHECK_NUMBER(operation, TRTS_MATRIX_OPERATION_NONE);

    OK(trts_network_add_reduce(network, image(network), TRTS_REDUCE_OPERATION_SUM, 1u << 1, 0, &layer));
    OK(trts_reduce_layer_set_operation(layer, TRTS_REDUCE_OPERATION_PROD));
    OK(trts_reduce_layer_set_reduce_axes(layer, 1u << 2 | 1u << 3));
    OK(trts_reduce_layer_set_keep_dimensions(layer, 1));
    CHECK_INT(trts_reduce_layer_get_operation, layer, TRTS_REDUCE_OPERATION_PROD);
    CHECK_BITS(trts_reduce_layer_get_reduce_axes, layer, 1u << 2 | 1u << 3);
    CHECK_INT(trts_reduce_layer_get_keep_dimensions, layer, 1);
    check_layer(layer, TRTS_LAYER_TYPE_REDUCE, 1, "Float[1, 6, 1, 1]");
}

void rtx_settings_tests(void)
{
    RUN(a_convolution_keeps_its_settings);
    RUN(padding_is_both_before_and_behind);
    RUN(a_pooling_keeps_its_settings);
    RUN(a_scale_keeps_its_three_weights);
    RUN(a_slice_keeps_its_settings);
    RUN(a_shuffle_keeps_its_settings);
    RUN(a_fill_keeps_its_settings);
    RUN(a_resize_keeps_its_settings);
    RUN(a_top_k_keeps_its_settings);
    RUN(quantizing_layers_keep_their_settings);
    RUN(an_nms_keeps_its_settings);
    RUN(a_constant_keeps_its_weights_and_dimensions);
    RUN(arithmetic_layers_keep_their_settings);
}
