// A machine of a test's own: a temporary folder for its root, variables, and an application's folder.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/loading/tensorrt_search.h"
#include "harness.h"
#include "loading/library_bytes.h"
#include "onnx/temporary_folder.h"
#include "trtsharp/library.h"

namespace loading_test
{

class Tree
{
  public:
    trts::tensorrt::Machine machine() const
    {
        return {root(),
                [this](const char* name) {
                    const auto found = variables_.find(name);
                    return found == variables_.end() ? std::string() : found->second;
                },
                [this] { return std::vector<std::string>{path("app")}; }};
    }

    std::string root() const { return folder_.path().u8string(); }
    std::string path(const std::string& name) const { return root() + "/" + name; }

    void set(const char* variable, const std::string& value) { variables_[variable] = value; }

    void add_folder(const std::string& name) const { std::filesystem::create_directories(path(name)); }

    /// A file with that content, an empty one by default.
    void add(const std::string& name, const std::string& content = {}) const { folder_.write(name, content); }

    /// A library that tells its version: 100600 is 10.6.0.
    void add(const std::string& name, std::uint32_t version) const { add(name, library_of_version(version)); }

    void add_link(const std::string& name, const std::string& target) const
    {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::filesystem::create_symlink(target, path(name));
    }

    trts::tensorrt::Search search(std::int32_t backend, const char* given = nullptr) const
    {
        return trts::tensorrt::search_libraries(trts::tensorrt::names_of(backend), given, machine());
    }

    /// The candidates in their order, as "usr/lib/libnvinfer.so.10 10.6.0" or with "!" and the reason.
    std::vector<std::string> found(std::int32_t backend, const char* given = nullptr) const
    {
        std::vector<std::string> all;
        for (const auto& candidate : search(backend, given).candidates)
        {
            const bool is_inside = candidate.path.compare(0, root().size() + 1, root() + "/") == 0;
            all.push_back((is_inside ? candidate.path.substr(root().size() + 1) : candidate.path) +
                          (candidate.is_supported ? " " + candidate.version.text() : "! " + candidate.reason));
        }
        return all;
    }

  private:
    onnx_test::TemporaryFolder folder_;
    std::map<std::string, std::string> variables_;
};

/// One text of several, so that a failure shows them.
inline std::string joined(const std::vector<std::string>& lines)
{
    std::string all;
    for (const std::string& line : lines)
    {
        all += (all.empty() ? "" : "\n") + line;
    }
    return all;
}

} // namespace loading_test
