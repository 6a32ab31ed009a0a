namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>Something that cannot be done, and the exception that says so.</summary>
/// <param name="What">What is tried.</param>
/// <param name="Exception">The exception.</param>
/// <param name="Message">A part of its message.</param>
/// <param name="Do">Tries it.</param>
internal sealed record Refusal(string What, Type Exception, string Message, Action<RtxNetwork> Do)
{
    public override string ToString() => What;

    public static Refusal NotSupported(string what, string method, Action<RtxNetwork> @do) =>
        new(what, typeof(TensorRTNotSupportedException), $"{method} is not supported by backend rtx1", @do);

    /// <summary>A setting that TensorRT itself refuses: it names its method.</summary>
    public static Refusal OfSetting<T>(string what, string method, Action<T> set)
        where T : Layer =>
        new(what, typeof(ArgumentException), $"{method} failed: ", on => set(LayerCases.Add<T>(on)));

    /// <summary>A layer that TensorRT itself does not add.</summary>
    public static Refusal OfLayer(string what, string method, Action<RtxNetwork> add) =>
        new(what, typeof(ArgumentException), $"{method} gave nothing: ", add);
}
