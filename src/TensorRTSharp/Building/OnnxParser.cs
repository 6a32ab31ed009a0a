using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvonnxparser::IParser: fills a network from an ONNX model. One thread at a time, its network included. Owned by the
/// caller; what it read stays with the network, which may be built after the parser was disposed.
/// </summary>
public sealed class OnnxParser : IDisposable
{
    // nvinfer1::ILogger::Severity::kWARNING: how much the parser itself logs.
    private const int Verbosity = 2;

    private readonly Network _network;
    private readonly OnnxParserHandle _handle;
    private readonly RefitObserverSlot _observer;
    private bool _isDisposed;

    internal OnnxParser(Network network, OnnxParserHandle handle)
    {
        _network = network;
        _handle = handle;
        _observer = new RefitObserverSlot(network.Builder.Library, network.Failures);
    }

    /// <summary>
    /// nvonnxparser::IParser::setRefitObserver: is told of each weight of the network that may be refitted later; null for
    /// none. A build may leave some of them out: <see cref="Refitter.GetAllWeights"/> has those that are left. Held until it
    /// is replaced or the network is disposed. TensorRT 11.4, RTX 1.6.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend tells nobody.</exception>
    public IRefitterObserver? RefitObserver
    {
        get
        {
            _ = Handle;
            return _observer.Observer;
        }

        set => _observer.Set(Handle, value, NativeMethods.OnnxParserSetRefitObserver);
    }

