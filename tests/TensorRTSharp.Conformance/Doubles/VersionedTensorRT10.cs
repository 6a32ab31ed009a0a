using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Doubles;

/// <summary>The fake TensorRT 10 (tests/doubles) as some version of it, which counts calls.</summary>
internal sealed class VersionedTensorRT10
{
    private const string FolderVariable = "TRTSHARP_TEST_DOUBLES";

    private static readonly ConcurrentDictionary<string, VersionedTensorRT10> Opened = new();

    private readonly CountOf _callsOf;

    private VersionedTensorRT10(string version, string folder)
    {
        // Another version is a copy of the libraries, with a file that says which.
        string copies = Directory.CreateTempSubdirectory($"tensorrt-{version}-").FullName;
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, Path.Combine(copies, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(copies, "version.txt"), version);
        string path = Path.Combine(copies, "libnvinfer.so.10");
        Library = TensorRT.Open(Backend.TensorRT10, path);
        _callsOf = Marshal.GetDelegateForFunctionPointer<CountOf>(
            NativeLibrary.GetExport(NativeLibrary.Load(path), "fake_tensorrt_calls_of"));
        Directory.Delete(copies, recursive: true); // what is loaded stays
    }

    private delegate long CountOf([MarshalAs(UnmanagedType.LPUTF8Str)] string method);

    public TensorRT Library { get; }

    public static VersionedTensorRT10 Require(string version)
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Prerequisite.Require("3", !string.IsNullOrEmpty(folder), $"{FolderVariable} names no folder with doubles");
        return Opened.GetOrAdd(version, _ => new VersionedTensorRT10(version, Path.Combine(folder, "trt10")));
    }

    /// <summary>How often <paramref name="act"/> calls a method.</summary>
    public long CallsOf(string method, Action act)
    {
        long before = _callsOf(method);
        act();
        return _callsOf(method) - before;
    }
}
