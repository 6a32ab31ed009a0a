using System.Runtime.InteropServices;

namespace TensorRTSharp.Testing;

/// <summary>Gives one model seeded weights, in place of those that <c>ConstantOfShape</c> nodes make.</summary>
internal sealed class WeightSeeder
{
    // From this version on, initializers need not be listed among the graph's inputs.
    private const long FirstIrVersionWithHiddenInitializers = 4;

    private readonly ProtoMessage _graph;
    private readonly bool _listAsInputs;
    private readonly ulong _seed;
    private readonly ILookup<string, (ProtoMessage Node, int Position)> _consumers;
    private readonly Dictionary<string, ProtoMessage> _initializers;
    private readonly HashSet<string> _normalized;

    public WeightSeeder(ProtoMessage model, ulong seed)
    {
        _graph = model.Message(OnnxFields.Model.Graph) ?? throw new InvalidDataException("The model has no graph.");
        _listAsInputs = model.Integer(OnnxFields.Model.IrVersion) < FirstIrVersionWithHiddenInitializers;
        _seed = seed;
        _consumers = _graph.Messages(OnnxFields.Graph.Node)
            .SelectMany(node => node.Strings(OnnxFields.Node.Input)
                .Select((name, position) => (Name: name, Node: node, Position: position)))
            .ToLookup(c => c.Name, c => (c.Node, c.Position));
        _initializers = _graph.Messages(OnnxFields.Graph.Initializer)
            .ToDictionary(t => t.String(OnnxFields.Tensor.Name));
        _normalized =
        [
            .. _graph.Messages(OnnxFields.Graph.Node)
                .Where(n => n.String(OnnxFields.Node.OpType) == "BatchNormalization")
                .Select(n => n.Strings(OnnxFields.Node.Output).First()),
        ];
    }

    public void Run()
    {
        var constants = _graph.Messages(OnnxFields.Graph.Node).Where(IsConstantOfKnownShape).ToHashSet();
        _graph.RemoveAll(f => f.Number == OnnxFields.Graph.Node && constants.Contains(f.Message));
        foreach (var constant in constants)
        {
            var name = constant.String(OnnxFields.Node.Output);
            Add(name, Random(name, ShapeOf(constant)));
        }

        foreach (var (name, weight) in _initializers.Where(IsTrained))
        {
            OnnxTensor.ReplaceData(weight, Random(name, OnnxTensor.Shape(weight)));
        }

        RemoveOrphans([.. constants.Select(ShapeName)]);
    }

    private static string ShapeName(ProtoMessage constant) => constant.Strings(OnnxFields.Node.Input).First();

    private bool IsConstantOfKnownShape(ProtoMessage node) =>
        node.String(OnnxFields.Node.OpType) == "ConstantOfShape" && _initializers.ContainsKey(ShapeName(node));

    private long[] ShapeOf(ProtoMessage constant) =>
        OnnxTensor.Read(_initializers[ShapeName(constant)]).ToArray<long>();

    // What is left of a trained network does not fit other weights: a variance of 1e-14, say, lets outputs explode.
    private bool IsTrained(KeyValuePair<string, ProtoMessage> initializer) =>
        OnnxTensor.Type(initializer.Value) == ElementType.Float32 && _consumers.Contains(initializer.Key);

    private TypedArray Random(string name, long[] shape)
    {
        var (low, high) = Range(name, shape);
        var values = new byte[TypedArray.ElementCount(shape) * sizeof(float)];
        new SeededRandom(_seed, name).Fill(MemoryMarshal.Cast<byte, float>(values.AsSpan()), low, high);
        return new TypedArray(ElementType.Float32, shape, values);
    }

    private void Add(string name, TypedArray weight)
    {
        _graph.Add(OnnxFields.Graph.Initializer, OnnxTensor.Write(name, weight));
        if (_listAsInputs)
        {
            OnnxDimension[] dimensions = [.. weight.Shape.Select(d => (OnnxDimension)d)];
            _graph.Add(OnnxFields.Graph.Input, OnnxTensorInfo.OfShape(name, ElementType.Float32, dimensions));
        }
    }

    // Ranges whose mean square gain is about 1: anything else, fifty layers deep, drives Softmax into 0 and 1.
    private (double Low, double High) Range(string name, long[] shape)
    {
        var (node, position) = Consumer(name);
        return (node.String(OnnxFields.Node.OpType), position) switch
        {
            ("Conv", 1) => Uniform(IsRectified(node) ? 2 : 1, TypedArray.ElementCount(shape.AsSpan(1))),
            ("Gemm", 1) => Uniform(gain: 2, Attribute(node, "transB") == 1 ? shape[1] : shape[0]),
            ("BatchNormalization", 1) => FeedsResidual(node) ? (0.2, 0.7) : (0.4, 1.4),
            ("BatchNormalization", 4) => (0.5, 1.5),
            ("Mul", _) => (0.45, 1.45),
            _ => (-0.1, 0.1),
        };
    }

    /// <summary>The first node that computes with a weight, behind those that only reshape it.</summary>
    private (ProtoMessage Node, int Position) Consumer(string name)
    {
        var consumer = _consumers[name].First();
        return consumer.Node.String(OnnxFields.Node.OpType) == "Unsqueeze"
            ? Consumer(consumer.Node.String(OnnxFields.Node.Output))
            : consumer;
    }

    // Each residual sum adds variance, so what goes into it is halved.
    private bool FeedsResidual(ProtoMessage node) =>
        _consumers[node.String(OnnxFields.Node.Output)].Any(c => c.Node.String(OnnxFields.Node.OpType) == "Sum");

    private static long Attribute(ProtoMessage node, string name) =>
        node.Messages(OnnxFields.Node.Attribute)
            .FirstOrDefault(a => a.String(OnnxFields.Attribute.Name) == name)
            ?.Integer(OnnxFields.Attribute.Integer) ?? 0;

    // He et al. 2015: variance gain / fanIn; behind ReLU, which halves the signal, the gain is 2.
    private static (double Low, double High) Uniform(double gain, long fanIn)
    {
        var bound = Math.Sqrt(3 * gain / fanIn);
        return (-bound, bound);
    }

    private bool IsRectified(ProtoMessage node) =>
        !_normalized.Contains(node.Strings(OnnxFields.Node.Input).First());

    /// <summary>Takes away the shapes that nobody reads any more.</summary>
    private void RemoveOrphans(HashSet<string> shapes)
    {
        shapes.ExceptWith(_graph.Messages(OnnxFields.Graph.Node).SelectMany(n => n.Strings(OnnxFields.Node.Input)));
        _graph.RemoveAll(f => f.Number switch
        {
            OnnxFields.Graph.Initializer => shapes.Contains(f.Message.String(OnnxFields.Tensor.Name)),
            OnnxFields.Graph.Input => shapes.Contains(f.Message.String(OnnxFields.ValueInfo.Name)),
            _ => false,
        });
    }
}
