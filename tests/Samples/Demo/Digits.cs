using TensorRTSharp.Testing;

namespace TensorRTSharp.Demo;

/// <summary>The model and the images that it has never been trained on.</summary>
internal static class Digits
{
    public const int Side = 8;
    public const int Pixels = Side * Side;
    public const int Classes = 10;

    /// <summary>The batch sizes that the engine is made for.</summary>
    public const int MinBatch = 1;
    public const int OptBatch = 8;
    public const int MaxBatch = 64;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Assets", "digits-cnn");

    public static string Model => Path.Combine(Folder, "digits-cnn.onnx");

    /// <summary>Pixels of 0 to 16, one image after the other.</summary>
    public static byte[] Images() => Npy.Read(Path.Combine(Folder, "digits-test-u8.npy")).AsSpan<byte>().ToArray();

    public static long[] Labels() => Npy.Read(Path.Combine(Folder, "digits-test-labels.npy")).AsSpan<long>().ToArray();

    public static ReadOnlySpan<long> Shape(int batch) => (long[])[batch, 1, Side, Side];
}
