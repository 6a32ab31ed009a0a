// Where TensorRT is looked for where nobody says.
#include "core/loading/tensorrt_places.h"

#include "core/loading/search_paths.h"
#include "loading/tree.h"

using namespace loading_test;
using namespace trts::tensorrt;

namespace
{

/// The folders of one origin, without the root.
std::string folders_of(const Tree& tree, const char* origin, std::int32_t backend = TRTS_BACKEND_TRT10)
{
    std::vector<std::string> folders;
    for (const Place& place : tensorrt_places(names_of(backend), tree.machine()))
    {
        for (const std::string& folder : place.folders)
        {
            if (std::string(place.origin) == origin)
            {
                folders.push_back(folder.substr(folder.find(tree.root()) == 0 ? tree.root().size() + 1 : 0));
            }
        }
    }
    return joined(folders);
}

/// glibc's list of libraries, by its dl-cache.h: a header of 48 bytes, entries of 24, texts.
std::string loader_cache(const std::vector<std::pair<std::string, std::string>>& libraries)
{
    const auto number = [](std::size_t value) {
        return std::string{static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF), 0, 0};
    };
    std::string entries;
    std::string texts;
    const std::size_t texts_at = 48 + libraries.size() * 24;
    for (const auto& [name, path] : libraries)
    {
        entries += number(3) + number(texts_at + texts.size());
        texts += name + '\0';
        entries += number(texts_at + texts.size()) + std::string(12, '\0');
        texts += path + '\0';
    }
    return "glibc-ld.so.cache1.1" + number(libraries.size()) + number(texts.size()) + std::string(20, '\0') + entries +
           texts;
}

} // namespace

TEST(places_come_in_the_documented_order)
{
    const Tree tree;
    std::vector<std::string> origins;
    for (const Place& place : tensorrt_places(names_of(TRTS_BACKEND_TRT10), tree.machine()))
    {
        origins.push_back(place.origin);
    }
    CHECK_EQUAL(joined(origins), joined({"the application's folders", "LD_LIBRARY_PATH", "the system's libraries",
                                         "install folders", "Python packages"}));
}

TEST(relative_entries_of_the_loaders_path_are_left_out)
{
    Tree tree;
    tree.set("LD_LIBRARY_PATH", ":.:relative/folder:" + tree.path("one") + "::" + tree.path("two") + ":");
    CHECK_EQUAL(folders_of(tree, "LD_LIBRARY_PATH"), std::string("one\ntwo"));
}

TEST(the_systems_list_of_libraries_is_read)
{
    Tree tree;
    const std::string cache = loader_cache({{"libc.so.6", "/lib/libc.so.6"},
                                            {"libnvinfer.so.10", "/cuda/targets/lib/libnvinfer.so.10"},
                                            {"libnvinfer_plugin.so.10", "/elsewhere/libnvinfer_plugin.so.10"},
                                            {"libtensorrt_rtx.so.1", "/rtx/libtensorrt_rtx.so.1"}});
    tree.add("etc/ld.so.cache", cache);
    CHECK_EQUAL(folders_of(tree, "the system's libraries"), std::string("cuda/targets/lib"));
    CHECK_EQUAL(folders_of(tree, "the system's libraries", TRTS_BACKEND_RTX1), std::string("rtx"));
    tree.add("etc/ld.so.cache", "ld.so-1.7.0 and what belongs to it" + cache); // as up to glibc 2.31
    CHECK_EQUAL(folders_of(tree, "the system's libraries"), std::string("cuda/targets/lib"));
    for (std::size_t size = 0; size < cache.size(); ++size)
    {
        tree.add("etc/ld.so.cache", cache.substr(0, size));
        (void)folders_of(tree, "the system's libraries");
    }
}

TEST(archives_are_found_where_people_put_them)
{
    Tree tree;
    for (const char* folder :
         {"usr/local/TensorRT-10.9.0.34/lib", "usr/local/TensorRT-RTX-1.7.1.116/lib", "usr/local/tensorrt/lib",
          "opt/tensorrt/lib", "opt/nvidia/TensorRT/lib", "usr/local/cuda-13.0/lib64", "usr/local/lib", "usr/lib64",
          "usr/local/TensorRT-empty"})
    {
        tree.add_folder(folder);
    }
    CHECK_EQUAL(folders_of(tree, "install folders"),
                joined({"usr/lib64", "usr/local/lib", "usr/local/TensorRT-RTX-1.7.1.116/lib",
                        "usr/local/TensorRT-10.9.0.34/lib", "usr/local/tensorrt/lib", "opt/tensorrt/lib",
                        "opt/nvidia/TensorRT/lib", "usr/local/cuda-13.0/lib64"}));
}

TEST(wheels_of_every_python_are_found)
{
    Tree tree;
    for (const char* folder :
         {"venv/lib/python3.12/site-packages/tensorrt_libs", "conda/lib/python3.11/site-packages/tensorrt_rtx_libs",
          "home/.local/lib/python3.10/site-packages/tensorrt_rtx", "usr/local/lib/python3.13/dist-packages/tensorrt_libs",
          "usr/lib/python3/dist-packages/tensorrt_libs", "usr/lib/python3.9/site-packages/torch"})
    {
        tree.add_folder(folder);
    }
    tree.set("VIRTUAL_ENV", tree.path("venv"));
    tree.set("CONDA_PREFIX", tree.path("conda"));
    tree.set("HOME", tree.path("home"));
    CHECK_EQUAL(folders_of(tree, "Python packages"),
                joined({"venv/lib/python3.12/site-packages/tensorrt_libs",
                        "conda/lib/python3.11/site-packages/tensorrt_rtx_libs",
                        "home/.local/lib/python3.10/site-packages/tensorrt_rtx",
                        "usr/local/lib/python3.13/dist-packages/tensorrt_libs",
                        "usr/lib/python3/dist-packages/tensorrt_libs"}));
}

TEST(lists_of_paths_are_taken_apart)
{
    CHECK_EQUAL(joined(trts::split_path_list("/a::/b c:")), std::string("/a\n/b c"));
    CHECK(trts::split_path_list("").empty());
    CHECK(trts::split_path_list(":::").empty());
}
