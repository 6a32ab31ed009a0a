using System.Globalization;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>A network of the real TensorRT-RTX, and what tests put into it.</summary>
internal sealed class RtxNetwork : IDisposable
{
    private int _inputs;

    public RtxNetwork()
    {
        Builder = RealLibrary.Rtx.CreateBuilder();
        Network = Builder.CreateNetwork();
    }

    public Builder Builder { get; }

    public Network Network { get; }

    public Tensor Input(params ReadOnlySpan<long> dimensions) => Input(DataType.Float, dimensions);

    public Tensor Input(DataType dataType, params ReadOnlySpan<long> dimensions) =>
        Network.AddInput(string.Create(CultureInfo.InvariantCulture, $"input {_inputs++}"), dataType, dimensions);

    public Tensor Scalar(float value) => Network.AddConstant(Weights.From(value)).GetOutput();

    public Tensor Scalar(int value) => Network.AddConstant(Weights.From(value)).GetOutput();

    public Tensor Vector(params int[] values) => Network.AddConstant(Weights.From(values), values.Length).GetOutput();

    public Tensor Unary(Tensor input, UnaryOperation operation = UnaryOperation.Exp) =>
        Network.AddUnary(input, operation).GetOutput();

    public SerializedEngine Build()
    {
        using BuilderConfig config = Builder.CreateConfig();
        return Builder.BuildSerializedNetwork(Network, config);
    }

    public void Dispose()
    {
        Network.Dispose();
        Builder.Dispose();
    }

    /// <summary>As many numbers, all different.</summary>
    public static Weights Numbers(int count) =>
        Weights.From(Enumerable.Range(1, count).Select(number => (float)number).ToArray());

    /// <summary>"Float[2, 3]"; "none" for an input that is left out; "Float[?]" where the rank is not known.</summary>
    public static string Describe(Tensor? tensor) => tensor switch
    {
        null => "none",
        { IsRankKnown: false } => $"{tensor.DataType}[?]",
        _ => $"{tensor.DataType}[{string.Join(", ", tensor.GetDimensions())}]",
    };
}
