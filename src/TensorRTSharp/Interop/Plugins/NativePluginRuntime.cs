namespace TensorRTSharp.Interop;

/// <summary>Takes the questions of IPluginV3OneRuntime to a <see cref="Plugin"/>.</summary>
internal sealed unsafe class NativePluginRuntime(TensorRT library, Plugin plugin) : PluginV3OneRuntimeCallback, IDisposable
{
    private int _inputCount = -1; // enqueue does not tell
    private int _outputCount;
    private nint _stream;
    private NativeFields? _fields; // TensorRT reads them until it asks again

    protected override bool HasSetTactic => true;

    /// <summary>On a stream's own thread, who synchronises the stream is told.</summary>
    protected override CallbackFailure? FailureElsewhere =>
        DeviceStream.FailureOf(Volatile.Read(ref _stream)) ?? library.Plugins.Failures;

    internal override void OnReleased()
    {
        base.OnReleased();
        Dispose();
    }

    public void Dispose() => _fields?.Dispose();

    protected override int SetTactic(int tactic)
    {
        plugin.SetTactic(tactic);
        return 0;
    }

    protected override int OnShapeChange(
        NativePluginTensorDesc* @in, int nbInputs, NativePluginTensorDesc* @out, int nbOutputs)
    {
        _inputCount = nbInputs;
        _outputCount = nbOutputs;
        plugin.OnShapeChange(new(new(@in, nbInputs)), new(new(@out, nbOutputs)));
        return 0;
    }

    protected override int Enqueue(
        NativePluginTensorDesc* inputDesc,
        NativePluginTensorDesc* outputDesc,
        void** inputs,
        void** outputs,
        void* workspace,
        void* stream)
    {
        Volatile.Write(ref _stream, (nint)stream);
        if (_inputCount < 0)
        {
            throw new InvalidOperationException("IPluginV3OneRuntime::enqueue was called before onShapeChange.");
        }

        NativePluginEnqueue native = new(
            new(inputDesc, _inputCount), new(outputDesc, _outputCount), inputs, outputs, workspace, stream);
        plugin.Enqueue(new PluginEnqueueContext(native, library));
        return 0;
    }

    protected override void* AttachToContext(NativeView context)
    {
        Plugin attached = plugin.CloneForNative();
        attached.LibraryOrNull = library;
        PluginResourceContext resources = new(library, context);
        try
        {
            attached.Attach(resources);
            return NativePlugin.CreateDetached(library, attached, resources);
        }
        catch
        {
            resources.End();
            throw;
        }
    }

    protected override NativePluginFieldCollection* GetFieldsToSerialize()
    {
        PluginFields fields = new();
        plugin.DescribeFields(fields);
        _fields?.Dispose();
        _fields = new NativeFields(fields.Described);
        return _fields.Collection;
    }
}
