using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

internal sealed class OnnxParserTests
{
    [Test]
    public void A_file_is_read()
    {
        string folder = Directory.CreateTempSubdirectory("trtsharp-größe").FullName;
        try
        {
            string path = Path.Combine(folder, "modell ü.onnx");
            File.WriteAllBytes(path, Models.Affine());
            using Parsing parsing = new();
            parsing.Parser.ParseFile(path);
            Assert.That(parsing.Network.Inputs, Has.Count.EqualTo(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_missing_file_is_named()
    {
        string missing = Path.Combine(Path.GetTempPath(), "no", "such", "model.onnx");
        using Parsing parsing = new();
        Assert.That(
            () => parsing.Parser.ParseFile(missing),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains(missing));
    }

    [Test]
    public void An_unknown_operator_is_an_error_with_its_node()
    {
        using Parsing parsing = new();
        byte[] model = Models.UnknownOperator();
        OnnxParseException failure = Assert.Throws<OnnxParseException>(() => parsing.Parser.Parse(model))!;
        Assert.That(failure.Status, Is.EqualTo(TensorRTStatus.ParseFailed));
        Assert.That(failure.Message, Does.Contain("NoSuchOperator"));
        Assert.That(failure.Errors, Is.Not.Empty);
        OnnxParserError error = failure.Errors[0];
        Assert.That(error.Description, Does.Contain("NoSuchOperator"));
        Assert.That(error.Operator, Is.EqualTo("NoSuchOperator"));
        Assert.That(error.NodeName, Is.EqualTo("NoSuchOperator_0"));
        Assert.That(error.Code, Is.Not.EqualTo(OnnxErrorCode.Success));
    }

    [TestCase(new byte[0])]
    [TestCase(new byte[] { 1, 2, 3, 255 })]
    public void What_is_no_model_is_refused(byte[] bytes)
    {
        using Parsing parsing = new();
        OnnxParseException failure = Assert.Throws<OnnxParseException>(() => parsing.Parser.Parse(bytes))!;
        Assert.That(failure.Errors, Is.Not.Empty);
    }

    [Test]
    public void A_network_can_be_built_after_its_parser_is_disposed()
    {
        using Parsing parsing = new();
        parsing.Parser.Parse(Models.Affine());
        parsing.Parser.Dispose();
        Assert.That(
            () => parsing.Parser.Parse(Models.Affine()),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(OnnxParser)));
        Assert.That(parsing.Network.Layers, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_parser_of_a_disposed_network_cannot_be_used()
    {
        using Parsing parsing = new();
        parsing.Network.Dispose();
        Assert.That(() => parsing.Parser.Parse(Models.Affine()), Throws.TypeOf<ObjectDisposedException>());
    }

    private sealed class Parsing : IDisposable
    {
        private readonly Builder _builder = CpuBackend.Require().CreateBuilder();

        internal Parsing()
        {
            Network = _builder.CreateNetwork();
            Parser = Network.CreateOnnxParser();
        }

        internal Network Network { get; }

        internal OnnxParser Parser { get; }

        public void Dispose()
        {
            Parser.Dispose();
            Network.Dispose();
            _builder.Dispose();
        }
    }
}
