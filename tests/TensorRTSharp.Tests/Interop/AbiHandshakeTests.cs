using System.Runtime.InteropServices;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop;

internal sealed class AbiHandshakeTests
{
    [TestCase(AbiHandshake.MajorVersion, AbiHandshake.MinorVersion, true)]
    [TestCase(AbiHandshake.MajorVersion, AbiHandshake.MinorVersion + 1, true)]
    [TestCase(AbiHandshake.MajorVersion, AbiHandshake.MinorVersion - 1, false)]
    [TestCase(AbiHandshake.MajorVersion + 1, AbiHandshake.MinorVersion, false)]
    [TestCase(AbiHandshake.MajorVersion - 1, AbiHandshake.MinorVersion, false)]
    public void The_same_major_and_no_older_minor_serve(int major, int minor, bool serves) =>
        Assert.That(AbiHandshake.Serves(major, minor), Is.EqualTo(serves));

    [Test]
    public void The_library_that_was_found_serves()
    {
        _ = CpuBackend.Require();
        (int major, int minor) = NativeMethods.VersionGetAbi();
        Assert.That(AbiHandshake.Serves(major, minor));
        Assert.That(NativeMethods.VersionGetPackage(), Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public void A_library_of_somebody_else_is_refused_by_name()
    {
        string path = CpuBackend.Require().LibraryPath;
        Assert.That(
            () => AbiHandshake.Check(NativeLibrary.Load(path), path),
            Throws.TypeOf<TensorRTVersionException>().With.Message.Contains(path));
    }
}
