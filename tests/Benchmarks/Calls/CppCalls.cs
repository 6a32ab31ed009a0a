using System.Runtime.InteropServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Benchmarks;

/// <summary>tests/native/call_cost: the same functions, called by a C++ loop.</summary>
internal static partial class CppCalls
{
    private const string Library = "call_cost";

    private static readonly nint TensorRTSharpLibrary = Load();

    /// <summary>The address of an exported function of the library that the imports call.</summary>
    public static nint AddressOf(string function) => NativeLibrary.GetExport(TensorRTSharpLibrary, function);

    public static void Nop(nint function, long calls) => RequireNone(call_cost_nop(function, calls));

    public static void GetNative(nint function, nint stream, long calls) =>
        RequireNone(call_cost_get_native(function, stream, calls));

    public static void GetNbInputs(nint network, long calls) => RequireNone(call_cost_get_nb_inputs(network, calls));

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library)]
    private static partial long call_cost_get_nb_inputs(nint network, long calls);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library)]
    private static partial long call_cost_nop(nint function, long calls);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library)]
    private static partial long call_cost_get_native(nint function, nint stream, long calls);

    private static void RequireNone(long failed)
    {
        if (failed != 0)
        {
            throw new InvalidOperationException($"{failed} calls failed.");
        }
    }

    // Loaded once already: the system gives out the same library again.
    private static nint Load() =>
        NativeLibrary.Load(NativeLibrarySearch.Candidates().First(candidate => File.Exists(candidate.Path)).Path);
}
