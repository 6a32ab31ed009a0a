// What is checked before a TensorRT's own parser gets a model: it must refuse nothing that TensorRT takes.
#include "core/dispatch/model_checks.h"

#include "core/dispatch/api_table.h"
#include "core/error.h"
#include "harness.h"
#include "onnx/model_builder.h"
#include "onnx/temporary_folder.h"
#include "trtsharp/library.h"

using namespace onnx_test;
using trts::BackendInfo;
using trts::GivenModel;
using trts::ModelChecks;

namespace
{

BackendInfo tensorrt(std::int32_t family, std::int32_t major, std::int32_t minor)
{
    return {"a TensorRT", "", family, major, minor, 0};
}

const BackendInfo trt10 = tensorrt(TRTS_BACKEND_TRT10, 10, 6);

GivenModel given(const std::string& bytes, const char* path = nullptr, bool has_weights = true)
{
    return {bytes.data(), static_cast<std::int64_t>(bytes.size()), path, has_weights};
}

/// What is said of the model; empty where it may go to TensorRT.
std::string refusal(const BackendInfo& backend, const GivenModel& model)
{
    ModelChecks checks(backend, nullptr);
    try
    {
        checks.check(model);
        return {};
    }
    catch (const trts::Error& error)
    {
        CHECK_EQUAL(error.status(), trts_status{TRTS_PARSE_FAILED});
        return error.what();
    }
}

void taken(const std::string& bytes, const BackendInfo& backend = trt10)
{
    CHECK_EQUAL(refusal(backend, given(bytes)), std::string());
}

void refused(const std::string& bytes, const std::string& part, const BackendInfo& backend = trt10)
{
    const std::string message = refusal(backend, given(bytes));
    if (message.find(part) == std::string::npos)
    {
        harness::report_failure(__FILE__, __LINE__, "does not say \"" + part + "\": " + message);
    }
}

/// x -> a node of the operator -> y
std::string model_of(const NodeText& text)
{
    return model(GraphText().input(value("x", {"N", 4})).output(value("y", {"N", 4})).node(text));
}

std::string model_with_weight(const MessageWriter& weight)
{
    return model(GraphText()
                     .input(value("x", {"N", 2}))
                     .output(value("y", {"N", 2}))
                     .initializer(weight)
                     .node({"Add", {"x", "w"}, {"y"}, "add", ""}));
}

} // namespace

TEST(operators_that_may_be_plugins_are_left_to_tensorrt)
{
    taken(model_of({"NoSuchOperator", {"x"}, {"y"}, "n", ""}));
    taken(model_of({"Clamp01", {"x"}, {"y"}, "n", "com.example"})); // of a domain that no opset_import names
    taken(model_of({"FusedConv", {"x"}, {"y"}, "n", "com.microsoft"}));
    refused(model_of({"", {"x"}, {"y"}, "n", ""}), "names no operator");
}

TEST(element_types_are_left_to_tensorrt)
{
    for (const ElementType type : {ElementType::Double, ElementType::BFloat16, ElementType::Float8E4M3FN, ElementType::Int4,
                                   ElementType::UInt16, ElementType::Float4E2M1})
    {
        taken(model(GraphText()
                        .input(value("x", {"N", 4}, type))
                        .output(value("y", {"N", 4}, type))
                        .node({"Identity", {"x"}, {"y"}, "n", ""})));
    }
    taken(model_with_weight(raw_tensor("w", {2}, std::string(16, '\0'), ElementType::Double)));
}

TEST(what_exporters_write_and_tensorrt_takes_is_taken)
{
    taken(model(GraphText()
                    .input(value("x", {-1, 4})) // a dimension that varies, as some write it
                    .output(value("y", {-1, 4}))
                    .node({"Relu", {"x"}, {"z"}, "same", ""})
                    .node({"Relu", {"z"}, {"y"}, "same", ""})));
    taken(model(GraphText() // nodes in no order
                    .input(value("x", {"N", 4}))
                    .output(value("y", {"N", 4}))
                    .node({"Relu", {"z"}, {"y"}, "", ""})
                    .node({"Relu", {"x"}, {"z"}, "", ""})));
    taken(model(relu_graph(), 3, 7));
    taken(model(relu_graph(), 8, 1)); // TensorRT warns of it
    taken(model(relu_graph(), 13, 26));
}

TEST(opsets_and_ir_versions_end_where_onnx_does)
{
    refused(model(relu_graph(), 8, 27), "opset 27");
    refused(model(relu_graph(), 8, 999), "1 to 26");
    refused(model(relu_graph(), 14, 17), "IR version 14");
    refused(model(relu_graph(), 2, 17), "IR version 2");
}

TEST(a_library_from_later_on_may_know_more)
{
    for (const BackendInfo& newer : {tensorrt(TRTS_BACKEND_TRT10, 10, 17), tensorrt(TRTS_BACKEND_TRT11, 11, 5),
                                     tensorrt(TRTS_BACKEND_RTX1, 1, 8)})
    {
        taken(model(relu_graph(), 14, 30), newer);
        refused(model(relu_graph(), 8, 999), "opset 999", newer);
    }
    for (const BackendInfo& known : {tensorrt(TRTS_BACKEND_TRT10, 10, 16), tensorrt(TRTS_BACKEND_TRT11, 11, 4),
                                     tensorrt(TRTS_BACKEND_RTX1, 1, 7)})
    {
        refused(model(relu_graph(), 8, 30), "opset 30", known);
    }
}

