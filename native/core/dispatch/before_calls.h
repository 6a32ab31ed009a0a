// What core says to a call before the backend is asked: the functions that "before" and "instead" of build/api/binding.json
// name. Each gets the arguments of the exported function.
#pragma once

#include <cstdint>

#include "core/dispatch/handles.g.h"
#include "core/dispatch/model_checks.h"
#include "trtsharp/onnx_parser_error.g.h"

namespace trts
{

// Models are checked before TensorRT's own parser gets them: model_checks.h.

inline void check_model(const Handle* self, const void* model, std::int64_t size, const char* model_path)
{
    if (self->model_checks != nullptr)
    {
        self->model_checks->check({model, size, model_path});
    }
}

/// TensorRT would answer "not supported" and keep what it found in the model before.
inline void check_model_of_question(const Handle* self, const void* model, std::int64_t size, const char* model_path,
                                    const std::int32_t*)
{
    check_model(self, model, size, model_path);
}

/// Somebody else gives the values of the weights, which may be missing in the model.
inline void check_model_without_weights(const Handle* self, const void* model, std::int64_t size,
                                        const char* model_path = nullptr)
{
    if (self->model_checks != nullptr)
    {
        self->model_checks->check({model, size, model_path, false});
    }
}

inline void check_model_file(const Handle* self, const char* file, std::int32_t = 0)
{
    if (self->model_checks != nullptr)
    {
        self->model_checks->check_file(file);
    }
}

/// False where the last model was not refused here: then TensorRT's parser knows how many errors there are.
inline bool count_refusals(const Handle* self, std::int32_t* out)
{
    return self->model_checks != nullptr && self->model_checks->count(*out);
}

inline bool find_refusal(const Handle* self, std::int32_t index, trts_onnx_parser_error* out)
{
    return self->model_checks != nullptr && self->model_checks->find(index, *out);
}

inline void forget_refusals(const Handle* self)
{
    if (self->model_checks != nullptr)
    {
        self->model_checks->forget();
    }
}

/// TensorRT-RTX 1.7 never returns from combining a cache with itself, by whichever handle.
inline void refuse_same_cache(const trts_timing_cache* self, const trts_timing_cache* input_cache, std::int32_t)
{
    require_handle(input_cache, "input_cache");
    if (self->native == input_cache->native)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "input_cache is the timing cache itself: it cannot take over what it knows; give another one");
    }
}

} // namespace trts
