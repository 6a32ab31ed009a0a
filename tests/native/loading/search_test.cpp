// Which libraries are found, in which order they would be opened, and what is said of the others. Nothing is opened.
#include "core/loading/tensorrt_search.h"

#include "loading/tree.h"

using namespace loading_test;
using namespace trts::tensorrt;

namespace
{

#if defined(__aarch64__)
#define SYSTEM_FOLDER "usr/lib/aarch64-linux-gnu"
#else
#define SYSTEM_FOLDER "usr/lib/x86_64-linux-gnu"
#endif

constexpr const char* too_other = ", but TensorRT 10.0 or newer of the same major is needed";

} // namespace

TEST(the_newest_supported_library_comes_first_wherever_it_lies)
{
    Tree tree;
    tree.add("app/libnvinfer.so.10", 100300);
    tree.add(SYSTEM_FOLDER "/libnvinfer.so.10", 100600);
    tree.add("venv/lib/python3.12/site-packages/tensorrt_libs/libnvinfer.so.10", 101600);
    tree.add("opt/TensorRT-10.9.0.34/lib/libnvinfer.so.10", 100900);
    tree.set("VIRTUAL_ENV", tree.path("venv"));
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10)),
                joined({"venv/lib/python3.12/site-packages/tensorrt_libs/libnvinfer.so.10 10.16.0.26",
                        "opt/TensorRT-10.9.0.34/lib/libnvinfer.so.10 10.9.0.26",
                        SYSTEM_FOLDER "/libnvinfer.so.10 10.6.0.26", "app/libnvinfer.so.10 10.3.0.26"}));
}

TEST(of_the_same_version_the_one_found_first_comes_first)
{
    Tree tree;
    tree.add(SYSTEM_FOLDER "/libnvinfer.so.10", 100600);
    tree.add("loader/libnvinfer.so.10", 100600);
    tree.add("app/libnvinfer.so.10", 100600);
    tree.set("LD_LIBRARY_PATH", tree.path("loader"));
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10)),
                joined({"app/libnvinfer.so.10 10.6.0.26", "loader/libnvinfer.so.10 10.6.0.26",
                        SYSTEM_FOLDER "/libnvinfer.so.10 10.6.0.26"}));
}

TEST(a_name_tells_the_version_where_the_file_does_not)
{
    const std::string silent = library_of_version(0); // as where the function is more than a constant
    Tree tree;
    tree.add(SYSTEM_FOLDER "/libnvinfer.so.10.16.0", silent);
    tree.add_link(SYSTEM_FOLDER "/libnvinfer.so.10", "libnvinfer.so.10.16.0");
    tree.add_link(SYSTEM_FOLDER "/libnvinfer.so", "libnvinfer.so.10");
    tree.add("usr/lib64/libnvinfer.so.10", silent);
    tree.add("usr/lib/libnvinfer.so.10.3.0", silent);
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10)),
                joined({SYSTEM_FOLDER "/libnvinfer.so.10 10.16.0", "usr/lib/libnvinfer.so.10.3.0 10.3.0",
                        "usr/lib64/libnvinfer.so.10 10"}));
}

TEST(a_file_is_a_candidate_once_by_the_name_that_loaders_use)
{
    Tree tree;
    tree.add("usr/lib/libnvinfer.so.10.6.0", 100600);
    tree.add_link("usr/lib/libnvinfer.so.10", "libnvinfer.so.10.6.0");
    tree.add_link("usr/lib/libnvinfer.so", "libnvinfer.so.10");
    tree.add_link("usr/lib64", "lib");
    tree.add_link("usr/local/lib/libnvinfer.so.10", tree.path("usr/lib/libnvinfer.so.10"));
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10)), std::string("usr/lib64/libnvinfer.so.10 10.6.0.26"));
}

TEST(another_major_is_passed_over_with_its_version)
{
    Tree tree;
    tree.add("usr/lib/libnvinfer.so.8", 8601);
    tree.add("usr/lib/libnvinfer.so.11", 110100);
    tree.add("usr/lib/libnvinfer.so.12.0.0", library_of_version(0));
    tree.add("usr/lib/libnvinfer.so.10", 100600);
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10)),
                joined({"usr/lib/libnvinfer.so.10 10.6.0.26",
                        std::string("usr/lib/libnvinfer.so.8! is version 8.6.1.26 of TensorRT") + too_other,
                        std::string("usr/lib/libnvinfer.so.11! is version 11.1.0.26 of TensorRT") + too_other,
                        std::string("usr/lib/libnvinfer.so.12.0.0! is version 12.0.0 of TensorRT") + too_other}));
}

TEST(tensorrt_rtx_before_1_5_is_passed_over)
{
    Tree tree;
    tree.add("usr/lib/libtensorrt_rtx.so.1", 10401);
    tree.add("usr/local/lib/libtensorrt_rtx.so.1", 10500);
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_RTX1)),
                joined({"usr/local/lib/libtensorrt_rtx.so.1 1.5.0.26",
                        "usr/lib/libtensorrt_rtx.so.1! is version 1.4.1.26 of TensorRT-RTX, but TensorRT-RTX 1.5 or newer "
                        "of the same major is needed"}));
}

TEST(what_10_8_cannot_do_is_said_of_it)
{
    Tree tree;
    tree.add("usr/lib/libnvinfer.so.10", 100800);
    const Search search = tree.search(TRTS_BACKEND_TRT10);
    REQUIRE(search.candidates.size() == 1);
    CHECK(search.candidates[0].is_supported);
    CHECK(search.candidates[0].reason.find("builds no networks") != std::string::npos);
}

