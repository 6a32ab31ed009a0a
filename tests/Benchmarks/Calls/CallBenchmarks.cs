using System.ComponentModel;
using BenchmarkDotNet.Attributes;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Benchmarks;

/// <summary>One call of the simplest function of the C ABI, as the library calls it, over a C++ program's call.</summary>
[MemoryDiagnoser]
[Description("call without arguments")]
public class CallBenchmarks
{
    private const int Calls = 10_000;

    private readonly nint _nop = CppCalls.AddressOf("trts_version_nop");

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Cpp() => CppCalls.Nop(_nop, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void CSharp()
    {
        for (int i = 0; i < Calls; i++)
        {
            NativeMethods.VersionNop();
        }
    }
}
