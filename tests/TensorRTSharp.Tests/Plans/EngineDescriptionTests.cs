using System.Text.Json;
using NUnit.Framework;

namespace TensorRTSharp.Tests.Plans;

internal sealed class EngineDescriptionTests
{
    private static readonly EngineDescription Full = new()
    {
        Maker = Backend.TensorRTRtx,
        LibraryVersion = "1.7.1",
        TensorRTSharpVersion = "0.1.0",
        Platform = "linux-x64",
        Device = new DescribedDevice("NVIDIA RTX \"4090\"", "8.9"),
        TargetComputeCapabilities = ["8.9", "12.0"],
        Model = new DescribedModel("größe.onnx", 3_000_000_000, "abc"),
        Precision = "Fp16",
        Options = [new DescribedOption("workspace", "4 GiB"), new DescribedOption("a", "b\nc")],
        Profiles = [new DescribedProfile(
            [new DescribedRange("x", [1, 3], [2, 3], [8, 3]), new DescribedRange("n", [1], [2], [3]) { AreValues = true }])],
        Inputs = [new DescribedTensor("x", DataType.Half, [-1, 3]), new DescribedTensor("scalar", DataType.Int64, [])],
        Outputs = [new DescribedTensor("y", DataType.Float, null)],
        BuiltAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        BuildDuration = TimeSpan.FromSeconds(12.5),
    };

    [Test]
    public void Json_brings_back_every_value()
    {
        EngineDescription read = EngineDescription.FromJson(Full.ToJson());
        Assert.That(read.ToJson(), Is.EqualTo(Full.ToJson()));
        Assert.That(read.Maker, Is.EqualTo(Backend.TensorRTRtx));
        Assert.That(read.Device, Is.EqualTo(Full.Device));
        Assert.That(read.Model, Is.EqualTo(Full.Model));
        Assert.That(read.Options, Is.EqualTo(Full.Options));
        Assert.That(read.TargetComputeCapabilities, Is.EqualTo(Full.TargetComputeCapabilities));
        Assert.That(read.Profiles[0].Ranges[0].Max, Is.EqualTo(new long[] { 8, 3 }));
        Assert.That(read.Profiles[0].Ranges.Select(static range => range.AreValues), Is.EqualTo(new[] { false, true }));
        Assert.That(read.Inputs[1].Shape, Is.Empty);
        Assert.That(read.Outputs[0].Shape, Is.Null);
        Assert.That(read.BuiltAt, Is.EqualTo(Full.BuiltAt));
        Assert.That(read.BuildDuration, Is.EqualTo(Full.BuildDuration));
        Assert.That(read.Precision, Is.EqualTo("Fp16"));
        Assert.That(read.Platform, Is.EqualTo("linux-x64"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"maker":"Cpu"}""")]
    [TestCase("""{"maker":"Cpu","libraryVersion":null}""")]
    [TestCase("""{"maker":"Cpu","libraryVersion":"1","inputs":null}""")]
    [TestCase("""{"maker":"Cpu","libraryVersion":"1","inputs":[{"name":"x"}]}""")]
    [TestCase("""{"maker":"Cpu","libraryVersion":"1","inputs":[{"name":"x","dataType":"Float","shape":[1.5]}]}""")]
    [TestCase("""{"maker":"Cpu","libraryVersion":"1","options":{"a":1}}""")]
    [TestCase("""{"maker":"Cpu","libraryVersion":"1","options":["a"]}""")]
    public void What_is_no_description_is_refused(string json) =>
        Assert.That(() => EngineDescription.FromJson(json), Throws.InstanceOf<JsonException>());
}
