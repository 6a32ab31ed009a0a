namespace TensorRTSharp.Testing;

/// <summary>Collects inputs, constants and attributes of one operator while a case is made up.</summary>
internal sealed class OperatorCaseBuilder(string operatorName, SeededRandom random, long opset)
{
    private readonly Dictionary<string, TypedArray> _inputs = [];
    private readonly List<(string Name, TypedArray Value)> _constants = [];
    private readonly List<string> _operands = [];
    private readonly List<OnnxAttribute> _attributes = [];

    public SeededRandom Random { get; } = random;

    public long Opset { get; } = opset;

    public string OperatorName { get; } = operatorName;

    /// <summary>Values that the model gets when it runs.</summary>
    public ReferenceTensor Input(long[] shape, double low = -1, double high = 1)
    {
        var tensor = ReferenceTensor.Random(Random, shape, low, high);
        _inputs.Add(NextOperand("x"), tensor.ToFloats());
        return tensor;
    }

    /// <summary>Values that the model carries.</summary>
    public ReferenceTensor Weight(long[] shape, double low = -1, double high = 1)
    {
        var tensor = ReferenceTensor.Random(Random, shape, low, high);
        Constant(tensor.ToFloats());
        return tensor;
    }

    public void Constant(TypedArray value) => _constants.Add((NextOperand("w"), value));

    public void Attribute(OnnxAttribute attribute) => _attributes.Add(attribute);

    public long[] Shape(int minRank, int maxRank, int maxDimension = 5) =>
        Dimensions(Random.NextInt32(minRank, maxRank), 1, maxDimension);

    public long[] Dimensions(int count, int low, int high) =>
        [.. Enumerable.Range(0, count).Select(_ => (long)Random.NextInt32(low, high))];

    /// <summary>An axis of a tensor, counted from the front or from the back.</summary>
    public int Axis(int rank) => Random.NextInt32(-rank, rank - 1);

    public OperatorCase Build(string name, ReferenceTensor expected)
    {
        var model = new OnnxModelBuilder(Opset).Graph(graph =>
        {
            foreach (var (input, value) in _inputs)
            {
                graph.Input(input, value.Type, [.. value.Shape.Select(d => (OnnxDimension)d)]);
            }

            foreach (var (constant, value) in _constants)
            {
                graph.Initializer(constant, value);
            }

            graph.Node(OperatorName, [.. _operands], [OperatorCase.Output], [.. _attributes]);
            graph.Output(
                OperatorCase.Output, ElementType.Float32, [.. expected.Shape.Select(d => (OnnxDimension)d)]);
        });
        return new OperatorCase { Name = name, Model = model.ToArray(), Inputs = _inputs, Expected = expected };
    }

    private string NextOperand(string prefix)
    {
        _operands.Add($"{prefix}{_operands.Count}");
        return _operands[^1];
    }
}
