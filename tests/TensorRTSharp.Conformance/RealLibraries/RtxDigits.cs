using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>The network of digits-cnn, on the real TensorRT-RTX, with a profile: ready to be built, again and again.</summary>
internal sealed class RtxDigits : IDisposable
{
    public RtxDigits(ILogger? logger = null, IErrorRecorder? recorder = null)
    {
        Builder = RealLibrary.Rtx.CreateBuilder(logger);
        Builder.ErrorRecorder = recorder;
        Network = Builder.CreateNetwork();
        using (OnnxParser parser = Network.CreateOnnxParser())
        {
            parser.ParseFile(Model);
        }

        Config = CreateConfig();
    }

    public static string Model => Path.Combine(AppContext.BaseDirectory, "Assets", "digits-cnn", "digits-cnn.onnx");

    public Builder Builder { get; }

    public Network Network { get; }

    public BuilderConfig Config { get; }

    /// <summary>A configuration with the profile that the network needs; owned by the caller.</summary>
    public BuilderConfig CreateConfig()
    {
        BuilderConfig config = Builder.CreateConfig();
        OptimizationProfile profile = Builder.CreateOptimizationProfile();
        profile.SetDimensions("input", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        return config;
    }

    public byte[] Build(CancellationToken cancellationToken = default)
    {
        using SerializedEngine plan = Builder.BuildSerializedNetwork(Network, Config, cancellationToken);
        return plan.ToArray();
    }

    /// <summary>A build that fails inside TensorRT: a network without outputs.</summary>
    public SerializedEngine BuildNothing()
    {
        using Network empty = Builder.CreateNetwork();
        return Builder.BuildSerializedNetwork(empty, Config);
    }

    public void Dispose()
    {
        Config.Dispose();
        Network.Dispose();
        Builder.Dispose();
    }
}
