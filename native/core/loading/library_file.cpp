#include "core/loading/library_file.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "core/loading/byte_numbers.h"

namespace trts
{
namespace
{

enum class Processor
{
    X64,
    Arm64,
    Other,
};

#if defined(__aarch64__) || defined(_M_ARM64)
constexpr Processor own_processor = Processor::Arm64;
#else
constexpr Processor own_processor = Processor::X64;
#endif

#if defined(_WIN32)
constexpr bool own_is_windows = true;
#else
constexpr bool own_is_windows = false;
#endif

constexpr std::uint64_t largest_table = 64u << 20; // bytes of symbols or names: more is nobody's library
constexpr std::uint32_t most_entries = 1u << 20;
constexpr const char* version_function = "getInferLibVersion";
constexpr const char* build_function = "getInferLibBuildVersion";

const char* name_of(Processor processor)
{
    return processor == Processor::X64 ? "x64" : processor == Processor::Arm64 ? "arm64" : "another processor";
}

/// Little-endian numbers at offsets of a file; 0 beyond its end.
class Reader
{
  public:
    explicit Reader(const std::string& path) : file_(std::filesystem::u8path(path), std::ios::binary) {}

    bool is_open() const { return file_.is_open(); }

    /// As many bytes as there are.
    std::string bytes(std::uint64_t offset, std::uint64_t size)
    {
        std::string read;
        if (size <= largest_table && offset <= INT64_MAX)
        {
            read.resize(static_cast<std::size_t>(size));
            file_.clear();
            file_.seekg(static_cast<std::streamoff>(offset));
            file_.read(read.data(), static_cast<std::streamsize>(size));
            read.resize(file_.bad() ? 0 : static_cast<std::size_t>(file_.gcount()));
        }
        return read;
    }

    template <typename T>
    T number(std::uint64_t offset)
    {
        T value{};
        const std::string read = bytes(offset, sizeof value);
        std::memcpy(&value, read.data(), read.size());
        return value;
    }

    std::uint16_t u16(std::uint64_t offset) { return number<std::uint16_t>(offset); }
    std::uint32_t u32(std::uint64_t offset) { return number<std::uint32_t>(offset); }
    std::uint64_t u64(std::uint64_t offset) { return number<std::uint64_t>(offset); }

    /// Up to the first zero.
    std::string text(std::uint64_t offset)
    {
        const std::string read = bytes(offset, 260);
        return read.substr(0, read.find('\0'));
    }

  private:
    std::ifstream file_;
};

/// What a function's code returns where that is a constant, else -1.
std::int32_t constant_of(std::string_view code, Processor processor)
{
    const auto starts_with = [&code](std::string_view prefix) {
        const bool starts = code.substr(0, prefix.size()) == prefix;
        code.remove_prefix(starts ? prefix.size() : 0);
        return starts;
    };
    if (processor == Processor::X64)
    {
        (void)starts_with("\xF3\x0F\x1E\xFA"); // endbr64
        const bool is_constant = starts_with("\xB8") && code.size() >= 5 && code[4] == '\xC3'; // mov eax, N; ret
        return is_constant ? number_in<std::int32_t>(code, 0) : -1;
    }
    if (processor == Processor::Arm64)
    {
        (void)starts_with(std::string_view("\x5F\x24\x03\xD5", 4)); // bti c
        constexpr std::uint32_t but_the_number = 0xFFE0001F;
        const auto number_at = [&code](std::size_t offset) { return number_in<std::uint32_t>(code, offset) >> 5 & 0xFFFF; };
        if ((number_in<std::uint32_t>(code, 0) & but_the_number) != 0x52800000) // mov w0, N
        {
            return -1;
        }
        std::uint32_t value = number_at(0);
        std::size_t next = 4;
        if ((number_in<std::uint32_t>(code, next) & but_the_number) == 0x72A00000) // movk w0, N, lsl 16
        {
            value |= number_at(next) << 16;
            next += 4;
        }
        return number_in<std::uint32_t>(code, next) == 0xD65F03C0 ? static_cast<std::int32_t>(value) : -1; // ret
    }
    return -1;
}

void take_function(Reader& reader, LibraryFile& file, std::string_view name, std::uint64_t offset, Processor processor)
{
    const bool is_version = name == version_function;
    if (offset != 0 && (is_version || name == build_function))
    {
        (is_version ? file.version : file.build) = constant_of(reader.bytes(offset, 16), processor);
    }
}

std::string problem_of(bool is_windows, Processor processor)
{
    if (is_windows != own_is_windows)
    {
        return is_windows ? "is a library for Windows" : "is a library for Linux";
    }
    return processor == own_processor ? std::string()
                                      : std::string("is made for ") + name_of(processor) + ", and this process is for " +
                                            name_of(own_processor);
}

// --- ELF -------------------------------------------------------------------------------------------------------------

/// Where in the file an address lies; 0 where it lies in none of the parts that are loaded from it.
std::uint64_t elf_offset(Reader& reader, std::uint64_t address)
{
    const std::uint64_t table = reader.u64(32);
    const std::uint64_t size = reader.u16(54);
    for (std::uint64_t i = 0; i < reader.u16(56); ++i)
    {
        const std::uint64_t part = table + i * size;
        const std::uint64_t start = reader.u64(part + 16);
        if (reader.u32(part) == 1 && address >= start && address - start < reader.u64(part + 32)) // PT_LOAD
        {
            return reader.u64(part + 8) + (address - start);
        }
    }
    return 0;
}

void read_elf(Reader& reader, LibraryFile& file)
{
    const std::string identity = reader.bytes(0, 6);
    const std::uint16_t machine = reader.u16(18);
    const bool is_64_bit = identity[4] == 2 && identity[5] == 1;
    const Processor processor = !is_64_bit        ? Processor::Other
                                : machine == 62   ? Processor::X64
                                : machine == 183  ? Processor::Arm64
                                                  : Processor::Other;
    file.problem = problem_of(false, processor);
    if (!is_64_bit)
    {
        return;
    }
    const std::uint64_t sections = reader.u64(40);
    const std::uint64_t section_size = reader.u16(58);
    for (std::uint64_t i = 0; i < reader.u16(60); ++i)
    {
        const std::uint64_t section = sections + i * section_size;
        if (reader.u32(section + 4) != 11) // SHT_DYNSYM
        {
            continue;
        }
        const std::uint64_t names = sections + reader.u32(section + 40) * section_size;
        const std::string symbols = reader.bytes(reader.u64(section + 24), reader.u64(section + 32));
        const std::string texts = reader.bytes(reader.u64(names + 24), reader.u64(names + 32));
        for (std::size_t symbol = 0; symbol + 24 <= symbols.size(); symbol += 24)
        {
            const std::size_t text = number_in<std::uint32_t>(symbols, symbol);
            const bool is_defined = number_in<std::uint16_t>(symbols, symbol + 6) != 0;
            if (is_defined && text < texts.size() && texts.compare(text, 11, "getInferLib") == 0)
            {
                const std::uint64_t address = number_in<std::uint64_t>(symbols, symbol + 8);
                take_function(reader, file, texts.c_str() + text, elf_offset(reader, address), processor);
            }
        }
        return;
    }
}

// --- PE --------------------------------------------------------------------------------------------------------------

class PortableExecutable
{
  public:
    PortableExecutable(Reader& reader, std::uint64_t header) : reader_(reader), header_(header) {}

