namespace TensorRTSharp.Generate.Verbs;

/// <summary>The words after the verb: <c>--name value</c> pairs, and anything else in order.</summary>
internal sealed class VerbOptions
{
    private readonly Dictionary<string, string> _named = [];
    private readonly List<string> _positional = [];

    public IReadOnlyList<string> Positional => _positional;

    public static VerbOptions Parse(IReadOnlyList<string> words)
    {
        VerbOptions options = new();
        for (int i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                options._positional.Add(words[i]);
            }
            else if (i + 1 < words.Count)
            {
                options._named[words[i][2..]] = words[++i];
            }
            else
            {
                throw new GeneratorException($"{words[i]} needs a value.");
            }
        }

        return options;
    }

    public string Required(string name) =>
        _named.GetValueOrDefault(name) ?? throw new GeneratorException($"--{name} is missing.");

    public string Optional(string name, string fallback) => _named.GetValueOrDefault(name, fallback);
}
