#include "layers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum
{
    most_text = 512
};

trts_tensor input_of(trts_network* network, int32_t type, trts_dims dims)
{
    trts_tensor tensor = {0};
    int32_t count = 0;
    char name[32];
    OK(trts_network_get_nb_inputs(network, &count));
    snprintf(name, sizeof name, "input %d", (int)count);
    OK(trts_network_add_input(network, name, type, &dims, &tensor));
    return tensor;
}

trts_tensor output_of(trts_layer layer)
{
    trts_tensor output = {0};
    OK(trts_layer_get_output(layer, 0, &output));
    return output;
}

trts_weights numbers(int64_t count)
{
    float* values = suite_allocate((size_t)count * sizeof *values);
    for (int64_t i = 0; i < count; ++i)
    {
        values[i] = (float)(i + 1);
    }
    return (trts_weights){TRTS_DATA_TYPE_FLOAT, values, count};
}

trts_weights no_weights(void)
{
    return (trts_weights){TRTS_DATA_TYPE_FLOAT, NULL, 0};
}

static trts_tensor constant_of(trts_network* network, trts_dims dims, int32_t type, const void* values, size_t size)
{
    trts_layer constant = {0};
    void* kept = suite_allocate(size);
    memcpy(kept, values, size);
    const trts_weights weights = {type, kept, volume_of(dims)};
    OK(trts_network_add_constant(network, &dims, &weights, &constant));
    return output_of(constant);
}

trts_tensor scalar_of_float(trts_network* network, float value)
{
    return constant_of(network, (trts_dims){0}, TRTS_DATA_TYPE_FLOAT, &value, sizeof value);
}

trts_tensor scalar_of_int(trts_network* network, int32_t value)
{
    return constant_of(network, (trts_dims){0}, TRTS_DATA_TYPE_INT32, &value, sizeof value);
}

trts_tensor vector_of_ints(trts_network* network, const int32_t* values, int64_t count)
{
    return constant_of(network, dims_1(count), TRTS_DATA_TYPE_INT32, values, (size_t)count * sizeof *values);
}

static void describe_dims(trts_dims dims, char* text)
{
    int used = snprintf(text, most_text, "[");
    for (int32_t i = 0; i < dims.nb_dims && i < 8; ++i)
    {
        used += snprintf(text + used, (size_t)(most_text - used), "%s%" PRId64, i == 0 ? "" : ", ", dims.d[i]);
    }
    snprintf(text + used, (size_t)(most_text - used), dims.nb_dims < 0 ? "?]" : "]");
}

static const char* name_of_type(int32_t type)
{
    static const char* const names[] = {"Float", "Half", "Int8",  "Int32", "Bool", "UInt8",
                                        "FP8",   "BF16", "Int64", "Int4",  "FP4",  "E8M0"};
    return type >= 0 && type < (int32_t)(sizeof names / sizeof names[0]) ? names[type] : "no type";
}

static void describe_outputs(trts_layer layer, char* text, size_t size)
{
    int32_t count = 0;
    size_t used = 0;
    OK(trts_layer_get_nb_outputs(layer, &count));
    text[0] = '\0';
    for (int32_t i = 0; i < count && used < size; ++i)
    {
        char shape[most_text];
        trts_tensor output = {0};
        trts_dims dims = {0};
        int32_t type = -1;
        OK(trts_layer_get_output(layer, i, &output));
        OK(trts_tensor_get_type(output, &type));
        OK(trts_tensor_get_dimensions(output, &dims));
        describe_dims(dims, shape);
        used += (size_t)snprintf(text + used, size - used, "%s%s%s", i == 0 ? "" : "; ", name_of_type(type), shape);
    }
}

void check_layer(trts_layer layer, int32_t type, int32_t inputs, const char* outputs)
{
    char found[2 * most_text];
    int32_t number = -1;
    REQUIRE(layer.native != NULL);
    OK(trts_layer_get_type(layer, &number));
    CHECK_NUMBER(number, type);
    OK(trts_layer_get_nb_inputs(layer, &number));
    CHECK_NUMBER(number, inputs);
    describe_outputs(layer, found, sizeof found);
    CHECK_TEXT(found, outputs);
}

void check_dims(const char* file, int line, const char* getter, trts_dims found, trts_dims expected)
{
    char found_text[most_text];
    char expected_text[most_text];
    describe_dims(found, found_text);
    describe_dims(expected, expected_text);
    (void)suite_check_text(file, line, getter, found_text, expected_text);
}

void check_value(const char* file, int line, const char* getter, double found, double expected)
{
    char detail[128];
    if (found != expected)
    {
        snprintf(detail, sizeof detail, "expected %.9g, found %.9g", expected, found);
        suite_fail(file, line, getter, detail);
    }
}

void check_weights(const char* file, int line, const char* getter, trts_weights found, trts_weights expected)
{
    if (found.type != expected.type || found.count != expected.count)
    {
        char detail[128];
        snprintf(detail, sizeof detail, "expected %" PRId64 " %s, found %" PRId64 " %s", expected.count,
                 name_of_type(expected.type), found.count, name_of_type(found.type));
        suite_fail(file, line, getter, detail);
    }
    else if (memcmp(found.values, expected.values, (size_t)expected.count * sizeof(float)) != 0) /* Float alone here */
    {
        suite_fail(file, line, getter, "other values");
    }
}
