#include "trtsharp/onnx_files.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/dispatch/dispatch.h"
#include "core/guard.h"
#include "core/onnx/data_files.h"
#include "core/onnx/model_file.h"
#include "core/onnx/reader.h"
#include "core/per_thread.h"

using namespace trts;

namespace
{

/// What the calling thread asked for last: its texts are given out.
struct Found
{
    std::vector<std::string> files;
    std::vector<const char*> texts;
};

Found& found()
{
    return per_thread<Found>();
}

} // namespace

trts_status trts_onnx_files_find(const char* model_path, const char* const** files, int32_t* count)
{
    return guard([&]() -> trts_status {
        require_argument(model_path, "model_path");
        require_out(files, "files");
        require_out(count, "count");
        auto bytes = std::make_shared<const std::string>(onnx::read_model_file(model_path));
        const onnx::Model model = onnx::read(std::move(bytes));
        const auto path = std::filesystem::absolute(std::filesystem::u8path(model_path));

        Found& last = found();
        last.files = onnx::data_files(model, path.parent_path());
        last.texts.clear();
        for (const std::string& file : last.files)
        {
            last.texts.push_back(file.c_str());
        }
        *files = last.texts.data();
        *count = static_cast<int32_t>(last.texts.size());
        return TRTS_OK;
    });
}
