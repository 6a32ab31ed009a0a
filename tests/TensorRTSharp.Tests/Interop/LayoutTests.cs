using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

/// <summary>Structs that cross the C ABI; the numbers are those of its headers on every 64-bit platform.</summary>
internal sealed unsafe class LayoutTests
{
    [Test]
    public void Dims_are_a_rank_and_eight_dimensions()
    {
        NativeDims dims = NativeDims.From([11, 12, 13, 14, 15, 16, 17, 18], "x");
        Assert.That(sizeof(NativeDims), Is.EqualTo(72));
        Assert.That(*(int*)&dims, Is.EqualTo(8));
        Assert.That(
            new ReadOnlySpan<long>((byte*)&dims + 8, 8).ToArray(),
            Is.EqualTo(new long[] { 11, 12, 13, 14, 15, 16, 17, 18 }));
    }

    [Test]
    public void A_view_is_a_table_and_a_pointer()
    {
        NativeView view = new(0x11, 0x22);
        Assert.That(sizeof(NativeView), Is.EqualTo(2 * sizeof(nint)));
        Assert.That(((nint*)&view)[0], Is.EqualTo((nint)0x11));
        Assert.That(((nint*)&view)[1], Is.EqualTo((nint)0x22));
    }

    [Test]
    public void Views_are_equal_by_their_native_pointer()
    {
        Assert.That(new NativeView(1, 2), Is.EqualTo(new NativeView(3, 2)));
        Assert.That(new NativeView(1, 2), Is.Not.EqualTo(new NativeView(1, 3)));
        Assert.That(new NativeView(1, 0).IsNull);
    }

    [Test]
    public void Scalars_are_as_wide_as_in_C()
    {
        Assert.That(sizeof(NativeStatus), Is.EqualTo(4));
        Assert.That(sizeof(LibraryPointer), Is.EqualTo(sizeof(nint)));
        Assert.That(
            typeof(TensorRT).Assembly.GetExportedTypes().Where(
                type => type.IsEnum && Enum.GetUnderlyingType(type) != typeof(int)),
            Is.Empty);
    }

    [Test]
    public void Callbacks_are_functions_followed_by_user_data()
    {
        Assert.That(
            Offset(default(LoggerCallbacks), (LoggerCallbacks* c) => (byte*)&c->UserData),
            Is.EqualTo(1 * sizeof(nint)));
        Assert.That(sizeof(LoggerCallbacks), Is.EqualTo(2 * sizeof(nint)));
        Assert.That(
            Offset(default(ProgressMonitorCallbacks), (ProgressMonitorCallbacks* c) => (byte*)&c->UserData),
            Is.EqualTo(4 * sizeof(nint)));
        Assert.That(sizeof(ProgressMonitorCallbacks), Is.EqualTo(5 * sizeof(nint)));
        Assert.That(
            Offset(default(OutputAllocatorCallbacks), (OutputAllocatorCallbacks* c) => (byte*)&c->UserData),
            Is.EqualTo(4 * sizeof(nint)));
        Assert.That(sizeof(OutputAllocatorCallbacks), Is.EqualTo(5 * sizeof(nint)));
    }

    [Test]
    public void A_discovered_library_is_five_texts_four_numbers_and_a_flag()
    {
        Assert.That(sizeof(NativeDiscoveredLibrary), Is.EqualTo(64));
        Assert.That(
            Offset(default(NativeDiscoveredLibrary), (NativeDiscoveredLibrary* l) => (byte*)&l->PluginPath),
            Is.EqualTo(32));
        Assert.That(
            Offset(default(NativeDiscoveredLibrary), (NativeDiscoveredLibrary* l) => (byte*)&l->Major), Is.EqualTo(40));
        Assert.That(
            Offset(default(NativeDiscoveredLibrary), (NativeDiscoveredLibrary* l) => (byte*)&l->IsSupported),
            Is.EqualTo(56));
    }

    private delegate byte* Field<T>(T* value)
        where T : unmanaged;

    private static long Offset<T>(T value, Field<T> field)
        where T : unmanaged =>
        field((T*)Unsafe.AsPointer(ref value)) - (byte*)Unsafe.AsPointer(ref value);
}
