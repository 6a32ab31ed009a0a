using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>Allocators that are set to the real TensorRT-RTX, on a machine without a GPU.</summary>
[Level("1")]
internal sealed class RtxGpuAllocatorTests
{
    [Test]
    public void A_build_without_a_GPU_asks_the_allocator_for_nothing()
    {
        Recording allocator = new();
        LiveNative before = LiveNative.Settled();
        using (RtxDigits digits = new())
        {
            digits.Builder.GpuAllocator = allocator;
            Assert.That(digits.Build(), Is.Not.Empty);
            Assert.That(digits.Builder.GpuAllocator, Is.SameAs(allocator));
        }

        TestContext.Out.WriteLine(string.Join('\n', allocator.Calls));
        Assert.That(allocator.Calls, Is.Empty, "kernels are compiled, and not timed");
        Assert.That(LiveNative.Settled(), Is.EqualTo(before));
    }

    [Test]
    public void A_runtime_takes_an_allocator_and_lets_it_go()
    {
        Recording allocator = new();
        LiveNative before = LiveNative.Settled();
        using (Runtime runtime = RealLibrary.Rtx.CreateRuntime())
        {
            runtime.GpuAllocator = allocator;
            Assert.That(runtime.GpuAllocator, Is.SameAs(allocator));
            runtime.GpuAllocator = null;
        }

        Assert.That(LiveNative.Settled(), Is.EqualTo(before));
        Assert.That(allocator.Calls, Is.Empty, "nothing is loaded without a GPU");
    }

    private sealed class Recording : IGpuAllocator
    {
        public ConcurrentQueue<string> Calls { get; } = new();

        public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
            Called(0, $"{byteLength} bytes aligned to {alignment}");

        public bool Deallocate(nint memory) => Called(true, "");

        private T Called<T>(T answer, string what, [CallerMemberName] string method = "")
        {
            Calls.Enqueue($"{method} {what}");
            return answer;
        }
    }
}
