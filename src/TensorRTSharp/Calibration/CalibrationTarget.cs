namespace TensorRTSharp;

/// <summary>What a build's calibration is of: the network's inputs, and the shapes that it runs them with.</summary>
internal sealed class CalibrationTarget
{
    private readonly Dictionary<string, (DataType DataType, long[] Shape)> _inputs = new(StringComparer.Ordinal);
    private readonly string[] _calibrated; // tensors that a cache of this network must know
    private readonly string _network;

    /// <param name="network">The network.</param>
    /// <param name="profile">Gives dynamic dimensions their size; null where there is none.</param>
    internal CalibrationTarget(Network network, OptimizationProfile? profile)
    {
        _network = network.Name is { Length: > 0 } name ? $"network '{name}'" : "the network";
        foreach (Tensor input in network.Inputs)
        {
            long[] shape = input.IsRankKnown ? input.GetDimensions() : [-1];
            if (!TensorSize.IsKnown(shape) && profile is not null)
            {
                shape = profile.GetDimensions(input.Name, OptProfileSelector.Opt);
            }

            _inputs[input.Name] = (input.DataType, shape);
        }

        _calibrated =
        [
            .. network.Inputs.Concat(network.Outputs).Where(static tensor => tensor.DataType is DataType.Float or DataType.Half)
                .Select(static tensor => tensor.Name),
        ];
    }

    /// <summary>Throws where a batch's values are not what TensorRT will read.</summary>
    internal void Require(string input, CalibrationValues values)
    {
        if (!_inputs.TryGetValue(input, out (DataType DataType, long[] Shape) expected))
        {
            return; // TensorRT's own affair
        }

        if (values.DataType != expected.DataType)
        {
            throw new ArgumentException(
                $"Input '{input}' of {_network} has elements of type {expected.DataType}, but the calibration batch gives "
                + $"{values.DataType}: convert the values.");
        }

        if (!values.Shape.AsSpan().SequenceEqual(expected.Shape))
        {
            throw new ArgumentException(
                $"Input '{input}' of {_network} is calibrated with the shape [{string.Join(", ", expected.Shape)}], but the "
                + $"batch has [{string.Join(", ", values.Shape)}]"
                + (TensorSize.IsKnown(expected.Shape)
                    ? ": give batches of that shape, or set another calibration profile."
                    : ": add an optimization profile to the configuration, or set a calibration profile."));
        }
    }

    /// <summary>Throws where a cache is another algorithm's or another model's.</summary>
    internal void Require(CalibrationCache cache, string algorithm)
    {
        if (cache.Algorithm != algorithm)
        {
            throw new CalibrationCacheException(
                $"{cache.Source} is of {cache.Algorithm}, but the calibrator's algorithm is {algorithm}: use the calibrator of "
                + "that algorithm, or another cache.");
        }

        HashSet<string> known = new(cache.Scales.Select(static scale => scale.Tensor), StringComparer.Ordinal);
        foreach (string tensor in _calibrated)
        {
            if (!known.Contains(tensor))
            {
                string other = cache.Scales.Count == 0 ? "none" : $"'{cache.Scales[0].Tensor}' and {cache.Scales.Count - 1} more";
                throw new CalibrationCacheException(
                    $"{cache.Source} belongs to another model than {_network}: it has no scale for tensor '{tensor}', but for "
                    + $"{other}. Delete it, or give each model a cache of its own.");
            }
        }
    }
}
