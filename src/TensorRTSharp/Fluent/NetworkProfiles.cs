namespace TensorRTSharp;

/// <summary>
/// Profiles against the network that they are for, before a build that may take minutes: what is wrong is told by name,
/// with what to write instead.
/// </summary>
internal static class NetworkProfiles
{
    /// <exception cref="InvalidOperationException">
    /// A profile is missing, or does not fit: the message has every problem.
    /// </exception>
    internal static void Check(IReadOnlyList<Tensor> inputs, IList<OptimizationProfileOptions> profiles)
    {
        List<string> problems = [];
        for (int index = 0; index < profiles.Count; index++)
        {
            CheckProfile(inputs, profiles[index], profiles.Count > 1 ? $"Profile {index}: " : "", problems);
        }

        foreach (Tensor input in inputs.Where(IsDynamic))
        {
            if (profiles.Count == 0)
            {
                problems.Add(
                    $"Input '{input.Name}' {Shape(input)} has dynamic dimensions, and TensorRT must know their sizes: "
                    + $"{Advice(input)}");
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }
    }

    private static void CheckProfile(
        IReadOnlyList<Tensor> inputs, OptimizationProfileOptions profile, string prefix, List<string> problems)
    {
        foreach ((string name, OptimizationProfileOptions.Range range) in profile.Shapes)
        {
            if (inputs.FirstOrDefault(input => input.Name == name) is not { } input)
            {
                problems.Add($"{prefix}{Unknown(inputs, name)}");
            }
            else if (input.IsRankKnown)
            {
                CheckShape(input, range, prefix, problems);
            }
        }

        foreach (string name in profile.Values.Keys.Where(name => inputs.All(input => input.Name != name)))
        {
            problems.Add($"{prefix}{Unknown(inputs, name)}");
        }

        foreach (Tensor input in inputs.Where(input => IsDynamic(input) && !profile.Shapes.ContainsKey(input.Name)))
        {
            problems.Add(
                $"{prefix}Input '{input.Name}' {Shape(input)} has dynamic dimensions, and the profile says nothing of it: "
                + $"{Advice(input)}");
        }
    }

    private static void CheckShape(
        Tensor input, OptimizationProfileOptions.Range range, string prefix, List<string> problems)
    {
        long[] dimensions = input.GetDimensions();
        if (range.Min.Length != dimensions.Length)
        {
            problems.Add(
                $"{prefix}Input '{input.Name}' {Shape(input)} has {dimensions.Length} dimensions; the profile gives "
                + $"{range.Min.Length}: {range}.");
            return;
        }

        for (int index = 0; index < dimensions.Length; index++)
        {
            if (dimensions[index] >= 0 && (range.Min[index] != dimensions[index] || range.Max[index] != dimensions[index]))
            {
                problems.Add(
                    $"{prefix}Dimension {index} of input '{input.Name}' {Shape(input)} is fixed to {dimensions[index]}; the "
                    + $"profile gives {range}: write {dimensions[index]} there in all three.");
            }
        }
    }

    private static bool IsDynamic(Tensor input) => input.IsRankKnown && !TensorSize.IsKnown(input.GetDimensions());

    private static string Unknown(IReadOnlyList<Tensor> inputs, string name) =>
        $"The model has no input '{name}'; it has {string.Join(", ", inputs.Select(static input => $"'{input.Name}' {Shape(input)}"))}.";

    private static string Shape(Tensor input) => $"[{string.Join(", ", input.GetDimensions())}]";

    private static string Advice(Tensor input)
    {
        long[] dimensions = input.GetDimensions();
        string With(long size) => $"[{string.Join(", ", dimensions.Select(dimension => dimension < 0 ? size : dimension))}]";
        return $"for instance WithProfile(\"{input.Name}\", min: {With(1)}, opt: {With(8)}, max: {With(32)}).";
    }
}
