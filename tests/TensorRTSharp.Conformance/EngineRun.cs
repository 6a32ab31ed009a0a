using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>One inference by the whole road: shapes, addresses, enqueue, wait, read.</summary>
internal static class EngineRun
{
    /// <summary>Runs once, in a context of its own.</summary>
    public static IReadOnlyDictionary<string, TypedArray> Once(
        TensorRT library, Engine engine, IReadOnlyDictionary<string, TypedArray> inputs)
    {
        using var context = engine.CreateContext();
        return In(library, context, inputs);
    }

    /// <summary>Runs once in a context; outputs whose shape depends on the data go to memory that grows.</summary>
    public static IReadOnlyDictionary<string, TypedArray> In(
        TensorRT library, InferenceContext context, IReadOnlyDictionary<string, TypedArray> inputs)
    {
        using var stream = library.CreateStream();
        return In(library, context, stream, inputs);
    }

    public static IReadOnlyDictionary<string, TypedArray> In(
        TensorRT library, InferenceContext context, DeviceStream stream, IReadOnlyDictionary<string, TypedArray> inputs)
    {
        using var memory = new BoundMemory(library, context);
        foreach (var (name, value) in inputs)
        {
            memory.BindInput(name, value);
        }

        foreach (var output in context.Engine.Outputs)
        {
            memory.BindOutput(output);
        }

        context.Enqueue(stream);
        stream.Synchronize();
        return context.Engine.Outputs.ToDictionary(o => o.Name, memory.Read);
    }
}
