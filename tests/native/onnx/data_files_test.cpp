// Of which files a model consists.
#include "core/onnx/data_files.h"

#include "core/error.h"
#include "harness.h"
#include "model_builder.h"
#include "temporary_folder.h"
#include "trtsharp/onnx_files.h"

using namespace onnx_test;

namespace
{

std::vector<std::string> files_of(const std::string& path)
{
    const char* const* files = nullptr;
    int32_t count = -1;
    CHECK_EQUAL(trts_onnx_files_find(path.c_str(), &files, &count), TRTS_OK);
    return {files, files + count};
}

} // namespace

TEST(a_model_s_data_files_are_told_once_each_in_its_order)
{
    const TemporaryFolder folder;
    folder.write("z.bin", "0123456789abcdef0123456789abcdef");
    folder.write("sub/größe.bin", "0123456789abcdef");
    folder.write("model.onnx", model(relu_graph()
                                         .initializer(external_tensor("a", {4}, "z.bin", "16"))
                                         .initializer(raw_tensor("r", {4}, "0123456789abcdef"))
                                         .initializer(external_tensor("b", {4}, "sub/größe.bin"))
                                         .initializer(external_tensor("c", {4}, "z.bin"))));
    const std::vector<std::string> expected = {"z.bin", "sub/größe.bin"};
    CHECK(files_of((folder.path() / "model.onnx").u8string()) == expected);
}

TEST(a_model_with_its_data_inside_has_no_files)
{
    const TemporaryFolder folder;
    folder.write("model.onnx", model(relu_graph().initializer(raw_tensor("r", {4}, "0123456789abcdef"))));
    CHECK(files_of((folder.path() / "model.onnx").u8string()).empty());
}

TEST(data_of_constants_and_subgraphs_is_found)
{
    const TemporaryFolder folder;
    folder.write("constant.bin", "0123456789abcdef");
    folder.write("branch.bin", "0123456789abcdef");
    GraphText inner;
    inner.initializer(external_tensor("deep", {4}, "branch.bin"));
    const MessageWriter constant =
        node({"Constant", {}, {"k"}, "", ""})
            .message(5, tensor_attribute("value", external_tensor("k", {4}, "constant.bin")));
    const MessageWriter branch =
        node({"If", {"x"}, {"i"}, "", ""}).message(5, graph_attribute("then_branch", inner.message()));
    const trts::onnx::Model parsed = read(model(relu_graph().node(constant).node(branch)));
    const std::vector<std::string> expected = {"constant.bin", "branch.bin"};
    CHECK(trts::onnx::data_files(parsed, folder.path()) == expected);
}

TEST(a_model_that_names_files_elsewhere_is_refused_by_the_tensor_s_name)
{
    const TemporaryFolder folder;
    folder.write("secret.bin", "0123456789abcdef");
    for (const char* location : {"../secret.bin", "missing.bin", "/etc/passwd"})
    {
        folder.write("sub/model.onnx", model(relu_graph().initializer(external_tensor("w", {4}, location))));
        const char* const* files = nullptr;
        int32_t count = -1;
        CHECK_EQUAL(trts_onnx_files_find((folder.path() / "sub/model.onnx").u8string().c_str(), &files, &count),
                    TRTS_PARSE_FAILED);
        CHECK_EQUAL(count, -1);
        const char* message = nullptr;
        int32_t native_code = 0;
        CHECK_EQUAL(trts_error_get_last(&message, &native_code), TRTS_OK);
        CHECK_EQUAL(std::string(message).substr(0, 26), "tensor 'w': its data file ");
    }
}

TEST(what_is_no_model_has_no_files)
{
    const TemporaryFolder folder;
    folder.write("model.onnx", "not a model");
    const char* const* files = nullptr;
    int32_t count = 0;
    CHECK_EQUAL(trts_onnx_files_find((folder.path() / "model.onnx").u8string().c_str(), &files, &count),
                TRTS_PARSE_FAILED);
    CHECK_EQUAL(trts_onnx_files_find((folder.path() / "none.onnx").u8string().c_str(), &files, &count), TRTS_IO_ERROR);
    CHECK_EQUAL(trts_onnx_files_find(nullptr, &files, &count), TRTS_INVALID_ARGUMENT);
}
