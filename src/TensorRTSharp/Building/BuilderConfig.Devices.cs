using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>What the engine is for: devices, platforms, capabilities, plugins that go with it.</content>
public sealed partial class BuilderConfig
{
    /// <summary>
    /// nvinfer1::IBuilderConfig::setEngineCapability, getEngineCapability: which restrictions the engine keeps to.
    /// </summary>
    public EngineCapability EngineCapability
    {
        get => NativeMethods.BuilderConfigGetEngineCapability(Handle);
        set => NativeMethods.BuilderConfigSetEngineCapability(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setRuntimePlatform, getRuntimePlatform: the operating system that the engine will run
    /// on. TensorRT 10.2, 11, RTX.
    /// </summary>
    public RuntimePlatform RuntimePlatform
    {
        get => NativeMethods.BuilderConfigGetRuntimePlatform(Handle);
        set => NativeMethods.BuilderConfigSetRuntimePlatform(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setDefaultDeviceType, getDefaultDeviceType: where layers run that
    /// <see cref="SetDeviceType"/> says nothing of.
    /// </summary>
    public DeviceType DefaultDeviceType
    {
        get => NativeMethods.BuilderConfigGetDefaultDeviceType(Handle);
        set => NativeMethods.BuilderConfigSetDefaultDeviceType(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setDLACore, getDLACore: the DLA core that the engine runs on; -1 where there is none.
    /// </summary>
    public int DlaCore
    {
        get => NativeMethods.BuilderConfigGetDLACore(Handle);
        set => NativeMethods.BuilderConfigSetDLACore(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setDeviceType, resetDeviceType: where a layer runs; null for
    /// <see cref="DefaultDeviceType"/>.
    /// </summary>
    /// <param name="layer">A layer of a network that is built with this configuration.</param>
    /// <param name="deviceType">The device, or null.</param>
    public void SetDeviceType(Layer layer, DeviceType? deviceType)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (deviceType is { } type)
        {
            NativeMethods.BuilderConfigSetDeviceType(Handle, layer.Native, type);
        }
        else
        {
            NativeMethods.BuilderConfigResetDeviceType(Handle, layer.Native);
        }
    }

    /// <summary>nvinfer1::IBuilderConfig::getDeviceType.</summary>
    /// <param name="layer">A layer of a network that is built with this configuration.</param>
    /// <returns>Where it runs.</returns>
    public DeviceType GetDeviceType(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return NativeMethods.BuilderConfigGetDeviceType(Handle, layer.Native);
    }

    /// <summary>nvinfer1::IBuilderConfig::isDeviceTypeSet.</summary>
    /// <param name="layer">A layer of a network that is built with this configuration.</param>
    /// <returns>True where <see cref="SetDeviceType"/> has said where it runs.</returns>
    public bool IsDeviceTypeSet(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return NativeMethods.BuilderConfigIsDeviceTypeSet(Handle, layer.Native);
    }

    /// <summary>nvinfer1::IBuilderConfig::canRunOnDLA.</summary>
    /// <param name="layer">A layer of a network that is built with this configuration.</param>
    /// <returns>True where a DLA core could run it.</returns>
    public bool CanRunOnDla(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return NativeMethods.BuilderConfigCanRunOnDLA(Handle, layer.Native);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setNbComputeCapabilities, setComputeCapability: the GPUs that the engine is for.
    /// TensorRT-RTX, which needs no GPU to build.
    /// </summary>
    /// <param name="capabilities">
    /// The capabilities; none for those of all GPUs since Ampere. <see cref="ComputeCapability.Current"/> stands alone.
    /// </param>
    /// <exception cref="ArgumentException">One cannot be built for: what was set before stays.</exception>
    public void SetComputeCapabilities(params ReadOnlySpan<ComputeCapability> capabilities)
    {
        ComputeCapability[] before = GetComputeCapabilities();
        try
        {
            SetEach(capabilities);
        }
        catch
        {
            // Otherwise capabilities that nobody chose would be left, with which a build fails without saying why.
            SetEach(before);
            throw;
        }
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::getNbComputeCapabilities, getComputeCapability. TensorRT-RTX.
    /// </summary>
    /// <returns>The GPUs that the engine is for.</returns>
    public ComputeCapability[] GetComputeCapabilities()
    {
        BuilderConfigHandle handle = Handle;
        var capabilities = new ComputeCapability[NativeMethods.BuilderConfigGetNbComputeCapabilities(handle)];
        for (int index = 0; index < capabilities.Length; index++)
        {
            capabilities[index] = NativeMethods.BuilderConfigGetComputeCapability(handle, index);
        }

        return capabilities;
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setPluginsToSerialize: plugin libraries that go into a version-compatible engine.
    /// </summary>
    /// <param name="libraryPaths">The libraries' files; all that there are to be.</param>
    public void SetPluginsToSerialize(params ReadOnlySpan<string> libraryPaths)
    {
        BuilderConfigHandle handle = Handle;
        NativeNames.WithStrings(libraryPaths, paths => NativeMethods.BuilderConfigSetPluginsToSerialize(handle, paths));
    }

    /// <summary>nvinfer1::IBuilderConfig::getNbPluginsToSerialize, getPluginToSerialize.</summary>
    /// <returns>The libraries' files.</returns>
    public string[] GetPluginsToSerialize()
    {
        BuilderConfigHandle handle = Handle;
        var paths = new string[NativeMethods.BuilderConfigGetNbPluginsToSerialize(handle)];
        for (int index = 0; index < paths.Length; index++)
        {
            paths[index] = NativeMethods.BuilderConfigGetPluginToSerialize(handle, index) ?? "";
        }

        return paths;
    }

    /// <summary>nvinfer1::IBuilderConfig::setFlags: sets these flags and clears all others.</summary>
    /// <param name="flags">The flags.</param>
    public void SetFlags(params ReadOnlySpan<BuilderFlag> flags) =>
        NativeMethods.BuilderConfigSetFlags(Handle, EnumMask.Of(flags));

    /// <summary>nvinfer1::IBuilderConfig::getFlags.</summary>
    /// <returns>The flags that are set.</returns>
    public BuilderFlag[] GetFlags() => EnumMask.ToArray<BuilderFlag>(NativeMethods.BuilderConfigGetFlags(Handle));

    private void SetEach(ReadOnlySpan<ComputeCapability> capabilities)
    {
        BuilderConfigHandle handle = Handle;
        NativeMethods.BuilderConfigSetNbComputeCapabilities(handle, capabilities.Length);
        for (int index = 0; index < capabilities.Length; index++)
        {
            NativeMethods.BuilderConfigSetComputeCapability(handle, capabilities[index], index);
        }
    }
}
