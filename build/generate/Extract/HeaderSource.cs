using System.Text.RegularExpressions;

namespace TensorRTSharp.Generate.Extract;

/// <summary>One header's text, with what does not count blanked out, so that offsets and lines still hold.</summary>
internal sealed partial class HeaderSource
{
    private readonly int[] _lineStarts;

    private HeaderSource(string name, string text)
    {
        Name = name;
        Text = CommentsAndStrings().Replace(text, match => match.Value[0] == '"' ? match.Value : Blank(match.Value));
        Text = SwitchedOff().Replace(Text, match => Blank(match.Value));
        _lineStarts = [0, .. Text.Select((c, i) => (c, i)).Where(item => item.c == '\n').Select(item => item.i + 1)];
    }

    public string Name { get; }

    public string Text { get; }

    public static HeaderSource Load(string path) => new(Path.GetFileName(path), File.ReadAllText(path));

    /// <summary>The offset of a line, counted from 1.</summary>
    public int OffsetOfLine(int line) => _lineStarts[line - 1];

    public string Line(int line) => Text[_lineStarts[line - 1].._lineStarts[line]];

    public IEnumerable<string> Includes() => IncludeDirective().Matches(Text).Select(match => match.Groups[1].Value);

    /// <summary>The number that a <c>#define</c> names, through other names.</summary>
    public int? Macro(string name)
    {
        Match match = Regex.Match(Text, $@"^#define[ \t]+{Regex.Escape(name)}[ \t]+(\w+)", RegexOptions.Multiline);
        return !match.Success ? null
            : int.TryParse(match.Groups[1].ValueSpan, out int number) ? number
            : Macro(match.Groups[1].Value);
    }

    /// <summary>The line and the name of every function declared with the word virtual.</summary>
    public IEnumerable<(int Line, string Name)> Virtuals() => VirtualFunction().Matches(Text)
        .Select(match => (LineOf(match.Groups[1].Index), match.Groups[1].Value));

    /// <summary>The conditions of all <c>#if</c>, include guards left out.</summary>
    public IEnumerable<string> Conditions()
    {
        foreach (Match match in ConditionDirective().Matches(Text))
        {
            string guard = $"#define {match.Groups[2].Value}";
            bool isGuard = match.Groups[1].Value == "ifndef" && Text[match.Index..].Split('\n')[1].Trim() == guard;
            if (!isGuard)
            {
                yield return $"#{match.Groups[1].Value} {match.Groups[2].Value.Trim()}";
            }
        }
    }

    private static string Blank(string text) => NotNewline().Replace(text, " ");

    private int LineOf(int offset)
    {
        int found = Array.BinarySearch(_lineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>TensorRT 10 has a feature that no released library is built with.</summary>
    [GeneratedRegex(
        @"^#if ENABLE_FEATURE_DISABLE_RUNTIME_ALLOCATION$.*?^#endif", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"\bvirtual\b[^;{}(]*?(~?\w+)\s*\(")]
    private static partial Regex VirtualFunction();

    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*" """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotNewline();

    [GeneratedRegex("""^#include[ \t]+"([^"]+)".*$""", RegexOptions.Multiline)]
    private static partial Regex IncludeDirective();

    [GeneratedRegex(@"^[ \t]*#[ \t]*(ifdef|ifndef|if|elif)\b[ \t]*([^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex ConditionDirective();
}
