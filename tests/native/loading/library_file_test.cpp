// What is read out of a library's file without loading it, and that no file makes the reader fall.
#include "core/loading/library_file.h"

#include "harness.h"
#include "loading/library_bytes.h"
#include "onnx/temporary_folder.h"

using namespace loading_test;

namespace
{

trts::LibraryFile read(const std::string& bytes)
{
    const onnx_test::TemporaryFolder folder;
    folder.write("library", bytes);
    return trts::read_library_file((folder.path() / "library").u8string());
}

/// Damaged files, a byte at a time and cut off everywhere: read in bounds, which the sanitizers' builds see.
void read_damaged(const std::string& bytes)
{
    const onnx_test::TemporaryFolder folder;
    const std::string path = (folder.path() / "library").u8string();
    for (std::size_t at = 0; at < bytes.size(); ++at)
    {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0xFF);
        folder.write("library", damaged);
        (void)trts::read_library_file(path);
        folder.write("library", std::string_view(bytes).substr(0, at));
        (void)trts::read_library_file(path);
    }
}

} // namespace

TEST(the_version_is_read_out_of_code_for_x64)
{
    const trts::LibraryFile file = read(elf(x64_code(101600), elf_x64));
    CHECK_EQUAL(file.version, 101600);
    CHECK_EQUAL(file.build, 26);
    CHECK_EQUAL(read(elf("\xF3\x0F\x1E\xFA" + x64_code(10701), elf_x64)).version, 10701); // with endbr64
}

TEST(the_version_is_read_out_of_code_for_arm64)
{
    const trts::LibraryFile file = read(elf(arm64_code(101600), elf_arm64));
    CHECK_EQUAL(file.version, 101600);
    CHECK_EQUAL(file.build, 26);
}

TEST(a_function_that_does_more_tells_nothing)
{
    const std::string calls = std::string("\xE8\x00\x00\x00\x00\xC3", 6);
    CHECK_EQUAL(read(elf(calls, elf_x64)).version, -1);
    CHECK_EQUAL(read(elf(calls, elf_arm64)).version, -1);
    CHECK_EQUAL(read(elf("\xB8\x01\x02\x03\x04\x90\xC3", elf_x64)).version, -1);
}

TEST(the_version_and_the_imports_are_read_out_of_a_dll)
{
    const trts::LibraryFile file = read(dll(x64_code(10701), pe_x64));
    CHECK_EQUAL(file.version, 10701);
    CHECK_EQUAL(file.build, 26);
    CHECK(file.needed == std::vector<std::string>({"first.dll", "second.dll"}));
    CHECK_EQUAL(read(dll(arm64_code(10701), pe_arm64)).version, 10701);
}

TEST(what_another_system_or_processor_is_made_for_is_said)
{
    CHECK_EQUAL(read(library_of_version(100600)).problem, std::string());
    CHECK_EQUAL(read(dll(x64_code(10701), pe_x64)).problem, std::string("is a library for Windows"));
#if defined(__x86_64__)
    CHECK_EQUAL(read(library_for_another_processor()).problem,
                std::string("is made for arm64, and this process is for x64"));
#endif
    std::string of_32_bits = library_of_version(100600);
    of_32_bits[4] = 1;
    CHECK(read(of_32_bits).problem.find("is made for another processor") == 0);
    CHECK_EQUAL(read("").problem, std::string("is an empty file"));
    CHECK_EQUAL(read("version https://git-lfs.github.com/spec/v1").problem, std::string("is no library"));
}

TEST(where_there_is_no_file_the_loader_says_so)
{
    const onnx_test::TemporaryFolder folder;
    CHECK_EQUAL(trts::read_library_file((folder.path() / "nothing").u8string()).problem, std::string());
    CHECK_EQUAL(trts::read_library_file(folder.path().u8string()).problem, std::string());
}

TEST(no_damage_to_a_file_makes_its_reader_fall)
{
    read_damaged(elf(x64_code(101600), elf_x64));
    read_damaged(dll(x64_code(10701), pe_x64));
}
