using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Plugins.</content>
public sealed partial class Network
{
    /// <summary>
    /// nvinfer1::INetworkDefinition::addPluginV3: an operation of your own. The network takes a copy of the plugin. A plan
    /// with it needs the plugin registered where it is loaded (<see cref="PluginRegistry.Register{T}"/>).
    /// </summary>
    /// <param name="plugin">The plugin, its fields set.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="TensorRTNotSupportedException">TensorRT-RTX takes no plugins.</exception>
    public PluginV3Layer AddPlugin(Plugin plugin, params ReadOnlySpan<Tensor> inputs) => AddPlugin(plugin, inputs, []);

    /// <summary>
    /// nvinfer1::INetworkDefinition::addPluginV3: an operation of your own, the shapes of whose outputs follow from the values
    /// of tensors. The network takes a copy of the plugin. TensorRT alone, not <see cref="Backend.Cpu"/>.
    /// </summary>
    /// <param name="plugin">The plugin, its fields set.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="shapeInputs">Tensors whose values its output shapes are computed from.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="TensorRTNotSupportedException">TensorRT-RTX takes no plugins.</exception>
    public PluginV3Layer AddPlugin(Plugin plugin, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> shapeInputs)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        NativeView[] nativeInputs = OwnAll(inputs);
        NativeView[] nativeShapeInputs = OwnAll(shapeInputs);
        NetworkHandle network = Handle;
        NativeView layer = PluginCall.Run(
            Builder.Library,
            Failures,
            TensorRTStatus.CallbackFailed,
            () =>
            {
                using PluginV3Handle native = NativePlugin.Lend(Builder.Library, plugin, out NativeView view);
                return NativeMethods.NetworkAddPluginV3(network, nativeInputs, nativeShapeInputs, view);
            });
        return new PluginV3Layer(this, Borrow(layer));
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::addPluginV3, addPluginV2: an operation of a registered creator, for instance of a native
    /// library (<see cref="PluginRegistry.LoadLibrary"/>).
    /// </summary>
    /// <param name="creator">The creator, of the network's library.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="fields">What the plugin is made from; <see cref="PluginCreator.Fields"/> says what there is.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>The layer: a <see cref="PluginV3Layer"/> or <see cref="PluginV2Layer"/>.</returns>
    public Layer AddPlugin(
        PluginCreator creator, string name, IReadOnlyList<PluginField> fields, params ReadOnlySpan<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(creator);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(fields);
        if (creator.Library != Builder.Library)
        {
            throw new ArgumentException(
                $"The creator belongs to {creator.Library}, and the network to {Builder.Library}.", nameof(creator));
        }

        NativeView[] native = OwnAll(inputs);
        NetworkHandle network = Handle;
        NativeView layer = PluginCall.Run(
            Builder.Library,
            Failures,
            TensorRTStatus.CallbackFailed,
            () => creator.Use(name, fields, plugin => creator.Kind == PluginKind.V2
                ? NativeMethods.NetworkAddPluginV2(network, native, plugin)
                : NativeMethods.NetworkAddPluginV3(network, native, default, plugin)));
        Layer added = creator.Kind == PluginKind.V2
            ? new PluginV2Layer(this, Borrow(layer))
            : new PluginV3Layer(this, Borrow(layer));
        if (name.Length > 0)
        {
            added.Name = name;
        }

        return added;
    }

    private NativeView[] OwnAll(ReadOnlySpan<Tensor> tensors)
    {
        var native = new NativeView[tensors.Length];
        for (int index = 0; index < native.Length; index++)
        {
            native[index] = Own(tensors[index]).View;
        }

        return native;
    }
}
