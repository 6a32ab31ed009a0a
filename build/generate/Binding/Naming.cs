using System.Text;

namespace TensorRTSharp.Generate.Binding;

/// <summary>One stem through every layer: how a C++ name becomes a C and a C# one.</summary>
internal static class Naming
{
    /// <summary>getNbIOTensors → get_nb_io_tensors, enqueueV3 → enqueue_v3.</summary>
    public static string Snake(string name)
    {
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>builder_config → BuilderConfig; createNetworkV2 → CreateNetworkV2.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>model_path → modelPath; builderFlag stays; a C# keyword gets its @.</summary>
    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        string camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return camel is "params" or "ref" or "out" or "in" or "object" or "string" or "event" ? "@" + camel : camel;
    }

    /// <summary>kSTRIP_PLAN → StripPlan, by the words that binding.json spells otherwise.</summary>
    public static string Enumerator(string name, IReadOnlyDictionary<string, string> words)
    {
        string bare = name.Length > 1 && name[0] == 'k' && char.IsUpper(name[1]) ? name[1..] : name;
        string pascal = string.Concat(bare.Split('_').Select(word => words.TryGetValue(word, out string? spelled)
            ? spelled
            : word[..1] + word[1..].ToLowerInvariant()));
        return char.IsDigit(pascal[0]) ? "_" + pascal : pascal;
    }
}
