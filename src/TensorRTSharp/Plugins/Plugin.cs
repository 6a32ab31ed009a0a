namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginV3: an operation of your own, in C#. Derive from it, register it with
/// <see cref="PluginRegistry.Register{T}"/>, and use it from ONNX by its name or with
/// <see cref="Network.AddPlugin(Plugin, ReadOnlySpan{Tensor})"/>.
/// </summary>
/// <remarks>
/// <para>TensorRT works with copies: one for each network, each build, each engine, and one for each
/// <see cref="InferenceContext"/>, whose <see cref="Enqueue"/> runs on one thread at a time. Copies are made with
/// <see cref="Clone"/>. What a plugin throws becomes the inner exception of the call during which it threw.</para>
/// <para>The class serves every backend: on <see cref="Backend.Cpu"/> tensors are in host memory, and
/// <see cref="Enqueue"/> computes in C#; on a GPU it launches a kernel (<see cref="DeviceKernel"/>).</para>
/// </remarks>
public abstract class Plugin
{
    /// <summary>nvinfer1::IPluginV3OneCore::getPluginName: the operator's name in ONNX.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// nvinfer1::IPluginV3OneCore::getPluginVersion: "1" unless overridden, which is what the ONNX parser looks for unless
    /// the node has an attribute plugin_version.
    /// </summary>
    public virtual string Version => "1";

    /// <summary>
    /// nvinfer1::IPluginV3OneCore::getPluginNamespace: empty unless overridden. In ONNX the attribute plugin_namespace.
    /// </summary>
    public virtual string Namespace => "";

    /// <summary>nvinfer1::IPluginV3OneBuild::getNbOutputs: 1 unless overridden.</summary>
    public virtual int OutputCount => 1;

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::getValidTactics: numbers of ways to compute it, all above 0, among which a build chooses
    /// by time; none unless overridden. <see cref="SetTactic"/> tells which one is meant.
    /// </summary>
    public virtual IReadOnlyList<int> Tactics => [];

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::getTimingCacheID: a text under which a timing cache keeps how long the plugin takes; null,
    /// as it is unless overridden, for no caching.
    /// </summary>
    public virtual string? TimingCacheId => null;

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::getFormatCombinationLimit: how many combinations of formats a build tries at most.
    /// </summary>
    public virtual int FormatCombinationLimit => 100;

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::getMetadataString: a text for engine inspectors; null unless overridden.
    /// </summary>
    public virtual string? Metadata => null;

    /// <summary>
    /// nvinfer1::IPluginV3OneBuildV2: may an output be the same memory as an input (<see cref="GetAliasedInput"/>)?
    /// TensorRT 10.3 or newer.
    /// </summary>
    public virtual bool HasAliasedInputs => false;

    /// <summary>The library that the plugin works for, once it does: to load kernels with.</summary>
    /// <exception cref="InvalidOperationException">The plugin was neither registered nor added to a network.</exception>
    protected TensorRT Library => LibraryOrNull
        ?? throw new InvalidOperationException($"The plugin '{Name}' does not work for a library yet.");

    internal TensorRT? LibraryOrNull { get; set; }

    /// <summary>
    /// The plugin's parameters, each in one line: <c>fields.Add("slope", ref _slope);</c>. Called to read them, to write them,
    /// and to learn which there are.
    /// </summary>
    /// <param name="fields">What to add them to.</param>
    public virtual void DescribeFields(PluginFields fields)
    {
    }

