/* Numbers out of the CPU backend. */
#include <stdio.h>
#include <string.h>

#include "areas.h"
#include "backends.h"
#include "digits.h"
#include "numbers.h"
#include "outputs.h"
#include "suite.h"
#include "trtsharp/buffer.h"
#include "trtsharp/event.h"

static const double tolerance = 1e-3; /* stored with the model, absolute and relative */

/* The network takes pixel / 16. */
static const float* test_images(int64_t* count)
{
    const NpyArray pixels = read_npy(asset_path("digits-cnn/digits-test-u8.npy"));
    REQUIRE(pixels.kind == 'u' && pixels.item_size == 1);
    float* images = suite_allocate((size_t)pixels.count * sizeof(float));
    for (int64_t i = 0; i < pixels.count; ++i)
    {
        images[i] = (float)((const uint8_t*)pixels.data)[i] / 16.0f;
    }
    *count = pixels.shape.d[0];
    return images;
}

static void check_test_set(int64_t batch)
{
    trts_library* library = cpu_library();
    const NpyArray labels = read_npy(asset_path("digits-cnn/digits-test-labels.npy"));
    const NpyArray expected = read_npy(asset_path("digits-cnn/digits-test-logits-fp32.npy"));
    REQUIRE(labels.kind == 'i' && labels.item_size == 8 && expected.kind == 'f' && expected.item_size == 4);
    int64_t count = 0;
    const float* images = test_images(&count);
    REQUIRE(labels.count == count && expected.count == count * digits_classes);

    const Running running = start_running(library, build_digits(library));
    const float* logits = classify(library, &running, images, count, batch);
    check_numbers_close(&expected, logits, tolerance, tolerance);
    int64_t right = 0;
    for (int64_t i = 0; i < count; ++i)
    {
        right += best_class(logits + i * digits_classes) == ((const int64_t*)labels.data)[i] ? 1 : 0;
    }
    CHECK_NUMBER(right * 1000, count * 995); /* the trained network's accuracy */
}

static void the_test_set_is_classified_one_by_one(void)
{
    check_test_set(1);
}

static void the_test_set_is_classified_in_batches_of_8(void)
{
    check_test_set(8);
}

static void the_test_set_is_classified_in_batches_of_64(void)
{
    check_test_set(64);
}

static void stored_cases_give_their_stored_outputs(void)
{
    static const char* const cases[] = {"n1", "n4", "n17"};
    trts_library* library = cpu_library();
    (void)shared_model_path("models.json");
    const Running running = start_running(library, build_digits(library));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i)
    {
        char name[64];
        snprintf(name, sizeof name, "digits-cnn/cases/digits-cnn.%s.in0.npy", cases[i]);
        const NpyArray images = read_npy(shared_model_path(name));
        snprintf(name, sizeof name, "digits-cnn/cases/digits-cnn.%s.out0.npy", cases[i]);
        const NpyArray expected = read_npy(shared_model_path(name));
        const int64_t count = images.shape.d[0];
        REQUIRE(images.kind == 'f' && expected.kind == 'f' && expected.count == count * digits_classes);
        check_numbers_close(&expected, classify(library, &running, images.data, count, count), tolerance, tolerance);
    }
}

static void a_shape_outside_the_profile_is_refused(void)
{
    trts_library* library = cpu_library();
    const Running running = start_running(library, build_digits(library));
    const trts_dims too_many = dims_4(digits_max_batch + 1, 1, digits_side, digits_side);
    const trts_dims none = dims_4(0, 1, digits_side, digits_side);
    const trts_dims other_rank = dims_2(1, digits_pixels);
    const trts_dims fits = dims_4(digits_max_batch, 1, digits_side, digits_side);
    FAILS(trts_context_set_input_shape(running.context, "input", &too_many), TRTS_INVALID_ARGUMENT, "65");
    FAILS(trts_context_set_input_shape(running.context, "input", &none), TRTS_INVALID_ARGUMENT, "profile");
    FAILS(trts_context_set_input_shape(running.context, "input", &other_rank), TRTS_INVALID_ARGUMENT, "2");
    FAILS(trts_context_set_input_shape(running.context, "inputs", &fits), TRTS_INVALID_ARGUMENT, "'input'");
    OK(trts_context_set_input_shape(running.context, "input", &fits));
    FAILS(trts_context_enqueue_v3(running.context, NULL), TRTS_INVALID_STATE, "no memory");
}

