using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Devices;

internal sealed class DeviceModuleTests
{
    private const string Ptx =
        ".version 6.0\n.target sm_70\n"
        + ".visible .entry clamp01(.param .u64 x, .param .u64 y, .param .f32 slope, .param .u32 count) { ret; }";

    [Test]
    public void The_CPU_backend_has_no_kernels_and_says_so()
    {
        TensorRT library = CpuBackend.Require();
        Assert.That(
            () => DeviceModule.LoadPtx(library, Ptx),
            Throws.InstanceOf<TensorRTNotSupportedException>().With.Message.Contains("cpu"));
    }

    [Test]
    [Level("3")]
    public void A_kernel_is_launched_with_arguments_of_its_types_and_allocates_nothing()
    {
        TensorRT library = TensorRT.Open(Backend.TensorRT10, FakeTensorRT.Require("trt10").Path);
        using DeviceModule module = DeviceModule.LoadPtx(library, Ptx);
        DeviceKernel kernel = module.GetKernel("clamp01");
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer x = library.AllocateBuffer(4 * sizeof(float));
        using DeviceBuffer y = library.AllocateBuffer(4 * sizeof(float));
        x.CopyFrom<float>([-1, 0.5f, 1, 8]);
        for (int warmUp = 0; warmUp < 100; warmUp++)
        {
            Launch();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 100; run++)
        {
            Launch();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        stream.Synchronize();
        var clamped = new float[4];
        y.CopyTo<float>(clamped);
        Assert.That(clamped, Is.EqualTo(new[] { 0, 0.25f, 0.5f, 1 }));

        void Launch() => kernel.Launch(stream.Handle, 1, 4, x.Address, y.Address, 0.5f, 4);
    }

    [Test]
    [Level("3")]
    public void What_is_wrong_with_a_module_or_a_launch_is_said()
    {
        TensorRT library = TensorRT.Open(Backend.TensorRT10, FakeTensorRT.Require("trt10").Path);
        using DeviceModule module = DeviceModule.LoadPtx(library, Ptx);
        using DeviceStream stream = library.CreateStream();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(
            () => DeviceModule.LoadPtx(library, "no ptx"), Throws.ArgumentException.With.Message.Contains("ptxas fatal"));
        Assert.That(() => DeviceModule.Load(library, []), Throws.ArgumentException);
        Assert.That(() => module.GetKernel("other"), Throws.InstanceOf<TensorRTException>().With.Message.Contains("'other'"));
        Assert.That(() => module.GetKernel("clamp01").Launch(stream.Handle, 0, 1), Throws.ArgumentException);
    }
}
