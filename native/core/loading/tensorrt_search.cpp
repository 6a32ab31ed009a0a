#include "core/loading/tensorrt_search.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "core/loading/library_file.h"
#include "core/loading/search_paths.h"
#include "trtsharp/library.h"

namespace trts::tensorrt
{
namespace
{

namespace fs = std::filesystem;

constexpr const char* override_variable = "TRTSHARP_TENSORRT";
constexpr const char* given_origin = "the path that was given";

struct NamedFile
{
    std::string path;
    std::string real_path; // without links
    FileVersion version;   // as its name tells it, or the name of the file behind the link
};

std::string real_path_of(const std::string& path)
{
    std::error_code error;
    const fs::path real = fs::canonical(fs::u8path(path), error);
    return error ? path : real.u8string();
}

std::string file_name_of(const std::string& path)
{
    return fs::u8path(path).filename().u8string();
}

/// The file and what its name tells; nothing where that is no name of such a library.
std::optional<NamedFile> named_file(const FamilyNames& names, LibraryKind kind, const std::string& path)
{
    const std::optional<FileVersion> version = names.version_in_name(kind, file_name_of(path));
    if (!version.has_value())
    {
        return std::nullopt;
    }
    NamedFile file{path, real_path_of(path), *version};
    if (const auto real = names.version_in_name(kind, file_name_of(file.real_path)); real.has_value())
    {
        file.version = std::max(file.version, *real);
    }
    return file;
}

/// Every such library in a folder, of all majors, each file once; `problem` where the folder cannot be read.
std::vector<NamedFile> files_in(const FamilyNames& names, LibraryKind kind, const std::string& folder,
                                std::string& problem)
{
    std::vector<NamedFile> files;
    std::error_code error;
    for (fs::directory_iterator entry(fs::u8path(folder), error), end; !error && entry != end; entry.increment(error))
    {
        if (auto file = named_file(names, kind, entry->path().u8string()); file.has_value())
        {
            files.push_back(std::move(*file));
        }
    }
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
    {
        problem = "cannot be read: " + error.message();
    }
    // Of several names of one file the one that the system's loader uses: libnvinfer.so.10, not libnvinfer.so.10.6.0.
    const std::string usual = names.pattern(kind);
    const auto rank = [&usual](const NamedFile& file) {
        const std::string name = file_name_of(file.path);
        return std::make_tuple(name != usual, name.size(), name);
    };
    std::sort(files.begin(), files.end(), [&](const NamedFile& a, const NamedFile& b) { return rank(a) < rank(b); });
    std::vector<NamedFile> distinct;
    for (NamedFile& file : files)
    {
        const auto is_same = [&file](const NamedFile& other) { return other.real_path == file.real_path; };
        if (std::none_of(distinct.begin(), distinct.end(), is_same))
        {
            distinct.push_back(std::move(file));
        }
    }
    return distinct;
}

bool is_plain_name(const std::string& path)
{
    return !fs::u8path(path).has_parent_path();
}

class Searcher
{
  public:
    Searcher(const FamilyNames& names, Search& search) : names_(names), search_(search) {}

    void look_in(const Place& place)
    {
        if (search_.places.empty() || search_.places.back().origin != place.origin)
        {
            search_.places.push_back({place.origin, {}});
        }
        for (const std::string& folder : place.folders)
        {
            std::vector<std::string>& looked_in = search_.places.back().folders;
            if (std::find(looked_in.begin(), looked_in.end(), folder) != looked_in.end())
            {
                continue;
            }
            looked_in.push_back(folder);
            std::string problem;
            for (const NamedFile& file : files_in(names_, LibraryKind::Main, folder, problem))
            {
                add(file, place.origin);
            }
            if (!problem.empty())
            {
                Candidate unreadable;
                unreadable.path = folder;
                unreadable.origin = place.origin;
                unreadable.reason = problem;
                unreadable.group = group_;
                search_.candidates.push_back(std::move(unreadable));
            }
        }
    }

    /// A folder, a file whatever its name, or a name for the system's loader.
    void look_at(const std::string& path, const char* origin)
    {
        if (is_directory(path))
        {
            look_in({origin, {path}});
        }
        else if (auto file = named_file(names_, LibraryKind::Main, path); file.has_value())
        {
            add(*file, origin);
        }
        else
        {
            add({path, real_path_of(path), {}}, origin);
        }
        ++group_;
    }

  private:
    void add(const NamedFile& file, const char* origin)
    {
        if (std::find(real_paths_.begin(), real_paths_.end(), file.real_path) != real_paths_.end())
        {
            return;
        }
        real_paths_.push_back(file.real_path);
        Candidate candidate;
        candidate.path = file.path;
        candidate.origin = origin;
        candidate.version = file.version;
        candidate.group = group_;
        // A name without a folder is the system's loader's to find.
        const LibraryFile inside = is_plain_name(file.path) ? LibraryFile() : read_library_file(file.path);
        if (inside.version > 0)
        {
            candidate.version = version_of_number(inside.version, inside.build);
        }
        candidate.reason = inside.problem;
        candidate.is_supported = inside.problem.empty();
        if (candidate.is_supported)
        {
            judge_version(names_, candidate);
        }
        search_.candidates.push_back(std::move(candidate));
    }

