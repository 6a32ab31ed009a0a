using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::INetworkDefinition: the graph that a builder makes an engine of. One thread at a time. Owned by the
/// caller; its tensors and layers are borrowed from it, and unusable once it is disposed.
/// </summary>
public sealed partial class Network : IDisposable
{
    private readonly NetworkHandle _handle;
    private readonly ErrorRecorderSlot _recorder;
    private readonly List<OnnxParserHandle> _parsers = []; // freed with the network, whose weights lie in them
    private readonly Dictionary<NativeView, int> _removals = []; // how often: TensorRT uses addresses again

    internal Network(Builder builder, NetworkHandle handle)
    {
        Builder = builder;
        _handle = handle;
        _recorder = new ErrorRecorderSlot(builder.Library);
        Inputs = new NativeList<Tensor>(
            () => NativeMethods.NetworkGetNbInputs(Handle),
            index => TensorAt(NativeMethods.NetworkGetInput(Handle, index)));
        Outputs = new NativeList<Tensor>(
            () => NativeMethods.NetworkGetNbOutputs(Handle),
            index => TensorAt(NativeMethods.NetworkGetOutput(Handle, index)));
        Layers = new NativeList<Layer>(
            () => NativeMethods.NetworkGetNbLayers(Handle),
            index => LayerAt(NativeMethods.NetworkGetLayer(Handle, index)));
    }

    /// <summary>nvinfer1::INetworkDefinition::setName, getName: the name that the engine will have.</summary>
    public string Name
    {
        get => NativeMethods.NetworkGetName(Handle) ?? "";
        set => NativeMethods.NetworkSetName(Handle, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>nvinfer1::INetworkDefinition::getNbInputs, getInput: the inputs, always as they are now.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>nvinfer1::INetworkDefinition::getNbOutputs, getOutput: the outputs, always as they are now.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>
    /// nvinfer1::INetworkDefinition::getNbLayers, getLayer: the layers in topological order, always as they are now.
    /// </summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>
    /// nvinfer1::INetworkDefinition::setErrorRecorder, getErrorRecorder: gets its errors; null for none. Kept as long as
    /// the network.
    /// </summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.NetworkGetErrorRecorder(Handle));
        set => _recorder.Set(Handle, value, NativeMethods.NetworkSetErrorRecorder);
    }

    /// <summary>nvinfer1::INetworkDefinition::getBuilder: what created this network.</summary>
    public Builder Builder { get; }

    /// <summary>
    /// nvinfer1::INetworkDefinition::getFlag, for StronglyTyped: do element types follow from those of the inputs
    /// alone?
    /// </summary>
    public bool IsStronglyTyped => GetFlag(NetworkDefinitionCreationFlag.StronglyTyped);

    /// <summary>What callbacks of calls on this network threw.</summary>
    internal CallbackFailure Failures => _recorder.Failures;

    internal NetworkHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            _recorder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>nvonnxparser::createParser: a parser that fills this network. Owned by the caller.</summary>
    /// <returns>The parser.</returns>
    public OnnxParser CreateOnnxParser()
    {
        OnnxParserHandle parser = NativeMethods.OnnxParserCreate(Handle);
        _parsers.Add(parser);
        return new OnnxParser(this, parser);
    }

    /// <summary>nvinfer1::INetworkDefinition::addInput: a tensor that is given to the engine. Borrowed.</summary>
    /// <param name="name">Its name, unlike all others.</param>
    /// <param name="dataType">Its element type.</param>
    /// <param name="dimensions">Its shape; -1 for a dynamic dimension.</param>
    /// <returns>The tensor.</returns>
    public Tensor AddInput(string name, DataType dataType, params ReadOnlySpan<long> dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return TensorAt(NativeMethods.NetworkAddInput(Handle, name, dataType, NativeDims.From(dimensions, name)));
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::removeTensor: takes an input that no layer uses out of the network. Its objects
    /// cannot be used any more.
    /// </summary>
    /// <param name="tensor">A tensor of this network; not what a layer computes.</param>
    public void RemoveTensor(Tensor tensor)
    {
        BorrowedRef native = Own(tensor);
        NativeMethods.NetworkRemoveTensor(Handle, native);
        _removals[native.View] = RemovalsOf(native.View) + 1;
    }

    /// <summary>nvinfer1::INetworkDefinition::getFlags: what the network was created with.</summary>
    /// <returns>The flags that are set.</returns>
    public NetworkDefinitionCreationFlag[] GetFlags() =>
        EnumMask.ToArray<NetworkDefinitionCreationFlag>(NativeMethods.NetworkGetFlags(Handle));

    /// <summary>nvinfer1::INetworkDefinition::getFlag: was the network created with a flag?</summary>
    /// <param name="flag">The flag.</param>
    /// <returns>True where it was.</returns>
    public bool GetFlag(NetworkDefinitionCreationFlag flag) => NativeMethods.NetworkGetFlag(Handle, flag);

    /// <summary>Frees the network and its parsers. Its tensors and layers cannot be used any more.</summary>
    public void Dispose()
    {
        foreach (OnnxParserHandle parser in _parsers)
        {
            parser.Dispose();
        }

        _handle.Dispose();
    }

    /// <summary>How many tensors at that address were removed: objects of an earlier one must not be used.</summary>
    internal int RemovalsOf(NativeView view) => _removals.GetValueOrDefault(view);

    internal Tensor TensorAt(NativeView view) => new(this, new BorrowedRef(_handle, view));

    internal BorrowedRef Borrow(NativeView view) => new(_handle, view);

    private Layer LayerAt(NativeView view) => LayerClasses.Create(this, Borrow(view));
}
