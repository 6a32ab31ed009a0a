namespace TensorRTSharp.Testing;

public static partial class ReferenceOps
{
    public static ReferenceTensor ReduceSum(ReferenceTensor x, int[]? axes, bool keepDimensions) =>
        Reduce(x, axes, keepDimensions, static values => values.Sum());

    public static ReferenceTensor ReduceMean(ReferenceTensor x, int[]? axes, bool keepDimensions) =>
        Reduce(x, axes, keepDimensions, static values => values.Average());

    public static ReferenceTensor ReduceMax(ReferenceTensor x, int[]? axes, bool keepDimensions) =>
        Reduce(x, axes, keepDimensions, static values => values.Max());

    public static ReferenceTensor ReduceMin(ReferenceTensor x, int[]? axes, bool keepDimensions) =>
        Reduce(x, axes, keepDimensions, static values => values.Min());

    public static ReferenceTensor ReduceProd(ReferenceTensor x, int[]? axes, bool keepDimensions) =>
        Reduce(x, axes, keepDimensions, static values => values.Aggregate(1.0, static (product, v) => product * v));

    // Null axes: all of them.
    private static ReferenceTensor Reduce(
        ReferenceTensor x, int[]? axes, bool keepDimensions, Func<IReadOnlyList<double>, double> summarize)
    {
        var reduced = new bool[x.Rank];
        foreach (var axis in axes ?? [.. Enumerable.Range(0, x.Rank)])
        {
            reduced[Indexing.Axis(axis, x.Rank)] = true;
        }

        var kept = x.Shape.Select((d, i) => reduced[i] ? 1 : d).ToArray();
        var groups = new List<double>[TypedArray.ElementCount(kept)];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = [];
        }

        foreach (var index in Indexing.Each(x.Shape))
        {
            var target = index.Select((d, i) => reduced[i] ? 0 : d).ToArray();
            groups[Indexing.Offset(kept, target)].Add(x.At(index));
        }

        var shape = keepDimensions ? kept : [.. x.Shape.Where((_, i) => !reduced[i])];
        return new ReferenceTensor(shape, [.. groups.Select(summarize)]);
    }
}
