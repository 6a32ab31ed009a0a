using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>nvinfer1::PluginTensorDesc, DynamicPluginTensorDesc: tensors of a plugin, for the time of a call.</summary>
public readonly ref struct PluginTensors
{
    private readonly NativePluginTensors _native;

    internal PluginTensors(NativePluginTensors native) => _native = native;

    /// <summary>How many there are.</summary>
    public int Count => _native.Count;

    /// <summary>A tensor.</summary>
    /// <param name="index">Its index.</param>
    public PluginTensor this[int index] => new(_native.At(index));
}

/// <summary>nvinfer1::PluginTensorDesc: a tensor of a plugin, for the time of a call.</summary>
public readonly ref struct PluginTensor
{
    private readonly NativePluginTensor _native;

    internal PluginTensor(NativePluginTensor native) => _native = native;

    /// <summary>The element type.</summary>
    public DataType DataType => _native.DataType;

    /// <summary>How elements lie in memory.</summary>
    public TensorFormat Format => _native.Format;

    /// <summary>The scale of INT8 values.</summary>
    public float Scale => _native.Scale;

    /// <summary>The dimensions; in a build -1 where they vary.</summary>
    public ReadOnlySpan<long> Dimensions => _native.Dimensions;

    /// <summary>In a build, the smallest dimensions; empty otherwise.</summary>
    public ReadOnlySpan<long> MinDimensions => _native.Min;

    /// <summary>In a build, the dimensions to optimise for; empty otherwise.</summary>
    public ReadOnlySpan<long> OptDimensions => _native.Opt;

    /// <summary>In a build, the largest dimensions; empty otherwise.</summary>
    public ReadOnlySpan<long> MaxDimensions => _native.Max;

    /// <summary>The product of the dimensions.</summary>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (long dimension in Dimensions)
            {
                count = checked(count * dimension);
            }

            return count;
        }
    }
}
