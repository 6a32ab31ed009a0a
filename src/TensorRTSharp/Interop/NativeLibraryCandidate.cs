namespace TensorRTSharp.Interop;

/// <summary>A place where libtrtsharp may be.</summary>
/// <param name="Path">The file; or a bare name for the system's own search.</param>
/// <param name="Origin">Why this place, for the message.</param>
/// <param name="IsExclusive">The user named it: nothing after it counts.</param>
internal sealed record NativeLibraryCandidate(string Path, string Origin, bool IsExclusive = false)
{
    internal bool IsFile => System.IO.Path.IsPathRooted(Path);
}
