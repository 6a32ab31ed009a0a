using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop;

internal sealed class NativeStatusTests
{
    private static readonly Dictionary<TensorRTStatus, Type> Expected = new()
    {
        [TensorRTStatus.InvalidArgument] = typeof(ArgumentException),
        [TensorRTStatus.InvalidState] = typeof(InvalidOperationException),
        [TensorRTStatus.NotSupported] = typeof(TensorRTNotSupportedException),
        [TensorRTStatus.OutOfMemory] = typeof(TensorRTOutOfMemoryException),
        [TensorRTStatus.LibraryNotFound] = typeof(NativeLibraryNotFoundException),
        [TensorRTStatus.VersionMismatch] = typeof(TensorRTVersionException),
        [TensorRTStatus.ParseFailed] = typeof(OnnxParseException),
        [TensorRTStatus.BuildFailed] = typeof(EngineBuildException),
        [TensorRTStatus.LoadFailed] = typeof(EngineLoadException),
        [TensorRTStatus.ExecutionFailed] = typeof(InferenceException),
        [TensorRTStatus.Cancelled] = typeof(OperationCanceledException),
        [TensorRTStatus.CallbackFailed] = typeof(TensorRTException),
        [TensorRTStatus.NotFound] = typeof(TensorRTException),
        [TensorRTStatus.IOError] = typeof(IOException),
        [TensorRTStatus.DeviceError] = typeof(TensorRTException),
        [TensorRTStatus.InternalError] = typeof(TensorRTException),
    };

    [Test]
    public void Every_failure_has_its_exception()
    {
        foreach (TensorRTStatus status in Enum.GetValues<TensorRTStatus>().Where(status => status != TensorRTStatus.Ok))
        {
            FormatException cause = new();
            Exception made = NativeStatus.CreateException(status, "what happened", 42, cause);
            Assert.That(made, Is.TypeOf(Expected[status]), status.ToString());
            Assert.That(made.Message, Is.EqualTo("what happened"));
            Assert.That(made.InnerException, Is.SameAs(cause));
            if (made is TensorRTException native)
            {
                Assert.That((native.Status, native.NativeCode), Is.EqualTo((status, 42)));
            }
        }
    }

    [Test]
    public void A_status_from_the_future_is_the_base_exception() =>
        Assert.That(
            NativeStatus.CreateException((TensorRTStatus)99, "new"),
            Is.TypeOf<TensorRTException>().With.Property(nameof(TensorRTException.Status)).EqualTo((TensorRTStatus)99));

    [Test]
    public void Out_of_memory_is_also_dotnets_out_of_memory() =>
        Assert.That(
            NativeStatus.CreateException(TensorRTStatus.OutOfMemory, "none left", 2),
            Is.InstanceOf<OutOfMemoryException>()
                .With.Property(nameof(TensorRTOutOfMemoryException.NativeCode)).EqualTo(2));

    [Test]
    public void Success_throws_nothing()
    {
        default(NativeStatus).ThrowIfFailed();
        default(NativeStatus).ThrowIfFailed(new CallbackFailure(), TensorRTStatus.BuildFailed);
        Assert.That(default(NativeStatus).Succeeded);
    }

    [Test]
    public void An_exception_of_a_callback_fails_a_call_that_succeeded()
    {
        CallbackFailure callbacks = new();
        FormatException first = new("bad");
        callbacks.Report(first);
        callbacks.Report(new FormatException("later"));
        Assert.That(
            () => default(NativeStatus).ThrowIfFailed(callbacks, TensorRTStatus.BuildFailed),
            Throws.TypeOf<EngineBuildException>().With.InnerException.SameAs(first)
                .And.Message.Contains("FormatException").And.Message.Contains("bad"));
        Assert.That(callbacks.HasFailed, Is.False, "an exception is told once");
    }

    [Test]
    public void A_callback_that_cancels_cancels()
    {
        CallbackFailure callbacks = new();
        callbacks.Report(new OperationCanceledException("enough"));
        Assert.That(
            () => default(NativeStatus).ThrowIfFailed(callbacks, TensorRTStatus.BuildFailed),
            Throws.TypeOf<OperationCanceledException>().With.Message.Contains("enough"));
    }

    [Test]
    public void Every_status_has_the_name_that_native_code_gives_it()
    {
        _ = CpuBackend.Require();
        foreach (TensorRTStatus status in Enum.GetValues<TensorRTStatus>())
        {
            string native = NativeMethods.StatusGetName(status).Replace("_", "", StringComparison.Ordinal);
            Assert.That(native, Is.EqualTo(status.ToString()).IgnoreCase);
        }
    }

    [Test]
    public void A_failed_call_tells_what_native_code_said()
    {
        _ = CpuBackend.Require();
        Assert.That(
            () => NativeMethods.LibraryOpen((Backend)77, null),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("77"));
    }
}
