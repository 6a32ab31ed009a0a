using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>One inference by a session, whatever the element types.</summary>
internal static class SessionRun
{
    public static IReadOnlyDictionary<string, TypedArray> In(
        InferenceSession session, InferenceInputs inputs, IReadOnlyDictionary<string, TypedArray> values)
    {
        Fill(inputs, values);
        using InferenceResult result = session.Run(inputs);
        return Read(result);
    }

    public static void Fill(InferenceInputs inputs, IReadOnlyDictionary<string, TypedArray> values)
    {
        foreach ((string name, TypedArray value) in values)
        {
            inputs.SetBytes(name, value.Bytes, value.Shape);
        }
    }

    public static IReadOnlyDictionary<string, TypedArray> Read(InferenceResult result) => result.Outputs.ToDictionary(
        static output => output.Name,
        output => new TypedArray(BoundMemory.TypeOf(output), result.GetShape(output.Name), result.GetBytes(output.Name).ToArray()));
}
