using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Interop.Callbacks;

/// <summary>
/// What applications give TensorRT through the public API: how often the fakes call each method on the way from a model to a
/// run, and what becomes of an exception in each. Plugins, allocators and debug listeners have tests of their own.
/// </summary>
[Level("3")]
internal sealed class CallbackJourneyTests
{
    private static readonly string[] OfAll =
    [
        "IProgressMonitor.PhaseStart", "IProgressMonitor.StepComplete", "IProgressMonitor.PhaseFinish",
        "IErrorRecorder.ReportError", "Stream.Write", "Stream.Read", "IProfiler.ReportLayerTime",
        "IOutputAllocator.Reallocate", "IOutputAllocator.NotifyShape",
    ];

    private static readonly string[] OfTensorRT10 =
        ["IAlgorithmSelector.SelectAlgorithms", "IAlgorithmSelector.ReportAlgorithms", "Int8Calibrator batches"];

    private static IReadOnlyList<string> Families => FakeTensorRT.Families;

    private static IEnumerable<object[]> FamiliesAndMethods =>
        Families.SelectMany(static family => MethodsOf(family).Select(method => new object[] { family, method }));

    [TestCaseSource(nameof(Families))]
    public void Each_method_is_called(string family)
    {
        _ = FakeTensorRT.Require(family);
        CallbackWatch watch = new();
        using CallbackJourney journey = new(family, watch);
        journey.Go();
        foreach ((string method, int calls) in watch.Calls.OrderBy(static item => item.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{family}: {method} {calls}");
        }

        Assert.That(watch.Calls.Keys, Is.EquivalentTo((string[])[.. MethodsOf(family), "ILogger.Log"]));
        Assert.That(watch.Calls["IProgressMonitor.PhaseFinish"], Is.EqualTo(watch.Calls["IProgressMonitor.PhaseStart"]));
    }

    [TestCaseSource(nameof(FamiliesAndMethods))]
    public void An_exception_arrives_once_with_its_stack_and_everything_goes_on(string family, string method)
    {
        FakeTensorRT fake = FakeTensorRT.Require(family);
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        CallbackWatch watch = new();
        using (CallbackJourney journey = new(family, watch))
        {
            journey.Go();
            watch.ThrowsIn = method;
            Exception? failure = Assert.Catch(journey.Go);
            Assert.That(failure, Is.InstanceOf<TensorRTException>());
            Assert.That(failure!.InnerException, Is.TypeOf<FormatException>().With.Message.EqualTo($"thrown in {method}"));
            Assert.That(
                failure.InnerException!.StackTrace, Does.Contain($"{nameof(CallbackWatch)}.{nameof(CallbackWatch.Called)}"));
            journey.Run();
            journey.Go();
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
        Assert.That(fake.Living, Is.Empty);
    }

    private static string[] MethodsOf(string family) =>
        family == "trt10" ? [.. OfAll, .. OfTensorRT10] : [.. OfAll, "IRefitterObserver.OnRefittableWeight"];
}
