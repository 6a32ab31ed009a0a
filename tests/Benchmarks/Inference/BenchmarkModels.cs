using TensorRTSharp.Testing;

namespace TensorRTSharp.Benchmarks;

/// <summary>The models, as bytes.</summary>
internal static class BenchmarkModels
{
    public const string Digits = "digits-cnn";
    public const string ResNet50 = "resnet50-dynamic";

    private const ulong Seed = 6;

    private static readonly Lazy<byte[]> SeededResNet50 = new(static () =>
        ModelCatalog.TryOpen(out string? reason) is { } catalog
            ? OnnxModelSurgeon.SeedWeights(catalog.ReadModel(catalog[ResNet50]), Seed)
            : throw new InvalidOperationException(reason));

    /// <summary>Null where <see cref="ResNet50"/> is here.</summary>
    public static string? WhyNoResNet50 => ModelCatalog.TryOpen(out string? reason) is null ? reason : null;

    public static byte[] Read(string model) =>
        model == ResNet50
            ? SeededResNet50.Value
            : File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Assets", model, model + ".onnx"));

    public static float[] RandomInput(int length)
    {
        SeededRandom random = new(Seed, "input");
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble(-1, 1))];
    }
}
