// Stub objects: every class has one, getters give samples, and then what their setters were given.
#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

FAKE_TEST(every_class_of_tensorrt_has_a_stub)
{
    for (const char* name : {"IHostMemory",
                             "IDimensionExpr",
                             "IExprBuilder",
                             "IRuntime",
                             "IRefitter",
                             "IOptimizationProfile",
                             "ICudaEngine",
                             "IExecutionContext",
                             "IEngineInspector",
                             "ITensor",
                             "ILayer",
                             "IConvolutionLayer",
                             "IRecurrenceLayer",
                             "ILoop",
                             "IIfConditional",
                             "IIfConditionalOutputLayer",
                             "IAttention",
                             "INetworkDefinition",
                             "ITimingCache",
                             "IBuilderConfig",
                             "IBuilder",
                             "IRuntimeConfig",
                             "ISerializationConfig",
                             "IPluginRegistry",
                             "IPluginResourceContext",
                             "IParser",
                             "IParserError",
                             "IParserRefitter"})
    {
        CHECK(fake.control.object(name) != nullptr);
    }
    CHECK(fake.control.object("IProgressMonitor") == nullptr); // the application's
    CHECK(fake.control.object("VBuilder") == nullptr);
    CHECK(fake.control.object(nullptr) == nullptr);
    CHECK(fake.control.object("IBuilder") == fake.control.object("IBuilder"));
}

FAKE_TEST(getters_give_a_sample_of_their_type)
{
    auto& attention = fake.stub<IAttention>("IAttention");
    CHECK(attention.getCausal());
    CHECK_EQUAL(attention.getNbInputs(), 7);
    CHECK_EQUAL(std::string(attention.getMetadata()), std::string("sample"));
    CHECK_EQUAL(static_cast<void*>(attention.getMask()), fake.control.object("ITensor"));
    CHECK(attention.getNormalizationOperation() == AttentionNormalizationOp::kSOFTMAX);
    auto& pooling = fake.stub<IPoolingLayer>("IPoolingLayer");
    CHECK_EQUAL(pooling.getBlendFactor(), 1.5f);
    CHECK(values(pooling.getStrideNd()) == std::vector<std::int64_t>({3, 4}));
    auto& fill = fake.stub<IFillLayer>("IFillLayer");
    CHECK_EQUAL(fill.getAlpha(), 2.5);
    CHECK_EQUAL(fill.getAlphaInt64(), std::int64_t{4294967303});
    auto& constant = fake.stub<IConstantLayer>("IConstantLayer");
    const Weights weights = constant.getWeights();
    CHECK_EQUAL(weights.count, std::int64_t{2});
    CHECK_EQUAL(static_cast<const float*>(weights.values)[1], 2.5f);
    auto& engine = fake.stub<ICudaEngine>("ICudaEngine");
    CHECK_EQUAL(engine.getDeviceMemorySizeV2(), std::int64_t{4294967303});
    auto& error = fake.stub<onnx::IParserError>("IParserError");
    CHECK_EQUAL(std::string(error.nodeOperator()), std::string("sample"));
    CHECK_EQUAL(fake.control.last_call(), std::string("IParserError::nodeOperator()"));
}

FAKE_TEST(a_getter_gives_what_its_setter_was_given)
{
    auto& resize = fake.stub<IResizeLayer>("IResizeLayer");
    resize.setOutputDimensions(dims({9, 8, 7}));
    CHECK(values(resize.getOutputDimensions()) == std::vector<std::int64_t>({9, 8, 7}));
    resize.setCubicCoeff(-0.25f);
    CHECK_EQUAL(resize.getCubicCoeff(), -0.25f);
    resize.setExcludeOutside(false);
    CHECK(!resize.getExcludeOutside());
    resize.setResizeMode(InterpolationMode::kCUBIC);
    CHECK(resize.getResizeMode() == InterpolationMode::kCUBIC);
    resize.setName("by name");
    CHECK_EQUAL(std::string(resize.getName()), std::string("by name"));
    auto& shuffle = fake.stub<IShuffleLayer>("IShuffleLayer");
    shuffle.setSecondTranspose(Permutation{{3, 2, 1, 0, 4, 5, 6, 7}});
    CHECK_EQUAL(shuffle.getSecondTranspose().order[0], 3);
    auto& fill = fake.stub<IFillLayer>("IFillLayer");
    fill.setBetaInt64(-5'000'000'000);
    CHECK_EQUAL(fill.getBetaInt64(), std::int64_t{-5'000'000'000});
}

FAKE_TEST(a_property_with_keys_keeps_a_value_for_each)
{
    auto& multiply = fake.stub<IMatrixMultiplyLayer>("IMatrixMultiplyLayer");
    multiply.setOperation(0, MatrixOperation::kVECTOR);
    multiply.setOperation(1, MatrixOperation::kNONE);
    CHECK(multiply.getOperation(0) == MatrixOperation::kVECTOR);
    CHECK(multiply.getOperation(1) == MatrixOperation::kNONE);
    CHECK(multiply.getOperation(2) == MatrixOperation::kTRANSPOSE); // the sample
    auto& tensor = fake.stub<ITensor>("ITensor");
    tensor.setDimensionName(2, "batch");
    CHECK_EQUAL(std::string(tensor.getDimensionName(2)), std::string("batch"));
    CHECK_EQUAL(std::string(tensor.getDimensionName(1)), std::string("sample"));
}

FAKE_TEST(flags_are_bits_of_one_property)
{
    auto& config = fake.stub<IBuilderConfig>("IBuilderConfig");
    config.setFlags(0);
    config.setFlag(BuilderFlag::kDEBUG);
    config.setFlag(BuilderFlag::kREFIT);
    CHECK_EQUAL(config.getFlags(),
                1u << static_cast<unsigned>(BuilderFlag::kDEBUG) | 1u << static_cast<unsigned>(BuilderFlag::kREFIT));
    config.clearFlag(BuilderFlag::kDEBUG);
    CHECK(!config.getFlag(BuilderFlag::kDEBUG));
    CHECK(config.getFlag(BuilderFlag::kREFIT));
    auto& parser = fake.stub<onnx::IParser>("IParser");
    parser.setFlags(0);
    parser.setFlag(onnx::OnnxParserFlag::kNATIVE_INSTANCENORM);
    CHECK_EQUAL(parser.getFlags(), 1u);
}

FAKE_TEST(what_a_stub_makes_for_its_caller_is_new_each_time)
{
    auto& builder = fake.stub<IBuilder>("IBuilder");
    {
        const std::unique_ptr<IBuilderConfig> first(builder.createBuilderConfig());
        const std::unique_ptr<IBuilderConfig> second(builder.createBuilderConfig());
        CHECK(first != second);
        CHECK_EQUAL(fake.control.live("IBuilderConfig"), std::int64_t{2});
    }
    CHECK_EQUAL(fake.control.live("IBuilderConfig"), std::int64_t{0});
    CHECK(builder.createOptimizationProfile() == fake.control.object("IOptimizationProfile")); // borrowed
}