    const FamilyNames& names_;
    Search& search_;
    std::vector<std::string> real_paths_;
    int group_ = 0;
};

/// The files of a folder that go with a library, the best first.
void add_companions(Companions& companions, const FamilyNames& names, LibraryKind kind, const std::string& folder,
                    const FileVersion& version, bool is_beside)
{
    std::string ignored;
    std::vector<NamedFile> alike = files_in(names, kind, folder, ignored);
    std::stable_sort(alike.begin(), alike.end(),
                     [](const NamedFile& a, const NamedFile& b) { return b.version < a.version; });
    for (const NamedFile& file : alike)
    {
        const FileVersion& own = file.version;
        const bool is_same = own.major == version.major && (own.minor == version.minor || version.minor < 0);
        const bool is_unknown = own.major < 0 || (own.major == version.major && own.minor < 0);
        if (std::find(companions.files.begin(), companions.files.end(), file.path) != companions.files.end())
        {
            continue;
        }
        if (is_same || (is_unknown && is_beside))
        {
            companions.files.push_back(file.path);
        }
        else
        {
            companions.passed_over += "\n  " + file.path + ": is for " +
                                      (is_unknown ? "a version that its name does not tell" : own.text()) + ", not for " +
                                      version.text();
        }
    }
}

} // namespace

void judge_version(const FamilyNames& names, Candidate& candidate)
{
    const FileVersion& version = candidate.version;
    if (version.major < 0)
    {
        return;
    }
    const bool is_too_old = version.is_complete() && version.minor < names.oldest_minor;
    if (version.major != names.major || is_too_old)
    {
        candidate.is_supported = false;
        candidate.is_of_another_version = true;
        const bool is_rtx = version.major < 2; // TensorRT's own numbers begin far above TensorRT-RTX's
        candidate.reason = std::string("is version ") + version.text() + (is_rtx ? " of TensorRT-RTX" : " of TensorRT") +
                           ", but " + names.product + " " + std::to_string(names.major) + "." +
                           std::to_string(names.oldest_minor) + " or newer of the same major is needed";
    }
    else if (names.backend == TRTS_BACKEND_TRT10 && version.minor == 8)
    {
        candidate.reason = "runs engines but builds no networks, whose binary interface is 10.8's alone; 10.7 and 10.9 do";
    }
}

void sort_candidates(std::vector<Candidate>& candidates)
{
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& left, const Candidate& right) {
        if (left.is_supported != right.is_supported)
        {
            return left.is_supported;
        }
        if (!left.is_supported || left.group != right.group)
        {
            return left.group < right.group;
        }
        return right.version < left.version;
    });
}

Search search_libraries(const FamilyNames& names, const char* path, const Machine& machine)
{
    Search search;
    Searcher searcher(names, search);
    const std::vector<std::string> entries = split_path_list(machine.variable(override_variable));
    if (path != nullptr && *path != '\0')
    {
        search.is_final = true;
        search.where = std::string(" at ") + given_origin;
        searcher.look_at(path, given_origin);
    }
    else if (!entries.empty())
    {
        search.is_final = true;
        search.where = std::string(" where ") + override_variable + " points to";
        for (const std::string& entry : entries)
        {
            searcher.look_at(entry, override_variable);
        }
    }
    else
    {
        for (const Place& place : tensorrt_places(names, machine))
        {
            searcher.look_in(place);
        }
    }
    sort_candidates(search.candidates);
    return search;
}

Companions companions_beside(const FamilyNames& names, LibraryKind kind, const std::string& library_path,
                             const FileVersion& version)
{
    Companions companions;
    if (names.stems[static_cast<int>(kind)] == nullptr)
    {
        return companions;
    }
    for (const std::string& file : {library_path, real_path_of(library_path)})
    {
        const std::string folder = fs::u8path(file).parent_path().u8string();
        add_companions(companions, names, kind, folder, version, true);
    }
    return companions;
}

Companions companions_elsewhere(const FamilyNames& names, LibraryKind kind, const FileVersion& version,
                                const Machine& machine)
{
    Companions companions;
    if (names.stems[static_cast<int>(kind)] == nullptr)
    {
        return companions; // no need to look at every place
    }
    for (const std::string& entry : split_path_list(machine.variable(override_variable)))
    {
        add_companions(companions, names, kind, entry, version, false);
    }
    for (const Place& place : tensorrt_places(names, machine))
    {
        for (const std::string& folder : place.folders)
        {
            add_companions(companions, names, kind, folder, version, false);
        }
    }
    return companions;
}

} // namespace trts::tensorrt
