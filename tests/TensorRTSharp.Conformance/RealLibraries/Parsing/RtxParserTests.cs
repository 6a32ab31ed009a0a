using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Parsing;

/// <summary>What else the real parser of TensorRT-RTX can be asked and told.</summary>
[Level("1")]
internal sealed class RtxParserTests
{
    private static readonly long[] Scalars = [2, 3];

    /// <summary>y = x + w, where w is an initializer of six numbers.</summary>
    private static byte[] Sum => new OnnxModelBuilder().Graph(static graph => graph
        .Input("x", ElementType.Float32, 2, 3)
        .Initializer("w", TypedArray.From([1f, 2, 3, 4, 5, 6], 2, 3))
        .Node("Add", ["x", "w"], ["y"])
        .Output("y", ElementType.Float32, 2, 3)).ToArray();

    [TestCase("Conv", true)]
    [TestCase("Gelu", true)]
    [TestCase("If", true)]
    [TestCase("NonMaxSuppression", true)]
    [TestCase("conv", false)]
    [TestCase("StringNormalizer", false)]
    [TestCase("NoSuchOp", false)]
    public void An_operator_is_supported_or_not(string name, bool isSupported) =>
        With((_, parser) => Assert.That(parser.SupportsOperator(name), Is.EqualTo(isSupported)));

    [Test]
    public void All_of_a_good_model_is_one_supported_part() => With((_, parser) =>
    {
        OnnxSubgraph[] parts = parser.FindSupportedSubgraphs(File.ReadAllBytes(RtxDigits.Model));
        Assert.That(parts, Has.Length.EqualTo(1));
        Assert.That(parts[0].IsSupported, Is.True);
        Assert.That(parts[0].Nodes, Is.EqualTo(Enumerable.Range(0, 11)), "digits-cnn has 11 nodes");
    });

    [Test]
    [LibraryRefuses]
    public void Parts_of_a_model_that_cannot_be_used_are_told() => With((_, parser) =>
    {
        byte[] model = new OnnxModelBuilder().Graph(static graph => graph
            .Input("x", ElementType.Float32, 2, 3)
            .Node("Relu", ["x"], ["a"])
            .Node("NoSuchOp", ["a"], ["b"])
            .Node("Relu", ["b"], ["y"])
            .Output("y", ElementType.Float32, 2, 3)).ToArray();
        OnnxSubgraph[] parts = parser.FindSupportedSubgraphs(model);
        Assert.That(parts, Is.Not.Empty);
        Assert.That(parts.Where(part => part.IsSupported).SelectMany(part => part.Nodes), Does.Not.Contain(1));
    });

    [Test]
    public void A_model_is_loaded_given_its_weights_and_parsed() => With((network, parser) =>
    {
        parser.LoadModel(Sum);
        using Weights weights = Weights.From(10f, 20, 30, 40, 50, 60);
        parser.LoadInitializer("w", weights);
        parser.ParseLoadedModel();
        Assert.That(network.Outputs.Single().GetDimensions(), Is.EqualTo(Scalars));
        ConstantLayer constant = network.Layers.OfType<ConstantLayer>().First();
        Assert.That(constant.Weights.ToArray<float>(), Is.EqualTo(new float[] { 10, 20, 30, 40, 50, 60 }));
    });

    [Test]
    public void An_initializer_that_does_not_fit_is_refused() => With((_, parser) =>
    {
        parser.LoadModel(Sum);
        using Weights weights = Weights.From(1f, 2);
        Assert.That(
            () => parser.LoadInitializer("no such", weights),
            Throws.TypeOf<OnnxParseException>().With.Message.Contains("no such"));
        Assert.That(
            () => parser.LoadInitializer("w", weights),
            Throws.TypeOf<OnnxParseException>().With.Message.Contains("IParser::loadInitializer"));
    });

    [Test]
    public void What_was_not_loaded_is_not_parsed() => With((_, parser) =>
    {
        using Weights weights = Weights.From(1f);
        Assert.That(
            () => parser.ParseLoadedModel(),
            Throws.TypeOf<OnnxParseException>().With.Message.Contains("has not been loaded"));
        Assert.That(
            () => parser.LoadInitializer("w", weights),
            Throws.TypeOf<OnnxParseException>().With.Message.Contains("has not been loaded"));
    });

