#ifdef _WIN32

#include <memory>
#include <string>

#include "core/guard.h"
#include "core/loading/windows_text.h"
#include "core/onnx/model_file.h"
#include "core/tensorrt_support.h"

using namespace trts;

namespace
{

struct ModelFile
{
    std::string bytes;
    std::string narrow_path;
};

} // namespace

trts_status trts_support_open_model(const char* method, const char* path, void** owner, const void** bytes, size_t* size,
                                    const char** narrow_path) noexcept
{
    const trts_status status = guard([&]() -> trts_status {
        auto model = std::make_unique<ModelFile>();
        model->bytes = onnx::read_model_file(path);
        model->narrow_path = narrow_path_of(path);
        *bytes = model->bytes.data();
        *size = model->bytes.size();
        *narrow_path = model->narrow_path.c_str();
        *owner = model.release();
        return TRTS_OK;
    });
    if (status != TRTS_OK)
    {
        prepend_to_last_error(": ");
        prepend_to_last_error(method);
    }
    return status;
}

void trts_support_close_model(void* owner) noexcept
{
    delete static_cast<ModelFile*>(owner);
}

#endif
