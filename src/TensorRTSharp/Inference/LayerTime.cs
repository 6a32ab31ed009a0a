namespace TensorRTSharp;

/// <summary>How long a layer took, over several runs.</summary>
/// <param name="Layer">The layer's name in the engine.</param>
/// <param name="Count">How often it was reported.</param>
/// <param name="Total">How long it took altogether.</param>
public readonly record struct LayerTime(string Layer, int Count, TimeSpan Total)
{
    /// <summary>How long it took on average.</summary>
    public TimeSpan Average => Count == 0 ? TimeSpan.Zero : Total / Count;
}
