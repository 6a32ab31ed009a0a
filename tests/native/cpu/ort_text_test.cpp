// ONNX Runtime's messages, as they really are.
#include "cpu/ort_text.h"

#include "cpu/names.h"
#include "harness.h"

using namespace trts::cpu;

namespace
{

void check_blamed(const char* text, const char* name, const char* op_type)
{
    const BlamedNode node = blamed_node(text);
    CHECK_EQUAL(node.name, name);
    CHECK_EQUAL(node.op_type, op_type);
}

} // namespace

TEST(source_files_and_signatures_are_taken_out_of_messages)
{
    CHECK_EQUAL(clean_ort_text("plain text"), "plain text");
    CHECK_EQUAL(clean_ort_text("trailing lines\n\n"), "trailing lines");
    CHECK_EQUAL(clean_ort_text("/onnxruntime_src/onnxruntime/core/graph/model_load_utils.h:46 void "
                               "onnxruntime::model_load_utils::ValidateOpsetForDomain(const "
                               "std::unordered_map<std::__cxx11::basic_string<char>, int>&, bool, int) ONNX Runtime "
                               "only *guarantees* support.\n"),
                "ONNX Runtime only *guarantees* support.");
    CHECK_EQUAL(clean_ort_text("Non-zero status code returned while running Reshape node. Name:'r' Status Message: "
                               "/onnxruntime_src/onnxruntime/core/providers/cpu/tensor/reshape_helper.h:47 "
                               "onnxruntime::ReshapeHelper::ReshapeHelper(const onnxruntime::TensorShape&, bool) const "
                               "the shapes differ"),
                "Non-zero status code returned while running Reshape node. Name:'r' Status Message: the shapes differ");
    CHECK_EQUAL(
        clean_ort_text("Error: tensorprotoutils.cc:434 ValidateExternalDataPathFromDir Absolute path not allowed"),
        "Error: Absolute path not allowed");
    CHECK_EQUAL(clean_ort_text("Deserialize tensor w failed.endian_utils.cc:66 CopyLittleEndian sizes differ"),
                "Deserialize tensor w failed. sizes differ");
    CHECK_EQUAL(clean_ort_text("a.cc:12 f(unclosed"), "f(unclosed");
    CHECK_EQUAL(clean_ort_text("see model.onnx: 3 nodes at file.cc:x"), "see model.onnx: 3 nodes at file.cc:x");
    CHECK_EQUAL(clean_ort_text(""), "");
}

TEST(the_node_that_a_message_speaks_of_is_found)
{
    check_blamed("Node (mm_bad) Op (MatMul) [ShapeInferenceError] Incompatible dimensions", "mm_bad", "MatMul");
    check_blamed("In Node, (\"n\", NoSuchOp, \"\", -1) : (\"x\": tensor(float),)", "n", "NoSuchOp");
    check_blamed("Could not find an implementation for Relu(14) node with name 'n'", "n", "Relu");
    check_blamed("Could not find an implementation for Relu(14) node with name ''", "", "Relu");
    check_blamed("Type Error: Type parameter (T) of Optype (Add) bound to different types (tensor(float) and "
                 "tensor(int64) in node (n).",
                 "n", "Add");
    check_blamed("Type Error: Type 'tensor(bool)' of input parameter (x) of operator (Relu) in node (n) is invalid.",
                 "n", "Relu");
    check_blamed("Type Error: Type (tensor(int64)) of output arg (y) of node (n) does not match expected type", "n",
                 "");
    check_blamed("Fatal error: com.example:Clamp01(-1) is not a registered function/op", "", "Clamp01");
    check_blamed("Non-zero status code returned while running Reshape node. Name:'r' Status Message: x", "r",
                 "Reshape");
    check_blamed("Failed to load model because protobuf parsing failed.", "", "");
}

TEST(a_close_name_is_suggested)
{
    CHECK_EQUAL(no_such_name("tensor", "inptu", {"input", "output"}),
                "there is no tensor 'inptu'; did you mean 'input'? There are: 'input', 'output'");
    CHECK_EQUAL(no_such_name("tensor", "zzz", {"input", "output"}),
                "there is no tensor 'zzz'. There are: 'input', 'output'");
    CHECK_EQUAL(no_such_name("tensor", "x", {}), "there is no tensor 'x': there are none at all");
    CHECK_EQUAL(list_of(std::vector<std::string>(22, "n")).substr(95), "'n' and 2 more");
}
