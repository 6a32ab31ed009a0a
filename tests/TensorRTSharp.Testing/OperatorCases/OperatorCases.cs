namespace TensorRTSharp.Testing;

/// <summary>Seeded cases, with random shapes and attributes, of each operator of <see cref="ReferenceOps"/>.</summary>
public static partial class OperatorCases
{
    private const int CasesPerOperator = 8;
    private const long DefaultOpset = 17;

    // From opset 18 on every reduction takes its axes as an input.
    private const long AxesAsInputOpset = 18;

    private static readonly (string Operator, long Opset, Func<OperatorCaseBuilder, ReferenceTensor> Make)[] Makers =
    [
        ("Conv", DefaultOpset, Conv),
        ("MaxPool", DefaultOpset, MaxPool),
        ("AveragePool", DefaultOpset, AveragePool),
        ("GlobalAveragePool", DefaultOpset, GlobalAveragePool),
        ("MatMul", DefaultOpset, MatMul),
        ("Gemm", DefaultOpset, Gemm),
        ("Softmax", DefaultOpset, Softmax),
        ("BatchNormalization", DefaultOpset, BatchNormalization),
        ("LayerNormalization", DefaultOpset, LayerNormalization),
        ("ReduceSum", DefaultOpset, b => Reduce(b, ReferenceOps.ReduceSum)),
        ("ReduceMean", DefaultOpset, b => Reduce(b, ReferenceOps.ReduceMean)),
        ("ReduceMax", DefaultOpset, b => Reduce(b, ReferenceOps.ReduceMax)),
        ("ReduceMin", DefaultOpset, b => Reduce(b, ReferenceOps.ReduceMin)),
        ("ReduceProd", DefaultOpset, b => Reduce(b, ReferenceOps.ReduceProd)),
        ("ReduceMean", AxesAsInputOpset, b => Reduce(b, ReferenceOps.ReduceMean)),
        ("ReduceMax", AxesAsInputOpset, b => Reduce(b, ReferenceOps.ReduceMax)),
        ("Gather", DefaultOpset, Gather),
        ("Transpose", DefaultOpset, Transpose),
        ("Concat", DefaultOpset, Concat),
        ("Add", DefaultOpset, b => Broadcast(b, ReferenceOps.Add)),
        ("Sub", DefaultOpset, b => Broadcast(b, ReferenceOps.Sub)),
        ("Mul", DefaultOpset, b => Broadcast(b, ReferenceOps.Mul)),
        ("Div", DefaultOpset, b => Broadcast(b, ReferenceOps.Div, low: 0.5, high: 2)),
        ("Pow", DefaultOpset, b => Broadcast(b, ReferenceOps.Pow, low: 0.5, high: 2)),
        ("Relu", DefaultOpset, b => ReferenceOps.Relu(b.Input(b.Shape(0, 4)))),
        ("Sigmoid", DefaultOpset, b => ReferenceOps.Sigmoid(b.Input(b.Shape(0, 4), -8, 8))),
        ("Tanh", DefaultOpset, b => ReferenceOps.Tanh(b.Input(b.Shape(0, 4), -4, 4))),
    ];

    public static IEnumerable<OperatorCase> All() =>
        from maker in Makers
        from number in Enumerable.Range(0, CasesPerOperator)
        select Build(maker.Operator, maker.Opset, maker.Make, number);

    private static OperatorCase Build(
        string operatorName, long opset, Func<OperatorCaseBuilder, ReferenceTensor> make, int number)
    {
        var name = opset == DefaultOpset ? $"{operatorName}_{number}" : $"{operatorName}_opset{opset}_{number}";
        var builder = new OperatorCaseBuilder(operatorName, new SeededRandom((ulong)number, name), opset);
        return builder.Build(name, make(builder));
    }
}
