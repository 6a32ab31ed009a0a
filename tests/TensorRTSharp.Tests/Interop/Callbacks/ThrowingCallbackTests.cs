using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Interop.Callbacks;

/// <summary>An exception in each method of each interface that an application implements, called by the fake TensorRT.</summary>
[Level("3")]
public sealed class ThrowingCallbackTests
{
    private static IEnumerable<TestCaseData> Interfaces => FakeTensorRT.Families.SelectMany(static family =>
        ThrowingCallbacks.All.Where(item => item.Families.Contains(family))
            .Select(item => new TestCaseData(family, item.Name).SetArgDisplayNames(family, item.Name)));

    [TestCaseSource(nameof(Interfaces))]
    public void An_exception_in_any_method_arrives_once_and_native_code_goes_on(string family, string name)
    {
        FakeTensorRT fake = FakeTensorRT.Require(family);
        TensorRT library = TensorRT.Open(BackendOf(family), fake.Path);
        ThrowingInterface item = ThrowingCallbacks.All.Single(known => known.Name == name);
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        string[] methods =
            [.. item.Methods.Where(method => method.Families.Contains(family)).Select(static method => method.Name)];
        Assert.That(methods, Is.Not.Empty);
        foreach (string method in methods)
        {
            ThrownBy thrown = new() { Method = method };
            (NativeCallback callback, NativeHandle handle) = item.Create(thrown, library.Library);
            CallbackFailure failure = new();
            callback.ReportTo(failure);
            fake.ClearCalls();
            nint native = item.Detach?.Invoke(handle) ?? callback.Native.Native;
            Assert.That(fake.CallBackAll(item.Name, native), Is.Positive);
            Assert.That(failure.Take(), Is.InstanceOf<InvalidOperationException>().With.Message.EqualTo(method));
            Assert.That(failure.Take(), Is.Null, "once");
            Assert.That(fake.Calls.Select(static call => call.Result), Has.None.EqualTo("threw"), method);
            handle.Dispose();
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
        Assert.That(fake.Living, Is.Empty);
    }

    private static Backend BackendOf(string family) => family switch
    {
        "trt10" => Backend.TensorRT10,
        "trt11" => Backend.TensorRT11,
        _ => Backend.TensorRTRtx,
    };
}
