namespace TensorRTSharp.Testing;

public static partial class ReferenceOps
{
    public static ReferenceTensor Add(ReferenceTensor a, ReferenceTensor b) => Zip(a, b, static (x, y) => x + y);

    public static ReferenceTensor Sub(ReferenceTensor a, ReferenceTensor b) => Zip(a, b, static (x, y) => x - y);

    public static ReferenceTensor Mul(ReferenceTensor a, ReferenceTensor b) => Zip(a, b, static (x, y) => x * y);

    public static ReferenceTensor Div(ReferenceTensor a, ReferenceTensor b) => Zip(a, b, static (x, y) => x / y);

    public static ReferenceTensor Pow(ReferenceTensor a, ReferenceTensor b) => Zip(a, b, Math.Pow);

    public static ReferenceTensor Relu(ReferenceTensor x) => Map(x, static v => Math.Max(v, 0));

    public static ReferenceTensor Sigmoid(ReferenceTensor x) => Map(x, static v => 1 / (1 + Math.Exp(-v)));

    public static ReferenceTensor Tanh(ReferenceTensor x) => Map(x, Math.Tanh);

    private static ReferenceTensor Map(ReferenceTensor x, Converter<double, double> function) =>
        new(x.Shape, Array.ConvertAll(x.Data, function));

    private static ReferenceTensor Zip(ReferenceTensor a, ReferenceTensor b, Func<double, double, double> function)
    {
        var y = ReferenceTensor.Zeros(Broadcasting.Shape(a.Shape, b.Shape));
        var i = 0;
        foreach (var index in Indexing.Each(y.Shape))
        {
            y.Data[i++] = function(Broadcasting.At(a, index), Broadcasting.At(b, index));
        }

        return y;
    }
}
