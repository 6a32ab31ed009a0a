using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorRTSharp.Testing;

/// <summary>
/// Under wine, .NET hangs at the second exception that crosses native frames, unless <c>tests/native/wine</c>'s library
/// is there to mend wine's list of exception frames. Loaded before the first test; elsewhere nothing happens.
/// </summary>
internal static class WineExceptionList
{
    public const string Library = "wine_exception_list.dll";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "tests only: it must run before their first exception")]
    internal static void Mend()
    {
        if (OperatingSystem.IsWindows()
            && NativeLibrary.TryLoad("ntdll.dll", out nint ntdll)
            && NativeLibrary.TryGetExport(ntdll, "wine_get_version", out _))
        {
            NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, Library));
        }
    }
}
