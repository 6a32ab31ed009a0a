using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop.Callbacks;

internal sealed unsafe class ProgressMonitorCallbackTests
{
    private static readonly InvalidOperationException Thrown = new("the monitor failed");

    [Test]
    public void Calls_arrive_as_they_were_made()
    {
        TestMonitor monitor = new();
        BuildProgressCallback callback = new(new CallbackFailure()) { Monitor = monitor };
        Assert.That(Play(callback), Is.True);
        Assert.That(
            monitor.Calls,
            Is.EqualTo(new[] { "start outer in nothing", "start inner in outer", "step 4 of inner", "finish inner" }));
    }

    [Test]
    public void Without_a_monitor_a_build_goes_on() => Assert.That(Play(new BuildProgressCallback(new CallbackFailure())), Is.True);

    [Test]
    public void False_cancels()
    {
        BuildProgressCallback callback = new(new CallbackFailure()) { Monitor = new TestMonitor { OnStepComplete = (_, _) => false } };
        Assert.That(Play(callback), Is.False);
        Assert.That(
            callback.Failure.Take(), Is.TypeOf<OperationCanceledException>().With.Message.Contains("progress monitor"));
    }

    [Test]
    public void A_cancelled_token_cancels()
    {
        BuildProgressCallback callback = new(new CallbackFailure());
        callback.Watch(new CancellationToken(canceled: true));
        Assert.That(Play(callback), Is.False);
        Assert.That(callback.Failure.Take(), Is.TypeOf<OperationCanceledException>());
        callback.Watch(CancellationToken.None);
        Assert.That(Play(callback), Is.True);
    }

    private static IEnumerable<TestCaseData<TestMonitor>> Throwing =>
    [
        new TestCaseData<TestMonitor>(new TestMonitor { OnPhaseStart = _ => throw Thrown }).SetArgDisplayNames(
            "PhaseStart"),
        new TestCaseData<TestMonitor>(new TestMonitor { OnStepComplete = (_, _) => throw Thrown }).SetArgDisplayNames(
            "StepComplete"),
    ];

    [TestCaseSource(nameof(Throwing))]
    public void An_exception_cancels_and_is_kept(TestMonitor monitor)
    {
        BuildProgressCallback callback = new(new CallbackFailure()) { Monitor = monitor };
        Assert.That(Play(callback), Is.False);
        Assert.That(callback.Failure.Take(), Is.SameAs(Thrown));
    }

    [Test]
    public void An_exception_at_the_end_is_kept()
    {
        BuildProgressCallback callback = new(new CallbackFailure()) { Monitor = new TestMonitor { OnPhaseFinish = _ => throw Thrown } };
        _ = Play(callback);
        Assert.That(callback.Failure.Take(), Is.SameAs(Thrown));
    }

    /// <summary>Calls as native code does; false where the step was answered with a cancellation.</summary>
    private static bool Play(BuildProgressCallback callback)
    {
        UserData userData = callback.Pin(out ProgressMonitorCallbacks callbacks);
        try
        {
            fixed (byte* outer = "outer\0"u8, inner = "inner\0"u8)
            {
                callbacks.PhaseStart(outer, null, 1, callbacks.UserData);
                callbacks.PhaseStart(inner, outer, 5, callbacks.UserData);
                int goOn = callbacks.StepComplete(inner, 4, callbacks.UserData);
                callbacks.PhaseFinish(inner, callbacks.UserData);
                return goOn != 0;
            }
        }
        finally
        {
            userData.Free();
        }
    }
}
