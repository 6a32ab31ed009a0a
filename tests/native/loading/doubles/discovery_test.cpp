// Discovery and opening on fakes of several versions, through the C ABI; each in a process of its own.
#include <dlfcn.h>

#include <cstdlib>

#include "loading/child.h"
#include "loading/tree.h"
#include "trtsharp/discovery.h"

using namespace loading_test;

namespace
{

namespace fs = std::filesystem;

constexpr const char* not_ascii = "\xE6\x95\xB0\xE5\xAD\x97 \xC3\xA9"; // no ASCII, and a space

std::string beside_program(const std::string& file)
{
    return (fs::read_symlink("/proc/self/exe").parent_path() / file).string();
}

std::string double_file(const std::string& file)
{
    return beside_program(TRTS_TEST_DOUBLES "/" + file);
}

/// A fake of that version, with its parser, in a folder of the tree. The fake's version is more than a constant: its
/// files do not tell it.
void add_fake(const Tree& tree, const std::string& folder, const std::string& version,
              const std::string& name = "libnvinfer.so.10")
{
    tree.add(folder + "/version.txt", version + "\n");
    fs::copy_file(double_file("trt10/libnvinfer.so.10"), tree.path(folder + "/" + name));
    fs::copy_file(double_file("trt10/libnvonnxparser.so.10"), tree.path(folder + "/libnvonnxparser.so.10"));
}

/// Nothing of this machine: only what the tree has is found.
void set_loader_path(const std::string& list)
{
    setenv("LD_LIBRARY_PATH", list.c_str(), 1);
    unsetenv("TRTSHARP_TENSORRT");
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX", "HOME"})
    {
        unsetenv(variable);
    }
}

bool contains(const std::string& text, const std::string& part)
{
    const bool is_in = text.find(part) != std::string::npos;
    if (!is_in)
    {
        harness::report_failure(__FILE__, __LINE__, "lacks \"" + part + "\": " + text);
    }
    return is_in;
}

bool is_loaded(const std::string& path)
{
    void* handle = dlopen(path.c_str(), RTLD_LAZY | RTLD_NOLOAD);
    return handle != nullptr;
}

} // namespace

TEST(of_two_versions_the_newer_is_opened_and_the_others_are_listed)
{
    Tree tree;
    add_fake(tree, "old", "10.3.0");
    add_fake(tree, "new", "10.9.1");
    add_fake(tree, "other", "11.2.0");
    const std::string list = tree.path("old") + ":" + tree.path("new") + ":" + tree.path("other");
    const auto on_tree = [&list](auto body) {
        return text_of_child([&] {
            set_loader_path(list);
            return body();
        });
    };
    CHECK_EQUAL(on_tree([] { return opened(TRTS_BACKEND_TRT10); }), tree.path("new/libnvinfer.so.10") + " 10.9.1");
    const std::string found = on_tree([] { return discovered(TRTS_BACKEND_TRT10); });
    CHECK_EQUAL(found.find("1 10.9.1.0 " + tree.path("new/libnvinfer.so.10") + " (LD_LIBRARY_PATH) [] parser=" +
                           tree.path("new/libnvonnxparser.so.10") + " plugin=\n"),
                std::size_t{0});
    CHECK(contains(found, "1 10.3.0.0 " + tree.path("old/libnvinfer.so.10") +
                              " (LD_LIBRARY_PATH) [a newer one is there] parser=" +
                              tree.path("old/libnvonnxparser.so.10") + " plugin=\n"));
    CHECK(found.find("11.2.0") == std::string::npos); // TensorRT 11's to show
}

