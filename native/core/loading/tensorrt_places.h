// The folders in which TensorRT's libraries are looked for where nobody says which one is meant.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/loading/tensorrt_names.h"

namespace trts::tensorrt
{

/// What the search asks the machine; tests have machines of their own.
struct Machine
{
    /// Before each of the system's absolute paths: empty but in tests.
    std::string root;
    std::function<std::string(const char* name)> variable;
    std::function<std::vector<std::string>()> application_folders;

    /// This process's.
    static Machine own();
};

/// Folders of one origin, in order. They may not exist.
struct Place
{
    const char* origin; // static text, for messages
    std::vector<std::string> folders;
};

/// In the order in which they are searched:
///   1. the application's folders (search_paths.h)
///   2. the loader's path: LD_LIBRARY_PATH; PATH on Windows. Relative entries are left out: they mean the current folder
///   3. the system's list of libraries (/etc/ld.so.cache); not on Windows
///   4. the folders that installers and archives of TensorRT are put into
///   5. Python's packages: of VIRTUAL_ENV, CONDA_PREFIX, the user and the system
std::vector<Place> tensorrt_places(const FamilyNames& names, const Machine& machine);

/// The existing folders that a path means in which each name may hold `*`; sorted, the last first, so that of two
/// versions the newer comes first.
std::vector<std::string> folders_like(const std::string& pattern);

} // namespace trts::tensorrt
