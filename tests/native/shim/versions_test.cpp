// Every release of each family: what it does not have yet is refused by name and never called, all else is called.
#include <filesystem>
#include <memory>

#include "onnx/temporary_folder.h"
#include "core/last_error.h"
#include "shim/sweep.h"
#include "trtsharp/builder.g.h"

using namespace shim_test;
using doubles_test::folder_of;
using doubles_test::Variant;

namespace
{

struct Family
{
    trts_backend backend;
    const char* name;
    const char* library;
    const char* parser;
};

constexpr Family trt10{TRTS_BACKEND_TRT10, "trt10", "libnvinfer.so.10", "libnvonnxparser.so.10"};
constexpr Family trt11{TRTS_BACKEND_TRT11, "trt11", "libnvinfer.so.11", "libnvonnxparser.so.11"};
constexpr Family rtx1{TRTS_BACKEND_RTX1, "rtx1", "libtensorrt_rtx.so.1", "libtensorrt_onnxparser_rtx.so.1"};

/// A fake that says that it is of a version: a copy, because a library that is open cannot become another.
class Copy
{
public:
    Copy(const Family& family, const std::string& version)
    {
        const std::filesystem::path from = folder_of(family.name, Variant::ours);
        std::filesystem::copy_file(from / family.library, folder_.path() / family.library);
        std::filesystem::copy_file(from / family.parser, folder_.path() / family.parser);
        folder_.write("version.txt", version + "\n");
        file_ = (folder_.path() / family.library).string();
    }

    const std::filesystem::path& folder() const { return folder_.path(); }
    const char* file() const { return file_.c_str(); }

private:
    onnx_test::TemporaryFolder folder_;
    std::string file_;
};

/// @return how many methods this version has
std::int32_t sweep(const Family& family, const std::string& version)
{
    const Copy copy(family, version);
    Sweep sweep(family.backend, copy.folder());
    sweep.run_all();
    return sweep.supported();
}

void refused(const Family& family, const std::string& version, const std::string& complaint)
{
    const Copy copy(family, version);
    trts_library* library = nullptr;
    CHECK_EQUAL(trts_library_open(family.backend, copy.file(), &library), trts_status{TRTS_VERSION_MISMATCH});
    CHECK(library == nullptr);
    const std::string message = trts::last_error_message();
    for (const std::string& part : {complaint, version, std::string(copy.file())})
    {
        if (message.find(part) == std::string::npos)
        {
            harness::report_failure(__FILE__, __LINE__, "does not say \"" + part + "\": " + message);
        }
    }
}

} // namespace

#define VERSION_TEST(family, major, minor)                                                                             \
    TEST(every_method_of_##family##_##major##_##minor)                                                                 \
    {                                                                                                                  \
        CHECK(sweep(family, #major "." #minor ".0") > 600);                                                            \
    }

VERSION_TEST(trt10, 10, 0)
VERSION_TEST(trt10, 10, 1)
VERSION_TEST(trt10, 10, 2)
VERSION_TEST(trt10, 10, 3)
VERSION_TEST(trt10, 10, 4)
VERSION_TEST(trt10, 10, 5)
VERSION_TEST(trt10, 10, 6)
VERSION_TEST(trt10, 10, 7)
VERSION_TEST(trt10, 10, 8)
VERSION_TEST(trt10, 10, 9)
VERSION_TEST(trt10, 10, 10)
VERSION_TEST(trt10, 10, 11)
VERSION_TEST(trt10, 10, 12)
VERSION_TEST(trt10, 10, 13)
VERSION_TEST(trt10, 10, 14)
VERSION_TEST(trt10, 10, 15)
VERSION_TEST(trt10, 10, 16)
VERSION_TEST(trt11, 11, 0)
VERSION_TEST(trt11, 11, 1)
VERSION_TEST(trt11, 11, 2)
VERSION_TEST(trt11, 11, 3)
VERSION_TEST(trt11, 11, 4)
VERSION_TEST(rtx1, 1, 5)
VERSION_TEST(rtx1, 1, 6)
VERSION_TEST(rtx1, 1, 7)

TEST(a_release_that_is_newer_than_the_facts_has_all_that_they_know)
{
    CHECK_EQUAL(sweep(trt10, "10.99.0"), sweep(trt10, "10.16.0"));
    CHECK_EQUAL(sweep(trt11, "11.99.0"), sweep(trt11, "11.4.0"));
    CHECK_EQUAL(sweep(rtx1, "1.99.0"), sweep(rtx1, "1.7.0"));
}

TEST(an_older_release_has_less)
{
    const std::int32_t oldest = sweep(trt10, "10.0.1");
    const std::int32_t middle = sweep(trt10, "10.9.3");
    const std::int32_t newest = sweep(trt10, "10.16.1");
    CHECK(oldest < middle);
    CHECK(middle < newest);
}

TEST(tensorrt_10_8_refuses_networks_and_says_why)
{
    const Copy copy(trt10, "10.8.0");
    const Sweep sweep(trt10.backend, copy.folder());
    const auto builder = sweep.stub<trts_builder>("IBuilder");
    trts_network* network = nullptr;
    CHECK_EQUAL(trts_builder_create_network_v2(builder.get(), 0, &network), trts_status{TRTS_NOT_SUPPORTED});
    CHECK(network == nullptr);
    const std::string message = trts::last_error_message();
    CHECK(message.find("10.8") != std::string::npos);
    CHECK(message.find("10.9") != std::string::npos); // what to use instead
}

TEST(another_major_is_refused_by_name)
{
    refused(trt10, "8.6.1", "TensorRT 10");
    refused(trt10, "9.3.0", "TensorRT 10");
    refused(trt10, "11.0.0", "TensorRT 10");
    refused(trt11, "10.16.0", "TensorRT 11");
    refused(trt11, "12.0.0", "TensorRT 11");
    refused(rtx1, "2.0.0", "TensorRT-RTX 1");
}

TEST(a_tensorrt_rtx_with_another_abi_is_refused_by_name)
{
    refused(rtx1, "1.0.0", "TensorRT-RTX 1");
    refused(rtx1, "1.4.2", "1.5");
}
