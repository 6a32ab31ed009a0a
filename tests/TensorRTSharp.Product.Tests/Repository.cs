namespace TensorRTSharp.Product.Tests;

/// <summary>Where the repository's parts lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string NativeBuild => Path.Combine(Root, "artifacts", "native", "release");

    public static string NativeLibrary => Path.Combine(NativeBuild, "libtrtsharp.so");

    public static string Digits => Path.Combine(Root, "tests", "Assets", "digits-cnn");

    public static string DigitsModel => Path.Combine(Digits, "digits-cnn.onnx");

    /// <summary>ONNX Runtime's native library as the packages bring it to this very test.</summary>
    public static string OnnxRuntime => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libonnxruntime.so");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TensorRTSharp.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside the repository: no folder above holds TensorRTSharp.sln.");
    }
}
