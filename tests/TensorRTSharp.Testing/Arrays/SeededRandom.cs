namespace TensorRTSharp.Testing;

/// <summary>SplitMix64: numbers that stay the same on every machine and .NET version, and come fast.</summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public SeededRandom(ulong seed, string stream)
        : this(seed ^ Hash(stream))
    {
    }

    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from <paramref name="low"/> up to, but without, <paramref name="high"/>.</summary>
    public double NextDouble(double low, double high)
    {
        const int mantissaBits = 53;
        var fraction = (double)(NextUInt64() >> (64 - mantissaBits)) / (1UL << mantissaBits);
        return low + ((high - low) * fraction);
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int NextInt32(int low, int high) => low + (int)(NextUInt64() % (ulong)((long)high - low + 1));

    public bool NextBool() => NextUInt64() >> 63 == 1;

    public void Fill(Span<float> values, double low, double high)
    {
        foreach (ref var value in values)
        {
            value = (float)NextDouble(low, high);
        }
    }

    // FNV-1a: string.GetHashCode differs in every process.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return hash;
    }
}
