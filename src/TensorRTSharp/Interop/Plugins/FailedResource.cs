namespace TensorRTSharp.Interop;

/// <summary>
/// Stands in for a copy that could not be made, until who asked for it has learnt why: without any copy, TensorRT 10.6 and
/// RTX 1.7 give null for the key for the rest of the process.
/// </summary>
internal sealed class FailedResource(Exception cause) : PluginResource
{
    internal Exception Cause => cause;

    /// <summary>The copy that is to be shared; one of this class where there is none.</summary>
    internal static PluginResource OrCopyOf(PluginResource resource)
    {
        try
        {
            return resource.Copy();
        }
        catch (Exception exception)
        {
            return new FailedResource(exception);
        }
    }

    protected override PluginResource Clone() => new FailedResource(cause);
}
