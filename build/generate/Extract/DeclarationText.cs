using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TensorRTSharp.Generate.Extract;

/// <summary>What a function's declaration says after its parameters: castxml leaves most of it out.</summary>
internal sealed partial record DeclarationText
{
    public bool IsNoExcept { get; private init; }

    public bool IsFinal { get; private init; }

    /// <summary>The text between the braces on one line, or null for a declaration without a body.</summary>
    public string? Body { get; private init; }

    public static DeclarationText Read(XmlIndex index, XElement function)
    {
        HeaderSource header = index.Source(function);
        int line = XmlIndex.Number(function, "line");
        string name = XmlIndex.Name(function);
        string where = $"{header.Name}:{line}: {name}";
        int start = header.OffsetOfLine(line);
        Match found = Regex.Match(header.Line(line), $@"(?<!\w){Regex.Escape(name)}\s*\(");
        if (!found.Success)
        {
            throw new GeneratorException($"{where} is not on that line.");
        }

        int position = SkipGroup(header.Text, start + found.Index + found.Length - 1);
        List<string> words = [];
        while (true)
        {
            Match word = Word().Match(header.Text, position);
            position = word.Index + word.Length;
            switch (word.Groups[1].Value)
            {
                case ";":
                    return Create(words, null);
                case "{":
                    int end = SkipGroup(header.Text, position - 1);
                    return Create(words, Spaces().Replace(header.Text[position..(end - 1)], " ").Trim());
                case "const" or "noexcept" or "override" or "final" or "= 0" or "= default" or "&":
                    words.Add(word.Groups[1].Value);
                    break;
                default:
                    throw new GeneratorException($"{where}: '{word.Value.Trim()}' after the parameters.");
            }
        }
    }

    private static DeclarationText Create(List<string> words, string? body) => new()
    {
        IsNoExcept = words.Contains("noexcept"),
        IsFinal = words.Contains("final"),
        Body = body,
    };

    /// <returns>The offset after the bracket that closes the one at <paramref name="open"/>.</returns>
    private static int SkipGroup(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '(' or '{' or '[' => 1,
                ')' or '}' or ']' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i + 1;
            }
        }

        throw new GeneratorException("A bracket is never closed.");
    }

    [GeneratedRegex(@"\G\s*(=\s*0|=\s*default|[A-Za-z_]\w*|.)", RegexOptions.Singleline)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