TEST(names_tell_versions_so_that_only_the_newest_is_opened)
{
    Tree tree;
    add_fake(tree, "old", "10.3.0", "libnvinfer.so.10.3.0");
    add_fake(tree, "new", "10.9.1", "libnvinfer.so.10.9.1");
    const std::string told = text_of_child([&] {
        set_loader_path(tree.path("old") + ":" + tree.path("new"));
        const std::string found = discovered(TRTS_BACKEND_TRT10);
        return found + (is_loaded(tree.path("new/libnvinfer.so.10.9.1")) ? "new " : "") +
               (is_loaded(tree.path("old/libnvinfer.so.10.3.0")) ? "old " : "");
    });
    CHECK_EQUAL(told.substr(told.rfind('\n') + 1), std::string("new "));
    CHECK(contains(told, "1 10.3.0 " + tree.path("old/libnvinfer.so.10.3.0")));
}

TEST(where_the_newest_cannot_be_opened_the_next_is)
{
    Tree tree;
    add_fake(tree, "good", "10.3.0");
    tree.add("broken/libnvinfer.so.10.16.0", library_of_version(101600)); // tells its version, and cannot be loaded
    const auto on_tree = [&tree](auto body) {
        return text_of_child([&] {
            set_loader_path(tree.path("broken") + ":" + tree.path("good"));
            return body();
        });
    };
    CHECK_EQUAL(on_tree([] { return opened(TRTS_BACKEND_TRT10); }), tree.path("good/libnvinfer.so.10") + " 10.3.0");
    const std::string found = on_tree([] { return discovered(TRTS_BACKEND_TRT10); });
    CHECK_EQUAL(found.find("1 10.3.0.0 "), std::size_t{0});
    CHECK(contains(found, "0 10.16.0.26 " + tree.path("broken/libnvinfer.so.10.16.0") + " (LD_LIBRARY_PATH) ["));
    CHECK(found.find("[]") == found.rfind("[]")); // only the opened one has no reason
}

TEST(a_missing_dependency_is_named)
{
    Tree tree;
    const std::string library = tree.path("libnvinfer.so.10");
    fs::copy_file(beside_program(TRTS_TEST_LIBRARIES "/libneeds_what_is_missing.so"), library);
    const std::string told = text_of_child([&] { return opened(TRTS_BACKEND_TRT10, library.c_str()); });
    CHECK(contains(told, "LIBRARY_NOT_FOUND: TensorRT 10 was not found at the path that was given. Tried:\n  " + library +
                             ": libmissing_dependency.so: cannot open shared object file"));
}

TEST(another_version_is_a_mismatch_that_lists_everything)
{
    Tree tree;
    add_fake(tree, "folder", "11.2.0");
    const std::string told = text_of_child([&] {
        set_loader_path("");
        setenv("TRTSHARP_TENSORRT", tree.path("folder").c_str(), 1);
        return opened(TRTS_BACKEND_TRT10);
    });
    CHECK(contains(told, "VERSION_MISMATCH: TensorRT 10 was not found where TRTSHARP_TENSORRT points to. Tried:\n  " +
                             tree.path("folder/libnvinfer.so.10") +
                             ": is version 11.2.0.0 of TensorRT, but TensorRT 10.0 or newer of the same major is needed "
                             "(TRTSHARP_TENSORRT)"));
    CHECK(contains(told, "\n  TRTSHARP_TENSORRT: " + tree.path("folder") + " was looked in for libnvinfer.so.10"));
    CHECK(contains(told, "\nInstall TensorRT 10 ("));
    CHECK(contains(told, "or set TRTSHARP_TENSORRT to the library's file or folder."));
}

TEST(what_the_variable_names_is_final)
{
    Tree tree;
    add_fake(tree, "there", "10.9.0");
    tree.add_folder("empty");
    const auto with = [&tree](const std::string& value, auto body) {
        return text_of_child([&] {
            set_loader_path(tree.path("there"));
            setenv("TRTSHARP_TENSORRT", value.c_str(), 1);
            return body();
        });
    };
    const auto open = [] { return opened(TRTS_BACKEND_TRT10); };
    CHECK(contains(with(tree.path("empty"), open), "LIBRARY_NOT_FOUND: TensorRT 10 was not found where TRTSHARP_TENSORRT "
                                                   "points to. Tried:\n  TRTSHARP_TENSORRT: "));
    CHECK(contains(with("/nowhere/mine.so", open), "/nowhere/mine.so: cannot open shared object file"));
    CHECK_EQUAL(with(tree.path("empty") + ":" + tree.path("there"), open),
                tree.path("there/libnvinfer.so.10") + " 10.9.0");
    CHECK_EQUAL(with(tree.path("there"), [] { return discovered(TRTS_BACKEND_TRT10); }).find("1 10.9.0.0 "),
                std::size_t{0});
}

