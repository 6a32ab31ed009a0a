using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// A PluginFieldCollection in native memory, made of what a plugin describes; and the reading of one that native code
/// gives.
/// </summary>
internal sealed unsafe class NativeFields : IDisposable
{
    private NativePluginFieldCollection* _collection;

    /// <summary>With the values, or with names and types alone.</summary>
    internal NativeFields(IReadOnlyList<PluginField> fields)
    {
        // One piece of memory: the collection, its entries, the values.
        long entries = sizeof(NativePluginFieldCollection);
        long values = entries + (fields.Count * (long)sizeof(NativePluginField));
        long size = values + fields.Sum(static field => Aligned(field.Bytes.Length));
        _collection = (NativePluginFieldCollection*)NativeMemory.AllocZeroed((nuint)size);
        byte* start = (byte*)_collection;
        _collection->NbFields = fields.Count;
        _collection->Fields = (NativePluginField*)(start + entries);
        byte* next = start + values;
        for (int index = 0; index < fields.Count; index++)
        {
            PluginField field = fields[index];
            NativePluginField* entry = _collection->Fields + index;
            entry->Name = (byte*)NativeText.Of(field.Name);
            entry->Type = field.Type;
            entry->Length = field.Length;
            if (field.HasValue)
            {
                entry->Data = next;
                field.Bytes.CopyTo(new Span<byte>(next, field.Bytes.Length));
                next += Aligned(field.Bytes.Length);
            }
        }
    }

    ~NativeFields() => Free();

    internal NativePluginFieldCollection* Collection => _collection;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Copies what native code gives; nothing for null.</summary>
    internal static List<PluginField> Read(NativePluginFieldCollection* collection)
    {
        List<PluginField> fields = [];
        for (int index = 0; collection is not null && index < collection->NbFields; index++)
        {
            NativePluginField* entry = collection->Fields + index;
            int size = PluginField.SizeOf(entry->Type);
            byte[]? bytes = entry->Data is null || entry->Length < 0
                ? null
                : new ReadOnlySpan<byte>(entry->Data, checked(entry->Length * size)).ToArray();
            fields.Add(new PluginField(Utf8.ToString((nint)entry->Name), entry->Type, Math.Max(entry->Length, 0), bytes));
        }

        return fields;
    }

    internal static List<PluginField> Read(nint collection) => Read((NativePluginFieldCollection*)collection);

    private static long Aligned(int size) => (size + 7L) & ~7L;

    private void Free()
    {
        NativeMemory.Free(_collection);
        _collection = null;
    }
}
