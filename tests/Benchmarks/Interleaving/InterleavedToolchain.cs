using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// BenchmarkDotNet's own way is one benchmark after the other: minutes lie between the two halves of a ratio, and on a
/// shared machine other work comes and goes meanwhile. Here the benchmarks of a class take turns. In this process:
/// BenchmarkDotNet's own builds would not find projects whose output lies in artifacts/.
/// </summary>
internal sealed class InterleavedToolchain() : Toolchain(
    "Interleaved", InProcessNoEmitToolchain.Instance.Generator, InProcessNoEmitToolchain.Instance.Builder,
    new InterleavedExecutor())
{
    public override bool IsInProcess => true;
}