    std::uint32_t directory(int index) { return reader_.u32(header_ + 24 + 112 + static_cast<std::uint64_t>(index) * 8); }

    std::uint64_t offset_of(std::uint32_t address)
    {
        const std::uint64_t sections = header_ + 24 + reader_.u16(header_ + 20);
        for (std::uint64_t i = 0; i < reader_.u16(header_ + 6); ++i)
        {
            const std::uint64_t section = sections + i * 40;
            const std::uint32_t start = reader_.u32(section + 12);
            if (address >= start && address - start < reader_.u32(section + 16))
            {
                return std::uint64_t{reader_.u32(section + 20)} + (address - start);
            }
        }
        return 0;
    }

    void read_exports(LibraryFile& file, Processor processor)
    {
        const std::uint32_t table = directory(0);
        const std::uint64_t exports = table == 0 ? 0 : offset_of(table);
        if (exports == 0)
        {
            return;
        }
        const std::uint32_t count = std::min(reader_.u32(exports + 24), most_entries);
        const std::uint64_t functions = offset_of(reader_.u32(exports + 28));
        const std::string names = reader_.bytes(offset_of(reader_.u32(exports + 32)), std::uint64_t{count} * 4);
        const std::uint64_t ordinals = offset_of(reader_.u32(exports + 36));
        for (std::size_t i = 0; i * 4 + 4 <= names.size(); ++i)
        {
            const std::string name = reader_.text(offset_of(number_in<std::uint32_t>(names, i * 4)));
            if (name == version_function || name == build_function)
            {
                const std::uint64_t ordinal = reader_.u16(ordinals + i * 2);
                take_function(reader_, file, name, offset_of(reader_.u32(functions + ordinal * 4)), processor);
            }
        }
    }

    void read_imports(LibraryFile& file)
    {
        const std::uint32_t table = directory(1);
        const std::uint64_t imports = table == 0 ? 0 : offset_of(table);
        for (std::uint64_t i = 0; imports != 0 && i < 1000; ++i)
        {
            const std::uint32_t name = reader_.u32(imports + i * 20 + 12);
            if (name == 0)
            {
                break;
            }
            file.needed.push_back(reader_.text(offset_of(name)));
        }
    }

  private:
    Reader& reader_;
    std::uint64_t header_;
};

void read_portable_executable(Reader& reader, LibraryFile& file)
{
    const std::uint64_t header = reader.u32(0x3C);
    const bool is_64_bit = reader.u32(header) == 0x00004550 && reader.u16(header + 24) == 0x20B; // "PE", PE32+
    const std::uint16_t machine = reader.u16(header + 4);
    const Processor processor = !is_64_bit          ? Processor::Other
                                : machine == 0x8664 ? Processor::X64
                                : machine == 0xAA64 ? Processor::Arm64
                                                    : Processor::Other;
    file.problem = problem_of(true, processor);
    if (is_64_bit)
    {
        PortableExecutable executable(reader, header);
        executable.read_exports(file, processor);
        executable.read_imports(file);
    }
}

} // namespace

LibraryFile read_library_file(const std::string& path)
{
    LibraryFile file;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(std::filesystem::u8path(path), ignored))
    {
        return file;
    }
    Reader reader(path);
    if (!reader.is_open())
    {
        return file;
    }
    const std::string start = reader.bytes(0, 64);
    if (start.empty())
    {
        file.problem = "is an empty file";
    }
    else if (start.size() == 64 && start.compare(0, 4, "\x7F"
                                                       "ELF") == 0)
    {
        read_elf(reader, file);
    }
    else if (start.size() == 64 && start.compare(0, 2, "MZ") == 0)
    {
        read_portable_executable(reader, file);
    }
    else
    {
        file.problem = "is no library";
    }
    return file;
}

} // namespace trts
