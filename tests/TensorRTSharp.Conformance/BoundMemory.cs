using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>The memory that one context reads and writes.</summary>
internal sealed class BoundMemory(TensorRT library, InferenceContext context) : IDisposable
{
    private const long DependsOnData = -1;

    private readonly List<IDisposable> _owned = [];
    private readonly Dictionary<string, DeviceBuffer> _outputs = [];
    private readonly Dictionary<string, OutputBuffer> _growingOutputs = [];

    public void BindInput(string name, TypedArray value)
    {
        context.SetInputShape(name, value.Shape);
        var buffer = Own(library.AllocateBuffer(value.Bytes.Length));
        buffer.CopyFrom(value.Bytes);
        context.SetTensorAddress(name, buffer);
    }

    /// <summary>Call it when all inputs are bound: the output's size follows from theirs.</summary>
    public void BindOutput(EngineTensor output)
    {
        var shape = output.IsRankKnown ? context.GetTensorShape(output.Name) : [DependsOnData];
        if (shape.Contains(DependsOnData))
        {
            _growingOutputs[output.Name] = Own(library.CreateOutputBuffer());
            context.SetOutputBuffer(output.Name, _growingOutputs[output.Name]);
        }
        else
        {
            var byteLength = TypedArray.ElementCount(shape) * TypeOf(output).Size();
            _outputs[output.Name] = Own(library.AllocateBuffer(byteLength));
            context.SetTensorAddress(output.Name, _outputs[output.Name]);
        }
    }

    public TypedArray Read(EngineTensor output)
    {
        if (_growingOutputs.TryGetValue(output.Name, out var growing))
        {
            return new TypedArray(TypeOf(output), growing.Shape, growing.ToArray<byte>());
        }

        var bytes = new byte[_outputs[output.Name].ByteLength];
        _outputs[output.Name].CopyTo<byte>(bytes);
        return new TypedArray(TypeOf(output), context.GetTensorShape(output.Name), bytes);
    }

    public void Dispose() => _owned.ForEach(o => o.Dispose());

    public static ElementType TypeOf(EngineTensor tensor) => tensor.DataType switch
    {
        DataType.Float => ElementType.Float32,
        DataType.Half => ElementType.Float16,
        DataType.Int8 => ElementType.Int8,
        DataType.Int32 => ElementType.Int32,
        DataType.Bool => ElementType.Bool,
        DataType.UInt8 => ElementType.UInt8,
        DataType.Int64 => ElementType.Int64,
        _ => throw new NotSupportedException($"{tensor} has a type that no test data comes in."),
    };

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
