using System.Diagnostics;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.ModelBuilds;

/// <summary>What became of a model of the catalog on a backend: as far as it went, and why not further.</summary>
internal sealed record ModelBuild(string Model)
{
    public bool Parses { get; private set; }

    public bool Builds { get; private set; }

    public double Seconds { get; private set; }

    public long PlanBytes { get; private set; }

    public int Layers { get; private set; }

    /// <summary>Why it was not built.</summary>
    public TensorRTException? Failure { get; private set; }

    /// <summary>From the file to a plan in <paramref name="planPath"/>, which is written while it is built.</summary>
    public static ModelBuild Of(TensorRT library, ModelCatalog catalog, TestModel model, string planPath)
    {
        ModelBuild result = new(model.Id);
        long started = Stopwatch.GetTimestamp();
        try
        {
            result.Run(library, catalog, model, planPath);
        }
        catch (TensorRTException failure)
        {
            result.Failure = failure;
        }

        result.Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return result;
    }

    private void Run(TensorRT library, ModelCatalog catalog, TestModel model, string planPath)
    {
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.ParseFile(catalog.PathOf(model.File));
        Parses = true;
        Layers = network.Layers.Count;
        using BuilderConfig config = builder.CreateConfig();
        if (model.Profile.Count > 0)
        {
            config.AddOptimizationProfile(CompiledModel.CreateProfile(builder, model.Profile));
        }

        using FileStream plan = File.Create(planPath);
        builder.BuildSerializedNetworkToStream(network, config, plan);
        Builds = true;
        PlanBytes = plan.Length;
    }
}
