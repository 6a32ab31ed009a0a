using System.Runtime.InteropServices;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>
/// A test in which NVIDIA's library refuses something. Ignored where it cannot: the one for Windows then asks for a device,
/// and reads a null pointer where there is no driver (under wine).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class LibraryRefusesAttribute : NUnitAttribute, IApplyToTest
{
    private const string Reason =
        "Level 1: without CUDA's driver NVIDIA's library for Windows breaks where it refuses something";

    private static bool BreaksInstead => OperatingSystem.IsWindows() && !NativeLibrary.TryLoad("nvcuda.dll", out _);

    public void ApplyToTest(Test test)
    {
        if (BreaksInstead)
        {
            test.RunState = RunState.Ignored;
            test.Properties.Set(PropertyNames.SkipReason, Reason);
        }
    }

    /// <summary>The same for one case of a test.</summary>
    public static void Require()
    {
        if (BreaksInstead)
        {
            Assert.Ignore(Reason);
        }
    }
}
