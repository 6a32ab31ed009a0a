namespace TensorRTSharp.Tests.Support;

/// <summary>The road from a model to an engine, for tests that are about what comes after it.</summary>
internal static class Engines
{
    /// <summary>Builds a plan; the profile, where there is one, is for input "x".</summary>
    internal static SerializedEngine Plan(
        TensorRT library, byte[] model, (long[] Min, long[] Opt, long[] Max)? profile = null)
    {
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(model);
        using BuilderConfig config = builder.CreateConfig();
        if (profile is var (min, opt, max))
        {
            OptimizationProfile ranges = builder.CreateOptimizationProfile();
            ranges.SetDimensions("x", min, opt, max);
            config.AddOptimizationProfile(ranges);
        }

        return builder.BuildSerializedNetwork(network, config);
    }

    internal static Engine Load(TensorRT library, byte[] model, (long[] Min, long[] Opt, long[] Max)? profile = null)
    {
        using SerializedEngine plan = Plan(library, model, profile);
        using Runtime runtime = library.CreateRuntime();
        return runtime.DeserializeEngine(plan);
    }

    /// <summary>y = 2 x + 1 over up to 8 rows of 3.</summary>
    internal static Engine Affine(TensorRT library) => Load(library, Models.Affine(), ([1, 3], [2, 3], [8, 3]));

    internal static Engine NonZero(TensorRT library) => Load(library, Models.NonZero(), ([1], [4], [4096]));
}
