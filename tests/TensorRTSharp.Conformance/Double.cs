using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// The fake TensorRT of each family (tests/doubles). TRTSHARP_TEST_DOUBLES names their folder; a process that uses them
/// uses the fake CUDA driver, and so none of NVIDIA's libraries.
/// </summary>
internal static class Double
{
    private const string FolderVariable = "TRTSHARP_TEST_DOUBLES";

    public static string? Folder => Environment.GetEnvironmentVariable(FolderVariable);

    public static string PathOf(Backend backend)
    {
        Prerequisite.Require("3", !string.IsNullOrEmpty(Folder), $"{FolderVariable} names no folder with doubles");
        var path = Path.Combine(Folder!, NameOf(backend), LibraryOf(backend));
        Assert.That(path, Does.Exist);
        return path;
    }

    private static string NameOf(Backend backend) => backend switch
    {
        Backend.TensorRT10 => "trt10",
        Backend.TensorRT11 => "trt11",
        _ => "rtx1",
    };

    private static string LibraryOf(Backend backend) => backend switch
    {
        Backend.TensorRT10 => "libnvinfer.so.10",
        Backend.TensorRT11 => "libnvinfer.so.11",
        _ => "libtensorrt_rtx.so.1",
    };
}
