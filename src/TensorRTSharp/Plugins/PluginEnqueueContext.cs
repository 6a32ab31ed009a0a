using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginV3OneRuntime::enqueue: what a plugin computes with, for the time of the call. On
/// <see cref="Backend.Cpu"/> tensors are spans; on a GPU they are addresses for a kernel.
/// </summary>
public readonly ref struct PluginEnqueueContext
{
    private readonly NativePluginEnqueue _native;

    internal PluginEnqueueContext(NativePluginEnqueue native, TensorRT library)
    {
        _native = native;
        Library = library;
    }

    /// <summary>The library that runs the plugin.</summary>
    public TensorRT Library { get; }

    /// <summary>Are the tensors in host memory, to be computed with in C#? On <see cref="Backend.Cpu"/>.</summary>
    public bool IsOnHost => Library.Backend == Backend.Cpu;

    /// <summary>The inputs' types and shapes.</summary>
    public PluginTensors Inputs => new(_native.Inputs);

    /// <summary>The outputs' types and shapes.</summary>
    public PluginTensors Outputs => new(_native.Outputs);

    /// <summary>
    /// Memory of the size that <see cref="Plugin.GetWorkspaceSize"/> asked for; 0 where it asked for none.
    /// </summary>
    public nint Workspace => _native.Workspace;

    /// <summary>The CUstream to add work to; on <see cref="Backend.Cpu"/> the work is done on return.</summary>
    public nint Stream => _native.Stream;

    /// <summary>The address of an input's first element.</summary>
    /// <param name="index">The index of the input.</param>
    /// <returns>A device address on a GPU.</returns>
    public nint GetInputAddress(int index) => _native.InputAt(index);

    /// <summary>The address of an output's first element.</summary>
    /// <param name="index">The index of the output.</param>
    /// <returns>A device address on a GPU.</returns>
    public nint GetOutputAddress(int index) => _native.OutputAt(index);

    /// <summary>An input's elements, on <see cref="Backend.Cpu"/>.</summary>
    /// <typeparam name="T">The element type that the input has; or byte for any.</typeparam>
    /// <param name="index">The index of the input.</param>
    /// <returns>The elements, in the tensor's own memory.</returns>
    /// <exception cref="TensorRTNotSupportedException">The memory is a GPU's.</exception>
    public ReadOnlySpan<T> GetInput<T>(int index)
        where T : unmanaged =>
        NativePluginEnqueue.Span<T>(GetInputAddress(index), ByteLength<T>(Inputs[index]));

    /// <summary>An output's elements, to be written, on <see cref="Backend.Cpu"/>.</summary>
    /// <typeparam name="T">The element type that the output has; or byte for any.</typeparam>
    /// <param name="index">The index of the output.</param>
    /// <returns>The elements, in the tensor's own memory.</returns>
    /// <exception cref="TensorRTNotSupportedException">The memory is a GPU's.</exception>
    public Span<T> GetOutput<T>(int index)
        where T : unmanaged =>
        NativePluginEnqueue.Span<T>(GetOutputAddress(index), ByteLength<T>(Outputs[index]));

    private long ByteLength<T>(PluginTensor tensor)
        where T : unmanaged
    {
        if (!IsOnHost)
        {
            throw new TensorRTNotSupportedException(
                $"The tensors of a plugin on {Library} are in the memory of the GPU: launch a kernel with their addresses "
                + "(GetInputAddress, GetOutputAddress).");
        }

        if (typeof(T) != typeof(byte) && ElementTypes.DataTypeOf<T>() != tensor.DataType)
        {
            throw new ArgumentException(
                $"The tensor's elements are {tensor.DataType}, and were asked for as {typeof(T).Name}.");
        }

        return TensorSize.Bytes(tensor.Dimensions, tensor.DataType);
    }
}
