#include "core/error.h"
#include "expect_problem.h"
#include "harness.h"
#include "model_builder.h"
#include "shared_models.h"

using namespace onnx_test;
using trts::onnx::Model;
using trts::onnx::Problem;
using trts::onnx::ProblemCode;

namespace
{

namespace fs = std::filesystem;

/// All that a model is made of, as text, but for the names of unknown dimensions, external data and replaced inputs.
class Outline
{
  public:
    explicit Outline(const Model& model)
    {
        for (const auto& import : model.opset_imports)
        {
            add("opset", import.domain, import.version);
        }
        for (const auto& metadata : model.metadata)
        {
            add("metadata", metadata.key, metadata.value);
        }
        for (const auto* input : real_inputs(model.graph))
        {
            add("input", input->name, input->dims.size(), static_cast<int>(input->element_type));
        }
        graph(model.graph);
        for (const auto& function : model.functions)
        {
            add("function", function.domain, function.name, function.raw);
        }
    }

    const std::string& text() const { return text_; }

  private:
    template <typename... Parts>
    void add(const Parts&... parts)
    {
        ((text_ += harness::printed(parts) + "|"), ...);
        text_ += "\n";
    }

    void graph(const trts::onnx::Graph& graph)
    {
        for (const auto& output : graph.outputs)
        {
            add("output", output.raw);
        }
        for (const auto& value : graph.value_infos)
        {
            add("value", value.raw);
        }
        for (const auto& tensor : graph.initializers)
        {
            add("tensor", tensor.name, static_cast<int>(tensor.element_type), tensor.dims.size(),
                trts::onnx::element_count(tensor.dims).value_or(-1));
        }
        for (const auto& node : graph.nodes)
        {
            add("node", node.name, node.op_type, node.domain, node.raw);
        }
    }

    std::string text_;
};

struct BadModel
{
    const char* file;
    const char* code; // of a problem, or PARSE for what cannot be read at all
    const char* part;
};

constexpr BadModel bad_models[] = {
    {"01-empty", "NOT_A_MODEL", "0 bytes"},
    {"02-truncated-head", "PARSE", "cut short"},
    {"03-truncated-middle", "PARSE", "cut short"},
    {"04-truncated-last-byte", "PARSE", "cut short"},
    {"05-random", "PARSE", "no ONNX model"},
    {"06-wrong-magic", "PARSE", "no ONNX model"},
    {"07-not-a-model", "PARSE", "no ONNX model"},
    {"08-cyclic", "CYCLE", "node 'n2' (Relu)"},
    {"09-duplicate-names", "DUPLICATE_NODE", "the same name 'n'"},
    {"09-duplicate-names", "DUPLICATE_TENSOR", "tensor 'y' is defined twice"},
    {"10-missing-initializer", "MISSING_INPUT", "'nowhere'"},
    {"11-opset-999", "OPSET_VERSION", "opset 999"},
    {"12-external-escape", "EXTERNAL_DATA", "'../../etc/passwd' lies outside the model's folder"},
    {"13-external-escape-existing", "EXTERNAL_DATA", "lies outside the model's folder"},
    {"14-external-absolute", "EXTERNAL_DATA", "'/etc/passwd' is named by an absolute path"},
    {"15-external-missing", "EXTERNAL_DATA", "'missing.bin' does not exist"},
    {"16-external-short", "EXTERNAL_DATA", "'short.bin' is too short: it has 8 bytes, expected 16"},
    {"17-raw-size-mismatch", "TENSOR_DATA", "8 bytes of raw_data; FLOAT [1,4] takes 16"},
};

std::string verdict_on(const fs::path& file)
{
    try
    {
        std::string text;
        for (const Problem& problem : problems_of(file_bytes(file), file.parent_path()))
        {
            text += std::string(name_of(problem.code)) + ": " + problem.message + "\n";
        }
        return text;
    }
    catch (const trts::Error& error)
    {
        return std::string("PARSE: ") + error.what();
    }
}

} // namespace

TEST(shared_good_models_pass_and_come_back_whole)
{
    const fs::path models = shared_models();
    int count = 0;
    for (const fs::path& file : model_files(models))
    {
        if (file.parent_path().filename() == "bad" || file.filename() == "custom-clamp01.onnx")
        {
            continue;
        }
        ++count;
        const Model source = read(file_bytes(file));
        const auto problems = trts::onnx::check(source, support(), file.parent_path());
        if (!problems.empty())
        {
            harness::report_failure(__FILE__, __LINE__, file.filename().u8string() + text_of(problems));
            continue;
        }
        const Bytes written = trts::onnx::canonicalize(source, {file.parent_path()});
        const Model copy = read(written);
        CHECK_NO_PROBLEM(trts::onnx::check(copy, support()));
        CHECK_EQUAL(copy.graph.inputs.size(), real_inputs(source.graph).size());
        CHECK_EQUAL(Outline(copy).text(), Outline(source).text());
        for (std::size_t i = 0; i < source.graph.initializers.size(); ++i)
        {
            const auto& tensor = source.graph.initializers[i];
            CHECK(tensor.external != nullptr || tensor.raw == copy.graph.initializers[i].raw);
        }
        CHECK(trts::onnx::canonicalize(copy) == written);
    }
    CHECK(count >= 20);
}

TEST(shared_bad_models_are_refused_with_the_reason)
{
    const fs::path folder = shared_models() / "bad";
    for (const BadModel& bad : bad_models)
    {
        const std::string verdict = verdict_on(folder / (std::string(bad.file) + ".onnx"));
        const auto code = verdict.find(bad.code);
        if (code == std::string::npos || verdict.find(bad.part, code) == std::string::npos)
        {
            harness::report_failure(__FILE__, __LINE__, std::string(bad.file) + ": " + verdict);
        }
    }
}

TEST(shared_model_with_an_unknown_operator_is_refused_naming_it)
{
    const fs::path folder = shared_models() / "custom-clamp01";
    CHECK_ONE_PROBLEM(problems_of(file_bytes(folder / "custom-clamp01.onnx")), UnknownOperator,
                      "the operator com.example:Clamp01 is unknown");
    CHECK_NO_PROBLEM(problems_of(file_bytes(folder / "custom-clamp01-function.onnx")));
}

TEST(shared_external_weights_come_in_whole)
{
    const fs::path folder = shared_models() / "digits-cnn-external";
    const Bytes weights = file_bytes(folder / "digits-cnn-external.bin");
    const Model source = read(file_bytes(folder / "digits-cnn-external.onnx"));
    const Bytes written = trts::onnx::canonicalize(source, {folder});
    const Model copy = read(written);
    REQUIRE(copy.graph.initializers.size() == source.graph.initializers.size());
    int moved = 0;
    for (std::size_t i = 0; i < source.graph.initializers.size(); ++i)
    {
        const auto& tensor = source.graph.initializers[i];
        if (tensor.external != nullptr)
        {
            ++moved;
            const auto offset = tensor.external->offset.empty() ? "0" : std::string(tensor.external->offset);
            const std::string_view data = copy.graph.initializers[i].raw_data;
            CHECK(data == std::string_view(weights).substr(std::stoul(offset), data.size()));
        }
    }
    CHECK(moved > 0);
}