    private OnnxParserHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed || _handle.IsDisposed, this);
            _observer.RequireQuiet();
            return _handle;
        }
    }

    /// <summary>
    /// nvonnxparser::IParser::parseFromFile: reads a model, and the external data in its folder, into the network.
    /// </summary>
    /// <param name="path">The model file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OnnxParseException">
    /// The model cannot be used: <see cref="OnnxParseException.Errors"/> has every reason.
    /// </exception>
    public void ParseFile(string path)
    {
        OnnxParserHandle handle = Handle;
        string file = RequireFile(path);
        try
        {
            Run(() => NativeMethods.OnnxParserParseFromFile(handle, file, Verbosity));
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle, failure);
            throw;
        }

        RequireOutputs();
    }

    /// <summary>nvonnxparser::IParser::parse: reads a model into the network.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="modelPath">
    /// Where the model came from: its folder has the external data. Null where it has none.
    /// </param>
    /// <exception cref="OnnxParseException">
    /// The model cannot be used: <see cref="OnnxParseException.Errors"/> has every reason.
    /// </exception>
    public void Parse(ReadOnlySpan<byte> model, string? modelPath = null)
    {
        OnnxParserHandle handle = Handle;
        try
        {
            _ = PluginCall.Run(
                _network.Builder.Library,
                _network.Failures,
                TensorRTStatus.ParseFailed,
                model,
                bytes =>
                {
                    NativeMethods.OnnxParserParse(handle, bytes, FullPath(modelPath));
                    return true;
                });
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle, failure);
            throw;
        }

        RequireOutputs();
    }

    /// <summary>
    /// nvonnxparser::IParser::loadInitializer: the values of a weight that the model only names. After
    /// <see cref="LoadModel"/> and before <see cref="ParseLoadedModel"/>. TensorRT 10.13, 11, RTX.
    /// </summary>
    /// <param name="name">The name of an initializer.</param>
    /// <param name="values">Its values; kept as long as the network.</param>
    public void LoadInitializer(string name, Weights values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        OnnxParserHandle handle = Handle;
        HostMemoryBytes.LoadInitializer(handle, name, values.LendTo(handle), TensorSize.Bytes([values.Count], values.DataType));
    }

    /// <summary>
    /// nvonnxparser::IParser::loadModelProto: reads a model without its weights. TensorRT 10.13, 11, RTX.
    /// </summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="modelPath">Where the model came from; null where that does not matter.</param>
    /// <exception cref="OnnxParseException">The model cannot be used.</exception>
    public void LoadModel(ReadOnlySpan<byte> model, string? modelPath = null)
    {
        OnnxParserHandle handle = Handle;
        try
        {
            NativeMethods.OnnxParserLoadModelProto(handle, model, FullPath(modelPath));
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle, failure);
            throw;
        }
    }

    /// <summary>
    /// nvonnxparser::IParser::parseModelProto: reads what <see cref="LoadModel"/> took into the network. TensorRT 10.13,
    /// 11, RTX.
    /// </summary>
    /// <exception cref="OnnxParseException">The model cannot be used.</exception>
    public void ParseLoadedModel()
    {
        OnnxParserHandle handle = Handle;
        try
        {
            Run(() => NativeMethods.OnnxParserParseModelProto(handle));
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle, failure);
            throw;
        }

        RequireOutputs();
    }

    /// <summary>
    /// nvonnxparser::IParser::supportsModelV2, getNbSubgraphs, isSubgraphSupported, getSubgraphNodes: which parts of a
    /// model could be used. TensorRT 10.1, 11, RTX.
    /// </summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="modelPath">Where the model came from: its folder has the external data. Null where it has none.</param>
    /// <returns>The parts; one that is supported where all of the model is.</returns>
    /// <exception cref="OnnxParseException">It is no model: no part of it could be used by anybody.</exception>
    public OnnxSubgraph[] FindSupportedSubgraphs(ReadOnlySpan<byte> model, string? modelPath = null)
    {
        OnnxParserHandle handle = Handle;
        try
        {
            _ = NativeMethods.OnnxParserSupportsModelV2(handle, model, FullPath(modelPath));
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle, failure);
            throw;
        }

        var subgraphs = new OnnxSubgraph[NativeMethods.OnnxParserGetNbSubgraphs(handle)];
        for (int index = 0; index < subgraphs.Length; index++)
        {
            nint nodes = NativeMethods.OnnxParserGetSubgraphNodes(handle, index, out long count);
            subgraphs[index] = new OnnxSubgraph(
                NativeMethods.OnnxParserIsSubgraphSupported(handle, index), NativeNames.ReadInt64(nodes, count));
        }

        return subgraphs;
    }

    /// <summary>nvonnxparser::IParser::supportsOperator: is there an importer for an operator?</summary>
    /// <param name="operatorName">An ONNX operator, for instance "Conv".</param>
    /// <returns>True where nodes of it can be used, if their attributes and types can.</returns>
    public bool SupportsOperator(string operatorName)
    {
        ArgumentException.ThrowIfNullOrEmpty(operatorName);
        return NativeMethods.OnnxParserSupportsOperator(Handle, operatorName);
    }

    /// <summary>
    /// nvonnxparser::IParser::getUsedVCPluginLibraries: the plugin libraries that a version-compatible engine of the
    /// parsed model needs.
    /// </summary>
    /// <returns>Paths, for <see cref="BuilderConfig.SetPluginsToSerialize"/>.</returns>
    public string[] GetUsedPluginLibraries()
    {
        nint first = NativeMethods.OnnxParserGetUsedVCPluginLibraries(Handle, out long count);
        return NativeNames.Read(first, count);
    }

    /// <summary>nvonnxparser::IParser::getLayerOutputTensor: what a node of the model became.</summary>
    /// <param name="node">The name of a node.</param>
    /// <param name="output">Which of its outputs, from 0.</param>
    /// <returns>The tensor, or null where there is no such node.</returns>
    public Tensor? FindOutput(string node, int output = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(node);
        NativeView tensor = NativeMethods.OnnxParserGetLayerOutputTensor(Handle, node, output);
        return tensor.IsNull ? null : _network.TensorAt(tensor);
    }

    /// <summary>
    /// nvonnxparser::IParser::setBuilderConfig: the configuration that the network will be built with, for models whose
    /// import depends on it. Held until the network is disposed. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <param name="config">A configuration of the network's builder.</param>
    public void SetBuilderConfig(BuilderConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        OnnxParserHandle handle = Handle;
        BuilderConfigHandle native = config.Handle;
        NativeMethods.OnnxParserSetBuilderConfig(handle, native);
        handle.KeepAlive(native);
    }

    /// <summary>nvonnxparser::IParser::setFlag, clearFlag.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="enabled">True sets, false clears it.</param>
    public void SetFlag(OnnxParserFlag flag, bool enabled = true)
    {
        if (enabled)
        {
            NativeMethods.OnnxParserSetFlag(Handle, flag);
        }
        else
        {
            NativeMethods.OnnxParserClearFlag(Handle, flag);
        }
    }

    /// <summary>nvonnxparser::IParser::getFlag: is the flag set?</summary>
    /// <param name="flag">The flag.</param>
    /// <returns>True where it is set.</returns>
    public bool GetFlag(OnnxParserFlag flag) => NativeMethods.OnnxParserGetFlag(Handle, flag);

    /// <summary>
    /// Ends the use of the parser. The network frees it, because the weights of its layers may lie in it.
    /// </summary>
    public void Dispose() => _isDisposed = true;

    internal static string RequireFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Path.GetFullPath(path);
        return File.Exists(file) ? file : throw new FileNotFoundException($"There is no model file '{file}'.", file);
    }

    /// <summary>TensorRT's parser takes an empty file, and a good part of random ones, for a model of nothing.</summary>
    /// <summary>Plugins are created meanwhile: what they throw is the cause of the failure.</summary>
    private void Run(Action parse) =>
        PluginCall.Run(_network.Builder.Library, _network.Failures, TensorRTStatus.ParseFailed, parse);

    private void RequireOutputs()
    {
        if (_network.Outputs.Count == 0)
        {
            const string reason = "The model has no outputs: it is empty, cut short, or no ONNX model.";
            throw new OnnxParseException(reason) { Errors = [new OnnxParserError(OnnxErrorCode.InvalidGraph, reason, -1, "", "")] };
        }
    }

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);

    private static OnnxParserError[] ReadErrors(OnnxParserHandle handle, OnnxParseException failure)
    {
        OnnxParserError[] errors = NativeOnnxErrors.Read(
            handle, NativeMethods.OnnxParserGetNbErrors(handle), index => NativeMethods.OnnxParserGetError(handle, index));

        // TensorRT logs some of its refusals and keeps no error of them.
        return errors.Length > 0 ? errors : [new OnnxParserError(OnnxErrorCode.InvalidGraph, failure.Message, -1, "", "")];
    }
}
