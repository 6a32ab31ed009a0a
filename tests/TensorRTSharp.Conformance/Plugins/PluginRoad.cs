namespace TensorRTSharp.Conformance;

/// <summary>A network with nothing but one plugin, from input "x" to output "y" of the same type and size.</summary>
internal static class PluginRoad
{
    public static SerializedEngine Build(TensorRT library, DataType type, int count, Func<Network, PluginV3Layer> add)
    {
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        network.AddInput("x", type, count);
        Tensor y = add(network).GetOutput();
        y.Name = "y";
        network.MarkOutput(y);
        using BuilderConfig config = builder.CreateConfig();
        return builder.BuildSerializedNetwork(network, config);
    }

    public static byte[] Run(TensorRT library, SerializedEngine plan, byte[] input)
    {
        using Runtime runtime = library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer x = library.AllocateBuffer(input.Length);
        using DeviceBuffer y = library.AllocateBuffer(input.Length);
        x.CopyFrom<byte>(input);
        context.SetTensorAddress("x", x);
        context.SetTensorAddress("y", y);
        context.Enqueue(stream);
        stream.Synchronize();
        byte[] output = new byte[input.Length];
        y.CopyTo<byte>(output);
        return output;
    }
}
