namespace TensorRTSharp.Testing;

/// <summary>A dense tensor of doubles, C order.</summary>
public sealed record ReferenceTensor
{
    public ReferenceTensor(long[] shape, double[] data)
    {
        if (data.Length != TypedArray.ElementCount(shape))
        {
            throw new ArgumentException(
                $"{data.Length} elements do not fill shape {TypedArray.FormatShape(shape)}.", nameof(data));
        }

        Shape = shape;
        Data = data;
    }

    public long[] Shape { get; }

    public double[] Data { get; }

    public int Rank => Shape.Length;

    public static ReferenceTensor Zeros(params long[] shape) => new(shape, new double[TypedArray.ElementCount(shape)]);

    public static ReferenceTensor From(TypedArray array) => new(array.Shape, array.ToDoubles());

    /// <summary>Values from <paramref name="low"/> to <paramref name="high"/> that a float holds exactly.</summary>
    public static ReferenceTensor Random(SeededRandom random, long[] shape, double low = -1, double high = 1)
    {
        var tensor = Zeros(shape);
        for (var i = 0; i < tensor.Data.Length; i++)
        {
            tensor.Data[i] = (float)random.NextDouble(low, high);
        }

        return tensor;
    }

    /// <summary>The elements as an array of floats, for feeding a model.</summary>
    public TypedArray ToFloats() => TypedArray.From(Array.ConvertAll(Data, static v => (float)v), Shape);

    /// <summary>The element at one index for each dimension.</summary>
    public double At(ReadOnlySpan<long> index) => Data[Indexing.Offset(Shape, index)];
}
