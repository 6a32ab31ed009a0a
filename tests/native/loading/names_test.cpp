// File names of NVIDIA's libraries and the versions in them.
#include "core/loading/tensorrt_names.h"

#include "harness.h"
#include "trtsharp/library.h"

using namespace trts::tensorrt;

namespace
{

/// "10.6.0", "none" where it is no name of the library.
std::string version_in(std::int32_t backend, LibraryKind kind, const char* name)
{
    const auto version = names_of(backend).version_in_name(kind, name);
    return version.has_value() ? version->text() : "none";
}

} // namespace

TEST(a_librarys_name_tells_as_much_of_its_version_as_is_in_it)
{
    const auto main = [](const char* name) { return version_in(TRTS_BACKEND_TRT10, LibraryKind::Main, name); };
    CHECK_EQUAL(main("libnvinfer.so.10.16.0"), std::string("10.16.0"));
    CHECK_EQUAL(main("libnvinfer.so.10"), std::string("10"));
    CHECK_EQUAL(main("libnvinfer.so.8.6.1.6"), std::string("8.6.1.6"));
    CHECK_EQUAL(main("libnvinfer.so"), std::string());
    for (const char* other : {"libnvinfer_plugin.so.10", "libnvinfer_lean.so.10", "libnvinfer.so.10.bak", "libnvinfer.so.",
                              "libnvinfer.so.x", "libnvinfer.so.1.2.3.4.5", "libnvinfer.so.99999999999", "nvinfer_10.dll",
                              "libnvinfer_static.a", "libnvinfer.so10", "xlibnvinfer.so.10", ""})
    {
        CHECK_EQUAL(main(other), std::string("none"));
    }
}

TEST(each_family_has_names_of_its_own)
{
    CHECK_EQUAL(version_in(TRTS_BACKEND_RTX1, LibraryKind::Main, "libtensorrt_rtx.so.1.7.1"), std::string("1.7.1"));
    CHECK_EQUAL(version_in(TRTS_BACKEND_RTX1, LibraryKind::Parser, "libtensorrt_onnxparser_rtx.so.1"), std::string("1"));
    CHECK_EQUAL(version_in(TRTS_BACKEND_RTX1, LibraryKind::Main, "libnvinfer.so.10"), std::string("none"));
    CHECK_EQUAL(version_in(TRTS_BACKEND_RTX1, LibraryKind::Plugin, "libnvinfer_plugin.so.10"), std::string("none"));
    CHECK_EQUAL(version_in(TRTS_BACKEND_TRT11, LibraryKind::Plugin, "libnvinfer_plugin.so.11"), std::string("11"));
    CHECK_EQUAL(version_in(TRTS_BACKEND_TRT11, LibraryKind::Parser, "libnvonnxparser.so.11"), std::string("11"));
    CHECK_EQUAL(names_of(TRTS_BACKEND_TRT11).pattern(LibraryKind::Main), std::string("libnvinfer.so.11"));
}

TEST(version_numbers_had_fewer_digits_up_to_8)
{
    CHECK_EQUAL(version_of_number(100600, 26).text(), std::string("10.6.0.26"));
    CHECK_EQUAL(version_of_number(110401, -1).text(), std::string("11.4.1"));
    CHECK_EQUAL(version_of_number(10701, 116).text(), std::string("1.7.1.116"));
    CHECK_EQUAL(version_of_number(8601, -1).text(), std::string("8.6.1"));
}

TEST(a_major_that_no_family_serves_is_shown_with_the_nearest)
{
    const FamilyNames& trt10 = names_of(TRTS_BACKEND_TRT10);
    const FamilyNames& trt11 = names_of(TRTS_BACKEND_TRT11);
    CHECK(!is_served_by_another(trt10, 8));
    CHECK(is_served_by_another(trt11, 8));
    CHECK(is_served_by_another(trt10, 11));
    CHECK(is_served_by_another(trt11, 10));
    CHECK(is_served_by_another(trt10, 12));
    CHECK(!is_served_by_another(trt11, 12));
    CHECK(!is_served_by_another(names_of(TRTS_BACKEND_RTX1), 2));
}
