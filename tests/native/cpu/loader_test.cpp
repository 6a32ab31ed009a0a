// Finding ONNX Runtime: what is tried, and what is said when it is not there.
#include "core/loading/onnxruntime_loader.h"

#include <filesystem>
#include <fstream>

#include "backend_fixture.h"
#include "core/loading/environment.h"
#include "core/loading/search_paths.h"
#include "cpu/ort_api.h"
#include "onnx/temporary_folder.h"

using namespace cpu_test;

namespace
{

constexpr const char* variable = "TRTSHARP_ONNXRUNTIME";

/// Sets the override for one test.
class Override
{
  public:
    explicit Override(const std::string& value) : before_(trts::environment_variable(variable))
    {
        trts::set_environment_variable(variable, value.c_str());
    }
    ~Override() { trts::set_environment_variable(variable, before_.c_str()); }
    Override(const Override&) = delete;
    Override& operator=(const Override&) = delete;

  private:
    std::string before_;
};

Failure load_failure(const char* path)
{
    return failure_of([&] { (void)trts::load_onnxruntime(path, trts::cpu::ort::api_version); });
}

} // namespace

TEST(a_given_path_is_the_only_one_tried)
{
    const Failure failure = load_failure("/nowhere/libonnxruntime.so");
    CHECK_EQUAL(failure.status, TRTS_LIBRARY_NOT_FOUND);
    CHECK(
        failure.says("ONNX Runtime was not found at the path that was given. Tried:\n  /nowhere/libonnxruntime.so: "));
    CHECK(failure.says("reference the package TensorRTSharp.Cpu, or set TRTSHARP_ONNXRUNTIME"));
}

TEST(a_file_that_is_another_library_is_refused)
{
    const onnx_test::TemporaryFolder folder;
    folder.write("not a library", "text");
    const std::string path = (folder.path() / "not a library").u8string();
    const Failure failure = load_failure(path.c_str());
    CHECK_EQUAL(failure.status, TRTS_LIBRARY_NOT_FOUND);
    CHECK(failure.says(path + ": "));
}

TEST(the_override_may_be_a_folder_and_is_binding)
{
    const onnx_test::TemporaryFolder folder;
    const Override override_variable(folder.path().u8string());
    const Failure failure = load_failure(nullptr);
    CHECK_EQUAL(failure.status, TRTS_LIBRARY_NOT_FOUND);
    CHECK(failure.says("was not found where TRTSHARP_ONNXRUNTIME points to"));
    CHECK(failure.says(": no such file"));
}

TEST(added_folders_come_first_with_their_runtimes_folder)
{
    const onnx_test::TemporaryFolder folder;
    const std::string added = folder.path().u8string();
    trts::add_search_directory(added);
    trts::add_search_directory(added);
    const std::vector<std::string> directories = trts::search_directories();
    const auto first = std::find(directories.begin(), directories.end(), added);
    REQUIRE(first != directories.end());
    CHECK(first + 1 != directories.end() &&
          *(first + 1) == trts::join_path(added, std::string("runtimes/") + trts::runtime_identifier() + "/native"));
    CHECK(std::count(directories.begin(), directories.end(), added) == 1);

    const Override override_variable("");
    for (const char* name : {"libonnxruntime.so.1", "libonnxruntime.dylib", "onnxruntime.dll"})
    {
        folder.write(name, "not a library");
    }
    try
    {
        (void)trts::load_onnxruntime(nullptr, trts::cpu::ort::api_version); // the broken one is passed over
    }
    catch (const trts::Error& error)
    {
        const Failure failure{error.status(), error.what(), 0};
        CHECK_EQUAL(failure.status, TRTS_LIBRARY_NOT_FOUND);
        CHECK(failure.says("Tried:\n  "));
        CHECK(failure.says(added));
    }
}

TEST(a_library_that_is_too_old_is_told_from_a_missing_one)
{
    (void)library();
    const std::string path = trts::cpu::path(library());
    const Failure failure = failure_of([&] { (void)trts::load_onnxruntime(path.c_str(), 9999); });
    CHECK_EQUAL(failure.status, TRTS_VERSION_MISMATCH);
    CHECK(failure.says("which is too old"));
    CHECK(failure.says("needs ONNX Runtime 1.9999 or newer"));
}

TEST(the_same_file_gives_the_same_library)
{
    trts::cpu::Library* first = library();
    CHECK(trts::cpu::open(trts::cpu::path(first)) == first);
    const trts::BackendInfo& backend = *table().backend;
    CHECK_EQUAL(std::string(backend.name), "cpu");
    CHECK_EQUAL(backend.family, 1);
    CHECK_EQUAL(backend.major, 1);
    CHECK(backend.minor >= 24);
    CHECK_EQUAL(trts::environment_variable("ORT_DISABLE_TELEMETRY"), "1");
}