static void a_plan_that_is_none_is_refused(void)
{
    trts_library* library = cpu_library();
    const FileBytes plan = build_digits(library);
    const Running running = start_running(library, plan);
    trts_engine* engine = NULL;
    FAILS(trts_runtime_deserialize_cuda_engine(running.runtime, plan.data, plan.size - 1, &engine), TRTS_LOAD_FAILED,
          NULL);
    FAILS(trts_runtime_deserialize_cuda_engine(running.runtime, "vtrt, says another library", 26, &engine),
          TRTS_LOAD_FAILED, NULL);
    FAILS(trts_runtime_deserialize_cuda_engine(running.runtime, "", 0, &engine), TRTS_LOAD_FAILED, NULL);
    CHECK(engine == NULL);
}

static void a_buffer_guards_its_range(void)
{
    trts_buffer* buffer = NULL;
    const char text[] = "trtsharp";
    char read[sizeof text] = {0};
    OK(trts_buffer_create(cpu_library(), sizeof text, &buffer));
    const trts_status written = trts_buffer_copy_from_host(buffer, 0, text, sizeof text);
    const trts_status fetched = trts_buffer_copy_to_host(buffer, 0, read, sizeof read);
    FAILS(trts_buffer_copy_from_host(buffer, 1, text, sizeof text), TRTS_INVALID_ARGUMENT, NULL);
    FAILS(trts_buffer_copy_to_host(buffer, -1, read, 1), TRTS_INVALID_ARGUMENT, NULL);
    trts_buffer_destroy(buffer);
    OK(written);
    OK(fetched);
    CHECK_TEXT(read, text);
}

static void an_event_follows_its_stream(void)
{
    trts_library* library = cpu_library();
    trts_stream* stream = make_stream(library);
    trts_event* event = NULL;
    int32_t done = 0;
    OK(trts_event_create(library, &event));
    const trts_status recorded = trts_event_record(event, stream);
    const trts_status waited = trts_event_synchronize(event);
    const trts_status asked = trts_event_query(event, &done);
    trts_event_destroy(event);
    OK(recorded);
    OK(waited);
    OK(asked);
    CHECK_NUMBER(done, 1);
    OK(trts_stream_query(stream, &done));
    CHECK_NUMBER(done, 1);
}

/* The output as it is expected; its shape is forgotten, so that the next one must be told. */
static void check_grown(Growing* output, const char* expected_file)
{
    const NpyArray expected = read_npy(expected_file);
    CHECK_NUMBER(output->shape.nb_dims, expected.shape.nb_dims);
    CHECK_NUMBER(volume_of(output->shape), expected.count);
    if (volume_of(output->shape) == expected.count)
    {
        CHECK(memcmp(output->memory, expected.data, (size_t)(expected.count * expected.item_size)) == 0);
    }
    output->shape = (trts_dims){0};
}

static void outputs_that_depend_on_data_go_to_their_allocators(void)
{
    static const char* const cases[] = {"some", "none", "all"};
    trts_library* library = cpu_library();
    const Building building = start_building(library, NULL);
    OK(trts_onnx_parser_parse_from_file(building.parser, shared_model_path("nonzero-select/nonzero-select.onnx"), 0));
    add_profile(&building, "x", dims_2(1, 1), dims_2(4, 6), dims_2(16, 16));
    Growing* indices = make_growing();
    Growing* values = make_growing();
    trts_output_allocator* of_indices = make_growing_allocator(library, indices);
    trts_output_allocator* of_values = make_growing_allocator(library, values);
    const Running running = start_running(library, bytes_of(build(&building)));
    OK(trts_context_set_output_allocator(running.context, "indices", of_indices));
    OK(trts_context_set_output_allocator(running.context, "values", of_values));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i)
    {
        char name[64];
        snprintf(name, sizeof name, "nonzero-select/cases/nonzero-select.%s.in0.npy", cases[i]);
        const NpyArray x = read_npy(shared_model_path(name));
        OK(trts_context_set_input_shape(running.context, "x", &x.shape));
        OK(trts_context_set_input_tensor_address(running.context, "x", x.data));
        OK(trts_context_enqueue_v3(running.context, NULL));
        snprintf(name, sizeof name, "nonzero-select/cases/nonzero-select.%s.out0.npy", cases[i]);
        check_grown(indices, shared_model_path(name));
        snprintf(name, sizeof name, "nonzero-select/cases/nonzero-select.%s.out1.npy", cases[i]);
        check_grown(values, shared_model_path(name));
    }
}

void cpu_run_tests(void)
{
    RUN(the_test_set_is_classified_one_by_one);
    RUN(the_test_set_is_classified_in_batches_of_8);
    RUN(the_test_set_is_classified_in_batches_of_64);
    RUN(stored_cases_give_their_stored_outputs);
    RUN(a_shape_outside_the_profile_is_refused);
    RUN(a_plan_that_is_none_is_refused);
    RUN(a_buffer_guards_its_range);
    RUN(an_event_follows_its_stream);
    RUN(outputs_that_depend_on_data_go_to_their_allocators);
}