TEST(a_file_that_cannot_be_loaded_says_why)
{
    Tree tree;
    tree.add("app/libnvinfer.so.10");
    tree.add("usr/lib/libnvinfer.so.10", "version https://git-lfs.github.com/spec/v1");
    tree.add("usr/local/lib/libnvinfer.so.10", library_for_another_processor());
    const std::string found = joined(tree.found(TRTS_BACKEND_TRT10));
    CHECK(found.find("app/libnvinfer.so.10! is an empty file") == 0);
    CHECK(found.find("usr/lib/libnvinfer.so.10! is no library") != std::string::npos);
    CHECK(found.find("usr/local/lib/libnvinfer.so.10! is made for ") != std::string::npos);
}

TEST(a_folder_that_cannot_be_read_is_told)
{
    Tree tree;
    tree.add_link("app", "app"); // a circle, which nobody can read
    const std::string found = joined(tree.found(TRTS_BACKEND_TRT10));
    CHECK_EQUAL(found, std::string("app! cannot be read: Too many levels of symbolic links"));
}

TEST(a_path_that_is_given_is_final)
{
    Tree tree;
    tree.add("app/libnvinfer.so.10", 101600);
    tree.add("mine/libnvinfer.so.10", 100300);
    tree.add("mine/my own name", 100600);
    tree.set("TRTSHARP_TENSORRT", tree.path("app"));
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10, tree.path("mine").c_str())),
                std::string("mine/libnvinfer.so.10 10.3.0.26"));
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10, tree.path("mine/my own name").c_str())),
                std::string("mine/my own name 10.6.0.26"));
    const Search nothing = tree.search(TRTS_BACKEND_RTX1, tree.path("mine").c_str());
    CHECK(nothing.candidates.empty() && nothing.is_final);
    CHECK_EQUAL(nothing.where, std::string(" at the path that was given"));
}

TEST(the_variable_is_final_and_its_earlier_entries_win)
{
    Tree tree;
    tree.add("app/libnvinfer.so.10", 101600);
    tree.add("first/libnvinfer.so.10", 100300);
    tree.add("first/libnvinfer.so.10.6.0", 100600);
    tree.add("second/libnvinfer.so.10", 100900);
    tree.add("second/libtensorrt_rtx.so.1", 10701);
    tree.set("TRTSHARP_TENSORRT", tree.path("first") + "::" + tree.path("second/libnvinfer.so.10") + ":" +
                                      tree.path("second/libtensorrt_rtx.so.1"));
    CHECK_EQUAL(joined(tree.found(TRTS_BACKEND_TRT10)),
                joined({"first/libnvinfer.so.10.6.0 10.6.0.26", "first/libnvinfer.so.10 10.3.0.26",
                        "second/libnvinfer.so.10 10.9.0.26",
                        std::string("second/libtensorrt_rtx.so.1! is version 1.7.1.26 of TensorRT-RTX") + too_other}));
    CHECK_EQUAL(tree.found(TRTS_BACKEND_RTX1).front(), std::string("second/libtensorrt_rtx.so.1 1.7.1.26"));
    CHECK(tree.search(TRTS_BACKEND_TRT10).is_final);
}

TEST(companions_are_those_beside_the_library_and_behind_its_link)
{
    Tree tree;
    tree.add("store/libnvinfer.so.10.6.0", 100600);
    tree.add("store/libnvonnxparser.so.10.6.0");
    tree.add_link("store/libnvonnxparser.so.10", "libnvonnxparser.so.10.6.0");
    tree.add("store/libnvinfer_plugin.so.10");
    tree.add_link("links/libnvinfer.so.10", tree.path("store/libnvinfer.so.10.6.0"));
    tree.add("links/libnvonnxparser.so.10.9.0");
    const FamilyNames& names = names_of(TRTS_BACKEND_TRT10);
    const std::string library = tree.path("links/libnvinfer.so.10");
    const Companions parsers = companions_beside(names, LibraryKind::Parser, library, {10, 6, 0, 26});
    CHECK_EQUAL(joined(parsers.files), tree.path("store/libnvonnxparser.so.10"));
    CHECK_EQUAL(parsers.passed_over,
                "\n  " + tree.path("links/libnvonnxparser.so.10.9.0") + ": is for 10.9.0, not for 10.6.0.26");
    const Companions plugins = companions_beside(names, LibraryKind::Plugin, library, {10, 6, 0, 26});
    CHECK_EQUAL(joined(plugins.files), tree.path("store/libnvinfer_plugin.so.10"));
    CHECK(companions_beside(names_of(TRTS_BACKEND_RTX1), LibraryKind::Plugin, library, {1, 7, 1, 0}).files.empty());
}

TEST(companions_elsewhere_must_tell_the_same_version)
{
    Tree tree;
    tree.add("app/libnvonnxparser.so.10");
    tree.add("usr/lib64/libnvonnxparser.so.10.9.0");
    tree.add("usr/lib/libnvonnxparser.so.10.6.0");
    tree.add("named/libnvonnxparser.so.10.6.1");
    tree.set("TRTSHARP_TENSORRT", tree.path("named"));
    const Companions parsers = companions_elsewhere(names_of(TRTS_BACKEND_TRT10), LibraryKind::Parser, {10, 6, 0, 26},
                                                    tree.machine());
    CHECK_EQUAL(joined(parsers.files), joined({tree.path("named/libnvonnxparser.so.10.6.1"),
                                               tree.path("usr/lib/libnvonnxparser.so.10.6.0")}));
    CHECK(parsers.passed_over.find("app/libnvonnxparser.so.10: is for a version that its name does not tell") !=
          std::string::npos);
}
