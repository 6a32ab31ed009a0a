using System.Runtime.InteropServices;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>
/// A test in which NVIDIA's library refuses something. The one for Windows then asks for a device, and reads a null pointer
/// where there is no driver (under wine): a test that fails of that, and of nothing else, is ignored.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class LibraryRefusesAttribute : TestActionAttribute
{
    private const string Reason =
        "Level 1: without CUDA's driver NVIDIA's library for Windows breaks where it refuses something";

    /// <summary>What is said of a call that broke, and of an object that a call broke on before.</summary>
    private static readonly string[] Signs =
        ["a memory access violation escaped from TensorRT inside ", "failed inside the backend, which left it in no known state"];

    public override ActionTargets Targets => ActionTargets.Test;

    private static bool BreaksInstead => OperatingSystem.IsWindows() && !NativeLibrary.TryLoad("nvcuda.dll", out _);

    public override void AfterTest(ITest test)
    {
        TestResult result = TestExecutionContext.CurrentContext.CurrentResult;
        if (result.ResultState.Status == TestStatus.Failed && TellsOfBreaking(result.Message))
        {
            result.SetResult(ResultState.Ignored, Reason);
        }
    }

    /// <summary>The same for one case of a test.</summary>
    public static void IgnoreWhereBroken(Exception? failure)
    {
        if (failure is not null && TellsOfBreaking(failure.Message))
        {
            Assert.Ignore(Reason);
        }
    }

    private static bool TellsOfBreaking(string text) =>
        BreaksInstead && Signs.Any(sign => text.Contains(sign, StringComparison.Ordinal));
}
