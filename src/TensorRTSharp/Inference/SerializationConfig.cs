using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ISerializationConfig: what <see cref="Engine.Serialize(SerializationConfig)"/> writes. One thread at a time.
/// Owned by the caller; may be disposed before or after its engine.
/// </summary>
public sealed class SerializationConfig : IDisposable
{
    private readonly SerializationConfigHandle _handle;

    internal SerializationConfig(SerializationConfigHandle handle) => _handle = handle;

    internal SerializationConfigHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>nvinfer1::ISerializationConfig::setFlag, clearFlag.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="enabled">True sets, false clears it.</param>
    public void SetFlag(SerializationFlag flag, bool enabled = true)
    {
        if (enabled)
        {
            NativeMethods.SerializationConfigSetFlag(Handle, flag);
        }
        else
        {
            NativeMethods.SerializationConfigClearFlag(Handle, flag);
        }
    }

    /// <summary>nvinfer1::ISerializationConfig::getFlag: is the flag set?</summary>
    /// <param name="flag">The flag.</param>
    /// <returns>True where it is set.</returns>
    public bool GetFlag(SerializationFlag flag) => NativeMethods.SerializationConfigGetFlag(Handle, flag);

    /// <summary>nvinfer1::ISerializationConfig::setFlags: sets these flags and clears all others.</summary>
    /// <param name="flags">The flags.</param>
    public void SetFlags(params ReadOnlySpan<SerializationFlag> flags) =>
        NativeMethods.SerializationConfigSetFlags(Handle, EnumMask.Of(flags));

    /// <summary>nvinfer1::ISerializationConfig::getFlags.</summary>
    /// <returns>The flags that are set.</returns>
    public SerializationFlag[] GetFlags() =>
        EnumMask.ToArray<SerializationFlag>(NativeMethods.SerializationConfigGetFlags(Handle));

    /// <summary>Frees the configuration.</summary>
    public void Dispose() => _handle.Dispose();
}
