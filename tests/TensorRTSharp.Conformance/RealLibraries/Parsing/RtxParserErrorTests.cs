using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Parsing;

/// <summary>Models that the real parser of TensorRT-RTX cannot use, and what it says of them.</summary>
[Level("1")]
[LibraryRefuses]
internal sealed class RtxParserErrorTests
{
    private static IEnumerable<TestCaseData> Unparsable =>
        TestModels.All().Where(model => model.TrtRtx is { Parses: false })
            .Select(model => new TestCaseData(model).SetArgDisplayNames(model.Id))
            .DefaultIfEmpty(new TestCaseData([null]).SetArgDisplayNames("no models"));

    [TestCaseSource(typeof(TestModels), nameof(TestModels.BadInputs))]
    public void A_bad_file_is_refused_by_every_road_and_the_next_parse_works(BadInput bad)
    {
        string path = TestModels.Catalog.PathOf(bad.File);
        byte[] bytes = File.ReadAllBytes(path);
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        foreach (Action<OnnxParser> parse in new Action<OnnxParser>[]
            {
                parser => parser.ParseFile(path), parser => parser.Parse(bytes, path), parser => LoadAndParse(parser, bytes, path),
            })
        {
            using Network network = builder.CreateNetwork();
            using OnnxParser parser = network.CreateOnnxParser();
            OnnxParseException? refusal = Assert.Throws<OnnxParseException>(() => parse(parser));
            Assert.That(refusal!.Errors, Is.Not.Empty);
            if (refusal.Message.Contains("IParser::", StringComparison.Ordinal))
            {
                AssertErrors(refusal, bad.TrtRtx);
            }
            else
            {
                BadInputReasons.AssertGiven(refusal, bad.Name);
                Assert.That(network.Layers, Is.Empty, "NVIDIA's parser has not seen it");
            }
        }

        AssertParses(builder);
    }

    [TestCaseSource(nameof(Unparsable))]
    public void A_model_that_TensorRT_RTX_lacks_something_for_is_refused_with_its_node(TestModel model)
    {
        string path = TestModels.Catalog.PathOf(model.File); // first: without a catalog there is no model either
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        OnnxParseException? refusal = Assert.Throws<OnnxParseException>(() => parser.ParseFile(path));
        AssertErrors(refusal!, model.TrtRtx);
        OnnxParserError error = refusal!.Errors[0];
        Assert.That(error.NodeIndex, Is.Not.Negative);
        Assert.That(error.SourceFile, Does.EndWith(".cpp"));
        Assert.That(error.SourceLine, Is.Positive);
        Assert.That(error.SourceFunction, Is.Not.Empty);
        Assert.That(refusal.Message, Does.Contain(error.Operator).And.Contain("IParser::parse"));
        AssertParses(builder);
    }

    [TestCase("11-opset-999", "opset 999")]
    [TestCase("01-empty", "0 bytes")]
    public void A_model_that_NVIDIAs_parser_takes_is_refused_by_the_checks(string name, string reason)
    {
        byte[] bytes = File.ReadAllBytes(TestModels.Catalog.PathOf($"bad/{name}.onnx"));
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        foreach (Action call in new Action[]
            {
                () => parser.Parse(bytes), () => parser.LoadModel(bytes), () => _ = parser.FindSupportedSubgraphs(bytes),
            })
        {
            OnnxParseException? refusal = Assert.Throws<OnnxParseException>(() => call());
            Assert.That(refusal!.Message, Does.Contain(reason));
            Assert.That(refusal.Errors.Select(error => error.Description), Has.Some.Contains(reason));
        }
    }

    [Test]
    public void An_error_inside_of_local_functions_has_their_stack()
    {
        byte[] model = new OnnxModelBuilder()
            .Function("local", "Inner", static function => function
                .Input("a").Output("b").Node("Identity", ["a"], ["c"]).Node("NoSuchOperator", ["c"], ["b"]))
            .Function("local", "Outer", static function => function
                .Input("a").Output("b").Node("Identity", ["a"], ["c"]).Node("local::Inner", ["c"], ["b"]))
            .Graph(static graph => graph
                .Input("x", ElementType.Float32, 1, 3)
                .Node("Identity", ["x"], ["same"])
                .Node("local::Outer", ["same"], ["y"])
                .Output("y", ElementType.Float32, 1, 3))
            .ToArray();
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        OnnxParseException? refusal = Assert.Throws<OnnxParseException>(() => parser.Parse(model));
        OnnxParserError error = refusal!.Errors[0];
        Assert.That(error.Operator, Is.EqualTo("NoSuchOperator"));
        Assert.That(error.NodeName, Is.EqualTo("NoSuchOperator_1"));
        Assert.That(error.LocalFunctionStack, Has.Some.Contains("Outer"));
    }

    [Test]
    public void A_file_that_is_not_there_is_not_found()
    {
        using RtxDigits digits = new();
        using Network network = digits.Builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        string path = Path.GetFullPath("/no/such/model.onnx");
        Assert.That(() => parser.ParseFile(path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains(path));
    }

    [Test]
    public void Random_bytes_are_refused()
    {
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        for (int seed = 0; seed < 40; seed++)
        {
            byte[] bytes = new byte[1 + (97 * seed)];
            new Random(seed).NextBytes(bytes);
            using Network network = builder.CreateNetwork();
            using OnnxParser parser = network.CreateOnnxParser();
            Assert.That(() => parser.Parse(bytes), Throws.TypeOf<OnnxParseException>(), $"seed {seed}");
        }

        AssertParses(builder);
    }

    private static void LoadAndParse(OnnxParser parser, byte[] bytes, string path)
    {
        parser.LoadModel(bytes, path);
        parser.ParseLoadedModel();
    }

    /// <summary>The errors are those that were recorded from NVIDIA's parser without this library.</summary>
    private static void AssertErrors(OnnxParseException refusal, BuildVerdict? verdict)
    {
        Assert.That(verdict, Is.Not.Null);
        Assert.That(refusal.Errors, Has.Count.EqualTo(verdict!.ParseErrors.Count));
        foreach ((OnnxParserError error, ParserVerdict expected) in refusal.Errors.Zip(verdict.ParseErrors))
        {
            Assert.That(error.Code.ToString(), Is.EqualTo(expected.Code.Replace("_", "", StringComparison.Ordinal)).IgnoreCase);
            Assert.That((error.NodeName, error.Operator), Is.EqualTo((expected.Node, expected.Op)));
            Assert.That(error.Description, Does.StartWith(expected.Desc.Split('\n')[0]));
        }
    }

    private static void AssertParses(Builder builder)
    {
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        Assert.That(() => parser.ParseFile(RtxDigits.Model), Throws.Nothing);
        Assert.That(network.Layers, Is.Not.Empty);
    }
}
