using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>What is asked of tensors and weights: outputs, debugging, refitting.</content>
public sealed partial class Network
{
    /// <summary>nvinfer1::INetworkDefinition::markOutput: makes a tensor of this network an output.</summary>
    /// <param name="tensor">A tensor of this network.</param>
    public void MarkOutput(Tensor tensor) =>
        NativeMethods.NetworkMarkOutput(Handle, Own(tensor));

    /// <summary>nvinfer1::INetworkDefinition::unmarkOutput: makes an output an inner tensor again.</summary>
    /// <param name="tensor">An output of this network.</param>
    public void UnmarkOutput(Tensor tensor) =>
        NativeMethods.NetworkUnmarkOutput(Handle, Own(tensor));

    /// <summary>
    /// nvinfer1::INetworkDefinition::markOutputForShapes: makes a shape tensor an output, whose values are computed on
    /// the host.
    /// </summary>
    /// <param name="tensor">Int32 or Int64, no more than one dimension, no input.</param>
    public void MarkOutputForShapes(Tensor tensor) =>
        NativeMethods.NetworkMarkOutputForShapes(Handle, Own(tensor));

    /// <summary>
    /// nvinfer1::INetworkDefinition::unmarkOutputForShapes: makes such an output an inner tensor again.
    /// </summary>
    /// <param name="tensor">A tensor that was marked so.</param>
    public void UnmarkOutputForShapes(Tensor tensor) =>
        NativeMethods.NetworkUnmarkOutputForShapes(Handle, Own(tensor));

    /// <summary>
    /// nvinfer1::INetworkDefinition::markDebug: lets a tensor be looked at while an engine runs. It must have a name.
    /// </summary>
    /// <param name="tensor">A tensor of this network.</param>
    public void MarkDebug(Tensor tensor) =>
        NativeMethods.NetworkMarkDebug(Handle, Own(tensor));

    /// <summary>nvinfer1::INetworkDefinition::unmarkDebug: takes back what <see cref="MarkDebug"/> did.</summary>
    /// <param name="tensor">A tensor of this network.</param>
    public void UnmarkDebug(Tensor tensor) =>
        NativeMethods.NetworkUnmarkDebug(Handle, Own(tensor));

    /// <summary>nvinfer1::INetworkDefinition::isDebugTensor: is the tensor marked by <see cref="MarkDebug"/>?</summary>
    /// <param name="tensor">A tensor of this network.</param>
    /// <returns>True where it is.</returns>
    public bool IsDebugTensor(Tensor tensor) =>
        NativeMethods.NetworkIsDebugTensor(Handle, Own(tensor));

    /// <summary>
    /// nvinfer1::INetworkDefinition::markUnfusedTensorsAsDebugTensors: lets all tensors be looked at that are left once
    /// layers are fused. TensorRT 10.12, 11, RTX.
    /// </summary>
    public void MarkUnfusedTensorsAsDebugTensors() =>
        NativeMethods.NetworkMarkUnfusedTensorsAsDebugTensors(Handle);

    /// <summary>
    /// nvinfer1::INetworkDefinition::unmarkUnfusedTensorsAsDebugTensors: takes back what
    /// <see cref="MarkUnfusedTensorsAsDebugTensors"/> did. TensorRT 10.12, 11, RTX.
    /// </summary>
    public void UnmarkUnfusedTensorsAsDebugTensors() =>
        NativeMethods.NetworkUnmarkUnfusedTensorsAsDebugTensors(Handle);

    /// <summary>nvinfer1::INetworkDefinition::setWeightsName: names weights, so that they can be refitted.</summary>
    /// <param name="weights">The object that a layer of this network was given.</param>
    /// <param name="name">The name, unlike all others.</param>
    public void SetWeightsName(Weights weights, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        NativeMethods.NetworkSetWeightsName(Handle, Lend(weights), name);
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::markWeightsRefittable: lets weights be refitted, where the builder is told to
    /// choose them one by one (<see cref="BuilderFlag.RefitIndividual"/>). TensorRT 10.2, 11, RTX.
    /// </summary>
    /// <param name="name">The name of the weights.</param>
    public void MarkWeightsRefittable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        NativeMethods.NetworkMarkWeightsRefittable(Handle, name);
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::unmarkWeightsRefittable: takes back what <see cref="MarkWeightsRefittable"/> did.
    /// TensorRT 10.2, 11, RTX.
    /// </summary>
    /// <param name="name">The name of the weights.</param>
    public void UnmarkWeightsRefittable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        NativeMethods.NetworkUnmarkWeightsRefittable(Handle, name);
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::areWeightsMarkedRefittable: are the weights marked by
    /// <see cref="MarkWeightsRefittable"/>? TensorRT 10.2, 11, RTX.
    /// </summary>
    /// <param name="name">The name of the weights.</param>
    /// <returns>True where they are; false where there are none of that name.</returns>
    public bool AreWeightsMarkedRefittable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NativeMethods.NetworkAreWeightsMarkedRefittable(Handle, name);
    }
}
