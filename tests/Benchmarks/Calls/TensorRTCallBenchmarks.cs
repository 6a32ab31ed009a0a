using System.ComponentModel;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// One call of a method of TensorRT's, C# → C ABI → dispatch → virtual function of the fake TensorRT-RTX, over a C++
/// program's virtual call of the same function. What the library costs is the difference: the fake takes its time, too.
/// </summary>
[MemoryDiagnoser]
[Description("call of TensorRT's")]
public class TensorRTCallBenchmarks
{
    private const int Calls = 10_000;

    private Builder _builder = null!;
    private Network _network = null!;
    private nint _native;
    private QuietFunction _quiet = null!;

    private delegate void QuietFunction(int change);

    private delegate nint AddressFunction(long index);

    [GlobalSetup]
    public void SetUp()
    {
        string path = Path.Combine(Repository.Artifacts, "native", "release", "doubles", "rtx1", "libtensorrt_rtx.so.1");
        TensorRT library = TensorRT.Open(Backend.TensorRTRtx, path);
        nint fake = NativeLibrary.Load(path);
        AddressFunction address = Function<AddressFunction>(fake, "fake_tensorrt_live_address");
        _builder = library.CreateBuilder();
        HashSet<nint> before = [.. Living(address)];
        _network = _builder.CreateNetwork();
        _native = Living(address).Single(found => !before.Contains(found));
        _quiet = Function<QuietFunction>(fake, "fake_tensorrt_quiet");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Cpp()
    {
        _quiet(1); // for this thread
        CppCalls.GetNbInputs(_native, Calls);
        _quiet(-1);
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public void CSharp()
    {
        _quiet(1);
        NetworkHandle handle = _network.Handle;
        for (int i = 0; i < Calls; i++)
        {
            _ = NativeMethods.NetworkGetNbInputs(handle);
        }

        _quiet(-1);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _network.Dispose();
        _builder.Dispose();
    }

    private static IEnumerable<nint> Living(AddressFunction address)
    {
        for (long index = 0; address(index) is not 0 and var found; index++)
        {
            yield return found;
        }
    }

    private static T Function<T>(nint library, string name)
        where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
