using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop.Callbacks;

/// <summary>An interface that applications implement, with an implementation whose methods throw.</summary>
/// <param name="Name">NVIDIA's.</param>
/// <param name="Families">Those that have it.</param>
/// <param name="Methods">Those that an application answers, each with the families that have it.</param>
/// <param name="Detach">Where TensorRT destroys the object: gives up the handle.</param>
/// <param name="Create">Makes the object and its handle.</param>
internal sealed record ThrowingInterface(
    string Name, IReadOnlyList<string> Families, IReadOnlyList<(string Name, string Families)> Methods,
    Func<NativeHandle, nint>? Detach, Func<ThrownBy, LibraryPointer, (NativeCallback Callback, NativeHandle Handle)> Create)
{
    public override string ToString() => Name;
}
