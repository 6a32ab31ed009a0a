using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Lists that native code writes to an array of the caller's, after it was asked how long they are.</summary>
internal static class NativeNames
{
    /// <summary>Fills an array of names, as far as it goes, and tells how many there are.</summary>
    internal delegate int FillNames<THandle>(THandle self, Span<nint> names);

    internal delegate int FillRoles<THandle>(THandle self, Span<nint> names, Span<WeightsRole> roles);

    internal static string[] Read<THandle>(THandle self, FillNames<THandle> fill)
        where THandle : NativeHandle
    {
        var names = new nint[fill(self, default)];
        int count = names.Length == 0 ? 0 : Math.Min(fill(self, names), names.Length);
        return [.. names.Take(count).Select(Utf8.ToString)];
    }

    internal static LayerWeights[] Read<THandle>(THandle self, FillRoles<THandle> fill)
        where THandle : NativeHandle
    {
        int length = fill(self, default, default);
        var names = new nint[length];
        var roles = new WeightsRole[length];
        int count = length == 0 ? 0 : Math.Min(fill(self, names, roles), length);
        return [.. names.Zip(roles).Take(count).Select(static item => new LayerWeights(Utf8.ToString(item.First), item.Second))];
    }

    /// <summary>An array of strings that native code owns.</summary>
    internal static unsafe string[] Read(nint first, long count)
    {
        var names = new string[count];
        for (long index = 0; index < count; index++)
        {
            names[index] = Utf8.ToString(((nint*)first)[index]);
        }

        return names;
    }

    /// <summary>An array of integers that native code owns.</summary>
    internal static unsafe long[] ReadInt64(nint first, long count) =>
        first == 0 ? [] : new ReadOnlySpan<long>((void*)first, checked((int)count)).ToArray();

    internal static unsafe long[] ReadInt32(nint first, long count)
    {
        var values = new long[first == 0 ? 0 : count];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = ((int*)first)[index];
        }

        return values;
    }

    /// <summary>Strings for native code, for the time of a call.</summary>
    internal static void WithStrings(ReadOnlySpan<string> strings, Action<nint[]> use)
    {
        var pointers = new nint[strings.Length];
        try
        {
            for (int index = 0; index < pointers.Length; index++)
            {
                pointers[index] = Marshal.StringToCoTaskMemUTF8(strings[index]);
            }

            use(pointers);
        }
        finally
        {
            foreach (nint pointer in pointers)
            {
                Marshal.FreeCoTaskMem(pointer);
            }
        }
    }
}
