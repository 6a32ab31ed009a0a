using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>Errors of the real TensorRT-RTX, on their way to the application's recorder.</summary>
[Level("1")]
[LibraryRefuses]
internal sealed class RtxErrorRecorderTests
{
    private static readonly string[] Methods =
    [
        nameof(IErrorRecorder.Count), nameof(IErrorRecorder.HasOverflowed), nameof(IErrorRecorder.GetErrorCode),
        nameof(IErrorRecorder.GetErrorDescription), nameof(IErrorRecorder.Clear), nameof(IErrorRecorder.ReportError),
    ];

    [Test]
    public void Errors_of_a_failing_build_arrive_with_code_and_text()
    {
        CountingRecorder recorder = new();
        using RtxDigits digits = new(recorder: recorder);
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => digits.BuildNothing());

        // What is wrong in TensorRT's own words; NvInfer.h: kINVALID_CONFIG is 4, as is "Error Code 4".
        Assert.That(recorder.Recorded.Select(error => error.Code), Does.Contain(ErrorCode.InvalidConfig));
        RecordedError error = recorder.Recorded.First(error => error.Code == ErrorCode.InvalidConfig);
        Assert.That(error.Description, Does.Contain("API Usage Error").And.Contain("at least one output"));
        Assert.That(failure!.Message, Does.Contain(error.Description));
        Assert.That(recorder.CallsOf(nameof(recorder.ReportError)), Is.EqualTo(recorder.Recorded.Length).And.Positive);
    }

    [Test]
    public void A_network_tells_its_own_recorder_what_it_refuses()
    {
        CountingRecorder ofBuilder = new();
        CountingRecorder ofNetwork = new();
        using RtxDigits digits = new(recorder: ofBuilder);
        digits.Network.ErrorRecorder = ofNetwork;
        Assert.That(digits.Network.ErrorRecorder, Is.SameAs(ofNetwork));
        Assert.That(
            () => digits.Network.AddUnary(digits.Network.Inputs[0], (UnaryOperation)77),
            Throws.InstanceOf<TensorRTNotSupportedException>(), "refused before TensorRT is asked");
        Assert.That(ofNetwork.Recorded, Is.Empty);
        Tensor input = digits.Network.Inputs[0];
        ArgumentException? refused = Assert.Throws<ArgumentException>(() => digits.Network.AddLrn(input, 100, 1, 1, 1));
        Assert.That(ofNetwork.Recorded, Is.Not.Empty);
        Assert.That(refused!.Message, Does.Contain(ofNetwork.Recorded[0].Description));
        Assert.That(ofBuilder.Recorded, Is.Empty, "the network's recorder is its own");
    }

    [Test]
    public void What_a_builder_makes_reports_to_its_recorder()
    {
        CountingRecorder recorder = new();
        using RtxDigits digits = new(recorder: recorder);
        Assert.That(digits.Builder.ErrorRecorder, Is.SameAs(recorder));
        Assert.That(digits.Network.ErrorRecorder, Is.Null, "TensorRT hands on where errors go, not the recorder itself");
        AssertReported(() => digits.Config.OptimizationLevel = -1, "level >= 0");
        AssertReported(() => digits.Builder.CreateOptimizationProfile().ExtraMemoryTarget = 2, "target <= 1");
        AssertReported(() => digits.Network.AddLrn(digits.Network.Inputs[0], 100, 1, 1, 1), "window");

        void AssertReported(Action refused, string words)
        {
            int before = recorder.Recorded.Length;
            ArgumentException? refusal = Assert.Catch<ArgumentException>(() => refused());
            Assert.That(
                recorder.Recorded[before..],
                Has.Some.Matches<RecordedError>(error =>
                    error.Code == ErrorCode.InvalidArgument && error.Description.Contains(words, StringComparison.OrdinalIgnoreCase)
                    && refusal!.Message.Contains(error.Description, StringComparison.Ordinal)));
        }
    }

    [Test]
    public void A_runtime_tells_its_recorder()
    {
        CountingRecorder recorder = new();
        using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
        runtime.ErrorRecorder = recorder;
        Assert.That(runtime.ErrorRecorder, Is.SameAs(recorder));
        Assert.That(() => runtime.MaxThreads = 0, Throws.ArgumentException);
        Assert.That(recorder.Recorded.Select(error => error.Code), Does.Contain(ErrorCode.InvalidArgument));
        runtime.ErrorRecorder = null;
        Assert.That(runtime.ErrorRecorder, Is.Null);
    }

    [Test]
    public void A_recorder_is_read_and_cleared_by_whoever_owns_it()
    {
        ErrorRecorder recorder = new(capacity: 1);
        using RtxDigits digits = new(recorder: recorder);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.That(() => digits.BuildNothing(), Throws.InstanceOf<EngineBuildException>());
        }

        Assert.That(recorder.Count, Is.EqualTo(1));
        Assert.That(recorder.HasOverflowed, Is.True);
        recorder.Clear();
        Assert.That(recorder.Count, Is.Zero);
        Assert.That(digits.Build(), Is.Not.Empty);
        Assert.That(recorder.ToArray(), Is.Empty, "a build that succeeds has no errors");
    }

    [TestCaseSource(nameof(Methods))]
    public void An_exception_in_a_method_arrives_once_and_the_next_build_works(string method)
    {
        CountingRecorder recorder = new() { Throws = (method, new TimeoutException("from the recorder")) };
        using RtxDigits digits = new(recorder: recorder);
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => digits.BuildNothing());

        // The library of 1.7 reports errors and asks for nothing else during a build.
        bool called = recorder.CallsOf(method) > 0;
        Assert.That(called, Is.EqualTo(method == nameof(IErrorRecorder.ReportError)), () => $"{method} was called");
        Assert.That(failure!.InnerException, called ? Is.InstanceOf<TimeoutException>() : Is.Null);
        Assert.That(digits.Build(), Is.Not.Empty, "the next build works, and does not tell of it again");
    }

    [Test]
    public void References_that_TensorRT_counts_are_balanced()
    {
        CountedReferences counted = new();
        using (RtxDigits digits = new())
        using (ErrorRecorderHandle handle = counted.Create(RealLibrary.Rtx.Library))
        {
            digits.Network.Handle.KeepAlive(handle);
            NativeMethods.NetworkSetErrorRecorder(digits.Network.Handle, handle);
            Assert.That(counted.References, Is.Positive, "while the network has it");
            NativeMethods.NetworkSetErrorRecorder(digits.Network.Handle, null);
            Assert.That(counted.References, Is.Zero, "after another one was set");
            NativeMethods.NetworkSetErrorRecorder(digits.Network.Handle, handle);
            Assert.That(() => digits.Build(), Throws.Nothing);
        }

        Assert.That(counted.References, Is.Zero, "after the network is gone");
        Assert.That(counted.Taken, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public void Nothing_is_left_of_a_recorder_after_its_owner()
    {
        LiveNative before = LiveNative.Settled();
        using (RtxDigits digits = new(recorder: new CountingRecorder()))
        {
            digits.Builder.ErrorRecorder = new CountingRecorder();
            Assert.That(() => digits.BuildNothing(), Throws.InstanceOf<EngineBuildException>());
            Assert.That(LiveNative.Now, Is.Not.EqualTo(before), "the counters see what is alive");
        }

        Assert.That(LiveNative.Settled(), Is.EqualTo(before));
    }
}
