using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Discovery;

/// <summary>NVIDIA's own libraries, where TRTSHARP_TEST_SDK names their folder.</summary>
[Level("1")]
internal sealed class RealLibraryDiscoveryTests
{
    [Test]
    public void TensorRT_and_TensorRT_RTX_are_found_with_what_goes_with_them()
    {
        string sdk = RequireSdk();
        string[] folders =
            OperatingSystem.IsWindows() ? [Path.Combine(sdk, "rtx1-win")] : [Path.Combine(sdk, "trt10"), Path.Combine(sdk, "rtx1")];
        using NativeEnvironment variable = new("TRTSHARP_TENSORRT", string.Join(Path.PathSeparator, folders));
        LibraryDiscovery found = TensorRT.Discover();
        DiscoveredLibrary rtx = found.Single(library => library.Backend == Backend.TensorRTRtx);
        Assert.That(rtx.Version, Is.EqualTo(new Version(1, 7, 1, 116)));
        Assert.That(rtx.IsSupported);
        Assert.That(rtx.Reason, Is.Null);
        Assert.That(rtx.PluginPath, Is.Null);
        Assert.That(Path.GetDirectoryName(rtx.ParserPath), Is.EqualTo(folders[^1]));
        Assert.That(
            rtx.ToString(), Is.EqualTo($"TensorRTRtx 1.7.1.116: {rtx.Path} (TRTSHARP_TENSORRT; with ONNX parser)"));
        Assert.That(TensorRT.Open(Backend.TensorRTRtx).LibraryPath, Is.EqualTo(rtx.Path));
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        DiscoveredLibrary tensorRT = found.Single(library => library.Backend == Backend.TensorRT10);
        Assert.That(tensorRT.Path, Is.EqualTo(Path.Combine(folders[0], "libnvinfer.so.10")));
        Assert.That(tensorRT.Version, Is.EqualTo(new Version(10, 6, 0, 26)));
        Assert.That(tensorRT.ParserPath, Is.EqualTo(Path.Combine(folders[0], "libnvonnxparser.so.10")));
        Assert.That(tensorRT.PluginPath, Is.EqualTo(Path.Combine(folders[0], "libnvinfer_plugin.so.10")));
        Assert.That(
            tensorRT.ToString(),
            Is.EqualTo(
                $"TensorRT10 10.6.0.26: {tensorRT.Path} (TRTSHARP_TENSORRT; with ONNX parser and plugins)"));
        Assert.That(TensorRT.Open(Backend.TensorRT10).Version, Is.EqualTo(new Version(10, 6, 0)));
    }

    [Test]
    public void What_is_there_of_another_version_is_a_version_exception()
    {
        string sdk = RequireSdk();
        string folder = Path.Combine(sdk, OperatingSystem.IsWindows() ? "rtx1-win" : "rtx1");
        string file = Directory.EnumerateFiles(folder).First(file => !file.Contains("parser", StringComparison.Ordinal));
        Assert.That(
            () => TensorRT.Open(Backend.TensorRT11, file),
            Throws.TypeOf<TensorRTVersionException>().With.Message.Contains(
                $"{file}: is version 1.7.1.116 of TensorRT-RTX, but TensorRT 11.0 or newer of the same major is needed"));
    }

    private static string RequireSdk()
    {
        string? sdk = Environment.GetEnvironmentVariable("TRTSHARP_TEST_SDK");
        Prerequisite.Require("1", !string.IsNullOrEmpty(sdk), "TRTSHARP_TEST_SDK names no folder with NVIDIA's libraries");
        return Path.GetFullPath(sdk);
    }
}
