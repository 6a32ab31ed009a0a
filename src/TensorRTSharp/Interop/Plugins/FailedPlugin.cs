namespace TensorRTSharp.Interop;

/// <summary>
/// Stands in for a plugin that could not be made while a plan is loaded: TensorRT 10.6 reads a null pointer there and ends
/// the process. What was thrown fails the load afterwards, so nobody ever runs this one.
/// </summary>
internal sealed class FailedPlugin(Plugin sample) : Plugin
{
    public override string Name { get; } = sample.Name;

    public override string Version { get; } = sample.Version;

    public override string Namespace { get; } = sample.Namespace;

    public override void Enqueue(PluginEnqueueContext context) =>
        throw new InvalidOperationException($"The plugin '{Name}' could not be created when its plan was loaded.");
}
