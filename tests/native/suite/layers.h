/* Networks that are built by calls: what goes into layers, and checks of what comes out of them. */
#ifndef TRTSHARP_SUITE_LAYERS_H
#define TRTSHARP_SUITE_LAYERS_H

#include "building.h"
#include "suite.h"

#define DIMS(...) ((trts_dims){(int32_t)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), {__VA_ARGS__}})

/** An input of its own name. */
trts_tensor input_of(trts_network* network, int32_t type, trts_dims dims);
trts_tensor output_of(trts_layer layer);

/** 1, 2, 3, ... as Float, kept until after the test. */
trts_weights numbers(int64_t count);
trts_weights no_weights(void);

/** Constants. */
trts_tensor scalar_of_float(trts_network* network, float value);
trts_tensor scalar_of_int(trts_network* network, int32_t value);
trts_tensor vector_of_ints(trts_network* network, const int32_t* values, int64_t count);

/** The layer's type, how many inputs it has, and its outputs: "Float[2, 3]; Int64[2, 3]". */
void check_layer(trts_layer layer, int32_t type, int32_t inputs, const char* outputs);

/* What a getter gives: SET several neighbours, then check each. */
#define SET_DIMS(setter, object, ...) OK(setter(object, &DIMS(__VA_ARGS__)))
#define CHECK_DIMS(getter, object, ...)                                                                                \
    do                                                                                                                 \
    {                                                                                                                  \
        trts_dims found_ = {0};                                                                                        \
        OK(getter(object, &found_));                                                                                   \
        check_dims(__FILE__, __LINE__, #getter, found_, DIMS(__VA_ARGS__));                                            \
    } while (0)
#define CHECK_GETS(value_type, getter, object, expected)                                                               \
    do                                                                                                                 \
    {                                                                                                                  \
        value_type found_ = (value_type)77;                                                                            \
        OK(getter(object, &found_));                                                                                   \
        check_value(__FILE__, __LINE__, #getter, (double)found_, (double)(expected));                                  \
    } while (0)
#define CHECK_INT(getter, object, expected) CHECK_GETS(int32_t, getter, object, expected)
#define CHECK_BITS(getter, object, expected) CHECK_GETS(uint32_t, getter, object, expected)
#define CHECK_LONG(getter, object, expected) CHECK_GETS(int64_t, getter, object, expected)
#define CHECK_FLOAT(getter, object, expected) CHECK_GETS(float, getter, object, expected)
#define CHECK_DOUBLE(getter, object, expected) CHECK_GETS(double, getter, object, expected)
#define CHECK_STRING(getter, object, expected)                                                                         \
    do                                                                                                                 \
    {                                                                                                                  \
        const char* found_ = NULL;                                                                                     \
        OK(getter(object, &found_));                                                                                   \
        (void)suite_check_text(__FILE__, __LINE__, #getter, found_, expected);                                         \
    } while (0)
#define CHECK_WEIGHTS(getter, object, expected)                                                                        \
    do                                                                                                                 \
    {                                                                                                                  \
        trts_weights found_ = {0};                                                                                     \
        OK(getter(object, &found_));                                                                                   \
        check_weights(__FILE__, __LINE__, #getter, found_, expected);                                                  \
    } while (0)

void check_dims(const char* file, int line, const char* getter, trts_dims found, trts_dims expected);
void check_value(const char* file, int line, const char* getter, double found, double expected);
void check_weights(const char* file, int line, const char* getter, trts_weights found, trts_weights expected);

#endif
