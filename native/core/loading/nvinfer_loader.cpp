// TensorRT's libraries are looked for
//   1. at the path given to trts_library_open, a file or a folder
//   2. where the environment variable TRTSHARP_TENSORRT points to: a file, a folder, or several, separated as in PATH
//   3. in the places of tensorrt_places.h: the application's folders (those given to trts_library_add_search_directory and
//      this library's own, each with its runtimes/<rid>/native), LD_LIBRARY_PATH or PATH, the system's list of libraries,
//      the folders of installers, Python's packages
//   4. by the system's loader, where none of these has one
// 1 and 2 are final: who says which library is meant gets no other. An earlier entry of 2 comes before a later one. Within
// an entry, and in all of 3 together, the newest supported version is opened; of the same version, the one found first.
//
// What is there is told without opening it: by a file's name (libnvinfer.so.10.16.0, also behind a link), and by the code
// of getInferLibVersion in the file (library_file.h). Only where neither tells, and there is a choice, are libraries opened
// to be asked: two of the same major in a process mix, because what needs libnvinfer.so.10 gets the one opened first.
//
// The parser and the plugin library are looked for beside the opened one, then in the places of 2 and 3, in these by a
// name that tells the same version.
#include "core/loading/nvinfer_loader.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/loading/dynamic_library.h"
#include "core/loading/nvinfer_library.h"
#include "core/loading/tensorrt_search.h"
#include "trtsharp/library.h"

