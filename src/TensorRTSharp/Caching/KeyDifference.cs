namespace TensorRTSharp.Caching;

/// <summary>Why there is no engine though there is one of that model: what the two keys differ in.</summary>
internal static class KeyDifference
{
    /// <summary>"; engine.engine differs: gpu: now A, was B"; empty where there is nothing to compare with.</summary>
    internal static string WithMostAlike(EngineCacheKey key, IEnumerable<EngineCacheEntry> entries)
    {
        EngineCacheEntry? mostAlike = null;
        List<string> fewest = [];
        foreach (EngineCacheEntry entry in entries)
        {
            List<string> differences = Between(key.Components, entry.Key);
            if (entry.Damage is null && (mostAlike is null || differences.Count < fewest.Count))
            {
                (mostAlike, fewest) = (entry, differences);
            }
        }

        return mostAlike is null || fewest.Count == 0
            ? ""
            : $" ({Path.GetFileName(mostAlike.FilePath)} differs: {string.Join("; ", fewest)})";
    }

    private static List<string> Between(IReadOnlyList<DescribedOption> now, IReadOnlyList<DescribedOption> then)
    {
        List<string> differences = [];
        foreach (DescribedOption component in now)
        {
            string? was = then.FirstOrDefault(old => old.Name == component.Name)?.Value;
            if (was != component.Value)
            {
                differences.Add($"{component.Name}: {component.Value}, was {was ?? "not in the key"}");
            }
        }

        differences.AddRange(then
            .Where(old => now.All(component => component.Name != old.Name))
            .Select(static old => $"{old.Name}: not in the key, was {old.Value}"));
        return differences;
    }
}
