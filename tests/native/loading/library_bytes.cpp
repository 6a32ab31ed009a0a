#include "loading/library_bytes.h"

namespace loading_test
{
namespace
{

class Bytes
{
  public:
    template <typename T>
    void put(std::size_t offset, T value)
    {
        reserve(offset + sizeof value);
        for (std::size_t i = 0; i < sizeof value; ++i)
        {
            bytes_[offset + i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
        }
    }

    void put_text(std::size_t offset, const std::string& text)
    {
        reserve(offset + text.size());
        bytes_.replace(offset, text.size(), text);
    }

    const std::string& text() const { return bytes_; }

  private:
    void reserve(std::size_t size)
    {
        if (bytes_.size() < size)
        {
            bytes_.resize(size);
        }
    }

    std::string bytes_;
};

using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

std::string instruction(u32 code)
{
    Bytes bytes;
    bytes.put(0, code);
    return bytes.text();
}

#if defined(__aarch64__)
constexpr bool is_arm64 = true;
#else
constexpr bool is_arm64 = false;
#endif

} // namespace

std::string x64_code(u32 constant)
{
    return "\xB8" + instruction(constant) + "\xC3";
}

std::string arm64_code(u32 constant)
{
    return instruction(0x52800000u | (constant & 0xFFFF) << 5) + instruction(0x72A00000u | constant >> 16 << 5) +
           instruction(0xD65F03C0u);
}

std::string elf(const std::string& version_code, u16 machine)
{
    // Header, one part to be loaded at 0x10000, code, symbols, names, three sections.
    constexpr u64 base = 0x10000;
    Bytes file;
    file.put_text(0, std::string("\x7F"
                                 "ELF\x02\x01\x01",
                                 7));
    file.put<u16>(16, 3); // ET_DYN
    file.put<u16>(18, machine);
    file.put<u64>(32, 64);    // program headers
    file.put<u64>(40, 0x400); // section headers
    file.put<u16>(52, 64);
    file.put<u16>(54, 56);
    file.put<u16>(56, 1);
    file.put<u16>(58, 64);
    file.put<u16>(60, 3);
    file.put<u32>(64, 1); // PT_LOAD
    file.put<u64>(64 + 8, 0);
    file.put<u64>(64 + 16, base);
    file.put<u64>(64 + 32, 0x600);
    file.put_text(0x100, version_code);
    file.put_text(0x140, machine == elf_arm64 ? arm64_code(26) : x64_code(26));
    const std::string names = std::string(1, '\0') + "getInferLibVersion" + '\0' + "getInferLibBuildVersion" + '\0';
    const auto symbol = [&file](std::size_t offset, u32 name, u64 value) {
        file.put<u32>(offset, name);
        file.put<u16>(offset + 6, 1); // defined
        file.put<u64>(offset + 8, value);
    };
    symbol(0x200 + 24, 1, base + 0x100); // after the null symbol
    symbol(0x200 + 48, 20, base + 0x140);
    file.put_text(0x300, names);
    const auto section = [&file](std::size_t number, u32 type, u64 offset, u64 size, u32 link) {
        const std::size_t header = 0x400 + number * 64;
        file.put<u32>(header + 4, type);
        file.put<u64>(header + 24, offset);
        file.put<u64>(header + 32, size);
        file.put<u32>(header + 40, link);
        file.put<u64>(header + 56, 0);
    };
    section(0, 0, 0, 0, 0);
    section(1, 11, 0x200, 72, 2); // SHT_DYNSYM
    section(2, 3, 0x300, names.size(), 0);
    file.put<std::uint8_t>(0x600, 0);
    return file.text();
}

std::string dll(const std::string& version_code, u16 machine)
{
    // One section, which lies at 0x200 of the file and at 0x1000 in memory.
    constexpr u32 header = 0x80;
    constexpr u32 in_memory = 0x1000 - 0x200;
    Bytes file;
    file.put_text(0, "MZ");
    file.put<u32>(0x3C, header);
    file.put_text(header, std::string("PE\0\0", 4));
    file.put<u16>(header + 4, machine);
    file.put<u16>(header + 6, 1);
    file.put<u16>(header + 20, 240);
    file.put<u16>(header + 24, 0x20B);
    file.put<u32>(header + 24 + 112, 0x300 + in_memory);     // exports
    file.put<u32>(header + 24 + 112 + 8, 0x500 + in_memory); // imports
    const u32 section = header + 24 + 240;
    file.put<u32>(section + 8, 0x600);
    file.put<u32>(section + 12, 0x200 + in_memory);
    file.put<u32>(section + 16, 0x600);
    file.put<u32>(section + 20, 0x200);
    file.put_text(0x200, version_code);
    file.put_text(0x240, machine == pe_arm64 ? arm64_code(26) : x64_code(26));
    file.put<u32>(0x300 + 24, 2);
    file.put<u32>(0x300 + 28, 0x380 + in_memory); // functions
    file.put<u32>(0x300 + 32, 0x390 + in_memory); // names
    file.put<u32>(0x300 + 36, 0x3A0 + in_memory); // ordinals
    file.put<u32>(0x380, 0x200 + in_memory);
    file.put<u32>(0x384, 0x240 + in_memory);
    file.put<u32>(0x390, 0x400 + in_memory); // sorted: Build first
    file.put<u32>(0x394, 0x440 + in_memory);
    file.put<u16>(0x3A0, 1);
    file.put<u16>(0x3A2, 0);
    file.put_text(0x400, "getInferLibBuildVersion");
    file.put_text(0x440, "getInferLibVersion");
    file.put<u32>(0x500 + 12, 0x580 + in_memory);
    file.put<u32>(0x514 + 12, 0x5A0 + in_memory);
    file.put_text(0x580, "first.dll");
    file.put_text(0x5A0, "second.dll");
    file.put<std::uint8_t>(0x800, 0);
    return file.text();
}

std::string library_of_version(u32 version)
{
    return is_arm64 ? elf(arm64_code(version), elf_arm64) : elf(x64_code(version), elf_x64);
}

std::string library_for_another_processor()
{
    return is_arm64 ? elf(x64_code(100600), elf_x64) : elf(arm64_code(100600), elf_arm64);
}

} // namespace loading_test