    /// <summary>nvinfer1::IPluginV3OneBuild::getOutputDataTypes: the first input's type unless overridden.</summary>
    /// <param name="output">The index of an output.</param>
    /// <param name="inputs">The types of the inputs.</param>
    /// <returns>The type of that output.</returns>
    public virtual DataType GetOutputType(int output, ReadOnlySpan<DataType> inputs) => inputs[0];

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::getOutputShapes: each output's dimensions, as expressions over those of the inputs. Unless
    /// overridden, each output has the shape of the first input.
    /// </summary>
    /// <param name="shapes">The inputs' dimensions, and the place for the outputs'.</param>
    public virtual void InferShapes(PluginShapes shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        for (int output = 0; output < shapes.OutputCount; output++)
        {
            shapes.SetOutput(output, shapes.GetInput(0));
        }
    }

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::supportsFormatCombination: can the plugin work with the tensor at
    /// <paramref name="position"/> as it is, given those before it? Unless overridden: FP32 in row-major order.
    /// </summary>
    /// <param name="position">An index in <paramref name="tensors"/>; those after it say nothing yet.</param>
    /// <param name="tensors">The inputs, then the outputs.</param>
    /// <returns>True where it can.</returns>
    public virtual bool SupportsFormat(int position, PluginTensors tensors) =>
        tensors[position] is { DataType: DataType.Float, Format: TensorFormat.Linear };

    /// <summary>nvinfer1::IPluginV3OneBuild::configurePlugin: the ranges of shapes that a build is for.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">The outputs.</param>
    public virtual void Configure(PluginTensors inputs, PluginTensors outputs)
    {
    }

    /// <summary>
    /// nvinfer1::IPluginV3OneBuild::getWorkspaceSize: bytes of memory that <see cref="Enqueue"/> needs besides its tensors; 0
    /// unless overridden.
    /// </summary>
    /// <param name="inputs">The inputs, with their largest shapes.</param>
    /// <param name="outputs">The outputs.</param>
    /// <returns>The size in bytes.</returns>
    public virtual long GetWorkspaceSize(PluginTensors inputs, PluginTensors outputs) => 0;

    /// <summary>
    /// nvinfer1::IPluginV3OneBuildV2::getAliasedInput: the input whose memory an output is; -1, as it is unless overridden,
    /// for none.
    /// </summary>
    /// <param name="output">The index of an output.</param>
    /// <returns>The index of an input, or -1.</returns>
    public virtual int GetAliasedInput(int output) => -1;

    /// <summary>
    /// nvinfer1::IPluginV3OneRuntime::setTactic: which of <see cref="Tactics"/> to use from now on; 0 where there are none.
    /// </summary>
    /// <param name="tactic">The tactic.</param>
    public virtual void SetTactic(int tactic)
    {
    }

    /// <summary>
    /// nvinfer1::IPluginV3OneRuntime::attachToContext: this copy is for a context from now on. The place to load kernels.
    /// </summary>
    public virtual void Attach()
    {
    }

    /// <summary>
    /// nvinfer1::IPluginV3OneRuntime::attachToContext: as <see cref="Attach()"/>, which it calls unless overridden, with what
    /// the context lends this copy.
    /// </summary>
    /// <param name="resources">The context's error recorder and allocator, until this copy is released.</param>
    public virtual void Attach(PluginResourceContext resources) => Attach();

    /// <summary>nvinfer1::IPluginV3OneRuntime::onShapeChange: the shapes of the next calls of <see cref="Enqueue"/>.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">The outputs.</param>
    public virtual void OnShapeChange(PluginTensors inputs, PluginTensors outputs)
    {
    }

    /// <summary>
    /// nvinfer1::IPluginV3OneRuntime::enqueue: computes the outputs. On a GPU it adds work to the stream and does not wait for
    /// it; on <see cref="Backend.Cpu"/> it computes at once.
    /// </summary>
    /// <param name="context">The tensors, the workspace and the stream, for the time of the call.</param>
    public abstract void Enqueue(PluginEnqueueContext context);

    /// <summary>
    /// This copy is not used any more: frees what it alone has. Called on whatever thread; may be called while other copies
    /// run.
    /// </summary>
    public virtual void Release()
    {
    }

    /// <summary>
    /// nvinfer1::IPluginV3::clone: unless overridden, a copy of all fields of the object, which shares what they refer to.
    /// </summary>
    /// <returns>The copy.</returns>
    protected virtual Plugin Clone() => (Plugin)MemberwiseClone();

    internal Plugin CloneForNative() =>
        Clone() ?? throw new InvalidOperationException($"The plugin '{Name}' gave no copy of itself.");
}
