using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TensorRTSharp.Caching;

/// <summary>
/// What an engine depends on, in parts with names. The parts are hashed; an entry's header holds them all, so that a
/// miss can tell which of them changed. One thread makes it.
/// </summary>
internal sealed partial class EngineCacheKey
{
    private readonly List<DescribedOption> _components = [];

    /// <summary>How the model is called: the beginning of the entry's file name, and no part of the hash.</summary>
    internal string ModelName { get; init; } = "engine";

    internal IReadOnlyList<DescribedOption> Components => _components;

    /// <summary>SHA-256 of the components, in their order, as lowercase hexadecimal digits.</summary>
    internal string Hash => HashOf(_components);

    /// <summary>The part of <see cref="Hash"/> that names files.</summary>
    internal string FileHash => Hash[..32];

    internal void Add(string component, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(component);
        ArgumentNullException.ThrowIfNull(value);
        if (_components.Any(known => known.Name == component))
        {
            throw new ArgumentException($"The key has a component '{component}' already.", nameof(component));
        }

        _components.Add(new DescribedOption(component, value));
    }

    internal static string HashOf(IEnumerable<DescribedOption> components)
    {
        // Lengths stand before texts: no two lists of components give the same text.
        StringBuilder text = new();
        foreach (DescribedOption component in components)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{component.Name.Length} {component.Name} ")
                .Append(CultureInfo.InvariantCulture, $"{component.Value.Length} {component.Value}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
