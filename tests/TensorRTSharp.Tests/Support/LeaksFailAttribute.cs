using NUnit.Framework;
using NUnit.Framework.Interfaces;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Lifetimes;

namespace TensorRTSharp.Tests.Support;

/// <summary>A test that leaves a native object behind fails.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class LeaksFailAttribute : Attribute, ITestAction
{
    private long _handlesBefore; // counted without the native library as well
    private LiveObjects _before;

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        _handlesBefore = NativeHandle.LiveCount;
        _before = CpuBackend.IsAvailable ? LiveObjects.Now : default;
    }

    public void AfterTest(ITest test)
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            return; // the failure itself is the news
        }

        Assert.That(NativeHandle.LiveCount, Is.EqualTo(_handlesBefore), "SafeHandles that own a native object");
        if (CpuBackend.IsAvailable)
        {
            Assert.That(
                LiveObjects.Now,
                Is.EqualTo(_before),
                () => "native handles alive: " + string.Join(", ", NativeMethods.DiagnosticsGetLiveHandleCounts()));
        }
    }
}