    [TestCaseSource(nameof(Flags))]
    public void A_flag_has_its_default_and_is_kept(OnnxParserFlag flag) => With((_, parser) =>
    {
        bool initial = flag == OnnxParserFlag.NativeInstancenorm; // "This flag is set to be ON by default."
        Assert.That(parser.GetFlag(flag), Is.EqualTo(initial));
        parser.SetFlag(flag, !initial);
        Assert.That(parser.GetFlag(flag), Is.EqualTo(!initial));
        parser.SetFlag(flag, initial);
        Assert.That(parser.GetFlag(flag), Is.EqualTo(initial));
    });

    [Test]
    public void The_tensor_of_a_node_is_found() => With((network, parser) =>
    {
        parser.Parse(Sum);
        Tensor? found = parser.FindOutput("Add_0");
        Assert.That(found, Is.Not.Null);
        Assert.That(found!.Name, Is.EqualTo("y"));
        Assert.That(found, Is.EqualTo(network.Outputs[0]));
        Assert.That(parser.FindOutput("no such node"), Is.Null);
        Assert.That(parser.FindOutput("Add_0", 1), Is.Null);
        Assert.That(parser.FindOutput("Add_0", -1), Is.Null);
    });

    [Test]
    public void A_configuration_is_given_to_the_parser()
    {
        using RtxDigits digits = new();
        using Network network = digits.Builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.SetBuilderConfig(digits.Config);
        parser.ParseFile(RtxDigits.Model);
        Assert.That(parser.GetUsedPluginLibraries(), Is.Empty);
        using SerializedEngine plan = digits.Builder.BuildSerializedNetwork(network, digits.Config);
        Assert.That(plan.ByteLength, Is.Positive);
    }

    [Test]
    public void External_data_is_read_by_path_and_from_memory_with_a_path()
    {
        string path = TestModels.Catalog.PathOf(TestModels.Catalog["digits-cnn-external"].File);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (Action<OnnxParser> parse in new Action<OnnxParser>[] { parser => parser.ParseFile(path), parser => parser.Parse(bytes, path) })
        {
            using RtxDigits digits = new();
            using Network network = digits.Builder.CreateNetwork();
            using OnnxParser parser = network.CreateOnnxParser();
            parse(parser);
            Assert.That(Numbers(network), Is.EqualTo(Numbers(digits.Network)), "those of the model that has them inside");
            Assert.That(Numbers(network), Has.Length.GreaterThan(1000));
        }
    }

    [Test]
    [LibraryRefuses]
    public void External_data_that_nobody_tells_the_folder_of_is_refused() => With((_, parser) =>
    {
        byte[] bytes = File.ReadAllBytes(TestModels.Catalog.PathOf(TestModels.Catalog["digits-cnn-external"].File));
        Assert.That(
            () => parser.Parse(bytes),
            Throws.TypeOf<OnnxParseException>().With.Message.Contains("digits-cnn-external.bin"));
    });

    [Test]
    public void A_disposed_parser_is_not_used()
    {
        using RtxDigits digits = new();
        using Network network = digits.Builder.CreateNetwork();
        OnnxParser parser = network.CreateOnnxParser();
        parser.Dispose();
        Assert.That(() => parser.Parse(Sum), Throws.TypeOf<ObjectDisposedException>());
    }

    private static float[] Numbers(Network network) =>
    [
        .. network.Layers.OfType<ConvolutionLayer>().SelectMany(layer => layer.KernelWeights.ToArray<float>()),
        .. network.Layers.OfType<ConstantLayer>().Where(layer => layer.Weights.DataType == DataType.Float)
            .SelectMany(layer => layer.Weights.ToArray<float>()),
    ];

    private static OnnxParserFlag[] Flags() => Enum.GetValues<OnnxParserFlag>();

    private static void With(Action<Network, OnnxParser> test)
    {
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        test(network, parser);
    }
}
