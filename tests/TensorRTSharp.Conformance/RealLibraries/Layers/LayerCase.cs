namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>A layer as one of the network's methods adds it, and what is known of it beforehand.</summary>
/// <param name="Name">The method, and what is special about this case.</param>
/// <param name="Class">Its class.</param>
/// <param name="Type">Its type.</param>
/// <param name="Inputs">How many inputs it has.</param>
/// <param name="Outputs">Its outputs, worked out by hand.</param>
/// <param name="Add">Adds it.</param>
internal sealed record LayerCase(
    string Name, Type Class, LayerType Type, int Inputs, string[] Outputs, Func<RtxNetwork, Layer> Add)
{
    public string Method => Name.Split(' ')[0];

    public static LayerCase Of<T>(string name, LayerType type, int inputs, string[] outputs, Func<RtxNetwork, T> add)
        where T : Layer =>
        new(name, typeof(T), type, inputs, outputs, add);

    public override string ToString() => Name;
}
