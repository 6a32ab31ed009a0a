using System.Globalization;
using System.Text;

namespace TensorRTSharp;

/// <summary>
/// Adds up how long each layer takes, for <see cref="InferenceContext.Profiler"/>; <see cref="ToString"/> gives a table. Any
/// thread; several contexts may report to one.
/// </summary>
public sealed class LayerTimes : IProfiler
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<LayerTime> _layers = [];

    /// <summary>The layers in the order in which they were first reported.</summary>
    public IReadOnlyList<LayerTime> Layers
    {
        get
        {
            lock (_gate)
            {
                return [.. _layers];
            }
        }
    }

    /// <summary>How long all layers took altogether.</summary>
    public TimeSpan Total
    {
        get
        {
            lock (_gate)
            {
                return Sum(_layers);
            }
        }
    }

    /// <inheritdoc/>
    public void ReportLayerTime(string layer, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(layer);
        lock (_gate)
        {
            if (!_positions.TryGetValue(layer, out int position))
            {
                position = _layers.Count;
                _positions.Add(layer, position);
                _layers.Add(new LayerTime(layer, 0, TimeSpan.Zero));
            }

            LayerTime known = _layers[position];
            _layers[position] = known with { Count = known.Count + 1, Total = known.Total + time };
        }
    }

    /// <summary>Forgets what was reported, for instance after runs that warm up.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _positions.Clear();
            _layers.Clear();
        }
    }

    /// <summary>A table: a line for each layer with its average time, its share of all and its name.</summary>
    /// <returns>Lines that end with a line feed; one line that says so where nothing was reported.</returns>
    public override string ToString()
    {
        IReadOnlyList<LayerTime> layers = Layers;
        if (layers.Count == 0)
        {
            return "no layer was reported\n";
        }

        double total = Math.Max(1, Sum(layers).Ticks);
        StringBuilder table = new("average ms  share  layer\n");
        foreach (LayerTime layer in layers)
        {
            _ = table.Append(
                CultureInfo.InvariantCulture,
                $"{layer.Average.TotalMilliseconds,10:F4} {100 * layer.Total.Ticks / total,5:F1}%  {layer.Layer}\n");
        }

        return table.ToString();
    }

    private static TimeSpan Sum(IEnumerable<LayerTime> layers) =>
        layers.Aggregate(TimeSpan.Zero, static (sum, layer) => sum + layer.Total);
}
