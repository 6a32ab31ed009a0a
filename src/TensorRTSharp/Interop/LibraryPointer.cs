namespace TensorRTSharp.Interop;

/// <summary><c>trts_library*</c>: an opened backend. No handle, because it is never unloaded.</summary>
internal readonly record struct LibraryPointer
{
    private readonly nint _value;

    internal LibraryPointer(nint value) => _value = value;
}
