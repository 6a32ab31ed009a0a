using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Config;

/// <summary>What a runtime of the real TensorRT-RTX can be asked and told without a GPU.</summary>
[Level("1")]
internal sealed class RtxRuntimeTests
{
    [Test]
    public void Settings_are_kept()
    {
        using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
        Assert.Multiple(() =>
        {
            Assert.That(runtime.EngineHostCodeAllowed, Is.False);
            Assert.That(runtime.MaxThreads, Is.EqualTo(1));
            Assert.That(runtime.DlaCore, Is.EqualTo(-1));
            Assert.That(runtime.DlaCoreCount, Is.Zero);
            Assert.That(runtime.TemporaryDirectory, Is.Null);
            Assert.That(runtime.DefersWeightsLoading, Is.False);
            Assert.That(runtime.GetTempfileControlFlags(), Is.EqualTo(Enum.GetValues<TempfileControlFlag>()));
        });
        runtime.EngineHostCodeAllowed = true;
        runtime.MaxThreads = 2;
        runtime.DlaCore = 0;
        runtime.TemporaryDirectory = Path.GetTempPath();
        runtime.DefersWeightsLoading = true;
        runtime.SetTempfileControlFlags(TempfileControlFlag.AllowTemporaryFiles);
        Assert.Multiple(() =>
        {
            Assert.That(runtime.EngineHostCodeAllowed, Is.True);
            Assert.That(runtime.MaxThreads, Is.EqualTo(2));
            Assert.That(runtime.DlaCore, Is.EqualTo(-1), "there is none");
            Assert.That(runtime.TemporaryDirectory, Is.EqualTo(Path.GetTempPath()));
            Assert.That(runtime.DefersWeightsLoading, Is.True);
            Assert.That(runtime.GetTempfileControlFlags(), Is.EqualTo(new[] { TempfileControlFlag.AllowTemporaryFiles }));
        });
    }

    [Test]
    [LibraryRefuses]
    public void The_header_of_a_plan_is_looked_at()
    {
        using RtxDigits digits = new();
        byte[] plan = digits.Build();
        using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
        Assert.That(runtime.EngineHeaderSize, Is.EqualTo(64));
        Assert.That(Validity(plan.AsSpan(0, 64)), Is.EqualTo(Validity(plan)), "it looks at the header only");
        Assert.That(Validity(plan.AsSpan(0, 63)), Is.EqualTo((EngineValidity.Invalid, EngineInvalidityDiagnostics.MalformedEngine)));
        Assert.That(Validity([]), Is.EqualTo((EngineValidity.Invalid, EngineInvalidityDiagnostics.MalformedEngine)));
        Assert.That(Validity(new byte[1000]), Is.EqualTo((EngineValidity.Invalid, EngineInvalidityDiagnostics.MalformedEngine)));

        (EngineValidity, EngineInvalidityDiagnostics) Validity(ReadOnlySpan<byte> header) =>
            (runtime.GetEngineValidity(header, out EngineInvalidityDiagnostics diagnostics), diagnostics);
    }

    [Test]
    [LibraryRefuses]
    public void Without_a_GPU_a_plan_is_invalid_for_no_reason_that_is_its_own()
    {
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        using RtxDigits digits = new();
        using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
        EngineValidity validity = runtime.GetEngineValidity(digits.Build(), out EngineInvalidityDiagnostics diagnostics);
        Assert.That(validity, Is.EqualTo(EngineValidity.Invalid));
        Assert.That(diagnostics, Is.EqualTo(default(EngineInvalidityDiagnostics)));
    }

    [Test]
    public void A_plan_is_refused_by_every_road_with_what_is_missing()
    {
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        using RtxDigits digits = new();
        using SerializedEngine plan = digits.Builder.BuildSerializedNetwork(digits.Network, digits.Config);
        byte[] bytes = plan.ToArray();
        string file = Path.GetTempFileName();
        using MemoryStream stream = new(bytes);
        try
        {
            plan.Save(file);
            using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
            foreach (Func<Engine> load in new Func<Engine>[]
                {
                    () => runtime.DeserializeEngine(plan), () => runtime.DeserializeEngine(bytes),
                    () => runtime.DeserializeEngine(stream), () => runtime.LoadEngine(file),
                })
            {
                Assert.That(
                    () => load().Dispose(),
                    Throws.TypeOf<EngineLoadException>().With.Message.Contains("builds engines without a GPU, but loads them only with one"));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    [LibraryRefuses]
    public void A_runtime_that_is_not_there_cannot_be_loaded()
    {
        using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
        Assert.That(
            () => runtime.LoadRuntime("/no/such/runtime.so"),
            Throws.TypeOf<EngineLoadException>().With.Message.Contains("/no/such/runtime.so"));
        Assert.That(() => runtime.MaxThreads = 0, Throws.ArgumentException.With.Message.Contains("maxThreads > 0"));
    }
}
