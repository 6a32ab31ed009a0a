using System.Runtime.CompilerServices;

namespace TensorRTSharp.Interop;

/// <summary>Descriptions that native code gives for the time of a call, of either of the two kinds.</summary>
internal readonly unsafe struct NativePluginTensors
{
    private readonly byte* _first;
    private readonly bool _isDynamic;

    internal NativePluginTensors(NativePluginTensorDesc* first, int count)
    {
        _first = (byte*)first;
        Count = count;
    }

    internal NativePluginTensors(NativeDynamicPluginTensorDesc* first, int count)
    {
        _first = (byte*)first;
        Count = count;
        _isDynamic = true;
    }

    internal int Count { get; }

    internal NativePluginTensor At(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The plugin has {Count} such tensors.");
        }

        return _isDynamic
            ? new NativePluginTensor((NativeDynamicPluginTensorDesc*)_first + index)
            : new NativePluginTensor((NativePluginTensorDesc*)_first + index);
    }
}

/// <summary>One description.</summary>
internal readonly unsafe struct NativePluginTensor
{
    private readonly NativePluginTensorDesc* _description;
    private readonly NativeDynamicPluginTensorDesc* _range; // null outside of builds

    internal NativePluginTensor(NativePluginTensorDesc* description) => _description = description;

    internal NativePluginTensor(NativeDynamicPluginTensorDesc* range)
    {
        _description = &range->Desc;
        _range = range;
    }

    internal DataType DataType => _description->Type;

    internal TensorFormat Format => _description->Format;

    internal float Scale => _description->Scale;

    internal ReadOnlySpan<long> Dimensions => Span(&_description->Dims);

    internal ReadOnlySpan<long> Min => _range is null ? default : Span(&_range->Min);

    internal ReadOnlySpan<long> Opt => _range is null ? default : Span(&_range->Opt);

    internal ReadOnlySpan<long> Max => _range is null ? default : Span(&_range->Max);

    private static ReadOnlySpan<long> Span(NativeDims* dims) => Unsafe.AsRef<NativeDims>(dims).AsSpan();
}
