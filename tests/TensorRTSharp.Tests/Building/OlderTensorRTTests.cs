using NUnit.Framework;

namespace TensorRTSharp.Tests.Building;

internal sealed class OlderTensorRTTests
{
    private static readonly Version Version = new(10, 14, 1);

    [TestCase(Backend.TensorRT10, "10.14.1", 10, 15, true)]
    [TestCase(Backend.TensorRT10, "10.15.0", 10, 15, false)]
    [TestCase(Backend.TensorRT10, "10.16.2", 10, 15, false)]
    [TestCase(Backend.TensorRT10, "10.16.2", 11, 0, true)]
    [TestCase(Backend.TensorRT11, "11.0.0", 11, 0, false)]
    [TestCase(Backend.TensorRTRtx, "1.5.0", 11, 0, false)]
    [TestCase(Backend.Cpu, "1.31.1", 10, 15, false)]
    public void Only_TensorRT_10_can_be_too_old(Backend backend, string version, int major, int minor, bool isOlder) =>
        Assert.That(OlderTensorRT.Is(backend, Version.Parse(version), major, minor), Is.EqualTo(isOlder));

    [TestCase(CausalMaskKind.None, false)]
    [TestCase(CausalMaskKind.UpperLeft, true)]
    public void There_was_one_causal_mask(CausalMaskKind kind, bool isCausal) =>
        Assert.That(OlderTensorRT.IsCausal(kind, Version), Is.EqualTo(isCausal));

    [Test]
    public void Another_causal_mask_is_refused() =>
        Assert.That(
            () => OlderTensorRT.IsCausal(CausalMaskKind.LowerRight, Version),
            Throws.TypeOf<TensorRTNotSupportedException>()
                .With.Message.Contains("LowerRight").And.Message.Contains("10.14.1"));

    [TestCase(new long[] { 1, 16 }, 1, 16)]
    [TestCase(new long[] { 32, 1, 1 }, 0, 32)]
    [TestCase(new long[] { 1, 1, 16 }, 2, 16)]
    public void Blocks_extended_along_one_dimension(long[] blockShape, int axis, int size) =>
        Assert.That(OlderTensorRT.SingleBlockedAxis(blockShape, Version), Is.EqualTo((axis, size)));

    [TestCase(new long[0])]
    [TestCase(new long[] { 1, 1 })]
    [TestCase(new long[] { 2, 16 })]
    [TestCase(new long[] { 1, -1 })]
    [TestCase(new long[] { 0, 1 })]
    [TestCase(new long[] { 1, 1L << 32 })]
    public void Other_blocks_are_refused(long[] blockShape) =>
        Assert.That(
            () => OlderTensorRT.SingleBlockedAxis(blockShape, Version),
            Throws.TypeOf<TensorRTNotSupportedException>()
                .With.Message.Contains("10.15").And.Message.Contains("10.14.1"));
}
