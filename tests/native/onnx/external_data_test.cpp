// Data in files beside the model.
#include "core/onnx/external_data.h"

#include "core/error.h"
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"
#include "temporary_folder.h"

using namespace onnx_test;
using trts::onnx::append_file_range;
using trts::onnx::Problem;

namespace
{

std::vector<Problem> problems_at(const std::filesystem::path& folder, std::string_view location,
                                 std::string_view offset = "", std::string_view length = "")
{
    return problems_of(model(relu_graph().initializer(external_tensor("w", {4}, location, offset, length))), folder);
}

} // namespace

TEST(external_data_inside_the_folder_is_taken)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "0123456789abcdef");
    folder.write("sub/größe.bin", "____0123456789abcdef");
    CHECK_NO_PROBLEM(problems_at(folder.path(), "w.bin"));
    CHECK_NO_PROBLEM(problems_at(folder.path(), "./w.bin", "0", "16"));
    CHECK_NO_PROBLEM(problems_at(folder.path(), "sub/größe.bin", "4"));
    CHECK_NO_PROBLEM(problems_at(folder.path() / "sub" / "..", "w.bin"));
}

TEST(external_data_needs_a_folder)
{
    CHECK_ONE_PROBLEM(problems_at({}, "w.bin"), ExternalData, "the model came as bytes");
    CHECK_ONE_PROBLEM(problems_at("/nowhere at all", "w.bin"), ExternalData, "cannot be opened");
}

TEST(external_data_never_leaves_the_folder)
{
    const TemporaryFolder folder;
    folder.write("model/w.bin", "0123456789abcdef");
    folder.write("secret.bin", "0123456789abcdef");
    const std::filesystem::path inner = folder.path() / "model";
    const auto absolute = (folder.path() / "secret.bin").generic_u8string();
    CHECK_ONE_PROBLEM(problems_at(inner, "../secret.bin"), ExternalData, "outside the model's folder");
    CHECK_ONE_PROBLEM(problems_at(inner, "../model/w.bin"), ExternalData, "outside the model's folder");
    CHECK_ONE_PROBLEM(problems_at(inner, "a/../../secret.bin"), ExternalData, "outside the model's folder");
    CHECK_ONE_PROBLEM(problems_at(inner, ".."), ExternalData, "outside the model's folder");
    CHECK_ONE_PROBLEM(problems_at(inner, absolute), ExternalData, "absolute path");
    CHECK_ONE_PROBLEM(problems_at(inner, "C:/secret.bin"), ExternalData, "absolute path");
    CHECK_ONE_PROBLEM(problems_at(inner, "c:secret.bin"), ExternalData, "absolute path");
    CHECK_ONE_PROBLEM(problems_at(inner, "..\\secret.bin"), ExternalData, "backslash");
    CHECK_ONE_PROBLEM(problems_at(inner, "\\\\server\\share"), ExternalData, "backslash");
    CHECK_ONE_PROBLEM(problems_at(inner, std::string_view("w.bin\0x", 7)), ExternalData, "UTF-8");
    CHECK_ONE_PROBLEM(problems_at(inner, ""), ExternalData, "names no data file");
    CHECK_ONE_PROBLEM(problems_at(inner, "."), ExternalData, "outside the model's folder");
}

TEST(symbolic_links_never_lead_outside)
{
    const TemporaryFolder folder;
    folder.write("model/w.bin", "0123456789abcdef");
    folder.write("secret.bin", "0123456789abcdef");
    const std::filesystem::path inner = folder.path() / "model";
    std::error_code error;
    std::filesystem::create_symlink("../secret.bin", inner / "file_link", error);
    if (error)
    {
        SKIP("this file system has no symbolic links");
    }
    std::filesystem::create_directory_symlink("..", inner / "folder_link");
    std::filesystem::create_symlink("w.bin", inner / "inner_link");
    CHECK_ONE_PROBLEM(problems_at(inner, "file_link"), ExternalData, "a symbolic link leads there");
    CHECK_ONE_PROBLEM(problems_at(inner, "folder_link/secret.bin"), ExternalData, "a symbolic link leads there");
    CHECK_NO_PROBLEM(problems_at(inner, "inner_link"));
    CHECK_NO_PROBLEM(problems_at(folder.path(), "model/file_link"));
}

TEST(external_data_is_there_and_long_enough)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "0123456789abcdef");
    std::filesystem::create_directory(folder.path() / "folder");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "missing.bin"), ExternalData, "does not exist");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "folder"), ExternalData, "not a regular file");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "1"), ExternalData,
                      "too short: it has 16 bytes, expected 16 from byte 1");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "9223372036854775807"), ExternalData, "too short");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "0", "8"), ExternalData, "expected 16 bytes");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "0", "17"), ExternalData, "expected 16 bytes");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "0", "-16"), ExternalData, "expected 16 bytes");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "-1"), ExternalData, "not a byte count");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "9223372036854775808"), ExternalData, "not a byte count");
    CHECK_ONE_PROBLEM(problems_at(folder.path(), "w.bin", "4x"), ExternalData, "not a byte count");
}

TEST(external_data_of_attributes_is_checked)
{
    GraphText graph = relu_graph();
    graph.node(node({"Constant", {}, {"c"}, "const", ""})
                   .message(5, tensor_attribute("value", external_tensor("", {4}, "../../etc/passwd"))));
    CHECK_ONE_PROBLEM(problems_of(model(graph), "/"), ExternalData, "attribute 'value' of node 'const' (Constant)");
}

TEST(external_strings_are_refused)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "text");
    auto strings = tensor("w", {1}, ElementType::String).message(13, entry("location", "w.bin")).integer(14, 1);
    CHECK_ONE_PROBLEM(problems_of(model(relu_graph().initializer(strings)), folder.path()), ExternalData,
                      "cannot keep its data in a file");
}

TEST(a_file_that_shrinks_meanwhile_is_an_error)
{
    const TemporaryFolder folder;
    folder.write("w.bin", "0123");
    std::string read_so_far = "kept:";
    append_file_range({folder.path() / "w.bin", 1, 3}, read_so_far);
    CHECK_EQUAL(read_so_far, "kept:123");
    CHECK_THROWS(trts::Error, (append_file_range({folder.path() / "w.bin", 1, 4}, read_so_far), 0));
    CHECK_THROWS(trts::Error, (append_file_range({folder.path() / "gone.bin", 0, 1}, read_so_far), 0));
}
