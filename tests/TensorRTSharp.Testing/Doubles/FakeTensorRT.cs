using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace TensorRTSharp.Testing;

/// <summary>
/// The fake TensorRT of one family, and its control surface (tests/doubles/tensorrt/fake_tensorrt.h).
/// <see cref="FolderVariable"/> names the folder of all of them; a process that uses them uses the fake CUDA driver, and so
/// none of NVIDIA's libraries.
/// </summary>
public sealed class FakeTensorRT
{
    public const string FolderVariable = "TRTSHARP_TEST_DOUBLES";

    private static readonly ConcurrentDictionary<string, FakeTensorRT> Opened = new();

    private readonly nint _library;

    private FakeTensorRT(string path)
    {
        Path = path;
        _library = NativeLibrary.Load(path);
    }

    private delegate long Count();

    private delegate long CountOf([MarshalAs(UnmanagedType.LPUTF8Str)] string? name);

    private delegate long Text(long index, byte[]? text, long size);

    private delegate void Action();

    private delegate int CallBack([MarshalAs(UnmanagedType.LPUTF8Str)] string interfaceName, nint target);

    private delegate int Fault(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string method, int skip, int count, int outcome, int sleepMilliseconds,
        int logSeverity, [MarshalAs(UnmanagedType.LPUTF8Str)] string? logLine);

    public static IReadOnlyList<string> Families { get; } = ["trt10", "trt11", "rtx1"];

    public string Path { get; }

    /// <summary>Those into TensorRT, and those back to the application.</summary>
    public IReadOnlyList<(string Method, string Result)> Calls
    {
        get
        {
            var calls = new (string, string)[Function<Count>("call_count")()];
            for (int i = 0; i < calls.Length; i++)
            {
                calls[i] = (TextAt("call_method", i), TextAt("call_result", i));
            }

            return calls;
        }
    }

    public long FaultHits => Function<Count>("fault_hits")();

    public IReadOnlyList<string> Traps =>
        [.. Enumerable.Range(0, (int)Function<Count>("trap_count")()).Select(index => TextAt("trap_text", index))];

    /// <summary>What is alive, by name: "IHostMemory#3".</summary>
    public IReadOnlyList<string> Living =>
        [.. Enumerable.Range(0, (int)Function<CountOf>("live")(null)).Select(index => TextAt("live_name", index))];

    /// <summary>Ends the test as skipped where there are no doubles, or as failed where level 3 must not be skipped.</summary>
    public static FakeTensorRT Require(string family)
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Prerequisite.Require("3", !string.IsNullOrEmpty(folder), $"{FolderVariable} names no folder with doubles");
        string library = family switch
        {
            "trt10" => "libnvinfer.so.10",
            "trt11" => "libnvinfer.so.11",
            _ => "libtensorrt_rtx.so.1",
        };
        return Opened.GetOrAdd(System.IO.Path.Combine(folder, family, library), static path => new FakeTensorRT(path));
    }

    /// <summary>Calls every method of an application's object once.</summary>
    /// <returns>How many; -1 where the family has no such interface.</returns>
    public int CallBackAll(string interfaceName, nint target) =>
        Function<CallBack>("call_back")(interfaceName, target);

    /// <returns>False where there is no such method, or it cannot fail like that.</returns>
    public bool AddFault(string method, FakeOutcome outcome, int skip = 0, int count = 1, string? logLine = null) =>
        Function<Fault>("add_fault")(method, skip, count, (int)outcome, 0, 1, logLine) != 0;

    public void ClearCalls() => Function<Action>("clear_calls")();

    public void ClearFaults() => Function<Action>("clear_faults")();

    public void ClearTraps() => Function<Action>("clear_traps")();

    private string TextAt(string function, long index)
    {
        Text text = Function<Text>(function);
        long length = text(index, null, 0);
        if (length <= 0)
        {
            return "";
        }

        var bytes = new byte[length + 1];
        _ = text(index, bytes, bytes.Length);
        return Encoding.UTF8.GetString(bytes, 0, (int)length);
    }

    private T Function<T>(string name)
        where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, $"fake_tensorrt_{name}"));
}
