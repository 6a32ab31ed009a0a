// Which of the machine's TensorRT libraries are there, and in which order they would be opened. Opens nothing.
#pragma once

#include <string>
#include <vector>

#include "core/loading/discovery.h"
#include "core/loading/tensorrt_names.h"
#include "core/loading/tensorrt_places.h"

namespace trts::tensorrt
{

struct Candidate : DiscoveredLibrary
{
    int group = 0; // those of a later one are opened only where none of an earlier one can be
    bool is_of_another_version = false; // that is why is_supported is false
    bool is_by_name = false;            // no file: a name for the system's loader
};

struct Search
{
    std::vector<Candidate> candidates; // in the order in which they are to be opened, those that cannot be last
    std::vector<Place> places;         // every folder that was looked in
    std::string where;                 // " where TRTSHARP_TENSORRT points to": the end of "was not found"
    bool is_final = false;             // somebody said which: nothing beyond is looked for
};

/// The search order stands at the top of nvinfer_loader.cpp.
/// @param path what the caller says, or null
Search search_libraries(const FamilyNames& names, const char* path, const Machine& machine);

/// After a candidate's version has become known: whether it is one of the family's, and of all the order.
void judge_version(const FamilyNames& names, Candidate& candidate);
void sort_candidates(std::vector<Candidate>& candidates);

/// The parser or plugin library that goes with a library: what to try, the best first.
struct Companions
{
    std::vector<std::string> files;
    std::string passed_over; // "\n  PATH: why not", for messages

    /// Empty where there is none.
    std::string first() const { return files.empty() ? std::string() : files.front(); }
};

/// Those beside the library, and beside the file that it is a link to.
Companions companions_beside(const FamilyNames& names, LibraryKind kind, const std::string& library_path,
                             const FileVersion& version);

/// Those in all the other places, TRTSHARP_TENSORRT's first. Only with a version in their name, or in that of the file
/// that they are a link to: one of another version may call methods that the library does not have.
Companions companions_elsewhere(const FamilyNames& names, LibraryKind kind, const FileVersion& version,
                                const Machine& machine);

} // namespace trts::tensorrt
