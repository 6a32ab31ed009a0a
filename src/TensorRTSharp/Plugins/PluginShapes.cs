using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// The dimensions of a plugin's inputs, and the place for those of its outputs. For the time of one call of
/// <see cref="Plugin.InferShapes"/>, on its thread.
/// </summary>
public sealed class PluginShapes
{
    private readonly DimensionExpressions _expressions;
    private readonly DimExpr[][] _inputs;
    private readonly DimExpr[][] _shapeInputs;
    private readonly DimExpr[]?[] _outputs;

    internal PluginShapes(DimensionExpressions expressions, DimExpr[][] inputs, DimExpr[][] shapeInputs, int outputCount)
    {
        _expressions = expressions;
        _inputs = inputs;
        _shapeInputs = shapeInputs;
        _outputs = new DimExpr[outputCount][];
    }

    /// <summary>How many inputs the plugin has.</summary>
    public int InputCount => _inputs.Length;

    /// <summary>How many shape inputs it has.</summary>
    public int ShapeInputCount => _shapeInputs.Length;

    /// <summary>How many outputs it has.</summary>
    public int OutputCount => _outputs.Length;

    /// <summary>The dimensions of an input.</summary>
    /// <param name="index">The index of the input.</param>
    /// <returns>A copy.</returns>
    public DimExpr[] GetInput(int index) => [.. _inputs[Require(index, _inputs.Length, "input")]];

    /// <summary>The values of a shape input (<see cref="Network.AddPlugin(Plugin, ReadOnlySpan{Tensor}, ReadOnlySpan{Tensor})"/>).</summary>
    /// <param name="index">The index of the shape input.</param>
    /// <returns>A copy.</returns>
    public DimExpr[] GetShapeInput(int index) => [.. _shapeInputs[Require(index, _shapeInputs.Length, "shape input")]];

    /// <summary>Says which dimensions an output has.</summary>
    /// <param name="index">The index of the output.</param>
    /// <param name="dimensions">The dimensions; at most eight, none for a scalar.</param>
    public void SetOutput(int index, params ReadOnlySpan<DimExpr> dimensions)
    {
        if (dimensions.Length > NativeDims.MaxRank)
        {
            throw new ArgumentException(
                $"Output {index} was given {dimensions.Length} dimensions; TensorRT takes at most {NativeDims.MaxRank}.",
                nameof(dimensions));
        }

        _outputs[Require(index, _outputs.Length, "output")] = dimensions.ToArray();
    }

    /// <summary>
    /// nvinfer1::IExprBuilder::declareSizeTensor: a dimension that is known only when the plugin has run, which writes it into
    /// one of its outputs: a scalar of Int32 or Int64. TensorRT alone, not <see cref="Backend.Cpu"/>.
    /// </summary>
    /// <param name="output">The index of that output.</param>
    /// <param name="expected">The value to optimise for.</param>
    /// <param name="largest">The largest value.</param>
    /// <returns>The dimension.</returns>
    public DimExpr DeclareSizeTensor(int output, DimExpr expected, DimExpr largest) => new(
        _expressions,
        _expressions.DeclareSizeTensor(
            Require(output, _outputs.Length, "output"), expected.In(_expressions), largest.In(_expressions)));

    internal DimExpr[] OutputAt(int index) => _outputs[index]
        ?? throw new InvalidOperationException(
            $"InferShapes did not say which shape output {index} has: call SetOutput for each of the {OutputCount} outputs.");

    private static int Require(int index, int count, string what) =>
        (uint)index < (uint)count
            ? index
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {count} tensors of the kind '{what}'.");
}
