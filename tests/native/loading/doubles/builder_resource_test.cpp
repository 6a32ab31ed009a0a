// The library that TensorRT's builder opens by its name is found beside libnvinfer, on the fakes.
#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

#include "doubles/control.h"
#include "harness.h"
#include "loading/child.h"
#include "onnx/temporary_folder.h"
#include "trtsharp/builder.g.h"
#include "trtsharp/library.h"

using namespace loading_test;
namespace fs = std::filesystem;

namespace
{

fs::path beside_the_program(const char* path)
{
    return fs::read_symlink("/proc/self/exe").parent_path() / path;
}

trts_library* opened_at(const fs::path& file)
{
    setenv("TRTSHARP_CUDA_DRIVER", beside_the_program(TRTS_TEST_FAKE_DRIVER).c_str(), 1);
    trts_library* library = nullptr;
    const trts_status status = trts_library_open(TRTS_BACKEND_TRT10, file.c_str(), &library);
    return status == TRTS_OK ? library : throw std::runtime_error(error_text(status));
}

/// What a fake TensorRT 10.16 with these files beside it is told of its folder.
std::string told_to(const onnx_test::TemporaryFolder& folder)
{
    const fs::path fakes = beside_the_program(TRTS_TEST_DOUBLES "/trt10");
    for (const char* file : {"libnvinfer.so.10", "libnvonnxparser.so.10"})
    {
        fs::copy_file(fakes / file, folder.path() / file);
    }
    folder.write("version.txt", "10.16.0\n");
    return text_of_child([&] {
        const fs::path file = folder.path() / "libnvinfer.so.10";
        (void)opened_at(file);
        const doubles_test::Opened fake(file);
        std::string calls;
        for (const std::string& call : doubles_test::Control(fake).calls())
        {
            calls += call.rfind("setInternalLibraryPath", 0) == 0 ? call : std::string();
        }
        return calls;
    });
}

} // namespace

TEST(a_library_that_can_be_told_is_told_its_folder)
{
    const onnx_test::TemporaryFolder folder;
    folder.write("libnvinfer_builder_resource_sm90.so.10.16.0", "");
    CHECK_EQUAL(told_to(folder), "setInternalLibraryPath(\"" + folder.path().string() + "/\")");
}

TEST(where_no_resource_lies_beside_it_the_system_is_left_to_find_it)
{
    const onnx_test::TemporaryFolder folder;
    CHECK_EQUAL(told_to(folder), std::string());
}

TEST(a_library_that_cannot_be_told_finds_its_resource_open_when_a_builder_is_made)
{
    const onnx_test::TemporaryFolder folder;
    const fs::path stand_in = beside_the_program("libstand_in_trt10.so"); // says that it is 10.6.0
    const fs::path resource = folder.path() / "libnvinfer_builder_resource.so.10.6.0";
    fs::copy_file(stand_in, folder.path() / "libnvinfer.so.10");
    fs::copy_file(stand_in, resource);
    const std::string told = text_of_child([&] {
        const auto is_open = [&] { return dlopen(resource.c_str(), RTLD_NOW | RTLD_NOLOAD) != nullptr ? "open" : "closed"; };
        trts_library* library = opened_at(folder.path() / "libnvinfer.so.10");
        std::string states = is_open();
        trts_builder* builder = nullptr;
        for (int i = 0; i < 2; ++i)
        {
            const trts_status status = trts_builder_create(library, nullptr, &builder); // the stand-in makes none
            states += std::string(" ") + (status == TRTS_DEVICE_ERROR ? is_open() : "made");
        }
        return states;
    });
    CHECK_EQUAL(told, std::string("closed open open"));
}
