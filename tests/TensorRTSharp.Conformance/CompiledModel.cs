using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>An engine made from an ONNX model by the whole road: parse, build, serialise, deserialise.</summary>
internal sealed class CompiledModel : IDisposable
{
    public static readonly IReadOnlyDictionary<string, ProfileRange> NoProfile = new Dictionary<string, ProfileRange>();

    private readonly TensorRT _library;
    private readonly Runtime _runtime;

    private CompiledModel(TensorRT library, Runtime runtime, Engine engine)
    {
        (_library, _runtime, Engine) = (library, runtime, engine);
    }

    public Engine Engine { get; }

    /// <summary>From a model of the catalog, by its path and with its profile; the plan goes through a file.</summary>
    public static CompiledModel FromCatalog(TensorRT library, ModelCatalog catalog, TestModel model)
    {
        using var plan = Build(library, parser => parser.ParseFile(catalog.PathOf(model.File)), model.Profile);
        var path = Path.Combine(Path.GetTempPath(), $"{model.Id}-{Guid.NewGuid()}.plan");
        try
        {
            plan.Save(path);
            return Load(library, runtime => runtime.LoadEngine(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static CompiledModel FromBytes(
        TensorRT library, byte[] model, IReadOnlyDictionary<string, ProfileRange>? profile = null)
    {
        using var plan = Build(library, parser => parser.Parse(model), profile ?? NoProfile);
        return Load(library, runtime => runtime.DeserializeEngine(plan));
    }

    public static SerializedEngine Build(
        TensorRT library, Action<OnnxParser> parse, IReadOnlyDictionary<string, ProfileRange> profile)
    {
        using var builder = library.CreateBuilder();
        using var network = builder.CreateNetwork();
        using var parser = network.CreateOnnxParser();
        parse(parser);
        using var config = builder.CreateConfig();
        if (profile.Count > 0)
        {
            config.AddOptimizationProfile(CreateProfile(builder, profile));
        }

        return builder.BuildSerializedNetwork(network, config);
    }

    public IReadOnlyDictionary<string, TypedArray> Run(IReadOnlyDictionary<string, TypedArray> inputs) =>
        EngineRun.Once(_library, Engine, inputs);

    public void Dispose()
    {
        Engine.Dispose();
        _runtime.Dispose();
    }

    public static OptimizationProfile CreateProfile(Builder builder, IReadOnlyDictionary<string, ProfileRange> ranges)
    {
        var profile = builder.CreateOptimizationProfile();
        foreach (var (input, range) in ranges)
        {
            profile.SetDimensions(input, [.. range.Min], [.. range.Opt], [.. range.Max]);
        }

        return profile;
    }

    private static CompiledModel Load(TensorRT library, Func<Runtime, Engine> load)
    {
        var runtime = library.CreateRuntime();
        try
        {
            return new CompiledModel(library, runtime, load(runtime));
        }
        catch
        {
            runtime.Dispose();
            throw;
        }
    }
}
