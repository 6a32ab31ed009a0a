// Library files made byte by byte, by the formats' own documents: enough of one for who reads it and does not load it.
#pragma once

#include <cstdint>
#include <string>

namespace loading_test
{

constexpr std::uint16_t elf_x64 = 62;
constexpr std::uint16_t elf_arm64 = 183;
constexpr std::uint16_t pe_x64 = 0x8664;
constexpr std::uint16_t pe_arm64 = 0xAA64;

/// A function that does nothing but return a constant.
std::string x64_code(std::uint32_t constant);
std::string arm64_code(std::uint32_t constant);

/// An ELF file that exports getInferLibVersion with that code, and getInferLibBuildVersion that returns 26.
std::string elf(const std::string& version_code, std::uint16_t machine);

/// A DLL with the same exports, and imports of "first.dll" and "second.dll".
std::string dll(const std::string& version_code, std::uint16_t machine);

/// A library of this system and processor, of such a version: 100600 is 10.6.0.
std::string library_of_version(std::uint32_t version);

/// One for another processor.
std::string library_for_another_processor();

} // namespace loading_test
