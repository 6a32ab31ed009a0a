using NUnit.Framework;
using NUnit.Framework.Interfaces;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Support;

/// <summary>A test that leaves a native object behind fails.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class LeaksFailAttribute : Attribute, ITestAction
{
    private long _managedBefore;
    private long _nativeBefore;

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        _managedBefore = NativeHandle.LiveCount;
        _nativeBefore = CpuBackend.IsAvailable ? NativeMethods.DiagnosticsGetLiveHandleCount() : 0;
    }

    public void AfterTest(ITest test)
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            return; // the failure itself is the news
        }

        Assert.That(NativeHandle.LiveCount, Is.EqualTo(_managedBefore), "SafeHandles that own a native object");
        if (CpuBackend.IsAvailable)
        {
            Assert.That(
                NativeMethods.DiagnosticsGetLiveHandleCount(),
                Is.EqualTo(_nativeBefore),
                () => "native handles alive: " + string.Join(", ", NativeMethods.DiagnosticsGetLiveHandleCounts()));
        }
    }
}
