using System.ComponentModel;
using BenchmarkDotNet.Attributes;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Benchmarks;

/// <summary>One call of a method that returns a field of its object, through the SafeHandle that owns the object.</summary>
[MemoryDiagnoser]
[Description("call through a handle")]
public class HandleCallBenchmarks
{
    private const int Calls = 10_000;

    private readonly nint _getNative = CppCalls.AddressOf("trts_stream_get_native");
    private DeviceStream _stream = null!;
    private StreamHandle _handle = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _stream = TensorRT.Open(Backend.Cpu).CreateStream();
        _handle = _stream.SafeHandle;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Cpp() => CppCalls.GetNative(_getNative, _handle.DangerousGetHandle(), Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void CSharp()
    {
        for (int i = 0; i < Calls; i++)
        {
            _ = NativeMethods.StreamGetNative(_handle);
        }
    }

    [GlobalCleanup]
    public void CleanUp() => _stream.Dispose();
}