namespace trts::tensorrt
{
namespace
{

std::mutex& loading_mutex()
{
    static std::mutex& mutex = *new std::mutex();
    return mutex;
}

/// Under the mutex, as all that opens.
std::vector<Library*>& opened_libraries()
{
    static std::vector<Library*>& all = *new std::vector<Library*>();
    return all;
}

/// Null with a reason where it cannot be opened or is none of the family's.
Library* open_candidate(const FamilyNames& names, Candidate& candidate, const Machine& machine)
{
    std::string error;
    const DynamicLibrary opened = DynamicLibrary::open(candidate.path, error);
    if (!opened.is_open())
    {
        candidate.is_supported = false;
        candidate.reason = error;
        return nullptr;
    }
    for (Library* known : opened_libraries())
    {
        if (known->handle == opened.handle() && known->info.family == names.backend)
        {
            if (ask_version(opened, candidate))
            {
                judge_version(names, candidate);
            }
            return known;
        }
    }
    Library* library = accept(opened, names, candidate, machine);
    if (library != nullptr)
    {
        opened_libraries().push_back(library);
    }
    return library;
}

/// Where neither the name nor the file tells a version and there is a choice, the opened library is asked. Factories are
/// not called for that.
void ask_unknown_versions(const FamilyNames& names, std::vector<Candidate>& candidates)
{
    const auto is_supported = [](const Candidate& candidate) { return candidate.is_supported; };
    if (std::count_if(candidates.begin(), candidates.end(), is_supported) < 2)
    {
        return;
    }
    for (Candidate& candidate : candidates)
    {
        std::string error;
        if (candidate.is_supported && !candidate.version.is_complete())
        {
            const DynamicLibrary opened = DynamicLibrary::open(candidate.path, error);
            if (!opened.is_open())
            {
                candidate.is_supported = false;
                candidate.reason = error;
            }
            else if (ask_version(opened, candidate))
            {
                judge_version(names, candidate);
            }
        }
    }
    sort_candidates(candidates);
}

/// Opens the best candidate that can be opened; it comes first then.
Library* open_best(const FamilyNames& names, Search& search, const Machine& machine)
{
    ask_unknown_versions(names, search.candidates);
    for (std::size_t i = 0; i < search.candidates.size() && search.candidates[i].is_supported; ++i)
    {
        if (Library* library = open_candidate(names, search.candidates[i], machine))
        {
            const auto found = search.candidates.begin() + static_cast<std::ptrdiff_t>(i);
            std::rotate(search.candidates.begin(), found, found + 1);
            return library;
        }
    }
    // Nothing that can be seen: what the system's loader makes of the name, by rules of its own.
    Candidate by_name;
    by_name.is_by_name = true;
    by_name.path = names.system_name(LibraryKind::Main);
    by_name.origin = "the system's loader";
    if (search.is_final || by_name.path.empty())
    {
        return nullptr;
    }
    Library* library = open_candidate(names, by_name, machine);
    search.candidates.insert(library == nullptr ? search.candidates.end() : search.candidates.begin(), by_name);
    return library;
}

/// Everything that was tried, with its reason, every folder that was looked in, and what to do.
std::string failure_of(const FamilyNames& names, const Search& search)
{
    std::string text = names.title() + " was not found" + search.where + ". Tried:";
    for (const Candidate& candidate : search.candidates)
    {
        text += "\n  " + candidate.line();
    }
    for (const Place& place : search.places)
    {
        if (!place.folders.empty())
        {
            text += std::string("\n  ") + place.origin + ": ";
            for (const std::string& folder : place.folders)
            {
                text += (&folder == &place.folders.front() ? "" : ", ") + folder;
            }
            text += place.folders.size() == 1 ? " was looked in for " : " were looked in for ";
            text += names.pattern(LibraryKind::Main);
        }
    }
    return text + "\n" + names.how_to_install + ", or set TRTSHARP_TENSORRT to the library's file or folder.";
}

/// Files of other families are for these to show.
bool is_shown_elsewhere(const FamilyNames& names, const Candidate& candidate)
{
    const int major = candidate.version.major;
    const bool is_other_product = (major < 2) != (names.backend == TRTS_BACKEND_RTX1);
    return major >= 0 && major != names.major && (is_other_product || is_served_by_another(names, major));
}

} // namespace

Library* open(std::int32_t backend, const char* path)
{
    const FamilyNames& names = names_of(backend);
    const Machine machine = Machine::own();
    const std::lock_guard lock(loading_mutex());
    Search search = search_libraries(names, path, machine);
    if (Library* library = open_best(names, search, machine))
    {
        return library;
    }
    const auto is_version = [](const Candidate& candidate) { return candidate.is_of_another_version; };
    const bool is_mismatch = std::any_of(search.candidates.begin(), search.candidates.end(), is_version);
    throw Error(is_mismatch ? TRTS_VERSION_MISMATCH : TRTS_LIBRARY_NOT_FOUND, failure_of(names, search));
}

Discovery discover(std::int32_t backend)
{
    const FamilyNames& names = names_of(backend);
    const Machine machine = Machine::own();
    const std::lock_guard lock(loading_mutex());
    Search search = search_libraries(names, nullptr, machine);
    Library* opened = open_best(names, search, machine);
    Discovery discovery;
    if (opened == nullptr)
    {
        discovery.failure = failure_of(names, search);
    }
    else
    {
        Candidate& first = search.candidates.front();
        first.path = opened->path;
        first.parser_path = opened->parser_path;
        first.plugin_path = opened->plugin_path;
    }
    for (const Candidate& candidate : search.candidates)
    {
        if (is_shown_elsewhere(names, candidate) || (candidate.is_by_name && !candidate.is_supported))
        {
            continue;
        }
        discovery.libraries.push_back(candidate);
        DiscoveredLibrary& library = discovery.libraries.back();
        if (&candidate != search.candidates.data() && candidate.is_supported)
        {
            const bool is_older = candidate.version < search.candidates.front().version;
            library.reason = is_older ? "a newer one is there" : "another one comes first in the search order";
            library.parser_path = companions_beside(names, LibraryKind::Parser, library.path, library.version).first();
            library.plugin_path = companions_beside(names, LibraryKind::Plugin, library.path, library.version).first();
        }
    }
    return discovery;
}

const trts_api_table* table(Library* library)
{
    return &library->table;
}

void* entry_points(Library* library)
{
    return &library->entry;
}

const char* path(Library* library)
{
    return library->path.c_str();
}

} // namespace trts::tensorrt
