using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Support;

/// <summary>
/// The backend that runs everywhere; tests that need it are ignored, with the reason, where it is not built.
/// </summary>
internal static class CpuBackend
{
    private static readonly Lazy<(TensorRT? Library, string? Problem)> Opened = new(Open);

    internal static bool IsAvailable => Opened.Value.Library is not null;

    /// <summary>The opened backend; ends the test where there is none.</summary>
    internal static TensorRT Require()
    {
        Prerequisite.Require("0", Opened.Value.Library is not null, Opened.Value.Problem);
        return Opened.Value.Library;
    }

    private static (TensorRT? Library, string? Problem) Open()
    {
        try
        {
            return (TensorRT.Open(Backend.Cpu), null);
        }
        catch (NativeLibraryNotFoundException problem)
        {
            return (null, problem.Message);
        }
    }
}
