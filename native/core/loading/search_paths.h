// Where loaders look for foreign libraries, beside their own override variable and the system's places.
#pragma once

#include <string>
#include <vector>

namespace trts
{

/// The platform in NuGet's words, for instance "linux-x64": packages keep native files in runtimes/<rid>/native.
const char* runtime_identifier() noexcept;

/// Adds a folder, as UTF-8. Folders are searched in the order in which they were added; a second time changes nothing.
void add_search_directory(const std::string& directory);

/// Every folder to search, in order: each added folder and its runtimes/<rid>/native, then the same for the folder
/// that this library itself lies in.
std::vector<std::string> search_directories();

/// The entries of a list such as PATH; empty ones, which mean the current folder there, are left out.
std::vector<std::string> split_path_list(const std::string& list);

/// Those of a list's entries that are absolute: nobody else decides what they are.
std::vector<std::string> absolute_entries(const std::string& list);

bool is_directory(const std::string& path);

/// `name` in `directory`, as UTF-8.
std::string join_path(const std::string& directory, const std::string& name);

} // namespace trts
