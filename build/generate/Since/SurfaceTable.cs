using System.Text.RegularExpressions;

namespace TensorRTSharp.Generate.Since;

/// <summary>A survey of older releases' headers: one CSV row for each method of TensorRT 10.0 to 11.1.</summary>
internal sealed partial class SurfaceTable
{
    private readonly ILookup<string, Row> _rows;

    private SurfaceTable(IEnumerable<Row> rows) => _rows = rows.ToLookup(row => row.Key);

    public static SurfaceTable Read(string path) => new(File.ReadLines(path).Skip(1).Select(ReadRow));

    /// <summary>The row of a method: the one with its signature, or the only one with its name.</summary>
    public Row? Find(string className, string method, string signature)
    {
        Row[] rows = [.. _rows[$"{className}::{method}"]];
        return Array.Find(rows, row => row.Signature == signature) ?? Array.Find(rows, row => row.Signature is null);
    }

    private static Row ReadRow(string line)
    {
        string[] cells = [.. CsvCell().Matches(line).Select(match => match.Groups[1].Value.Trim('"'))];
        string method = cells[3].Split('(')[0];
        string? signature = cells[3].Contains('(', StringComparison.Ordinal)
            ? WestConst().Replace(cells[3][(method.Length + 1)..].TrimEnd(')'), "$1 const")
            : null;
        return new Row(
            $"{cells[1][(cells[1].LastIndexOf(':') + 1)..]}::{method}",
            signature,
            Since().Match(cells[4]) is { Success: true } since ? since.Groups[1].Value : null,
            cells[0] is "10" or "both",
            cells[0] is "11" or "both",
            cells[0] is not "10" && !cells[4].Contains("absent in RTX", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?:^|,)("[^"]*"|[^,]*)""")]
    private static partial Regex CsvCell();

    [GeneratedRegex(@"\bconst (\w+)")]
    private static partial Regex WestConst();

    [GeneratedRegex(@"since=([\d.]+)")]
    private static partial Regex Since();

    /// <param name="Key">Class::method.</param>
    /// <param name="Signature">Given for overloads only.</param>
    /// <param name="FirstVersion">Of TensorRT.</param>
    /// <param name="InTrt10">In 10.16.</param>
    /// <param name="InTrt11">In 11.1.</param>
    /// <param name="InRtx">In TensorRT-RTX 1.6.</param>
    internal sealed record Row(
        string Key, string? Signature, string? FirstVersion, bool InTrt10, bool InTrt11, bool InRtx);
}