TEST(names_that_are_no_ascii_are_found)
{
    Tree tree;
    add_fake(tree, not_ascii, "10.9.0");
    const std::string file = tree.path(std::string(not_ascii) + "/libnvinfer.so.10");
    CHECK_EQUAL(text_of_child([&] {
                    set_loader_path(tree.path(not_ascii));
                    return opened(TRTS_BACKEND_TRT10);
                }),
                file + " 10.9.0");
    CHECK_EQUAL(text_of_child([&] { return opened(TRTS_BACKEND_TRT10, tree.path(not_ascii).c_str()); }), file + " 10.9.0");
}

TEST(a_wheel_of_a_virtual_environment_is_found)
{
    Tree tree;
    const std::string wheel = "venv/lib/python3.12/site-packages/tensorrt_libs";
    add_fake(tree, wheel, "10.9.0");
    CHECK_EQUAL(text_of_child([&] {
                    set_loader_path("");
                    setenv("VIRTUAL_ENV", tree.path("venv").c_str(), 1);
                    return opened(TRTS_BACKEND_TRT10);
                }),
                tree.path(wheel + "/libnvinfer.so.10") + " 10.9.0");
}

TEST(a_library_in_the_current_folder_is_not_found)
{
    Tree tree;
    add_fake(tree, "current", "10.9.0");
    const std::string told = text_of_child([&] {
        set_loader_path(":.");
        fs::current_path(tree.path("current"));
        return opened(TRTS_BACKEND_TRT10);
    });
    CHECK(contains(told, "LIBRARY_NOT_FOUND"));
    CHECK(told.find(tree.path("current")) == std::string::npos);
}

TEST(a_parser_elsewhere_is_used_where_its_name_tells_the_version)
{
    Tree tree;
    add_fake(tree, "library", "10.9.0");
    fs::rename(tree.path("library/libnvonnxparser.so.10"), tree.path("library/parser"));
    tree.add_folder("parser");
    const auto with_parser = [&tree](const std::string& name) {
        fs::copy_file(tree.path("library/parser"), tree.path("parser/" + name));
        return text_of_child([&] {
            set_loader_path(tree.path("library") + ":" + tree.path("parser"));
            return discovered(TRTS_BACKEND_TRT10);
        });
    };
    CHECK(contains(with_parser("libnvonnxparser.so.10.8.0"), "parser= plugin="));
    CHECK(contains(with_parser("libnvonnxparser.so.10.9.0"), "parser=" + tree.path("parser/libnvonnxparser.so.10.9.0")));
}

TEST(discoveries_of_one_thread_replace_each_other)
{
    Tree tree;
    add_fake(tree, "there", "10.9.0");
    const std::string told = text_of_child([&] {
        set_loader_path("");
        setenv("TRTSHARP_TENSORRT", tree.path("there").c_str(), 1);
        trts_discovered_library library{};
        return std::to_string(discovered(TRTS_BACKEND_TRT10).find("1 10.9.0.0 ")) + " " +
               std::to_string(discovered(TRTS_BACKEND_TRT10).find("1 10.9.0.0 ")) + " " +
               discovered(TRTS_BACKEND_RTX1).substr(0, 30) + " " + error_text(trts_discovery_get_library(0, &library));
    });
    CHECK_EQUAL(told, std::string("0 0 TensorRT-RTX 1 was not found w INVALID_ARGUMENT: there is no library 0: this "
                                  "thread's last discovery found 0, numbered from 0"));
    CHECK(contains(text_of_child([] { return discovered(77); }), "INVALID_ARGUMENT: there is no backend number 77"));
}
