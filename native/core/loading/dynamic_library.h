// A shared library opened at run time, by UTF-8 path. Libraries are never unloaded: their threads and static objects
// could outlive the last use that we know of.
#pragma once

#include <string>

namespace trts
{

class DynamicLibrary final
{
  public:
    DynamicLibrary() = default;

    /// Opens a file, or, for a plain file name, whatever the system's loader finds; on Windows never in the current
    /// folder, nor in those of PATH. On failure the result is not open and `error` says why, in the system's words, and
    /// on Windows which of the libraries that it needs are missing.
    static DynamicLibrary open(const std::string& path_or_name, std::string& error);

    bool is_open() const noexcept { return handle_ != nullptr; }

    /// Equal for one and the same loaded file, by whatever name it was opened.
    void* handle() const noexcept { return handle_; }

    /// Null where the library has no such symbol.
    void* symbol(const char* name) const noexcept;

  private:
    void* handle_ = nullptr;
};

/// The file of the library that holds `address` (a function or a static object), as UTF-8; empty when unknown.
std::string library_file_of(const void* address);

} // namespace trts
