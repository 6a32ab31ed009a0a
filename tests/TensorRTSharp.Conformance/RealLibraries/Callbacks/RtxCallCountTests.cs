using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>How often the real TensorRT-RTX calls what an application gives it, on the way from a model to a plan.</summary>
[Level("1")]
[LibraryRefuses]
internal sealed class RtxCallCountTests
{
    [Test]
    public void Each_callback_of_a_build_is_called()
    {
        LogLines log = new();
        CountingRecorder recorder = new();
        NestingMonitor monitor = new();
        Counted observed = new();
        using FaultyStream stream = new();
        using (RtxDigits digits = new(log, recorder))
        {
            digits.Config.ProgressMonitor = monitor;
            digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, stream);
            Assert.That(() => digits.BuildNothing(), Throws.InstanceOf<EngineBuildException>());
            using Network network = digits.Builder.CreateNetwork();
            using OnnxParser parser = network.CreateOnnxParser();
            parser.RefitObserver = observed;
            parser.ParseFile(RtxDigits.Model);
        }

        (string Method, int Calls)[] counts =
        [
            ("ILogger::log", log.Lines.Count),
            ("IProgressMonitor::phaseStart", monitor.CallsOf(nameof(IProgressMonitor.PhaseStart))),
            ("IProgressMonitor::stepComplete", monitor.CallsOf(nameof(IProgressMonitor.StepComplete))),
            ("IProgressMonitor::phaseFinish", monitor.CallsOf(nameof(IProgressMonitor.PhaseFinish))),
            ("IErrorRecorder::reportError", recorder.CallsOf(nameof(IErrorRecorder.ReportError))),
            ("IStreamWriter::write", stream.Writes),
            ("IRefitterObserver::onRefittableWeight", observed.Calls),
        ];
        using IDisposable all = Assert.EnterMultipleScope();
        foreach ((string method, int calls) in counts)
        {
            TestContext.Out.WriteLine($"{method} {calls}");
            Assert.That(calls, Is.Positive, method);
        }
    }

    private sealed class Counted : IRefitterObserver
    {
        public int Calls { get; private set; }

        public void OnRefittableWeight(RefitRecord record) => Calls++;
    }
}
