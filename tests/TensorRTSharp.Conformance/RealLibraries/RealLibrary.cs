using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>NVIDIA's own libraries, where the folder that TRTSHARP_TEST_SDK names has them.</summary>
internal static class RealLibrary
{
    private const string FolderVariable = "TRTSHARP_TEST_SDK";

    public static string RtxFile => OperatingSystem.IsWindows() ? "rtx1-win/tensorrt_rtx_1_7.dll" : "rtx1/libtensorrt_rtx.so.1";

    public static TensorRT Rtx => TensorRT.Open(Backend.TensorRTRtx, PathOf(RtxFile));

    public static TensorRT TensorRT10
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Ignore("TensorRT 10 is tested on Linux: its library for Windows is not at hand");
            }

            return TensorRT.Open(Backend.TensorRT10, PathOf("trt10/libnvinfer.so.10"));
        }
    }

    public static bool HasGpu => File.Exists("/dev/nvidia0");

    private static string PathOf(string file)
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Prerequisite.Require("1", !string.IsNullOrEmpty(folder), $"{FolderVariable} names no folder with NVIDIA's libraries");
        string path = Path.Combine(folder!, file);
        Prerequisite.Require("1", File.Exists(path), $"{FolderVariable} lacks {file}");
        return path;
    }
}
