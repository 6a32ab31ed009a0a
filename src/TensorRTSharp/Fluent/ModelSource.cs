using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <summary>Where a network comes from, and what it is for a cache.</summary>
internal abstract class ModelSource
{
    /// <summary>For files and messages: "resnet50.onnx".</summary>
    internal abstract string Name { get; }

    /// <summary>Fills an empty network.</summary>
    /// <returns>What must live until the network is built, or null.</returns>
    internal abstract IDisposable? Define(Network network);

    /// <summary>What it is, by all of its bytes; null where nobody can tell.</summary>
    internal abstract DescribedModel? Describe(CancellationToken cancellationToken);

    /// <summary>A file that is missing is not for TensorRT to find out.</summary>
    internal virtual void RequireThere()
    {
    }

    /// <summary>An ONNX file, with external data in its folder.</summary>
    internal sealed class OnnxFile(string path) : ModelSource
    {
        private readonly string _path = Path.GetFullPath(path);

        internal override string Name => Path.GetFileName(_path);

        internal override void RequireThere() => OnnxParser.RequireFile(_path);

        internal override DescribedModel Describe(CancellationToken cancellationToken) =>
            EngineCacheKey.DescribeModel(_path, cancellationToken);

        internal override IDisposable Define(Network network) => Parse(network, parser => parser.ParseFile(_path));
    }

    /// <summary>The bytes of an ONNX file.</summary>
    internal sealed class OnnxBytes(ReadOnlyMemory<byte> model, string name) : ModelSource
    {
        internal override string Name => name;

        internal override DescribedModel Describe(CancellationToken cancellationToken) =>
            new(name, model.Length, EngineCacheKey.ModelHash(model));

        internal override IDisposable Define(Network network) => Parse(network, parser => parser.Parse(model.Span));
    }

    /// <summary>Layers that a method adds. What it adds cannot be known without calling it, so a cache needs a version.</summary>
    internal sealed class Code(Action<Network> define, string name, string? version) : ModelSource
    {
        internal override string Name => name;

        internal override DescribedModel? Describe(CancellationToken cancellationToken) =>
            version is null ? null : new DescribedModel(name, 0, version);

        internal override IDisposable? Define(Network network)
        {
            define(network);
            return null;
        }
    }

    private static OnnxParser Parse(Network network, Action<OnnxParser> parse)
    {
        OnnxParser parser = network.CreateOnnxParser();
        try
        {
            parse(parser);
            return parser;
        }
        catch
        {
            parser.Dispose();
            throw;
        }
    }
}
