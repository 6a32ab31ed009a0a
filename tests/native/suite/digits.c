#include "digits.h"

#include "suite.h"
#include "trtsharp/buffer.h"

static const char* const input = "input";
static const char* const output = "logits";

const char* digits_model(void)
{
    return asset_path("digits-cnn/digits-cnn.onnx");
}

void add_digits_profile(const Building* building)
{
    add_profile(building, input, dims_4(1, 1, digits_side, digits_side), dims_4(8, 1, digits_side, digits_side),
                dims_4(digits_max_batch, 1, digits_side, digits_side));
}

FileBytes build_digits(trts_library* library)
{
    const Building building = start_building(library, NULL);
    OK(trts_onnx_parser_parse_from_file(building.parser, digits_model(), 0));
    add_digits_profile(&building);
    return bytes_of(build(&building));
}

static void release_buffer(void* buffer)
{
    trts_buffer_destroy(buffer);
}

static trts_buffer* bound_buffer(trts_library* library, trts_context* context, const char* tensor, int64_t size)
{
    trts_buffer* buffer = NULL;
    void* address = NULL;
    OK(trts_buffer_create(library, size, &buffer));
    suite_defer(release_buffer, buffer);
    OK(trts_buffer_get_address(buffer, &address));
    OK(trts_context_set_tensor_address(context, tensor, address));
    return buffer;
}

const float* classify(trts_library* library, const Running* running, const float* images, int64_t count, int64_t batch)
{
    const int64_t image_size = digits_pixels * (int64_t)sizeof(float);
    const int64_t logits_size = digits_classes * (int64_t)sizeof(float);
    trts_stream* stream = make_stream(library);
    void* native_stream = NULL;
    OK(trts_stream_get_native(stream, &native_stream));
    trts_buffer* pixels = bound_buffer(library, running->context, input, batch * image_size);
    trts_buffer* scores = bound_buffer(library, running->context, output, batch * logits_size);
    float* logits = suite_allocate((size_t)(count * logits_size));
    for (int64_t first = 0; first < count; first += batch)
    {
        const int64_t images_now = count - first < batch ? count - first : batch;
        const trts_dims shape = dims_4(images_now, 1, digits_side, digits_side);
        trts_dims output_shape = {0};
        OK(trts_context_set_input_shape(running->context, input, &shape));
        OK(trts_context_get_tensor_shape(running->context, output, &output_shape));
        REQUIRE(output_shape.nb_dims == 2 && output_shape.d[0] == images_now && output_shape.d[1] == digits_classes);
        OK(trts_buffer_copy_from_host(pixels, 0, images + first * digits_pixels, images_now * image_size));
        OK(trts_context_enqueue_v3(running->context, native_stream));
        OK(trts_stream_synchronize(stream));
        OK(trts_buffer_copy_to_host(scores, 0, logits + first * digits_classes, images_now * logits_size));
    }
    return logits;
}

int64_t best_class(const float* logits)
{
    int64_t best = 0;
    for (int64_t i = 1; i < digits_classes; ++i)
    {
        best = logits[i] > logits[best] ? i : best;
    }
    return best;
}
