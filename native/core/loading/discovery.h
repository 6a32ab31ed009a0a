// What a search for a backend's library found: what was opened, and of everything else why it was not.
#pragma once

#include <string>
#include <vector>

namespace trts
{

/// Numbers from the left, as many as are known; -1 for the others.
struct FileVersion
{
    int major = -1;
    int minor = -1;
    int patch = -1;
    int build = -1;

    bool is_complete() const { return minor >= 0; }

    /// "10.6.0.26", "10"; empty where nothing is known.
    std::string text() const;

    /// Unknown numbers are older than known ones.
    friend bool operator<(const FileVersion& left, const FileVersion& right);
};

struct DiscoveredLibrary
{
    std::string path;
    const char* origin = ""; // where it was found, in words; static text
    FileVersion version;
    bool is_supported = false;
    std::string reason; // why it is passed over; what to know about one that is not
    std::string parser_path;
    std::string plugin_path;

    /// "/usr/lib/libnvinfer.so.8: is TensorRT 8.6.1, … (LD_LIBRARY_PATH)".
    std::string line() const { return path + ": " + reason + " (" + origin + ")"; }
};

struct Discovery
{
    std::vector<DiscoveredLibrary> libraries; // what would be opened comes first
    std::string failure;                      // why nothing would be; empty where the first would
};

} // namespace trts
