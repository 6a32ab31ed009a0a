using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRuntime: loads engines. Any thread may use it, several at once; set its properties before. Owned by the
/// caller; may be disposed before its engines.
/// </summary>
public sealed class Runtime : IDisposable
{
    private readonly RuntimeHandle _handle;
    private readonly TensorRT _library;

    internal Runtime(TensorRT library, RuntimeHandle handle)
    {
        _library = library;
        _handle = handle;
    }

    /// <summary>
    /// nvinfer1::IRuntime::setEngineHostCodeAllowed, getEngineHostCodeAllowed: may plans bring code that runs in this
    /// process? False unless set; version-compatible plans need it. Allow it only for plans that you trust like a
    /// program.
    /// </summary>
    public bool EngineHostCodeAllowed
    {
        get => NativeMethods.RuntimeGetEngineHostCodeAllowed(Handle);
        set => NativeMethods.RuntimeSetEngineHostCodeAllowed(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRuntime::setMaxThreads, getMaxThreads: how many threads loading may use, the calling one included.
    /// </summary>
    public int MaxThreads
    {
        get => NativeMethods.RuntimeGetMaxThreads(Handle);
        set => NativeMethods.RuntimeSetMaxThreads(Handle, value);
    }

    private RuntimeHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>nvinfer1::IRuntime::deserializeCudaEngine. The engine is owned by the caller.</summary>
    /// <param name="plan">A serialized engine; not needed any more on return.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">
    /// The bytes are no plan, damaged, or of another version, backend or device.
    /// </exception>
    public Engine DeserializeEngine(ReadOnlySpan<byte> plan) => Create(HostMemoryBytes.Deserialize(Handle, plan));

    /// <summary>nvinfer1::IRuntime::deserializeCudaEngine. The engine is owned by the caller.</summary>
    /// <param name="plan">A serialized engine of any size; not needed any more on return.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">The plan is of another version, backend or device.</exception>
    public Engine DeserializeEngine(SerializedEngine plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Create(HostMemoryBytes.Deserialize(Handle, plan.Handle));
    }

    /// <summary>
    /// nvinfer1::IRuntime::deserializeCudaEngine, from a file of any size. The engine is owned by the caller.
    /// </summary>
    /// <param name="path">A file that <see cref="HostMemory.Save"/> or another tool of TensorRT wrote.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="EngineLoadException">
    /// The file is no plan, damaged, or of another version, backend or device.
    /// </exception>
    public Engine LoadEngine(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Create(HostMemoryBytes.DeserializeFile(Handle, path));
    }

    /// <summary>Frees the runtime, once its engines are disposed too.</summary>
    public void Dispose() => _handle.Dispose();

    private Engine Create(EngineHandle handle)
    {
        try
        {
            return new Engine(_library, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
