namespace TensorRTSharp.Generate;

/// <summary>One line of a file, counted from 1.</summary>
internal readonly record struct SourceLine(string Path, int Number, string Text)
{
    public static IEnumerable<SourceLine> In(string path, string text) =>
        text.Split('\n').Select((line, index) => new SourceLine(path, index + 1, line));
}
