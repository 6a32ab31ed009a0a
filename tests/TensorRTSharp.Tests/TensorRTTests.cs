using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests;

internal sealed class TensorRTTests
{
    [Test]
    public void The_cpu_backend_says_what_it_is()
    {
        TensorRT library = CpuBackend.Require();
        Assert.That(library.Backend, Is.EqualTo(Backend.Cpu));
        Assert.That(library.Version, Is.GreaterThanOrEqualTo(new Version(1, 17)));
        Assert.That(Path.GetFileName(library.LibraryPath), Does.Contain("onnxruntime"));
        Assert.That(library.ToString(), Is.EqualTo($"Cpu {library.Version}"));
    }

    [Test]
    public void Opening_the_same_library_again_gives_the_same_object()
    {
        TensorRT library = CpuBackend.Require();
        Assert.That(TensorRT.Open(Backend.Cpu), Is.SameAs(library));
        Assert.That(TensorRT.Open(Backend.Cpu, library.LibraryPath), Is.SameAs(library));
    }

    [Test]
    public void A_library_that_is_not_there_is_named()
    {
        _ = CpuBackend.Require();
        Assert.That(
            () => TensorRT.Open(Backend.Cpu, "/no/such/libonnxruntime.so"),
            Throws.TypeOf<NativeLibraryNotFoundException>().With.Message.Contains("/no/such/libonnxruntime.so")
                .And.Property(nameof(TensorRTException.Status)).EqualTo(TensorRTStatus.LibraryNotFound));
    }

    [Test]
    public void A_backend_that_does_not_exist_is_refused() =>
        Assert.That(
            () => TensorRT.Open((Backend)5),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("TensorRTRtx"));

    [Test]
    public void A_negative_size_is_refused()
    {
        TensorRT library = CpuBackend.Require();
        Assert.That(() => library.AllocateBuffer(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