TEST(what_is_no_model_is_refused)
{
    refused("", "0 bytes");
    refused("no model", "not a valid ONNX model");
    refused(model(GraphText().input(value("x", {4})).node({"Relu", {"x"}, {"y"}, "n", ""})), "no outputs");
    refused(model(GraphText()
                      .output(value("y", {4}))
                      .node({"Relu", {"y"}, {"x"}, "a", ""})
                      .node({"Relu", {"x"}, {"y"}, "b", ""})),
            "cycle");
    refused(model(relu_graph().node({"Neg", {"x"}, {"y"}, "n", ""})), "defined twice");
}

TEST(external_data_stays_in_the_folder_of_the_model)
{
    const TemporaryFolder folder;
    folder.write("outside.bin", "12345678");
    folder.write("model/inside.bin", "12345678");
    const std::string path = (folder.path() / "model" / "model.onnx").string();
    const std::string inside = model_with_weight(external_tensor("w", {2}, "inside.bin"));
    const std::string outside = model_with_weight(external_tensor("w", {2}, "../outside.bin"));
    CHECK_EQUAL(refusal(trt10, given(inside, path.c_str())), std::string());
    CHECK(refusal(trt10, given(outside, path.c_str())).find("outside the model's folder") != std::string::npos);
    CHECK(refusal(trt10, given(inside)).find("came as bytes") != std::string::npos);
}

TEST(weights_that_come_from_elsewhere_need_not_be_in_the_model)
{
    const TemporaryFolder folder;
    folder.write("outside.bin", "12345678");
    const std::filesystem::path inner = folder.path() / "model";
    std::filesystem::create_directories(inner);
    std::filesystem::create_symlink(folder.path() / "outside.bin", inner / "link.bin");
    const std::string path = (inner / "model.onnx").string();
    const auto refusal_of = [&](const MessageWriter& weight, bool has_weights, const char* at) {
        const std::string bytes = model_with_weight(weight);
        return refusal(trt10, given(bytes, at, has_weights));
    };
    for (const MessageWriter& weight :
         {tensor("w", {2}), raw_tensor("w", {2}, "too short"), external_tensor("w", {2}, "missing.bin")})
    {
        CHECK_EQUAL(refusal_of(weight, false, nullptr), std::string());
        CHECK_EQUAL(refusal_of(weight, false, path.c_str()), std::string());
        CHECK(!refusal_of(weight, true, path.c_str()).empty());
    }
    for (const char* location : {"../outside.bin", "/etc/passwd", "link.bin"})
    {
        CHECK(!refusal_of(external_tensor("w", {2}, location), false, path.c_str()).empty());
    }
}

TEST(problems_are_the_errors_of_the_parser_until_the_next_model)
{
    ModelChecks checks(trt10, nullptr);
    std::int32_t count = -1;
    trts_onnx_parser_error error = {};
    CHECK(!checks.count(count));
    CHECK(!checks.find(0, error));
    const std::string two_problems = model(GraphText()
                                               .input(value("x", {4}))
                                               .output(value("y", {4}))
                                               .output(value("nowhere", {4}))
                                               .node({"Relu", {"missing"}, {"y"}, "relu", ""}));
    CHECK_THROWS(trts::Error, checks.check(given(two_problems)));
    REQUIRE(checks.count(count));
    CHECK_EQUAL(count, 2);
    REQUIRE(checks.find(0, error));
    CHECK_EQUAL(std::string(static_cast<trts::onnx::ParserError*>(error.native)->node_name()), std::string("relu"));
    CHECK_THROWS(trts::Error, checks.find(2, error));
    CHECK_THROWS(trts::Error, checks.find(-1, error));
    checks.check(given(model(relu_graph())));
    CHECK(!checks.count(count));
    CHECK_EQUAL(count, 0);
}

TEST(an_operator_that_has_a_plugin_is_refused_where_the_parser_would_not_survive_it)
{
    const auto is_clamp = [](const std::string& name, const std::string& version, const std::string& space) {
        return name == "Clamp01" && version == "1" && space.empty();
    };
    const BackendInfo rtx = tensorrt(TRTS_BACKEND_RTX1, 1, 7);
    const auto status_of = [&](const std::string& bytes, const trts::HasPlugin& has_plugin) {
        ModelChecks checks(rtx, nullptr, has_plugin);
        try
        {
            checks.check(given(bytes));
            return std::string();
        }
        catch (const trts::Error& error)
        {
            CHECK_EQUAL(error.status(), trts_status{TRTS_NOT_SUPPORTED});
            return std::string(error.what());
        }
    };
    const std::string clamp = model_of({"Clamp01", {"x"}, {"y"}, "cut", ""});
    const std::string why = status_of(clamp, is_clamp);
    CHECK(why.find("'cut' of operator Clamp01") != std::string::npos);
    CHECK(why.find("TensorRT-RTX has no plugins") != std::string::npos);
    CHECK_EQUAL(status_of(clamp, {}), std::string());
    CHECK_EQUAL(status_of(model(relu_graph()), is_clamp), std::string());
}
