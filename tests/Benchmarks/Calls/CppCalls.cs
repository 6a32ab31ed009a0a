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

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "call_cost_nop")]
    public static partial long Nop(nint function, long calls);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport(Library, EntryPoint = "call_cost_get_native")]
    public static partial long GetNative(nint function, nint stream, long calls);

    // Loaded once already: the system gives out the same library again.
    private static nint Load() =>
        NativeLibrary.Load(NativeLibrarySearch.Candidates().First(candidate => File.Exists(candidate.Path)).Path);
}
