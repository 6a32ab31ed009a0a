using System.Globalization;
using System.Text;
using Spectre.Console;

namespace TensorRTSharp.Benchmarks;

/// <summary>The final table: on the console, and as Markdown in a file.</summary>
internal sealed class ResultTable(string machine, IReadOnlyList<ResultRow> rows)
{
    private const int Width = 160;

    private const string Note =
        "Medians of measurements that took turns; in brackets the middle half of the ratios between neighbours. "
        + "On a busy machine the ratio of the fastest tells more. Bytes are managed memory, ours / the baseline's.";

    private static readonly string[] Headings =
        ["what", "ours", "baseline", "ratio", "of the fastest", "difference", "bytes per call"];

    public void Print()
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Width);
        Table table = new Table().RoundedBorder();
        table.AddColumn(Headings[0]);
        foreach (string heading in Headings.Skip(1))
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (ResultRow row in rows)
        {
            table.AddRow([.. Cells(row).Select(static cell => new Text(cell))]);
        }

        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(machine);
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(Note);
    }

    public void Save(string file)
    {
        StringBuilder text = new();
        _ = text.Append(CultureInfo.InvariantCulture, $"{machine}\n\n")
            .Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Headings)} |\n")
            .Append("|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (ResultRow row in rows)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Cells(row))} |\n");
        }

        _ = text.Append(CultureInfo.InvariantCulture, $"\n{Note}\n");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ToString());
    }

    private static string[] Cells(ResultRow row) =>
        [row.What, row.Ours, row.Baseline, row.Ratio, row.Fastest, row.Difference, row.BytesPerCall];
}
