// ONNX models through the parser's own library.
#include <fstream>

#include "cpu/test_models.h"
#include "doubles/family/fake.h"
#include "onnx/temporary_folder.h"

using namespace doubles_test::TRTS_FAMILY;

FAKE_TEST(a_model_becomes_an_engine)
{
    const std::string model = cpu_test::two_input_model(); // product = (a + b) * [1, 10, 100]
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    const auto parser = fake.parser(*network);
    REQUIRE(parser != nullptr);
    fake.control.clear_calls();
    REQUIRE(parser->parse(model.data(), model.size(), nullptr));
    CHECK_EQUAL(fake.control.call_count(), std::int64_t{1}); // the parser's own calls are none
    CHECK_EQUAL(fake.control.method(0), std::string("IParser::parse"));
    CHECK_EQUAL(network->getNbInputs(), 2);
    CHECK_EQUAL(std::string(network->getInput(0)->getDimensionName(0)), std::string("N"));
    CHECK_EQUAL(std::string(network->getLayer(0)->getName()), std::string("add"));
    const std::optional<std::string> plan = plan_of(*builder, *network, [&](IBuilderConfig& config) {
        IOptimizationProfile* both = profile(*builder, "a", {1, 3}, {2, 3}, {4, 3});
        for (const OptProfileSelector select :
             {OptProfileSelector::kMIN, OptProfileSelector::kOPT, OptProfileSelector::kMAX})
        {
            both->setDimensions("b", select, both->getDimensions("a", select));
        }
        config.addOptimizationProfile(both);
    });
    REQUIRE(plan.has_value());
    const auto runtime = fake.runtime();
    const auto engine = engine_of(*runtime, *plan);
    REQUIRE(engine != nullptr);
    const std::unique_ptr<IExecutionContext> context(
        engine->createExecutionContext(ExecutionContextAllocationStrategy::kSTATIC));
    const float a[] = {1, 2, 3, 4, 5, 6};
    const float b[] = {1, 1, 1, 2, 2, 2};
    float product[6] = {};
    CHECK(context->setInputShape("a", dims({2, 3})));
    CHECK(context->setInputShape("b", dims({2, 3})));
    context->setInputTensorAddress("a", a);
    context->setInputTensorAddress("b", b);
    context->setTensorAddress("product", product);
    REQUIRE(context->enqueueV3(nullptr));
    const float expected[] = {2, 30, 400, 6, 70, 800};
    CHECK(std::equal(product, product + 6, expected));
}

FAKE_TEST(a_model_comes_from_a_file)
{
    const onnx_test::TemporaryFolder folder;
    folder.write("fixed.onnx", cpu_test::fixed_model());
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    const auto parser = fake.parser(*network);
    CHECK(!parser->parseFromFile((folder.path() / "missing.onnx").c_str(), 0));
    REQUIRE(parser->getNbErrors() == 1);
    CHECK(parser->getError(0)->code() == onnx::ErrorCode::kMODEL_DESERIALIZE_FAILED);
    parser->clearErrors();
    CHECK_EQUAL(parser->getNbErrors(), 0);
    REQUIRE(parser->parseFromFile((folder.path() / "fixed.onnx").c_str(), 0));
    CHECK_EQUAL(std::string(network->getOutput(0)->getName()), std::string("y"));
    CHECK(plan_of(*builder, *network).has_value());
    CHECK(parser->getLayerOutputTensor("same", 0) == network->getOutput(0));
    CHECK(parser->getLayerOutputTensor("other", 0) == nullptr);
}

FAKE_TEST(an_unknown_operator_is_an_error_with_its_node)
{
    const std::string model = onnx_test::model(onnx_test::GraphText()
                                                   .input(onnx_test::value("x", {2}))
                                                   .output(onnx_test::value("y", {2}))
                                                   .node({"Identity", {"x"}, {"z"}, "first", ""})
                                                   .node({"Frobnicate", {"z"}, {"y"}, "second", ""}));
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    const auto parser = fake.parser(*network);
    CHECK(!parser->parse(model.data(), model.size(), nullptr));
    REQUIRE(parser->getNbErrors() == 1);
    const onnx::IParserError& error = *parser->getError(0);
    CHECK(error.code() == onnx::ErrorCode::kUNSUPPORTED_NODE);
    CHECK_EQUAL(error.node(), 1);
    CHECK_EQUAL(std::string(error.nodeName()), std::string("second"));
    CHECK_EQUAL(std::string(error.nodeOperator()), std::string("Frobnicate"));
    CHECK(std::string(error.desc()).find("No importer registered for op: Frobnicate") != std::string::npos);
    CHECK(error.line() > 0);
    CHECK_EQUAL(error.localFunctionStackSize(), 0);
    CHECK(fake.logger.complains("Frobnicate"));
    CHECK(parser->getError(1) == nullptr);
    CHECK(parser->getError(-1) == nullptr);
    CHECK(parser->supportsOperator("Mul"));
    CHECK(!parser->supportsOperator("Frobnicate"));
    CHECK(!parser->supportsModelV2(model.data(), model.size(), nullptr));
    CHECK_EQUAL(parser->getNbSubgraphs(), std::int64_t{2});
    CHECK(parser->isSubgraphSupported(0));
    CHECK(!parser->isSubgraphSupported(1));
    std::int64_t length = 0;
    const std::int64_t* nodes = parser->getSubgraphNodes(1, length);
    CHECK(length == 1 && nodes[0] == 1);
}

FAKE_TEST(bytes_that_are_no_model_are_an_error_and_none_are_an_empty_one)
{
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    const auto parser = fake.parser(*network);
    CHECK(parser->parse("", 0, nullptr)); // as NVIDIA's does
    CHECK_EQUAL(network->getNbLayers(), 0);
    const std::string model = cpu_test::two_input_model();
    for (std::size_t length = 1; length < model.size(); ++length)
    {
        const std::unique_ptr<INetworkDefinition> other(builder->createNetworkV2(0));
        const auto another = fake.parser(*other);
        static_cast<void>(another->parse(model.data(), length, nullptr)); // it must only live
    }
    CHECK(!parser->parse("\x3a\xff", 2, nullptr));
    CHECK(parser->getError(0)->code() == onnx::ErrorCode::kMODEL_DESERIALIZE_FAILED);
}

FAKE_TEST(a_model_can_be_loaded_bit_by_bit)
{
    const std::string model = cpu_test::two_input_model();
    const auto builder = fake.builder();
    const std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    const auto parser = fake.parser(*network);
    CHECK(!parser->parseModelProto());
    CHECK(parser->loadModelProto(model.data(), model.size(), nullptr));
    const float other[] = {2, 20, 200};
    CHECK(!parser->loadInitializer("weight", other, 8));
    CHECK(parser->loadInitializer("weight", other, sizeof(other)));
    CHECK(parser->parseModelProto());
    CHECK_EQUAL(network->getNbLayers(), 3);
}

FAKE_TEST(a_parser_must_go_before_its_network)
{
    const auto builder = fake.builder();
    std::unique_ptr<INetworkDefinition> network(builder->createNetworkV2(0));
    auto parser = fake.parser(*network);
    network.reset();
    parser.reset();
    CHECK(fake.control.traps() == std::vector<std::string>({"IParser#1 was destroyed after its network"}));
    fake.control.clear_traps();
}
