using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace TensorRTSharp.Interop;

/// <summary>
/// Finds libtrtsharp, once for the process: what was found first stays. See <see cref="NativeLibrarySearch"/> for
/// where.
/// </summary>
internal static class NativeLibraryResolver
{
    private static readonly Lock Gate = new();
    private static nint s_library;

    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (libraryName != NativeMethods.LibraryName)
        {
            return 0;
        }

        lock (Gate)
        {
            if (s_library == 0)
            {
                s_library = Load(assembly);
            }

            return s_library;
        }
    }

    private static nint Load(Assembly assembly)
    {
        StringBuilder tried = new();
        foreach (NativeLibraryCandidate candidate in NativeLibrarySearch.Candidates())
        {
            if (TryLoad(candidate, assembly, tried, out nint library))
            {
                AbiHandshake.Check(library, candidate.Path);
                AbiHandshake.AddSearchDirectories(library, NativeLibrarySearch.SearchDirectories());
                return library;
            }

            if (candidate.IsExclusive)
            {
                break; // the user named it: anything else would be a surprise
            }
        }

        throw new NativeLibraryNotFoundException(
            $"TensorRTSharp's native library {NativeLibrarySearch.FileName} could not be loaded. Tried:{tried}\n"
            + $"Reference the package TensorRTSharp, if it is made for {NativeLibrarySearch.RuntimeIdentifier()}, or "
            + $"build it (build/build.sh native), or set {NativeLibrarySearch.OverrideVariable} to the file.");
    }

    private static bool TryLoad(
        NativeLibraryCandidate candidate, Assembly assembly, StringBuilder tried, out nint library)
    {
        library = 0;
        string reason = "there is no such file";
        if (!candidate.IsFile || File.Exists(candidate.Path))
        {
            try
            {
                library = candidate.IsFile
                    ? NativeLibrary.Load(candidate.Path)
                    : NativeLibrary.Load(candidate.Path, assembly, DllImportSearchPath.SafeDirectories);
                return true;
            }
            catch (Exception problem) when (problem is DllNotFoundException or BadImageFormatException)
            {
                reason = Reason(problem);
            }
        }

        _ = tried.Append(CultureInfo.InvariantCulture, $"\n  {candidate.Path}: {reason} ({candidate.Origin})");
        return false;
    }

    /// <summary>
    /// What the system's loader said, without .NET's general advice and the places where it found nothing.
    /// </summary>
    private static string Reason(Exception problem)
    {
        IEnumerable<string> lines = problem.Message
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => !line.EndsWith("No such file or directory", StringComparison.Ordinal)
                && !line.Contains("LD_DEBUG", StringComparison.Ordinal));
        string reason = string.Join("; ", lines);
        return reason.Length > 0 ? reason : "not found";
    }
}
